//! A draft: what somebody typed, and the poll text it becomes once it is right.

use std::collections::BTreeMap;

use super::Kind;
use super::clean::{clean, look};

/// Longest question, in Unicode code points; it must fit a form's box and an embed's title line.
pub const QUESTION_CODE_POINTS: usize = 300;

/// Longest option, in Unicode code points: a button's label holds no more.
/// Source: <https://discord.com/developers/docs/components/reference#button>
pub const OPTION_CODE_POINTS: usize = 80;

/// Most options of a poll: a menu holds no more.
/// Source: <https://discord.com/developers/docs/components/reference#string-select>
pub const MOST_OPTIONS: usize = 25;

/// Longest text that is kept as it was typed, in code points: as long as one option of a command
/// can be, which is the longest text that Discord sends. What is too long for a poll is refused,
/// and given back whole.
/// Source: <https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-structure>
pub const TYPED_CODE_POINTS: usize = 6000;

/// What was typed, kept as it was typed so that nothing has to be typed again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftText {
    question: String,
    options: String,
    closes: String,
}

impl DraftText {
    /// Keeps what was typed. No door lets a text of more than 6000 code points through; what is
    /// behind them is cut, so that a draft is bounded.
    #[must_use]
    pub fn new(question: &str, options: &str, closes: &str) -> Self {
        let kept = |text: &str| text.chars().take(TYPED_CODE_POINTS).collect();
        Self { question: kept(question), options: kept(options), closes: kept(closes) }
    }

    /// The question as typed.
    #[must_use]
    pub fn question(&self) -> &str {
        &self.question
    }

    /// The options as typed: one a line, or separated by commas.
    #[must_use]
    pub fn options(&self) -> &str {
        &self.options
    }

    /// The closing time as typed; empty for never.
    #[must_use]
    pub fn closes(&self) -> &str {
        &self.closes
    }

    /// The options one a line, for a form's box.
    #[must_use]
    pub fn options_by_line(&self) -> String {
        split(&self.options).join("\n")
    }

    /// How many options were typed.
    #[must_use]
    pub fn options_typed(&self) -> usize {
        split(&self.options).len()
    }

    /// The same with one more option, unless it is there already.
    #[must_use]
    pub fn with_option(&self, option: &str) -> Self {
        let mut options = split(&self.options);
        if !options.iter().any(|known| known == option) {
            options.push(option.to_owned());
        }
        Self::new(&self.question, &options.join("\n"), &self.closes)
    }

    /// The checked question and options. Where one agrees or objects, the question is the proposal
    /// and there are no options, whatever was typed.
    ///
    /// # Errors
    ///
    /// Every fault at once.
    pub fn check(&self, kind: Option<Kind>) -> Result<PollText, Vec<DraftFault>> {
        let mut faults = Vec::new();
        let question = clean(&self.question);
        check_question(&question, &mut faults);
        let options = if kind.is_none_or(Kind::has_options) {
            let options = split(&self.options);
            check_options(&options, &mut faults);
            options
        } else {
            Vec::new()
        };
        if faults.is_empty() { Ok(PollText { question, options }) } else { Err(faults) }
    }
}

/// A question with options that a poll can be made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PollText {
    question: String,
    options: Vec<String>,
}

impl PollText {
    /// 1 to 300 code points.
    #[must_use]
    pub fn question(&self) -> &str {
        &self.question
    }

    /// Two to 25 options of 1 to 80 code points, no two alike; none where one agrees or objects.
    #[must_use]
    pub fn options(&self) -> &[String] {
        &self.options
    }
}

/// What keeps a draft from becoming a poll.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DraftFault {
    /// There is no question.
    #[error("the question is empty")]
    NoQuestion,
    /// The question has this many code points.
    #[error("the question has {0} characters; at most {QUESTION_CODE_POINTS} fit")]
    LongQuestion(usize),
    /// Fewer than two options; this many.
    #[error("a poll needs at least 2 options, not {0}")]
    FewOptions(usize),
    /// More than 25 options; this many.
    #[error("a poll has at most {MOST_OPTIONS} options, not {0}")]
    ManyOptions(usize),
    /// An option is too long: its place from 1, and its code points.
    #[error("option {place} has {length} characters; at most {OPTION_CODE_POINTS} fit")]
    LongOption {
        /// From 1.
        place: usize,
        /// In code points.
        length: usize,
    },
    /// Two options look the same: the text of the later one.
    #[error("{0:?} stands there twice")]
    Twice(String),
}

