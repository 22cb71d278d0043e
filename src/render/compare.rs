//! Two stacks side by side: every topic by where the sources lean, and one topic with the same
//! number of points for each side.

use std::sync::Arc;

use super::answer::{disagreement, lean_line, lower_first};
use super::cite::Cites;
use super::evidence::evidence;
use super::{
    Button, ButtonStyle, ComparePress, Embed, Field, Menu, MenuOption, Message, Press, Row, clip,
    list, plain, text, text_with,
};
use crate::answer::{Comparison, TopicView};
use crate::knowledge::{Entry, Stack, Stance, Topic};

/// Topics shown of each group.
const A_GROUP: usize = 5;

/// Points shown for each side of a topic.
const A_SIDE: usize = 3;

/// All topics, grouped by where the sources lean.
#[must_use]
pub fn overview(comparison: &Comparison) -> Message {
    let [first, second] = &comparison.stacks;
    let groups = Groups::of(comparison);
    let values = [
        ("first", plain(&first.name).into()),
        ("second", plain(&second.name).into()),
        ("tofirst", groups.first.len().into()),
        ("tosecond", groups.second.len().into()),
        ("disputed", groups.disputed.len().into()),
    ];
    let content = clip::clip(&text_with("compare-gist", &values), 200);
    let mut fields = Vec::new();
    for (stack, views) in [(first, &groups.first), (second, &groups.second)] {
        fields.extend(leaning(stack, views));
    }
    fields.extend(plain_group("compare-disputed", &groups.disputed));
    fields.extend(plain_group("compare-even", &groups.even));
    let honest = format!("{} {}", evidence(&comparison.evidence), text("compare-caution"));
    fields.push(Field { name: text("answer-evidence"), value: honest });
    let values = [("first", first.name.clone().into()), ("second", second.name.clone().into())];
    let title = clip::clip(&text_with("compare-title", &values), list::TITLE);
    let embed = Embed { title, fields, ..Embed::default() };
    let mut row = vec![button(comparison, text("compare-open"), ComparePress::Topics(0))];
    row.push(button(comparison, text("answer-plan"), ComparePress::Plan));
    Message { content, embed: Some(embed), rows: vec![Row::Buttons(row)], files: Vec::new() }
}

/// One topic. Buttons lead to the next one and to the menu of all.
#[must_use]
pub fn topic(comparison: &Comparison, view: &TopicView) -> Message {
    let mut cites = Cites::default();
    let mut fields: Vec<Field> = Vec::new();
    let sides = Sides::of(comparison, view);
    let most = even(sides.pro.each_ref().map(Vec::len));
    for (stack, points) in comparison.stacks.iter().zip(&sides.pro) {
        fields.push(side("compare-for", stack, points, most, &mut cites));
    }
    if sides.con.iter().any(|points| !points.is_empty()) {
        let most = even(sides.con.each_ref().map(Vec::len));
        for (stack, points) in comparison.stacks.iter().zip(&sides.con) {
            fields.push(side("compare-against", stack, points, most, &mut cites));
        }
    }
    if !sides.neither.is_empty() {
        let lines = points(&sides.neither, 2, &mut cites);
        fields.push(Field {
            name: text("compare-neither"),
            value: list::within(&lines, list::FIELD),
        });
    }
    fields.extend(view.disagreements.iter().take(2).map(|d| disagreement(d, &mut cites, 4)));
    let entries = view.points.iter().flatten().chain(&view.neither);
    let notes: Vec<String> = entries
        .filter_map(|entry| Some((entry, entry.note.as_ref()?)))
        .take(2)
        .map(|(entry, note)| {
            let note = plain(&clip::clip_sentence(note, 200));
            format!("-{} {note}", cites.mark(entry))
        })
        .collect();
    if !notes.is_empty() {
        fields
            .push(Field { name: text("compare-notes"), value: list::within(&notes, list::FIELD) });
    }
    fields.push(Field {
        name: text("answer-sources"),
        value: clip::clip(&cites.lines(5), list::FIELD),
    });
    let embed = Embed {
        title: clip::clip(&view.lean.topic.name, list::TITLE),
        description: counted(comparison, view),
        fields,
        footer: String::new(),
    };
    let content = if view.disputed {
        text_with("compare-disagree", &[("topic", plain(&view.lean.topic.name).into())])
    } else {
        lean_line(&view.lean)
    };
    Message {
        content: clip::clip(&content, 200),
        embed: Some(embed),
        rows: vec![Row::Buttons(topic_buttons(comparison, view))],
        files: Vec::new(),
    }
}

