//! The result: what the evidence supports, why, what speaks against it, and how firm it is.

use std::sync::Arc;

use super::super::answer::lower_first;
use super::super::cite::Cites;
use super::super::evidence::evidence;
use super::super::{
    Button, ButtonStyle, Embed, Field, Message, RecommendPress, Row, Seen, clip, list, plain, text,
    text_with,
};
use super::{Asked, codes, named, needs};
use crate::answer::{Recommendation, Verdict, Without};
use crate::knowledge::Entry;

/// All text of an embed, in code points: one screen of a phone.
const SCREEN: usize = 900;

/// Points for, points against, and code points of each; the first that fits the screen is used.
const STEPS: [(usize, usize, usize); 6] =
    [(3, 3, 220), (2, 2, 220), (2, 2, 160), (2, 1, 180), (1, 1, 250), (1, 1, 120)];

/// Code points of the needs in the first line.
const NEEDS: usize = 115;

/// What the cited evidence supports for these needs.
#[must_use]
pub fn result(asked: &Asked<'_>, result: &Recommendation, seen: Seen<'_>) -> Message {
    let [rest @ .., smallest] = STEPS;
    let fits = |embed: &Embed| embed.text_length() <= SCREEN;
    let embed = rest.into_iter().map(|room| card(asked, result, room)).find(fits);
    Message {
        content: seen.said(&clip::clip(&gist(result), 200), "recommend-shown"),
        embed: Some(embed.unwrap_or_else(|| card(asked, result, smallest))),
        rows: vec![Row::Buttons(buttons(asked, result, seen))],
        ..Message::default()
    }
}

/// What changes the message itself stands on private ones alone.
fn buttons(asked: &Asked<'_>, result: &Recommendation, seen: Seen<'_>) -> Vec<Button> {
    let codes = || codes(result);
    let quiet = ButtonStyle::Secondary;
    let mut row = Vec::new();
    if seen == Seen::ByAsker {
        let press = RecommendPress::Show(codes());
        row.push(asked.button("answer-show", press, ButtonStyle::Primary));
    }
    row.push(asked.button("answer-plan", RecommendPress::Plan(codes()), quiet));
    if result.verdict != Verdict::Nothing {
        row.push(asked.button("recommend-show", RecommendPress::Arithmetic(codes()), quiet));
    }
    if matches!(seen, Seen::ByAsker | Seen::ByAskerShown) {
        row.push(asked.button("recommend-again", RecommendPress::Again(codes()), quiet));
    }
    row
}

fn gist(result: &Recommendation) -> String {
    // Long names are cut, never the verdict behind them.
    let needs = named(needs(result).map(|need| need.topic.as_ref()));
    let needs = ("needs", clip::clip(&needs, NEEDS).into());
    match &result.verdict {
        Verdict::For { stack, narrow } => {
            let key = if *narrow { "recommend-narrow" } else { "recommend-supports" };
            text_with(key, &[needs, ("stack", plain(&stack.name).into())])
        }
        Verdict::Even(stacks) => {
            let names: Vec<&str> = stacks.iter().map(|stack| stack.name.as_str()).collect();
            text_with("recommend-even", &[needs, ("stacks", plain(&list::and(&names)).into())])
        }
        Verdict::Nothing => text_with("recommend-nothing", &[needs]),
    }
}

