//! Who is connected, what is known of them, and who makes room for whom.
//!
//! Loopback tells nothing of a client, so that deeds count: the bot's token makes a connection
//! known, a gateway socket or the page makes it a guest, and everybody else is a stranger. When
//! the room is full the oldest stranger goes, then the oldest guest. A client of good will is
//! served within a moment of its coming; who only holds a connection open grows old.

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Waker;
use std::time::Duration;

use futures_util::task::AtomicWaker;
use tokio::sync::Notify;

/// Guests at the same time; the oldest makes room. A gateway socket with a compressed stream
/// holds some hundred kilobytes before it has identified.
const GUESTS: usize = 256;

/// What a crowd of clients gets, friendly or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CrowdLimits {
    /// Connections served at the same time. Those without the bot's token make room for new ones,
    /// the oldest first; where all have it, new ones wait. Default: 1024.
    pub connections: usize,
    /// Time for the header of a request, and for silence between two requests. Default: 100 s,
    /// longer than clients keep an idle connection (reqwest 90 s, aiohttp 15 s, undici 4 s): none
    /// is closed at the moment in which it is used again.
    pub header: Duration,
    /// Time for the body of a request. Default: 30 s.
    pub body: Duration,
    /// Time for a gateway client to identify. Default: two minutes, as clients with many shards
    /// wait in between.
    pub identify: Duration,
}

impl Default for CrowdLimits {
    fn default() -> Self {
        Self {
            connections: 1024,
            header: Duration::from_secs(100),
            body: Duration::from_secs(30),
            identify: Duration::from_secs(120),
        }
    }
}

/// What is known of a connection. It only grows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Standing {
    /// Nothing.
    Stranger,
    /// It is a gateway socket that has not identified, or came from the page.
    Guest,
    /// It has shown the bot's token, an interaction's, or the page's key.
    Known,
}

/// All open connections; cheap to clone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Crowd {
    book: Arc<Mutex<Book>>,
}

/// Lines by standing and number, so that the first of a map is the oldest.
#[derive(Debug, Default)]
struct Book {
    entered: u64,
    by_standing: BTreeMap<(Standing, u64), Line>,
    guests: usize,
}

impl Crowd {
    fn book(&self) -> MutexGuard<'_, Book> {
        // A panic while the lock was held leaves a book that is still valid.
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Enters a new connection, as a stranger.
    pub(crate) fn enter(&self) -> Line {
        let mut book = self.book();
        book.entered += 1;
        let line = Line(Arc::new(Wire {
            number: book.entered,
            crowd: self.clone(),
            cut: AtomicBool::new(false),
            lingers: AtomicBool::new(false),
            sleeper: AtomicWaker::new(),
            answerer: Notify::new(),
        }));
        book.by_standing.insert((Standing::Stranger, line.0.number), line.clone());
        line
    }

    /// Cuts the connection that is needed least; `false` where all are known.
    pub(crate) fn make_room(&self) -> bool {
        let mut book = self.book();
        let Some((&(standing, number), line)) = book.by_standing.first_key_value() else {
            return false;
        };
        if standing == Standing::Known {
            return false;
        }
        line.cut();
        book.strike(standing, number);
        true
    }

    /// Cuts every connection.
    pub(crate) fn cut_all(&self) {
        for line in self.book().by_standing.values() {
            line.cut();
        }
    }
}

impl Book {
    fn strike(&mut self, standing: Standing, number: u64) -> Option<Line> {
        let line = self.by_standing.remove(&(standing, number))?;
        self.guests -= usize::from(standing == Standing::Guest);
        Some(line)
    }

    fn raise(&mut self, number: u64, to: Standing) {
        let lower = [Standing::Stranger, Standing::Guest].into_iter().filter(|one| *one < to);
        for from in lower {
            let Some(line) = self.strike(from, number) else { continue };
            self.by_standing.insert((to, number), line);
            self.guests += usize::from(to == Standing::Guest);
        }
        while self.guests > GUESTS {
            let mut guests = self.by_standing.range((Standing::Guest, 0)..);
            let Some((&(_, oldest), line)) = guests.next() else { return };
            line.cut();
            self.strike(Standing::Guest, oldest);
        }
    }
}

/// A handle to one connection.
#[derive(Clone, Debug)]
pub(crate) struct Line(Arc<Wire>);

#[derive(Debug)]
struct Wire {
    number: u64,
    crowd: Crowd,
    cut: AtomicBool,
    lingers: AtomicBool,
    /// Who waits to read from or write to the connection.
    sleeper: AtomicWaker,
    /// Who answers requests on it.
    answerer: Notify,
}

impl Line {
    /// Breaks the connection at once.
    pub(crate) fn cut(&self) {
        self.0.cut.store(true, Ordering::Release);
        self.0.sleeper.wake();
        self.0.answerer.notify_one();
    }

    /// Waits until the connection is cut.
    pub(crate) async fn cut_off(&self) {
        self.0.answerer.notified().await;
    }

    /// Says more of the connection; less than was known changes nothing.
    pub(crate) fn becomes(&self, standing: Standing) {
        self.0.crowd.book().raise(self.0.number, standing);
    }

    /// The connection ends before everything was read. What still comes is read and dropped for a
    /// moment: were it closed at once, the system would throw away the answer with it.
    pub(crate) fn lingers(&self) {
        self.0.lingers.store(true, Ordering::Release);
    }

    /// Whether [`Line::lingers`] was called since the last time.
    pub(crate) fn takes_lingering(&self) -> bool {
        self.0.lingers.swap(false, Ordering::AcqRel)
    }

    /// Whom to wake when the connection is cut.
    ///
    /// # Errors
    ///
    /// It is cut already.
    pub(crate) fn watch(&self, waker: &Waker) -> io::Result<()> {
        self.0.sleeper.register(waker);
        if self.0.cut.load(Ordering::Acquire) {
            return Err(io::ErrorKind::ConnectionReset.into());
        }
        Ok(())
    }

    /// The connection is gone.
    pub(crate) fn leave(&self) {
        let mut book = self.0.crowd.book();
        for standing in [Standing::Stranger, Standing::Guest, Standing::Known] {
            book.strike(standing, self.0.number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which of the lines are cut, by their place.
    fn cut(lines: &[Line]) -> Vec<usize> {
        let cut = |line: &Line| line.0.cut.load(Ordering::Acquire);
        (0..lines.len()).filter(|&at| cut(&lines[at])).collect()
    }

    #[test]
    fn the_oldest_stranger_goes_first_then_the_oldest_guest() {
        let crowd = Crowd::default();
        let lines: Vec<_> = (0..4).map(|_| crowd.enter()).collect();
        lines[0].becomes(Standing::Known);
        lines[1].becomes(Standing::Guest);
        lines[0].becomes(Standing::Guest);
        for expected in [&[2][..], &[2, 3], &[1, 2, 3]] {
            assert!(crowd.make_room());
            assert_eq!(cut(&lines), expected);
        }
        assert!(!crowd.make_room());
        lines[0].leave();
        assert!(crowd.book().by_standing.is_empty());
    }

    #[test]
    fn guests_are_few() {
        let crowd = Crowd::default();
        let lines: Vec<_> = (0..GUESTS + 2).map(|_| crowd.enter()).collect();
        for line in &lines {
            line.becomes(Standing::Guest);
        }
        assert_eq!(cut(&lines), [0, 1]);
        lines[2].becomes(Standing::Known);
        crowd.enter().becomes(Standing::Guest);
        assert_eq!(cut(&lines), [0, 1]);
    }
}
