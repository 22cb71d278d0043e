//! HTML in which every foreign text has been escaped.

use std::fmt::{Display, Formatter, Result, Write};

/// HTML that may be put into the page as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Html(String);

impl Html {
    /// Adds markup of our own: nothing but constants can be given.
    pub(super) fn markup(&mut self, markup: &'static str) {
        self.0.push_str(markup);
    }

    /// Adds a text, also inside of a quoted attribute.
    pub(super) fn text(&mut self, text: &str) {
        for sign in text.chars() {
            match sign {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                // Discord's client shows it as nothing; HTML has no way to write it.
                '\0' => {}
                sign => self.0.push(sign),
            }
        }
    }

    /// Adds a number.
    pub(super) fn number(&mut self, number: impl Into<i64>) {
        let _ = write!(self.0, "{}", number.into());
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Display for Html {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        out.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Html {}
