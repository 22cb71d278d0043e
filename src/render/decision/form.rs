//! The form in which a decision is written down.

use crate::decision::{
    BECAUSE_CODE_POINTS, DECIDED_CODE_POINTS, Decision, DecisionId, OPTIONS_CODE_POINTS, Purpose,
    TypedDecision,
};
use crate::poll::QUESTION_CODE_POINTS;
use crate::render::{DecisionPress, Form, Press, TextBox, clip, text, text_with};

/// Most code points of a form's box.
/// Source: <https://discord.com/developers/docs/components/reference#text-input>
const BOX: usize = 4000;

/// Longest text of a date.
const DATE: usize = 60;

/// The form, filled with what was typed so far. Its boxes are `decided`, `because`, `review`; and,
/// where no poll gives them, `question` and `options`.
#[must_use]
pub fn form(id: DecisionId, purpose: Purpose, typed: &TypedDecision) -> Form {
    let decided = TextBox {
        id: "decided".into(),
        label: text("decision-form-decided"),
        placeholder: text("decision-form-decided-hint"),
        required: true,
        ..filled(&typed.decided, DECIDED_CODE_POINTS)
    };
    let because = TextBox {
        id: "because".into(),
        label: text("decision-form-because"),
        placeholder: text("decision-form-because-hint"),
        long: true,
        required: purpose.needs_reason(),
        ..filled(&typed.because, BECAUSE_CODE_POINTS)
    };
    let review = TextBox {
        id: "review".into(),
        label: text("decision-form-review"),
        placeholder: text("decision-form-review-hint"),
        ..filled(&typed.review, DATE)
    };
    let mut boxes = vec![decided, because, review];
    if purpose.poll().is_none() {
        boxes.push(TextBox {
            id: "question".into(),
            label: text("decision-form-question"),
            placeholder: text("poll-form-question-hint"),
            ..filled(&typed.question, QUESTION_CODE_POINTS)
        });
        boxes.push(TextBox {
            id: "options".into(),
            label: text("decision-form-options"),
            long: true,
            ..filled(&typed.options, OPTIONS_CODE_POINTS)
        });
    }
    Form {
        title: text(if purpose.needs_reason() {
            "decision-form-otherwise"
        } else {
            "decision-form-title"
        }),
        id: Press::Decision(id, DecisionPress::Written(purpose)).to_string(),
        boxes,
    }
}

/// A box with room for what is in it: Discord refuses a form whose text is longer than its limit.
fn filled(value: &str, most: usize) -> TextBox {
    let value: String = value.chars().take(BOX).collect();
    let most = most.max(value.chars().count());
    TextBox {
        id: String::new(),
        label: String::new(),
        value,
        placeholder: String::new(),
        long: false,
        required: false,
        most: u16::try_from(most).unwrap_or(u16::MAX),
    }
}

/// "Use Django": how a stack that won is decided for.
#[must_use]
pub fn use_it(stack: &str) -> String {
    text_with("decision-form-use", &[("option", stack.into())])
}

/// "Yes: Shall we move?": how a proposal is decided on as voted.
#[must_use]
pub fn answer_to(question: &str, passed: bool) -> String {
    let key = if passed { "decision-form-yes" } else { "decision-form-no" };
    text_with(key, &[("question", question.into())])
}

/// What a form holds before anybody types: the option that won, or the decision to be replaced.
#[must_use]
pub fn prefilled(decided: Option<String>, old: Option<&Decision>, review: &str) -> TypedDecision {
    let decided = decided.map(|decided| clip(&decided, DECIDED_CODE_POINTS));
    let old_text = old.map(|old| &old.text);
    TypedDecision {
        decided: decided
            .or_else(|| old_text.map(|text| text.decided().to_owned()))
            .unwrap_or_default(),
        because: String::new(),
        review: review.to_owned(),
        question: old_text.map(|text| text.question().to_owned()).unwrap_or_default(),
        options: old_text.map(|text| text.options().join("\n")).unwrap_or_default(),
    }
}
