//! A recommendation for programs; the shape stands in the documentation of [`super`].

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::super::compare::json::{evidence, ids};
use crate::answer::{Recommendation, Verdict, Weighed};
use crate::knowledge::{Entry, Stack};

/// The whole recommendation.
pub(super) fn object(stacks: &[Arc<Stack>], result: &Recommendation) -> Value {
    let (verdict, leader, narrow) = verdict(&result.verdict);
    let order =
        result.order.iter().map(|(stack, score)| json!({"stack": stack.id, "score": score}));
    let tipping = result.tipping.iter().map(|turn| {
        json!({
            "topic": turn.topic.id,
            "weight": turn.from,
            "at": turn.at,
            "ahead": turn.ahead.id,
            "then": turn.then.id,
        })
    });
    let without = result.without.iter().map(|one| {
        let (verdict, leader, _) = self::verdict(&one.verdict);
        json!({"topic": one.topic.id, "verdict": verdict, "leader": leader})
    });
    json!({
        "stacks": stacks.iter().map(|stack| &stack.id).collect::<Vec<_>>(),
        "verdict": verdict,
        "leader": leader,
        "narrow": narrow,
        "order": order.collect::<Vec<_>>(),
        "needs": result.weighed.iter().map(need).collect::<Vec<_>>(),
        "silent": result.silent().map(|topic| &topic.id).collect::<Vec<_>>(),
        "without": without.collect::<Vec<_>>(),
        "tipping": tipping.collect::<Vec<_>>(),
        "why": entries(&result.why),
        "against": entries(&result.against),
        "evidence": evidence(&result.evidence),
    })
}

fn verdict(verdict: &Verdict) -> (&'static str, Option<&str>, bool) {
    match verdict {
        Verdict::For { stack, narrow } => ("for", Some(&stack.id), *narrow),
        Verdict::Even(_) => ("even", None, false),
        Verdict::Nothing => ("nothing", None, false),
    }
}

fn need(weighed: &Weighed) -> Value {
    let stacks: Map<String, Value> = weighed
        .sides
        .iter()
        .enumerate()
        .map(|(at, side)| {
            let told = json!({
                "for": ids(&side.supporting),
                "against": ids(&side.opposing),
                "balance": weighed.balance(at),
                "adds": weighed.adds(at),
                "spoken_of": side.spoken_of,
            });
            (side.stack.id.clone(), told)
        })
        .collect();
    json!({
        "topic": weighed.need.topic.id,
        "weight": weighed.need.weight.get(),
        "speaking": weighed.speaking,
        "stacks": stacks,
    })
}

fn entries(entries: &[Arc<Entry>]) -> Vec<&str> {
    entries.iter().map(|entry| entry.id.as_str()).collect()
}
