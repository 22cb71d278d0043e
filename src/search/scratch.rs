//! Room to reckon in, kept from question to question: one place an entry, one place a stem.
//!
//! Whoever uses it leaves it empty, so that nothing needs to be cleared that was not touched.

use std::cell::RefCell;

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::new(Scratch::default());
}

/// Room for one question at a time.
#[derive(Default)]
pub(crate) struct Scratch {
    /// Per entry: what it has gathered.
    pub(crate) gathered: Vec<Gathered>,
    /// Entries that have gathered something.
    pub(crate) touched: Vec<u32>,
    /// Per stem: the place of its term plus one, or 0.
    pub(crate) terms: Vec<u16>,
    /// Per question of a collection: what it shares with the one asked.
    pub(crate) shared: Vec<f32>,
    /// Questions that share something.
    pub(crate) sharing: Vec<u32>,
}

/// What an entry has gathered.
#[derive(Clone, Copy, Default)]
pub(crate) struct Gathered {
    pub(crate) sum: f32,
    /// Of the latest group: the best that one of its stems gave.
    pub(crate) best: f32,
    /// The latest group, counted from 1.
    pub(crate) group: u32,
}

/// Lends the room, large enough for so many entries and stems.
pub(crate) fn with<T>(entries: usize, stems: usize, work: impl FnOnce(&mut Scratch) -> T) -> T {
    SCRATCH.with(|scratch| match scratch.try_borrow_mut() {
        Ok(mut scratch) => {
            if scratch.gathered.len() < entries {
                scratch.gathered.resize(entries, Gathered::default());
            }
            if scratch.terms.len() < stems {
                scratch.terms.resize(stems, 0);
            }
            work(&mut scratch)
        }
        // A search within a search: none does that, and it would still be right.
        Err(_) => work(&mut Scratch {
            gathered: vec![Gathered::default(); entries],
            touched: Vec::new(),
            terms: vec![0; stems],
            ..Scratch::default()
        }),
    })
}

impl Scratch {
    /// Adds to what an entry has gathered.
    pub(crate) fn add(&mut self, at: usize, gain: f32) {
        let place = &mut self.gathered[at];
        if place.sum <= 0.0 {
            self.touched.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
        place.sum += gain;
    }

    /// Adds what a stem of a group gives: only the best of the group counts.
    pub(crate) fn add_best(&mut self, at: usize, gain: f32, group: u32) {
        let place = &mut self.gathered[at];
        if place.group != group {
            (place.group, place.best) = (group, 0.0);
        }
        let more = gain - place.best;
        if more > 0.0 {
            place.best = gain;
            self.add(at, more);
        }
    }

    /// Forgets what was gathered.
    pub(crate) fn clear(&mut self) {
        for at in self.touched.drain(..) {
            self.gathered[at as usize] = Gathered::default();
        }
    }
}
