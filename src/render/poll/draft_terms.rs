//! The terms of a draft: as lines of its preview, and as the menus that choose them.

use super::draft::Draft;
use super::words::button;
use crate::poll::count::Method;
use crate::poll::{
    Choices, Disclosure, Kind, MOST_PICKED, PollId, Reasons, Reminder, Terms, Voters, methods,
};
use crate::render::{
    Form, Menu, MenuOption, Message, Pickable, Picker, PollPress, Press, Row, Term, TextBox, clip,
    plain, text, text_with,
};

/// A page of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftPage {
    /// The preview with what everybody chooses.
    Main,
    /// More settings; with a number that could not be read, if one was typed.
    More(Option<BadNumber>),
    /// Which role may vote?
    Role,
    /// Who may vote?
    People,
}

/// A number that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadNumber {
    /// As typed.
    pub typed: String,
    /// The highest that can be meant, from 1.
    pub most: u32,
}

/// The terms in words, one a line.
pub(super) fn lines(terms: &Terms) -> String {
    let rules = &terms.rules;
    let how = match terms.kind {
        Kind::PickSeveral { most: Some(most) } => {
            text_with("poll-terms-several", &[("most", most.into())])
        }
        Kind::Rank | Kind::Rate => {
            let values = [
                ("kind", kind_name(terms.kind).into()),
                ("method", method_name(terms.method).into()),
            ];
            text_with("poll-terms-counted", &values)
        }
        kind => kind_name(kind),
    };
    let mut lines = vec![
        text_with("poll-terms-vote", &[("how", how.into())]),
        text_with("poll-terms-voters", &[("voters", voters(&rules.voters).into())]),
        text(disclosure_key(rules.disclosure)),
    ];
    if let Some(quorum) = rules.quorum {
        lines.push(text_with("poll-terms-quorum", &[("ballots", quorum.into())]));
    }
    if let Some(percent) = rules.pass {
        lines.push(text_with("poll-terms-pass", &[("percent", percent.into())]));
    }
    match rules.reasons {
        Reasons::Off => lines.push(text("poll-terms-reasons-off")),
        Reasons::Required => lines.push(text("poll-terms-reasons-required")),
        Reasons::Optional => {}
    }
    if let Some(decider) = &rules.decider {
        let name = plain(&clip(&decider.name, 40));
        lines.push(text_with("poll-terms-decider", &[("name", name.into())]));
    }
    if rules.close_when_all {
        lines.push(text("poll-terms-close-when-all"));
    }
    if let Reminder::Role(role) = &rules.reminder {
        let name = plain(&clip(&role.name, 40));
        lines.push(text_with("poll-terms-reminder-role", &[("role", name.into())]));
    }
    lines.join("\n")
}

/// The menus of the first page.
pub(super) fn main_rows(draft: &Draft<'_>) -> Vec<Row> {
    let terms = draft.terms;
    let kinds = [
        ("pick-one", Kind::PickOne),
        ("pick-several", Kind::PickSeveral { most: None }),
        ("rank", Kind::Rank),
        ("rate", Kind::Rate),
        ("agree", Kind::Agree),
    ];
    let same = |kind: Kind| std::mem::discriminant(&kind) == std::mem::discriminant(&terms.kind);
    let kinds = kinds.into_iter().map(|(value, kind)| {
        let values = [("kind", kind_name(kind).into())];
        entry(text_with("poll-menu-kind", &values), value, same(kind))
    });
    let chosen = &terms.rules.voters;
    let role_label = match chosen {
        Voters::Role(role) => {
            text_with("poll-menu-voters-role-named", &[("role", clip(&role.name, 60).into())])
        }
        _ => text("poll-menu-voters-role"),
    };
    let people_label = match chosen {
        Voters::Picked(people) => {
            text_with("poll-menu-voters-picked", &[("people", (*people).into())])
        }
        _ => text_with("poll-menu-voters-people", &[("most", MOST_PICKED.into())]),
    };
    let voters = [
        entry(text("poll-menu-voters-everyone"), "everyone", *chosen == Voters::Everyone),
        entry(text("poll-menu-voters-joined"), "joined", *chosen == Voters::JoinedBefore),
        entry(role_label, "role", matches!(chosen, Voters::Role(_))),
        entry(people_label, "people", matches!(chosen, Voters::Picked(_))),
    ];
    let disclosures = [
        ("live", Disclosure::Live),
        ("after-vote", Disclosure::AfterVote),
        ("at-close", Disclosure::AtClose),
        ("secret", Disclosure::Secret),
    ];
    let disclosures = disclosures
        .into_iter()
        .map(|(value, one)| entry(text(disclosure_key(one)), value, one == terms.rules.disclosure));
    vec![
        menu(draft, Term::Kind, "poll-menu-kind-hint", kinds.collect()),
        menu(draft, Term::Voters, "poll-menu-voters-hint", voters.to_vec()),
        menu(draft, Term::Disclosure, "poll-menu-disclosure-hint", disclosures.collect()),
    ]
}

