//! A command line as a person types it.

use super::error::ScriptError;

/// A command with its options, before it is matched against what the bot registered.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Invocation {
    /// Command, then group and subcommand where there are any.
    pub path: Vec<String>,
    /// Options in the order they were typed: name and text.
    pub options: Vec<(String, String)>,
    /// The option being typed, while suggestions are asked for.
    pub focused: Option<String>,
}

impl Invocation {
    /// Reads `/name sub option: value option: "value"`. A `|` marks where the cursor stands.
    ///
    /// A word with a colon and a space after it starts an option; a value that holds such a word
    /// stands in double quotes.
    ///
    /// # Errors
    ///
    /// [`ScriptError::NotACommand`] without a slash and a name.
    pub fn parse(line: &str) -> Result<Self, ScriptError> {
        Self::read(line, None)
    }

    /// As [`Invocation::parse`], but with the options' names known: no other word starts an
    /// option, and the space after the colon may be missing.
    pub(crate) fn parse_known(line: &str, names: &[&str]) -> Result<Self, ScriptError> {
        Self::read(line, Some(names))
    }

    fn read(line: &str, names: Option<&[&str]>) -> Result<Self, ScriptError> {
        let bad = || ScriptError::NotACommand(line.to_owned());
        let rest = line.trim().strip_prefix('/').ok_or_else(bad)?;
        let marks = marks(rest, names);
        let head = marks.first().map_or(rest, |first| &rest[..first.start]);
        let path: Vec<String> = head.split_whitespace().map(str::to_owned).collect();
        if path.is_empty() {
            return Err(bad());
        }
        let mut invocation = Self { path, ..Self::default() };
        for (index, mark) in marks.iter().enumerate() {
            let end = marks.get(index + 1).map_or(rest.len(), |next| next.start);
            let name = rest[mark.start..mark.colon].to_owned();
            let value = rest[mark.colon + 1..end].trim();
            let (value, focused) = match value.strip_suffix('|') {
                Some(value) => (value, true),
                None => (value, false),
            };
            if focused {
                invocation.focused = Some(name.clone());
            }
            invocation.options.push((name, unquoted(value).to_owned()));
        }
        Ok(invocation)
    }
}

/// Where an option starts, and where its colon is.
struct Mark {
    start: usize,
    colon: usize,
}

/// Words that end in a colon before a space or the end, outside of double quotes; with names,
/// those alone.
fn marks(line: &str, names: Option<&[&str]>) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut quoted = false;
    let mut start = 0;
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        let ends = line[at..]
            .chars()
            .nth(1)
            .is_none_or(|next| next.is_whitespace() || matches!(next, '"' | '|'));
        if c == '"' && (quoted || matches!(before, ' ' | ':')) {
            quoted = !quoted;
        } else if !quoted && c == ':' && at > start {
            let word = &line[start..at];
            if names.map_or_else(|| ends && is_name(word), |names| names.contains(&word)) {
                marks.push(Mark { start, colon: at });
            }
        }
        if c.is_whitespace() {
            start = at + c.len_utf8();
        }
        before = c;
    }
    marks
}

fn is_name(word: &str) -> bool {
    word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '\''))
}

fn unquoted(value: &str) -> &str {
    value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, path: &str, options: &[(&str, &str)], focused: Option<&str>) {
        let read = Invocation::parse(line).unwrap();
        assert_eq!(read.path.join(" "), path);
        let given: Vec<_> =
            read.options.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(given, options);
        assert_eq!(read.focused.as_deref(), focused);
    }

    #[test]
    fn command_lines_read_as_typed() {
        check("/ping", "ping", &[], None);
        check("/poll create", "poll create", &[], None);
        check(
            "/ask question: is node fast? private: true",
            "ask",
            &[("question", "is node fast?"), ("private", "true")],
            None,
        );
        check(
            "/ask question: see http://a.b at 16:00",
            "ask",
            &[("question", "see http://a.b at 16:00")],
            None,
        );
        check(
            r#"/ask question: "note: it is" x: 1"#,
            "ask",
            &[("question", "note: it is"), ("x", "1")],
            None,
        );
        check("/compare first: no|", "compare", &[("first", "no")], Some("first"));
        check("/compare first:|", "compare", &[("first", "")], Some("first"));
    }

    #[test]
    fn known_names_alone_start_options() {
        let read = Invocation::parse_known(
            "/ask question:why: it is private:true",
            &["question", "private"],
        );
        let options = read.unwrap().options;
        assert_eq!(
            options,
            [("question".into(), "why: it is".into()), ("private".into(), "true".into())]
        );
    }

    #[test]
    fn what_is_no_command_line_is_refused() {
        for line in ["", "/", "hello", "ask question: x"] {
            assert!(Invocation::parse(line).is_err(), "{line}");
        }
    }
}
