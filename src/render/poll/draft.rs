//! A draft with its preview, and the form that edits it.

use super::draft_terms::{self, DraftPage};
use super::words::{button, closes, full, message, name_limit, room};
use crate::poll::{
    Attached, ClosesError, DraftFault, DraftText, MOST_OPTIONS, OPTION_CODE_POINTS, PollId,
    PollNumber, PollText, QUESTION_CODE_POINTS, Terms,
};
use crate::render::{
    Attachment, Button, Form, Message, Pickable, PollPress, Press, Row, TextBox, clip, plain, text,
    text_with,
};
use crate::time::Timestamp;

/// Most code points of a form's box.
/// Source: <https://discord.com/developers/docs/components/reference#text-input>
const BOX: usize = 4000;

/// A draft as it stands.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    /// The poll it becomes.
    pub id: PollId,
    /// What was typed.
    pub typed: &'a DraftText,
    /// The checked text, or every fault.
    pub text: &'a Result<PollText, Vec<DraftFault>>,
    /// The terms it would open with.
    pub terms: &'a Terms,
    /// The closing time.
    pub closes: &'a Result<Option<Timestamp>, ClosesError>,
    /// The name of the zone that times are read in.
    pub zone: &'a str,
    /// Whether embeds are allowed there.
    pub embeds: bool,
    /// Whether its author may mention every role there.
    pub may_mention: bool,
    /// Which of its pages is shown.
    pub page: DraftPage,
    /// Another number for each drawing.
    pub drawn: u32,
    /// The evidence that goes with it.
    pub evidence: Option<&'a Attached>,
}

/// The draft: a preview with buttons, or what keeps it from being posted.
#[must_use]
pub fn draft(draft: &Draft<'_>) -> Message {
    match &draft.page {
        DraftPage::Main => main(draft),
        DraftPage::More(bad) => draft_terms::more(draft, bad.as_ref()),
        DraftPage::Role => draft_terms::pick(draft, Pickable::Roles),
        DraftPage::People => draft_terms::pick(draft, Pickable::Members),
    }
}

fn main(draft: &Draft<'_>) -> Message {
    let edit = button(draft.id, "poll-draft-edit", PollPress::EditText);
    let discard = button(draft.id, "poll-draft-discard", PollPress::Discard);
    match (draft.text, draft.closes) {
        (Ok(checked), Ok(closes_at)) => {
            let post = button(draft.id, "poll-draft-post", PollPress::Post);
            let rest = preview(checked, *closes_at, draft);
            let more = button(draft.id, "poll-draft-more-settings", PollPress::DraftMore);
            let mut rows = draft_terms::main_rows(draft);
            rows.push(Row::Buttons(vec![post, edit, more, discard]));
            let offers = offers(draft, checked);
            if !offers.is_empty() {
                rows.push(Row::Buttons(offers));
            }
            message(text("poll-draft"), rest, draft.embeds, rows)
        }
        (checked, closes_at) => {
            let rest = vec![
                faults(checked.as_ref().err(), closes_at.as_ref().err()),
                typed(draft.typed.question()),
            ];
            let rows = vec![Row::Buttons(vec![edit, discard])];
            let said = message(text("poll-draft-not-ready"), rest, draft.embeds, rows);
            Message { files: too_long_for_the_form(draft.typed), ..said }
        }
    }
}

/// The option "Neither".
#[must_use]
pub fn neither() -> String {
    text("poll-option-neither")
}

/// The option "Both".
#[must_use]
pub fn both() -> String {
    text("poll-option-both")
}

/// Options to add where people choose between two stacks.
fn offers(draft: &Draft<'_>, checked: &PollText) -> Vec<Button> {
    let offers = [
        (neither(), "poll-draft-add-neither", PollPress::AddNeither),
        (both(), "poll-draft-add-both", PollPress::AddBoth),
    ];
    let (there, missing): (Vec<_>, Vec<_>) =
        offers.into_iter().partition(|(option, ..)| checked.options().contains(option));
    if draft.evidence.is_none() || checked.options().len() != 2 + there.len() {
        return Vec::new();
    }
    missing.into_iter().map(|(_, label, press)| button(draft.id, label, press)).collect()
}

/// What was typed, as a file, where the form cannot give it back whole.
fn too_long_for_the_form(typed: &DraftText) -> Vec<Attachment> {
    let boxes = [typed.question(), &typed.options_by_line(), typed.closes()];
    if boxes.iter().all(|text| text.chars().count() <= BOX) {
        return Vec::new();
    }
    let typed = [typed.question(), typed.options(), typed.closes()];
    let typed: Vec<&str> = typed.into_iter().filter(|text| !text.is_empty()).collect();
    vec![Attachment {
        name: "what-you-typed.txt".into(),
        alt: text("poll-draft-file"),
        bytes: typed.join("\n\n").into_bytes(),
    }]
}

fn preview(checked: &PollText, at: Option<Timestamp>, draft: &Draft<'_>) -> Vec<String> {
    let most = name_limit(checked.options(), room(draft.embeds));
    let options = checked.options().iter().map(|option| {
        let option = plain(&clip(option, most));
        text_with("poll-option", &[("option", option.into())])
    });
    let zone = text_with("poll-draft-zone", &[("zone", draft.zone.into())]);
    vec![
        format!("**{}**", plain(checked.question())),
        options.collect::<Vec<_>>().join("\n"),
        format!("{}\n{}\n{zone}", draft_terms::lines(draft.terms), closes(at)),
        draft.evidence.map(|it| evidence(it, checked, draft.embeds)).unwrap_or_default(),
    ]
}

