//! All topics of two stacks, grouped by where the sources lean.

use super::super::answer::lower_first;
use super::super::evidence::evidence;
use super::super::{ComparePress, Embed, Field, Message, Row, clip, list, plain, text, text_with};
use super::{SCREEN, button};
use crate::answer::{Comparison, Group, TopicView};

/// How many topics a group names, and how many without a lean; the first that fits is used.
const STEPS: [(usize, usize); 4] = [(5, 8), (5, 5), (4, 4), (3, 3)];

/// The overview: strongest leans first, each with its sources counted and who dissents.
#[must_use]
pub fn overview(comparison: &Comparison) -> Message {
    let [rest @ .., smallest] = STEPS;
    let fits = |embed: &Embed| embed.text_length() <= SCREEN;
    let embed = rest.into_iter().map(|room| card(comparison, room)).find(fits);
    let row = vec![
        button(comparison, text("compare-open"), ComparePress::Topics(0)),
        button(comparison, text("compare-matters"), ComparePress::Matters),
        button(comparison, text("answer-plan"), ComparePress::Plan),
    ];
    Message {
        content: clip::clip(&gist(comparison), 200),
        embed: Some(embed.unwrap_or_else(|| card(comparison, smallest))),
        rows: vec![Row::Buttons(row)],
        ..Message::default()
    }
}

/// "Node.js and Django: 9 topics lean to Node.js, 8 to Django, 4 are disputed."
fn gist(comparison: &Comparison) -> String {
    let [first, second] = &comparison.stacks;
    let values = [
        ("first", plain(&first.name).into()),
        ("second", plain(&second.name).into()),
        ("tofirst", of(comparison, Group::Leans(0)).len().into()),
        ("tosecond", of(comparison, Group::Leans(1)).len().into()),
        ("disputed", of(comparison, Group::Disputed).len().into()),
    ];
    text_with("compare-gist", &values)
}

fn card(comparison: &Comparison, (most, names): (usize, usize)) -> Embed {
    let [first, second] = &comparison.stacks;
    let mut fields = Vec::new();
    for at in [0, 1] {
        fields.extend(leaning(comparison, at, most));
    }
    let disputed = of(comparison, Group::Disputed);
    if !disputed.is_empty() {
        let lines: Vec<String> =
            disputed.iter().map(|view| format!("- {}", divided(comparison, view))).collect();
        let heading = [("topics", disputed.len().into())];
        let name = text_with("compare-disputed", &heading);
        fields.push(Field { name, value: some(&lines, most, "\n") });
    }
    let even = of(comparison, Group::Even);
    if !even.is_empty() {
        let lines: Vec<String> = even.iter().map(|view| name(view)).collect();
        let heading = [("topics", even.len().into())];
        let name = text_with("compare-even", &heading);
        fields.push(Field { name, value: some(&lines, names, ", ") });
    }
    let honest = format!("{} {}", evidence(&comparison.evidence), text("compare-caution"));
    fields.push(Field { name: text("answer-evidence"), value: honest });
    let values = [("first", first.name.clone().into()), ("second", second.name.clone().into())];
    let title = clip::clip(&text_with("compare-title", &values), list::TITLE);
    Embed { title, fields, ..Embed::default() }
}

/// The topics of a group, strongest first.
fn of(comparison: &Comparison, group: Group) -> Vec<&TopicView> {
    comparison.topics.iter().filter(|view| view.group() == group).collect()
}

fn leaning(comparison: &Comparison, at: usize, most: usize) -> Option<Field> {
    let views = of(comparison, Group::Leans(at));
    // What is counted is said once.
    let key = |n| if n == 0 { "compare-line-first" } else { "compare-line" };
    let lines = views.iter().enumerate();
    let lines: Vec<String> =
        lines.map(|(n, view)| format!("- {}", lean(comparison, view, at, key(n)))).collect();
    let values =
        [("stack", comparison.stacks[at].name.clone().into()), ("topics", views.len().into())];
    (!views.is_empty()).then(|| Field {
        name: text_with("compare-leans", &values),
        value: some(&lines, most, "\n"),
    })
}

/// "community, 2 of 5; PLANEKS leans to Django", or "scaling, 4 of 4, partly disputed".
fn lean(comparison: &Comparison, view: &TopicView, at: usize, key: &str) -> String {
    let values = [
        ("topic", name(view).into()),
        ("favour", comparison.favouring(view, at).len().into()),
        ("sources", view.lean.speaking().into()),
    ];
    let line = text_with(key, &values);
    let against = comparison.favouring(view, 1 - at);
    let more = if against.is_empty() {
        view.contested.then(|| text("compare-contested"))
    } else {
        let names: Vec<&str> = against.iter().map(|s| s.name.as_str()).collect();
        let values = [
            ("names", plain(&list::and(&names)).into()),
            ("count", names.len().into()),
            ("stack", plain(&comparison.stacks[1 - at].name).into()),
        ];
        Some(text_with("compare-dissent", &values))
    };
    line + &more.unwrap_or_default()
}

/// "speed in general, 2 for Node.js, 1 for Django".
fn divided(comparison: &Comparison, view: &TopicView) -> String {
    let [first, second] = &comparison.stacks;
    let values = [
        ("topic", name(view).into()),
        ("forfirst", comparison.favouring(view, 0).len().into()),
        ("first", plain(&first.name).into()),
        ("forsecond", comparison.favouring(view, 1).len().into()),
        ("second", plain(&second.name).into()),
    ];
    text_with("compare-divided", &values)
}

fn name(view: &TopicView) -> String {
    plain(&lower_first(&view.lean.topic.name))
}

/// The first few, and how many there are besides.
fn some(lines: &[String], most: usize, between: &str) -> String {
    let shown = lines[..lines.len().min(most)].join(between);
    match lines.len().saturating_sub(most) {
        0 => shown,
        left => {
            let left = text_with("list-more", &[("left", left.into())]);
            format!("{shown}{}{left}", if between == "\n" { "\n" } else { " " })
        }
    }
}