/// The menu of topics, disputed ones first; for the person alone.
#[must_use]
pub fn topics(comparison: &Comparison, page: u8) -> Message {
    let groups = Groups::of(comparison);
    let all: Vec<&Arc<Topic>> = [&groups.disputed, &groups.first, &groups.second, &groups.even]
        .into_iter()
        .flatten()
        .map(|view| &view.lean.topic)
        .collect();
    let options = list::page(
        &all,
        page,
        |topic| MenuOption {
            label: clip::clip(&topic.name, 100),
            value: topic.id.clone(),
            description: clip::clip(&topic.meaning, 100),
        },
        &text("compare-more-topics"),
    );
    let menu = Menu {
        placeholder: text_with("compare-pick", &[("topics", all.len().into())]),
        id: press(comparison, ComparePress::Pick),
        options,
        most: 1,
    };
    let [first, second] = &comparison.stacks;
    let values = [("first", plain(&first.name).into()), ("second", plain(&second.name).into())];
    Message {
        content: text_with("compare-which", &values),
        rows: vec![Row::Menu(menu)],
        ..Message::default()
    }
}

/// The topics of a comparison by where they lean. A disputed topic stands under disputed alone.
struct Groups<'a> {
    first: Vec<&'a TopicView>,
    second: Vec<&'a TopicView>,
    disputed: Vec<&'a TopicView>,
    even: Vec<&'a TopicView>,
}

impl<'a> Groups<'a> {
    fn of(comparison: &'a Comparison) -> Self {
        let mut groups =
            Self { first: Vec::new(), second: Vec::new(), disputed: Vec::new(), even: Vec::new() };
        for view in &comparison.topics {
            let group = match &view.lean.to {
                _ if view.disputed => &mut groups.disputed,
                Some(to) if to.id == comparison.stacks[0].id => &mut groups.first,
                Some(_) => &mut groups.second,
                None => &mut groups.even,
            };
            group.push(view);
        }
        groups
    }
}

fn leaning(stack: &Stack, views: &[&TopicView]) -> Option<Field> {
    if views.is_empty() {
        return None;
    }
    let mut lines: Vec<String> = views
        .iter()
        .take(A_GROUP)
        .map(|view| {
            let favour = view.lean.favour.iter().find(|(s, _)| s.id == stack.id);
            let values = [
                ("topic", plain(&lower_first(&view.lean.topic.name)).into()),
                ("favour", favour.map_or(0, |(_, s)| s.len()).into()),
                ("sources", view.lean.speaking().into()),
            ];
            format!("- {}", text_with("compare-line", &values))
        })
        .collect();
    if views.len() > A_GROUP {
        lines.push(text_with("list-more", &[("left", (views.len() - A_GROUP).into())]));
    }
    let values = [("stack", stack.name.clone().into()), ("topics", views.len().into())];
    Some(Field { name: text_with("compare-leans", &values), value: lines.join("\n") })
}

fn plain_group(key: &str, views: &[&TopicView]) -> Option<Field> {
    if views.is_empty() {
        return None;
    }
    let names: Vec<String> =
        views.iter().take(8).map(|view| plain(&lower_first(&view.lean.topic.name))).collect();
    let mut value = names.join(", ");
    if views.len() > names.len() {
        let left = views.len() - names.len();
        value = format!("{value} {}", text_with("list-more", &[("left", left.into())]));
    }
    Some(Field { name: text_with(key, &[("topics", views.len().into())]), value })
}

