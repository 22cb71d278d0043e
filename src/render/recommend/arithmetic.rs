//! How the result was counted, so that anybody can redo it.

use super::super::answer::lower_first;
use super::super::{Embed, Message, clip, list, plain, text, text_with};
use super::Asked;
use crate::answer::{Recommendation, Weighed};

/// The arithmetic of a result, need by need.
#[must_use]
pub fn arithmetic(asked: &Asked<'_>, result: &Recommendation) -> Message {
    let mut lines = vec![text("recommend-how"), String::new()];
    lines.extend(result.weighed.iter().map(need));
    let totals = result.order.iter().map(|(stack, score)| {
        let values = [("stack", plain(&stack.name).into()), ("score", number(*score).into())];
        text_with("recommend-score", &values)
    });
    let totals = totals.collect::<Vec<_>>().join(", ");
    lines.push(String::new());
    lines.push(text_with("recommend-together", &[("scores", totals.into())]));
    lines.push(text("recommend-limits"));
    let stacks = [("stacks", asked.either().into())];
    let embed = Embed {
        title: clip::clip(&text_with("recommend-title", &stacks), list::TITLE),
        description: clip::clip(&lines.join("\n"), list::DESCRIPTION),
        ..Embed::default()
    };
    Message { content: text("recommend-arithmetic"), embed: Some(embed), ..Message::default() }
}

/// "- security: 3 sources speak of it, 3 for Django. Django 3 of 3 = 1."
fn need(weighed: &Weighed) -> String {
    let topic = ("topic", plain(&lower_first(&weighed.need.topic.name)).into());
    let speaking = ("sources", weighed.speaking.into());
    if weighed.speaking == 0 {
        return text_with("recommend-need-silent", &[topic]);
    }
    let sides: Vec<String> = weighed
        .sides
        .iter()
        .enumerate()
        .map(|(at, side)| {
            let values = [
                ("stack", plain(&side.stack.name).into()),
                ("for", side.supporting.len().into()),
                ("against", side.opposing.len().into()),
                ("sources", weighed.speaking.into()),
                ("adds", number(weighed.adds(at)).into()),
            ];
            text_with("recommend-need-side", &values)
        })
        .collect();
    text_with("recommend-need", &[topic, speaking, ("sides", sides.join(", ").into())])
}

/// A number with at most two decimals.
fn number(number: f64) -> String {
    let text = format!("{number:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".into() } else { text.into() }
}
