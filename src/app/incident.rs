//! Incidents: what went wrong on our side, by a short code that a person can pass on.

use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};

/// Digits and letters that nobody mistakes for one another.
/// Source: <https://www.crockford.com/base32.html>
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The code of an incident: four signs, the same in the log and in what the person reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident(String);

impl Incident {
    /// Logs what went wrong, with the chain of its causes, under a new code.
    #[must_use]
    pub fn log(what: &str, why: &dyn std::error::Error) -> Self {
        let incident = Self::next();
        let mut chain = why.to_string();
        let mut cause = why.source();
        while let Some(deeper) = cause {
            chain = format!("{chain}: {deeper}");
            cause = deeper.source();
        }
        tracing::error!(code = %incident, why = %chain, "{what}");
        incident
    }

    /// A code that differs from the ones before it in this process, and most likely from those of
    /// earlier ones.
    fn next() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        // An odd factor makes a bijection of the 20 bits, so that codes do not look like a count.
        let mixed = count.wrapping_add(std::process::id()).wrapping_mul(0x9_E377) & 0xF_FFFF;
        let sign = |shift: u32| char::from(SIGNS[(mixed >> shift & 31) as usize]);
        Self([15, 10, 5, 0].into_iter().map(sign).collect())
    }
}

impl fmt::Display for Incident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
