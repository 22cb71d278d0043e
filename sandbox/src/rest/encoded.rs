//! Percent-encoded text in paths and queries.

use percent_encoding::percent_decode_str;

/// Decodes `%F0%9F%91%8D`, and `+` to a blank; what is no code stays as it stands.
/// Source: <https://url.spec.whatwg.org/#percent-decode>
pub(super) fn decoded(text: &str) -> String {
    let text = text.replace('+', " ");
    percent_decode_str(&text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(encoded: &str, expected: &str) {
        assert_eq!(decoded(encoded), expected);
    }

    #[test]
    fn codes_are_read_and_anything_else_is_kept() {
        check("%F0%9F%91%8D", "👍");
        check("Ada+Lovelace%2B", "Ada Lovelace+");
        check("100%", "100%");
        check("%4", "%4");
        check("%zz👍", "%zz👍");
        check("%ff", "\u{fffd}");
    }
}
