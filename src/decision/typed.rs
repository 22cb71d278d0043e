//! What somebody typed for a record, and the text it becomes once it is right.

use crate::poll::{
    ClosesError, QUESTION_CODE_POINTS, Reach, TYPED_CODE_POINTS, TimeZoneName, clean, time_ahead,
};
use crate::time::Timestamp;

/// Longest decision, in code points: it stands in one line, and in the name of a file.
pub const DECIDED_CODE_POINTS: usize = 150;

/// Longest reason, in code points.
pub const BECAUSE_CODE_POINTS: usize = 1000;

/// Longest list of options, in code points.
pub const OPTIONS_CODE_POINTS: usize = 2000;

/// What was typed, kept as it was typed so that nothing has to be typed again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedDecision {
    /// What was decided.
    pub decided: String,
    /// Why.
    pub because: String,
    /// When to look at it again.
    pub review: String,
    /// The question.
    pub question: String,
    /// The options considered: one a line, or separated by commas.
    pub options: String,
}

/// The texts of a record, without what nobody sees, within their limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionText {
    decided: String,
    because: String,
    question: String,
    options: Vec<String>,
}

/// What keeps a text from becoming a record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecisionFault {
    /// Nothing was decided.
    #[error("there is no decision")]
    NoDecision,
    /// The decision has this many code points.
    #[error("the decision has {0} characters; at most {DECIDED_CODE_POINTS} fit")]
    LongDecision(usize),
    /// There is no reason, where one must be given.
    #[error("there is no reason")]
    NoReason,
    /// The reason has this many code points.
    #[error("the reason has {0} characters; at most {BECAUSE_CODE_POINTS} fit")]
    LongReason(usize),
    /// The question has this many code points.
    #[error("the question has {0} characters; at most {QUESTION_CODE_POINTS} fit")]
    LongQuestion(usize),
    /// The options have this many code points together.
    #[error("the options have {0} characters; at most {OPTIONS_CODE_POINTS} fit")]
    LongOptions(usize),
    /// The date of the review is not taken.
    #[error("the review: {0}")]
    Review(ClosesError),
}

impl TypedDecision {
    /// The same, each text within the length that is kept.
    #[must_use]
    pub fn bounded(self) -> Self {
        let kept = |text: String| text.chars().take(TYPED_CODE_POINTS).collect();
        Self {
            decided: kept(self.decided),
            because: kept(self.because),
            review: kept(self.review),
            question: kept(self.question),
            options: kept(self.options),
        }
    }

    /// The checked texts, and when to look again; none for never.
    ///
    /// # Errors
    ///
    /// Every fault at once.
    pub fn check(
        &self,
        reason_needed: bool,
        now: Timestamp,
        zone: &TimeZoneName,
    ) -> Result<(DecisionText, Option<Timestamp>), Vec<DecisionFault>> {
        let text = DecisionText {
            decided: clean(&self.decided),
            because: paragraphs(&self.because),
            question: clean(&self.question),
            options: listed(&self.options),
        };
        let mut faults = text.faults();
        if reason_needed && text.because.is_empty() {
            faults.push(DecisionFault::NoReason);
        }
        let review = time_ahead(&self.review, now, zone, Reach::REVIEW);
        match review {
            Ok(review) if faults.is_empty() => return Ok((text, review)),
            Ok(_) => {}
            Err(why) => faults.push(DecisionFault::Review(why)),
        }
        Err(faults)
    }
}

impl DecisionText {
    /// Texts that were checked when they were stored.
    ///
    /// # Errors
    ///
    /// What is wrong with them.
    pub fn stored(
        decided: String,
        because: String,
        question: String,
        options: Vec<String>,
    ) -> Result<Self, DecisionFault> {
        let text = Self { decided, because, question, options };
        text.faults().into_iter().next().map_or(Ok(text), Err)
    }

    /// The decision: 1 to 150 code points in one line.
    #[must_use]
    pub fn decided(&self) -> &str {
        &self.decided
    }

    /// The decision as a title: without the full stop at its end.
    #[must_use]
    pub fn title(&self) -> &str {
        let title = self.decided.strip_suffix('.').filter(|title| !title.trim().is_empty());
        title.unwrap_or(&self.decided)
    }