/// Options from one text: one a line when it has several lines, else separated by commas.
fn split(options: &str) -> Vec<String> {
    let trimmed = options.trim();
    let by_line = trimmed.contains(['\n', '\r']);
    let separators: &[char] = if by_line { &['\n', '\r'] } else { &[','] };
    trimmed.split(separators).map(clean).filter(|o| !o.is_empty()).collect()
}

fn check_question(question: &str, faults: &mut Vec<DraftFault>) {
    match question.chars().count() {
        0 => faults.push(DraftFault::NoQuestion),
        length if length > QUESTION_CODE_POINTS => faults.push(DraftFault::LongQuestion(length)),
        _ => {}
    }
}

fn check_options(options: &[String], faults: &mut Vec<DraftFault>) {
    match options.len() {
        few @ 0..2 => faults.push(DraftFault::FewOptions(few)),
        many if many > MOST_OPTIONS => faults.push(DraftFault::ManyOptions(many)),
        _ => {}
    }
    let mut seen = BTreeMap::new();
    for (option, place) in options.iter().zip(1..) {
        let length = option.chars().count();
        if length > OPTION_CODE_POINTS {
            faults.push(DraftFault::LongOption { place, length });
        }
        let times = seen.entry(look(option)).or_insert(0);
        *times += 1;
        if *times == 2 {
            faults.push(DraftFault::Twice(option.clone()));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(options: &str, expected: &[&str]) {
        let text = DraftText::new("Which?", options, "").check(None).unwrap();
        assert_eq!(text.options(), expected);
    }

    #[track_caller]
    fn refused(question: &str, options: &str, expected: &[DraftFault]) {
        assert_eq!(DraftText::new(question, options, "").check(None).unwrap_err(), expected);
    }

    #[test]
    fn options_come_by_comma_or_by_line() {
        check("Node.js, Django", &["Node.js", "Django"]);
        check("Node.js,Django,", &["Node.js", "Django"]);
        check("Postgres, tuned\nSQLite", &["Postgres, tuned", "SQLite"]);
        check("a\r\nb\r\n\r\n", &["a", "b"]);
        check("Dj\u{200B}ango, Fla\u{202E}sk", &["Django", "Flask"]);
    }

    #[test]
    fn every_fault_is_named_at_once() {
        refused("", "", &[DraftFault::NoQuestion, DraftFault::FewOptions(0)]);
        refused(
            &"q".repeat(301),
            "one",
            &[DraftFault::LongQuestion(301), DraftFault::FewOptions(1)],
        );
        let many = (1..=26).map(|n| n.to_string()).collect::<Vec<_>>().join(",");
        refused("Which?", &many, &[DraftFault::ManyOptions(26)]);
        refused("Which?", "Django, DJANGO, django", &[DraftFault::Twice("DJANGO".into())]);
        refused("Which?", "Yes\u{FEFF}, yes", &[DraftFault::Twice("yes".into())]);
        let long = format!("a, {}", "ö".repeat(81));
        refused("Which?", &long, &[DraftFault::LongOption { place: 2, length: 81 }]);
        refused("\u{200B}", "a, b", &[DraftFault::NoQuestion]);
    }

    #[test]
    fn the_limits_count_code_points_and_are_inclusive() {
        let text = DraftText::new(&"é".repeat(300), &format!("a,{}", "🦀".repeat(80)), "");
        assert!(text.check(None).is_ok());
    }

    proptest! {
        #[test]
        fn a_checked_text_always_keeps_the_limits(question in ".*", options in "(?s).{0,400}") {
            if let Ok(text) = DraftText::new(&question, &options, "").check(None) {
                let length = text.question().chars().count();
                prop_assert!((1..=QUESTION_CODE_POINTS).contains(&length));
                prop_assert!((2..=MOST_OPTIONS).contains(&text.options().len()));
                for option in text.options() {
                    prop_assert!((1..=OPTION_CODE_POINTS).contains(&option.chars().count()));
                }
            }
        }
    }
}