/// What evidence goes with the options, and which of them have none.
fn evidence(attached: &Attached, checked: &PollText, embeds: bool) -> String {
    // A plain message of ten options has no room for more.
    if !embeds {
        return text("poll-draft-evidence");
    }
    let (with, without): (Vec<&String>, Vec<&String>) =
        checked.options().iter().partition(|option| attached.on(option).is_some());
    let mut lines: Vec<String> = with
        .into_iter()
        .filter_map(|option| Some((option, attached.on(option)?)))
        .map(|(option, on)| {
            let values = [
                ("option", plain(&clip(option, OPTION_CODE_POINTS)).into()),
                ("pros", on.pros.len().into()),
                ("cons", on.cons.len().into()),
            ];
            text_with("poll-draft-evidence-option", &values)
        })
        .collect();
    if !without.is_empty() {
        let names: Vec<String> = without.iter().map(|option| plain(&clip(option, 30))).collect();
        let values = [("options", names.join(", ").into())];
        lines.push(text_with("poll-draft-evidence-none", &values));
    }
    format!("{}\n{}", text("poll-draft-evidence"), lines.join("\n"))
}

fn typed(question: &str) -> String {
    if question.trim().is_empty() {
        return String::new();
    }
    let question = plain(&clip(question.trim(), QUESTION_CODE_POINTS));
    text_with("poll-draft-typed", &[("question", question.into())])
}

fn faults(text: Option<&Vec<DraftFault>>, closes: Option<&ClosesError>) -> String {
    // The same advice for many options helps no more than for the first few.
    let text = text.into_iter().flatten().take(5).map(fault);
    let lines = text.chain(closes.map(closes_fault)).map(|line| format!("- {line}"));
    lines.collect::<Vec<_>>().join("\n")
}

pub(super) fn fault(fault: &DraftFault) -> String {
    let length = |n: &usize| ("length", (*n).into());
    match fault {
        DraftFault::NoQuestion => {
            text_with("poll-fault-no-question", &[("most", QUESTION_CODE_POINTS.into())])
        }
        DraftFault::LongQuestion(n) => {
            let values = [length(n), ("most", QUESTION_CODE_POINTS.into())];
            text_with("poll-fault-long-question", &values)
        }
        DraftFault::FewOptions(n) => {
            text_with("poll-fault-few-options", &[("options", (*n).into())])
        }
        DraftFault::ManyOptions(n) => {
            let values = [("options", (*n).into()), ("most", MOST_OPTIONS.into())];
            text_with("poll-fault-many-options", &values)
        }
        DraftFault::LongOption { place, length: n } => {
            let most = ("most", OPTION_CODE_POINTS.into());
            text_with("poll-fault-long-option", &[("place", (*place).into()), length(n), most])
        }
        DraftFault::Twice(option) => {
            let option = plain(&clip(option, OPTION_CODE_POINTS));
            text_with("poll-fault-twice", &[("option", option.into())])
        }
    }
}

pub(super) fn closes_fault(fault: &ClosesError) -> String {
    match fault {
        ClosesError::Unreadable(typed) => {
            text_with("poll-fault-closes-unreadable", &[("typed", plain(typed).into())])
        }
        ClosesError::Past(at) => text_with("poll-fault-closes-past", &[("at", full(*at).into())]),
        ClosesError::TooFar(at) => text_with("poll-fault-closes-far", &[("at", full(*at).into())]),
    }
}

/// The form, filled with what was typed so far. Its boxes are `question`, `options`, `closes`.
#[must_use]
pub fn form(id: PollId, typed: &DraftText) -> Form {
    let question = TextBox {
        id: "question".into(),
        label: text("poll-form-question"),
        placeholder: text("poll-form-question-hint"),
        required: true,
        ..filled(typed.question(), QUESTION_CODE_POINTS)
    };
    let options = TextBox {
        id: "options".into(),
        label: text("poll-form-options"),
        placeholder: text("poll-form-options-hint"),
        long: true,
        ..filled(&typed.options_by_line(), MOST_OPTIONS * (OPTION_CODE_POINTS + 2))
    };
    let closes = TextBox {
        id: "closes".into(),
        label: text("poll-form-closes"),
        placeholder: text("poll-form-closes-hint"),
        ..filled(typed.closes(), 60)
    };
    Form {
        title: text("poll-form-title"),
        id: Press::Poll(id, PollPress::Edited).to_string(),
        boxes: vec![question, options, closes],
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

/// The draft was thrown away.
#[must_use]
pub fn discarded() -> Message {
    Message::text(text("poll-draft-discarded"))
}

/// The draft is not there any more; drafts are kept for so many days.
#[must_use]
pub fn draft_gone(days: u64) -> Message {
    Message::text(text_with("poll-draft-gone", &[("days", days.into())]))
}

/// The draft became a poll.
#[must_use]
pub fn posted(number: PollNumber, link: &str) -> Message {
    let values = [("number", number.to_string().into()), ("link", link.into())];
    Message::text(text_with("poll-draft-posted", &values))
}

/// The draft is being posted by an earlier press.
#[must_use]
pub fn posting(id: PollId) -> Message {
    let again: Vec<Button> = vec![button(id, "poll-draft-post", PollPress::Post)];
    let rows = vec![Row::Buttons(again)];
    Message { rows, ..Message::text(text("poll-draft-posting")) }
}