    /// Why: up to 1000 code points, one paragraph a line; may be empty.
    #[must_use]
    pub fn because(&self) -> &str {
        &self.because
    }

    /// The question: up to 300 code points; may be empty.
    #[must_use]
    pub fn question(&self) -> &str {
        &self.question
    }

    /// The options considered; may be none.
    #[must_use]
    pub fn options(&self) -> &[String] {
        &self.options
    }

    fn faults(&self) -> Vec<DecisionFault> {
        let length = |text: &str| text.chars().count();
        let options = self.options.iter().map(|option| length(option)).sum::<usize>();
        let mut faults = Vec::new();
        match length(&self.decided) {
            0 => faults.push(DecisionFault::NoDecision),
            long if long > DECIDED_CODE_POINTS => faults.push(DecisionFault::LongDecision(long)),
            _ => {}
        }
        let because = length(&self.because);
        if because > BECAUSE_CODE_POINTS {
            faults.push(DecisionFault::LongReason(because));
        }
        let question = length(&self.question);
        if question > QUESTION_CODE_POINTS {
            faults.push(DecisionFault::LongQuestion(question));
        }
        if options > OPTIONS_CODE_POINTS {
            faults.push(DecisionFault::LongOptions(options));
        }
        faults
    }
}

/// Each line cleaned, empty ones left out.
fn paragraphs(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(clean).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// One option a line when there are several lines, else separated by commas.
fn listed(options: &str) -> Vec<String> {
    let trimmed = options.trim();
    let separators: &[char] = if trimmed.contains(['\n', '\r']) { &['\n', '\r'] } else { &[','] };
    trimmed.split(separators).map(clean).filter(|option| !option.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_795_186_800_000);

    fn typed(decided: &str, because: &str, review: &str) -> TypedDecision {
        let (decided, because, review) = (decided.into(), because.into(), review.into());
        TypedDecision { decided, because, review, ..TypedDecision::default() }
    }

    fn refused(typed: &TypedDecision, reason_needed: bool) -> Vec<String> {
        let faults = typed.check(reason_needed, NOW, &TimeZoneName::UTC).unwrap_err();
        faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_fault_is_named_at_once() {
        assert_eq!(
            refused(&typed("\u{200B} ", "", "someday"), true),
            [
                "there is no decision",
                "there is no reason",
                "the review: the time \"someday\" cannot be read"
            ]
        );
        let long = TypedDecision {
            question: "q".repeat(301),
            options: "o".repeat(2001),
            ..typed(&"d".repeat(151), &"b".repeat(1001), "2026-01-01")
        };
        assert_eq!(refused(&long, false).len(), 5);
    }

    #[test]
    fn what_is_kept_is_clean_and_keeps_its_paragraphs() {
        let typed = TypedDecision {
            question: "Which\u{202E} one?".into(),
            options: "Django, Node.js,".into(),
            ..typed(" Use\u{200B} Django. ", "One.\n\n Two\tthree. ", "never")
        };
        let (text, review) = typed.check(true, NOW, &TimeZoneName::UTC).unwrap();
        assert_eq!((text.decided(), text.title()), ("Use Django.", "Use Django"));
        assert_eq!(text.because(), "One.\nTwo three.");
        assert_eq!(text.question(), "Which one?");
        assert_eq!(text.options(), ["Django", "Node.js"]);
        assert_eq!(review, None);
        let limits = self::typed(&"🦀".repeat(150), &"é".repeat(1000), "");
        assert!(limits.check(true, NOW, &TimeZoneName::UTC).is_ok());
    }

    proptest! {
        #[test]
        fn a_checked_text_always_keeps_the_limits(decided in ".{0,200}", because in "(?s).{0,200}") {
            let typed = typed(&decided, &because, "");
            if let Ok((text, _)) = typed.check(false, NOW, &TimeZoneName::UTC) {
                prop_assert!((1..=DECIDED_CODE_POINTS).contains(&text.decided().chars().count()));
                prop_assert!(!text.decided().contains('\n'));
                let again = DecisionText::stored(
                    text.decided.clone(), text.because.clone(), text.question.clone(), text.options.clone(),
                );
                prop_assert_eq!(again, Ok(text));
            }
        }
    }
}
