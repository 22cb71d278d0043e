//! Percent-encoded text in paths and queries.

/// Decodes `%F0%9F%91%8D`, and `+` to a blank; what is no code stays as it stands.
/// Source: <https://url.spec.whatwg.org/#percent-decode>
pub(super) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let code = (*first == b'%').then(|| after.first_chunk::<2>()).flatten();
        let code = code.and_then(|code| std::str::from_utf8(code).ok());
        if let Some(byte) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(if *first == b'+' { b' ' } else { *first });
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
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
