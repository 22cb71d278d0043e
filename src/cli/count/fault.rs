//! What is wrong with a file of ballots, where, and what to do.

use std::fmt::Write;

use crate::poll::count::{Method, Unfit};

/// Faults told at once; a file with more has the same one on each ballot.
const TOLD: usize = 20;
/// Code points of a name that a fault repeats.
const SHOWN: usize = 60;
/// Candidates that a help lists.
const LISTED: usize = 10;

/// One fault.
#[derive(Debug)]
pub(super) struct Fault {
    /// Where: a path such as `ballots[3].ranking`, or a line and column.
    pub(super) place: String,
    /// What is wrong.
    pub(super) what: String,
    /// What to do about it.
    pub(super) help: String,
}

impl From<Fault> for Faults {
    fn from(fault: Fault) -> Self {
        Self { kept: vec![fault], more: 0 }
    }
}

impl Fault {
    pub(super) fn new(
        place: impl Into<String>,
        what: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self { place: place.into(), what: what.into(), help: help.into() }
    }
}

/// Faults as they are found. Only those that are told are kept.
#[derive(Debug, Default)]
pub(super) struct Faults {
    kept: Vec<Fault>,
    more: usize,
}

impl Faults {
    pub(super) fn add(
        &mut self,
        place: impl Into<String>,
        what: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(Fault::new(place, what, help));
    }

    pub(super) fn push(&mut self, fault: Fault) {
        if self.kept.len() < TOLD {
            self.kept.push(fault);
        } else {
            self.more += 1;
        }
    }

    /// A fault that takes a while to describe.
    pub(super) fn push_with(&mut self, fault: impl FnOnce() -> (String, String, String)) {
        if self.kept.len() < TOLD {
            let (place, what, help) = fault();
            self.add(place, what, help);
        } else {
            self.more += 1;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }
}

/// All of them, each on its line and its help below.
pub(super) fn told(file: &str, faults: &Faults) -> String {
    let mut text = match faults.kept.len() + faults.more {
        1 => format!("cannot count {file}"),
        number => format!("cannot count {file}: {number} faults"),
    };
    for Fault { place, what, help } in &faults.kept {
        // Writing to a text does not fail.
        let _ = write!(text, "\n{file}: {place}: {what}\n  help: {help}");
    }
    if faults.more > 0 {
        let _ = write!(text, "\nand {} more", faults.more);
    }
    text
}

/// A method that does not fit the file.
pub(super) fn unfit(unfit: Unfit, method: Method) -> Fault {
    let (place, help) = match unfit {
        Unfit::OtherBallots(_) => return other_ballots(method),
        Unfit::SeveralFirst => {
            ("ballots", "give each ballot one first choice, or count by another method")
        }
        Unfit::OvervoteUndefined => (
            "irv_overvote",
            "say \"irv_overvote\": \"exhaust_when_reached\", or count by another method",
        ),
    };
    Fault::new(place, unfit.to_string(), help)
}

/// The ballots that a method counts are not in the file.
pub(super) fn other_ballots(method: Method) -> Fault {
    let key = key(method);
    let what = format!("{method} counts `{key}`, and there are none");
    Fault::new(key, what, "choose a method that fits the file")
}

/// The list of ballots that a method counts.
pub(super) fn key(method: Method) -> &'static str {
    match method {
        Method::Approval => "approval_ballots",
        Method::Score | Method::Star => "score_ballots",
        _ => "ballots",
    }
}

/// A text from the file between quotation marks, not too long, with nothing that a terminal obeys.
pub(super) fn quoted(text: &str) -> String {
    let mut characters = text.chars();
    let shown: String = characters.by_ref().take(SHOWN).collect();
    let more = if characters.next().is_some() { "…" } else { "" };
    format!("{:?}", shown + more)
}

/// Help for a name that nobody has: the nearest one, else a few of them.
pub(super) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    let name: String = name.chars().take(SHOWN).collect();
    let shown = |one: &str| one.chars().take(SHOWN).collect::<String>();
    let near = known.clone().map(|one| (strsim::damerau_levenshtein(&name, &shown(one)), one));
    let near = near.min().filter(|(far, one)| *far <= 1 + one.chars().count() / 4);
    if let Some((_, one)) = near {
        return format!("did you mean {}?", quoted(one));
    }
    let some: Vec<String> = known.clone().take(LISTED).map(quoted).collect();
    let more = if known.count() > LISTED { ", …" } else { "" };
    format!("`candidates` lists {}{more}", some.join(", "))
}