/// The page with more settings.
pub(super) fn more(draft: &Draft<'_>, bad: Option<&BadNumber>) -> Message {
    let (terms, rules) = (draft.terms, &draft.terms.rules);
    let mut rows = Vec::new();
    if let several @ [_, _, ..] = methods(terms.kind) {
        let entries = several.iter().map(|method| {
            entry(
                text_with("poll-menu-method", &[("method", method_name(*method).into())]),
                method.name(),
                *method == terms.method,
            )
        });
        rows.push(menu(draft, Term::Method, "poll-menu-method-hint", entries.collect()));
    }
    let reasons = [
        ("poll-menu-reasons-off", "off", Reasons::Off),
        ("poll-menu-reasons-optional", "optional", Reasons::Optional),
        ("poll-menu-reasons-required", "required", Reasons::Required),
    ];
    let reasons =
        reasons.into_iter().map(|(key, value, one)| entry(text(key), value, one == rules.reasons));
    rows.push(menu(draft, Term::Reasons, "poll-menu-reasons-hint", reasons.collect()));
    let mut reminders = vec![
        entry(text("poll-menu-reminder-off"), "off", rules.reminder == Reminder::Off),
        entry(text("poll-menu-reminder-line"), "line", rules.reminder == Reminder::Line),
    ];
    if let Voters::Role(role) = &rules.voters
        && draft.may_mention
    {
        let label = text_with("poll-menu-reminder-role", &[("role", clip(&role.name, 60).into())]);
        reminders.push(entry(label, "role", matches!(rules.reminder, Reminder::Role(_))));
    }
    rows.push(menu(draft, Term::Reminder, "poll-menu-reminder-hint", reminders));
    rows.push(Row::Picker(Picker {
        of: Pickable::Members,
        placeholder: text("poll-menu-decider-hint"),
        id: id(draft, Term::Decider),
        least: 0,
        most: 1,
    }));
    let mut buttons = vec![set(draft, "poll-button-numbers", Term::Numbers)];
    if rules.voters.known().is_some() {
        let key = if rules.close_when_all { "poll-button-all-on" } else { "poll-button-all-off" };
        buttons.push(set(draft, key, Term::CloseWhenAll));
    }
    buttons.push(button(draft.id, "poll-button-back", PollPress::DraftMain));
    rows.push(Row::Buttons(buttons));
    let bad = bad.map(|bad| {
        let typed = plain(&clip(&bad.typed, 40));
        text_with("poll-draft-bad-number", &[("typed", typed.into()), ("most", bad.most.into())])
    });
    let parts = [bad, Some(text("poll-draft-more")), Some(lines(terms))];
    let content = parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n");
    Message { rows, ..Message::text(content) }
}

/// The page that asks which role, or who, may vote.
pub(super) fn pick(draft: &Draft<'_>, of: Pickable) -> Message {
    let (key, hint, term, most) = match of {
        Pickable::Roles => ("poll-draft-role", "poll-menu-role-hint", Term::Role, 1),
        Pickable::Members => {
            let most = u8::try_from(MOST_PICKED).unwrap_or(u8::MAX);
            ("poll-draft-people", "poll-menu-people-hint", Term::People, most)
        }
    };
    let picker = Picker { of, placeholder: text(hint), id: id(draft, term), least: 1, most };
    let back = button(draft.id, "poll-button-back", PollPress::DraftMain);
    let rows = vec![Row::Picker(picker), Row::Buttons(vec![back])];
    Message { rows, ..Message::text(text_with(key, &[("most", most.into())])) }
}