/// The points of a topic by what they say of which stack.
struct Sides<'a> {
    pro: [Vec<&'a Arc<Entry>>; 2],
    con: [Vec<&'a Arc<Entry>>; 2],
    neither: Vec<&'a Arc<Entry>>,
}

impl<'a> Sides<'a> {
    fn of(comparison: &Comparison, view: &'a TopicView) -> Self {
        let mut sides = Self {
            pro: view.points.each_ref().map(|points| points.iter().collect()),
            con: [Vec::new(), Vec::new()],
            neither: Vec::new(),
        };
        for entry in &view.neither {
            let about = comparison.stacks.each_ref().map(|stack| entry.is_about(stack));
            match (entry.stance, about) {
                (Stance::Con, [true, false]) => sides.con[0].push(entry),
                (Stance::Con, [false, true]) => sides.con[1].push(entry),
                _ => sides.neither.push(entry),
            }
        }
        sides
    }
}

/// How many points each of two sides shows: the same for both, as far as there are any.
fn even(found: [usize; 2]) -> usize {
    found[0].min(found[1]).clamp(1, A_SIDE)
}

fn side(
    heading: &str,
    stack: &Stack,
    entries: &[&Arc<Entry>],
    most: usize,
    cites: &mut Cites,
) -> Field {
    let mut lines = points(entries, most, cites);
    if lines.is_empty() {
        lines.push(text("compare-nothing"));
    }
    let name = text_with(heading, &[("stack", stack.name.clone().into())]);
    Field { name, value: list::within(&lines, list::FIELD) }
}

fn points(entries: &[&Arc<Entry>], most: usize, cites: &mut Cites) -> Vec<String> {
    entries.iter().take(most).map(|e| format!("- {}", cites.statement(e, 220))).collect()
}

/// "2 sources favour Node.js, 1 Django, none of the others takes a side."
fn counted(comparison: &Comparison, view: &TopicView) -> String {
    let favour = |stack: &Stack| {
        let sources = view.lean.favour.iter().find(|(s, _)| s.id == stack.id);
        sources.map_or(0, |(_, sources)| sources.len())
    };
    let [first, second] = &comparison.stacks;
    let values = [
        ("first", plain(&first.name).into()),
        ("forfirst", favour(first).into()),
        ("second", plain(&second.name).into()),
        ("forsecond", favour(second).into()),
        ("neither", view.lean.neither.len().into()),
    ];
    text_with("compare-counted", &values)
}

fn topic_buttons(comparison: &Comparison, view: &TopicView) -> Vec<Button> {
    let topics = &comparison.topics;
    let at = topics.iter().position(|t| t.lean.topic.id == view.lean.topic.id);
    let next = at.and_then(|at| topics.get(at + 1)).or(topics.first()).map(|t| &t.lean.topic);
    let mut row = Vec::new();
    if let Some(next) = next.filter(|next| next.id != view.lean.topic.id) {
        let label = text_with("compare-next", &[("topic", lower_first(&next.name).into())]);
        row.push(button(comparison, clip::clip(&label, 45), ComparePress::Topic(next.id.clone())));
    }
    row.push(button(comparison, text("compare-all-topics"), ComparePress::Topics(0)));
    row.push(button(comparison, text("answer-plan"), ComparePress::Plan));
    row
}

fn button(comparison: &Comparison, label: String, pressed: ComparePress) -> Button {
    Button { label, id: press(comparison, pressed), style: ButtonStyle::Secondary }
}

fn press(comparison: &Comparison, press: ComparePress) -> String {
    let [first, second] = &comparison.stacks;
    Press::Compare(first.id.clone(), second.id.clone(), press).to_string()
}
