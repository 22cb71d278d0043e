//! Who sees a reply that can be shown to the channel, and the line that says so.

use super::{clip, plain, text, text_with};

/// Who sees a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen<'a> {
    /// Everybody in the channel.
    ByAll,
    /// Everybody, after this person showed them a private reply.
    SharedBy(&'a str),
    /// The asker alone, who may show it to the others.
    ByAsker,
    /// The asker alone, after it was shown to the others.
    ByAskerShown,
}

impl Seen<'_> {
    /// The gist, and below it who shared it, or under this key that it was shown.
    pub(super) fn said(self, gist: &str, shown: &str) -> String {
        let line = match self {
            Self::ByAll | Self::ByAsker => return gist.to_owned(),
            Self::SharedBy(name) => {
                let name = plain(&clip::clip(name, 60));
                text_with("answer-shared", &[("name", name.into())])
            }
            Self::ByAskerShown => text(shown),
        };
        format!("{gist}\n{line}")
    }
}
