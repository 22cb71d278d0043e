//! Questions that no entry answers, gathered by hand: how like one of them a question is.
//!
//! An entry that shares a word or two with a question may still not answer it. A question put like
//! one that is known to have no answer, and less like any that an entry is asked as, has none.

use crate::knowledge::GapReason;

/// The question without an answer that is most like the one asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct NearestGap {
    /// Its place among all of them.
    pub(crate) number: u32,
    /// 0 to 1.
    pub(crate) likeness: f32,
    pub(crate) reason: GapReason,
}