/// The form for quorum, threshold and cap. Its boxes are `quorum`, `pass`, `most`.
#[must_use]
pub fn numbers_form(poll: PollId, choices: &Choices) -> Form {
    let filled = |id: &str, label: &str, value: Option<u32>| TextBox {
        id: id.into(),
        label: text(label),
        value: value.map_or_else(String::new, |value| value.to_string()),
        placeholder: text("poll-numbers-empty"),
        long: false,
        required: false,
        most: 8,
    };
    let mut boxes = vec![
        filled("quorum", "poll-numbers-quorum", choices.rules.quorum),
        filled("pass", "poll-numbers-pass", choices.rules.pass.map(u32::from)),
    ];
    if let Some(Kind::PickSeveral { most }) = choices.kind {
        boxes.push(filled("most", "poll-numbers-most", most.map(u32::from)));
    }
    Form {
        title: text("poll-numbers-title"),
        id: Press::Poll(poll, PollPress::Set(Term::NumbersSent, 0)).to_string(),
        boxes,
    }
}

/// A kind of ballot in plain words.
pub(super) fn kind_name(kind: Kind) -> String {
    text(match kind {
        Kind::PickOne => "poll-kind-pick-one",
        Kind::PickSeveral { .. } => "poll-kind-pick-several",
        Kind::Rank => "poll-kind-rank",
        Kind::Rate => "poll-kind-rate",
        Kind::Agree => "poll-kind-agree",
    })
}

/// The name of a method.
pub(in super::super) fn method_name(method: Method) -> String {
    text(match method {
        Method::Plurality => "poll-method-plurality",
        Method::Approval => "poll-method-approval",
        Method::Irv => "poll-method-irv",
        Method::Schulze => "poll-method-schulze",
        Method::RankedPairs => "poll-method-ranked-pairs",
        Method::Borda => "poll-method-borda",
        Method::Score => "poll-method-score",
        Method::Star => "poll-method-star",
    })
}

fn voters(voters: &Voters) -> String {
    match voters {
        Voters::Everyone => text("poll-voters-everyone"),
        Voters::JoinedBefore => text("poll-voters-joined"),
        Voters::Role(role) => {
            text_with("poll-voters-role", &[("role", plain(&clip(&role.name, 60)).into())])
        }
        Voters::Picked(people) => text_with("poll-voters-picked", &[("people", (*people).into())]),
    }
}

const fn disclosure_key(disclosure: Disclosure) -> &'static str {
    match disclosure {
        Disclosure::Live => "poll-disclosure-live",
        Disclosure::AfterVote => "poll-disclosure-after-vote",
        Disclosure::AtClose => "poll-disclosure-at-close",
        Disclosure::Secret => "poll-disclosure-secret",
    }
}

fn entry(label: String, value: &str, chosen: bool) -> (MenuOption, bool) {
    (MenuOption { label, value: value.into(), description: String::new() }, chosen)
}

fn menu(draft: &Draft<'_>, term: Term, hint: &str, entries: Vec<(MenuOption, bool)>) -> Row {
    let chosen = entries.iter().filter(|(_, chosen)| *chosen).map(|(one, _)| one.value.clone());
    Row::Menu(Menu {
        placeholder: text(hint),
        id: id(draft, term),
        chosen: chosen.collect(),
        options: entries.into_iter().map(|(option, _)| option).collect(),
        most: 1,
    })
}

fn set(draft: &Draft<'_>, key: &str, term: Term) -> crate::render::Button {
    button(draft.id, key, PollPress::Set(term, draft.drawn))
}

fn id(draft: &Draft<'_>, term: Term) -> String {
    Press::Poll(draft.id, PollPress::Set(term, draft.drawn)).to_string()
}