fn card(
    asked: &Asked<'_>,
    result: &Recommendation,
    (pros, cons, each): (usize, usize, usize),
) -> Embed {
    let mut cites = Cites::default();
    let mut fields = Vec::new();
    let asked_for = |entry: &Entry| needs(result).any(|need| need.topic.id == entry.topic.id);
    let mut section = |name: String, entries: &[Arc<Entry>], most: usize| {
        let shown = entries.iter().take(most);
        let lines = shown.map(|entry| {
            let statement = cites.statement(entry, each);
            if asked_for(entry) {
                return format!("- {statement}");
            }
            let topic = plain(&lower_first(&entry.topic.name)).into();
            let values = [("topic", topic), ("statement", statement.into())];
            text_with("recommend-elsewhere", &values)
        });
        let lines: Vec<String> = lines.collect();
        fields.push(Field { name, value: list::within(&lines, list::FIELD) });
    };
    match &result.verdict {
        Verdict::For { stack, .. } => {
            let stack = [("stack", stack.name.clone().into())];
            section(text_with("recommend-why", &stack), &result.why, pros);
            if !result.against.is_empty() {
                section(text_with("recommend-against", &stack), &result.against, cons);
            }
        }
        Verdict::Even(_) if !result.why.is_empty() => {
            section(text("recommend-each"), &result.why, 3);
        }
        Verdict::Even(_) | Verdict::Nothing => {}
    }
    if result.verdict != Verdict::Nothing {
        fields.push(Field { name: text("recommend-firm"), value: firmness(result) });
    }
    let missing = missing(result);
    if !missing.is_empty() {
        let value = list::within(&missing, list::FIELD);
        fields.push(Field { name: text("recommend-missing"), value });
    }
    if !result.evidence.sources.is_empty() {
        fields.push(Field { name: text("answer-evidence"), value: evidence(&result.evidence) });
    }
    let sources = clip::clip(&cites.in_short(), list::FIELD);
    if !sources.is_empty() {
        fields.push(Field { name: text("answer-sources"), value: sources });
    }
    let stacks = [("stacks", asked.either().into())];
    let description = asked.built().map(|build| {
        let build = plain(&clip::clip(build, 120));
        text_with("recommend-for", &[("build", build.into())])
    });
    Embed {
        title: clip::clip(&text_with("recommend-title", &stacks), list::TITLE),
        description: description.unwrap_or_default(),
        fields,
        footer: String::new(),
    }
}

/// What nobody speaks of, and whom nobody speaks of.
fn missing(result: &Recommendation) -> Vec<String> {
    let silent = named(result.silent());
    let silent =
        (!silent.is_empty()).then(|| text_with("recommend-silent", &[("topics", silent.into())]));
    let unspoken = result.unspoken().into_iter().map(|(stack, topics)| {
        let values = [("stack", plain(&stack.name).into()), ("topics", named(topics).into())];
        text_with("recommend-unspoken", &values)
    });
    silent.into_iter().chain(unspoken).collect()
}

/// "Without security it would be even. If real-time counted more than twice as much, it would be
/// Node.js."
fn firmness(result: &Recommendation) -> String {
    let mut lines: Vec<String> = Vec::new();
    let name = |one: &Without| plain(&lower_first(&one.topic.name));
    match &result.without[..] {
        [] => lines.push(text("recommend-without-none")),
        [one, other, ..] if says(&one.verdict, "") == says(&other.verdict, "") => {
            let values = [("topic", name(one).into()), ("other", name(other).into())];
            lines.push(says(&one.verdict, &text_with("recommend-without-or", &values)));
        }
        some => lines.extend(some.iter().take(2).map(|one| says(&one.verdict, &name(one)))),
    }
    let named = |id: &str| needs(result).any(|need| need.topic.id == id);
    let heavier = |turn: &&crate::answer::Tipping| turn.at > turn.from && named(&turn.topic.id);
    let leads = result.order.first().map(|(stack, _)| stack.id.as_str());
    let turn = result.tipping.iter().filter(|t| Some(t.ahead.id.as_str()) == leads).find(heavier);
    if let Some(turn) = turn {
        let values = [
            ("topic", plain(&lower_first(&turn.topic.name)).into()),
            ("times", times(turn.at / turn.from).into()),
            ("stack", plain(&turn.then.name).into()),
        ];
        lines.push(text_with("recommend-heavier", &values));
    }
    lines.join(" ")
}

/// "Without security, or without cost, it would be Node.js."
fn says(without: &Verdict, topics: &str) -> String {
    let topics = ("topic", topics.into());
    match without {
        Verdict::For { stack, .. } => {
            text_with("recommend-without", &[topics, ("stack", plain(&stack.name).into())])
        }
        Verdict::Even(_) => text_with("recommend-without-even", &[topics]),
        Verdict::Nothing => text_with("recommend-without-nothing", &[topics]),
    }
}

/// A factor with at most one decimal.
fn times(factor: f64) -> String {
    let text = format!("{factor:.1}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
