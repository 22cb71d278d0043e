//! Recommendations on small knowledge bases, and what always holds of them.

use std::sync::Arc;

use proptest::prelude::*;

use super::small::small;
use super::{BadName, BadNeeds, Need, Recommendation, Verdict, parse_needs, recommend, weighable};
use crate::knowledge::{Knowledge, Stack};

/// Two stacks on four topics: safe leans to a, live to b, split is even, quiet is silent on both.
const TWO: &str = "
    safe: a pro by x,y,z
    live: b pro over a by x,y
    live: a pro by z
    split: a pro by x
    split: b pro by y
    quiet: c pro by x
    who!: a pro by x
";

fn stacks(knowledge: &Knowledge, names: &str) -> Vec<Arc<Stack>> {
    names.split(' ').map(|name| Arc::clone(knowledge.stack(name).unwrap())).collect()
}

fn on(lines: &str, names: &str, needs: &str) -> Recommendation {
    let knowledge = small(lines);
    recommend(&knowledge, &stacks(&knowledge, names), &parse_needs(&knowledge, needs).unwrap())
}

fn told(verdict: &Verdict) -> String {
    match verdict {
        Verdict::For { stack, narrow: false } => stack.id.clone(),
        Verdict::For { stack, narrow: true } => format!("narrowly {}", stack.id),
        Verdict::Even(stacks) => {
            stacks.iter().map(|stack| stack.id.as_str()).collect::<Vec<_>>().join(" = ")
        }
        Verdict::Nothing => "nothing".into(),
    }
}

#[track_caller]
fn check(needs: &str, expected: &str) {
    assert_eq!(told(&on(TWO, "a b", needs).verdict), expected, "{needs}");
}

#[test]
fn weights_decide_between_topics_that_lean_both_ways() {
    check("safe=1", "a");
    check("live=1", "b");
    check("split=5", "a = b");
    check("quiet=5", "nothing");
    check("safe=1,quiet=5", "a");
    // live leans to b by 1 of 3: three times its weight makes it even with safe.
    check("safe=1,live=3", "a = b");
    check("safe=1,live=4", "narrowly b");
    check("safe=1,live=5", "b");
    check("safe=3,live=5,split=5", "a");
}

#[test]
fn what_would_change_it_is_named() {
    let result = on(TWO, "a b", "safe=1,live=3,split=1");
    assert_eq!(told(&result.verdict), "a = b");
    let without: Vec<String> = result
        .without
        .iter()
        .map(|one| format!("without {}: {}", one.topic.id, told(&one.verdict)))
        .collect();
    assert_eq!(without, ["without safe: b", "without live: a"]);

    let result = on(TWO, "a b", "safe=1,live=1");
    let tipping: Vec<String> = result
        .tipping
        .iter()
        .map(|t| {
            format!("{} {} -> {:.2}: {} then {}", t.topic.id, t.from, t.at, t.ahead.id, t.then.id)
        })
        .collect();
    assert_eq!(tipping, ["safe 1 -> 0.33: a then b", "live 1 -> 3.00: a then b"]);
}

#[test]
fn three_stacks_are_ordered_and_silence_counts_nothing() {
    let lines = "
        safe: a pro by x,y
        safe: b con by x
        live: b pro over a by x,y
        live: a con by z
        cost: c pro by x
        cost: c pro by y
        cost: a con by x
    ";
    let result = on(lines, "a b c", "safe=2,live=1,cost=1");
    let order: Vec<String> =
        result.order.iter().map(|(stack, score)| format!("{} {score:.2}", stack.id)).collect();
    // safe: a 2 of 2. live: b 2 of 3, z only speaks against a. cost: c 2 of 2.
    assert_eq!(order, ["a 1.67", "c 1.00", "b 0.67"]);
    let safe = &result.weighed[0];
    assert!(!safe.sides[2].spoken_of, "no source speaks of c on safe");
    assert!(safe.balance(2).abs() < 1e-9);
    let why: Vec<&str> = result.why.iter().map(|entry| entry.topic.id.as_str()).collect();
    assert_eq!(why, ["safe"]);
    let against: Vec<&str> = result.against.iter().map(|entry| entry.topic.id.as_str()).collect();
    assert_eq!(against, ["live", "cost", "live"]);
}

#[test]
fn only_topics_on_which_somebody_takes_a_side_can_be_weighed() {
    let knowledge = small(TWO);
    let topics = weighable(&knowledge, &stacks(&knowledge, "a b"));
    let topics: Vec<&str> = topics.iter().map(|topic| topic.id.as_str()).collect();
    assert_eq!(topics, ["live", "safe", "split"]);
}

#[test]
fn needs_that_cannot_be_used_say_why_all_at_once() {
    let knowledge = small(TWO);
    let faults = |typed: &str| -> Vec<String> {
        let faults = parse_needs(&knowledge, typed).unwrap_err();
        faults.iter().map(ToString::to_string).collect()
    };
    assert_eq!(faults(" "), ["there is no weight in it"]);
    assert_eq!(faults("safe=0,live=0"), [BadNeeds::AllZero.to_string()]);
    assert_eq!(
        faults("safe=6,live=-1,split=x,who=1,safe"),
        [
            "safe has the weight \"6\", which is no whole number from 0 to 5",
            "live has the weight \"-1\", which is no whole number from 0 to 5",
            "split has the weight \"x\", which is no whole number from 0 to 5",
            "who only describes the stacks, so no weight can be put on it",
            "\"safe\" is not topic=weight",
        ]
    );
    assert_eq!(faults("safe=1,safe=5"), ["safe is there twice, so its weight is not clear"]);
    assert_eq!(
        faults("saef=1,,=2,live="),
        [
            "no topic is called \"saef\"",
            "\"\" is not topic=weight",
            "\"=2\" is not topic=weight",
            "\"live=\" is not topic=weight",
        ]
    );
    let near = parse_needs(&knowledge, "saef=1").unwrap_err();
    let [BadNeeds::Name(BadName::NoTopic { nearest, .. })] = &near[..] else { panic!("{near:?}") };
    assert_eq!(nearest.as_deref(), Some("safe"));
}

/// Up to eight points on three topics by three sources, about two of three stacks.
fn lines() -> impl Strategy<Value = String> {
    let line = (0..3_usize, 0..3_usize, 0..3_usize, 0..3_usize, 1..8_u8).prop_map(
        |(topic, about, stance, over, by)| {
            let stacks = ["a", "b", "c"];
            let over =
                if over == about { String::new() } else { format!(" over {}", stacks[over]) };
            let by = ["x", "y", "z"].iter().enumerate().filter(|(n, _)| by & (1 << n) != 0);
            let by: Vec<&str> = by.map(|(_, source)| *source).collect();
            format!(
                "t{topic}: {} {}{over} by {}",
                stacks[about],
                ["pro", "con", "neutral"][stance],
                by.join(",")
            )
        },
    );
    // Every name is there, whatever is drawn.
    proptest::collection::vec(line, 1..8).prop_map(|lines| {
        format!(
            "t0: a+b+c neutral by x\nt1: a neutral by y\nt2: a neutral by z\n{}",
            lines.join("\n")
        )
    })
}

fn weighed(knowledge: &Knowledge, weights: [u8; 3]) -> Vec<Need> {
    let [a, b, c] = weights;
    parse_needs(knowledge, &format!("t0={a},t1={b},t2={c}")).unwrap_or_default()
}

proptest! {
    #[test]
    fn the_scale_of_the_weights_never_matters(lines in lines(), weights in [0..=2_u8, 0..=2_u8, 1..=2_u8]) {
        let knowledge = small(&lines);
        let stacks = stacks(&knowledge, "a b c");
        let once = recommend(&knowledge, &stacks, &weighed(&knowledge, weights));
        let twice = recommend(&knowledge, &stacks, &weighed(&knowledge, weights.map(|w| 2 * w)));
        prop_assert_eq!(&once.verdict, &twice.verdict);
        let order = |r: &Recommendation| r.order.iter().map(|(s, _)| s.id.clone()).collect::<Vec<_>>();
        prop_assert_eq!(order(&once), order(&twice));
        prop_assert_eq!(once.without, twice.without);
    }

    #[test]
    fn swapping_the_stacks_always_mirrors_the_result(lines in lines(), weights in [0..=5_u8, 0..=5_u8, 1..=5_u8]) {
        let knowledge = small(&lines);
        let needs = weighed(&knowledge, weights);
        let ab = recommend(&knowledge, &stacks(&knowledge, "a b"), &needs);
        let ba = recommend(&knowledge, &stacks(&knowledge, "b a"), &needs);
        let score = |r: &Recommendation, id: &str| r.order.iter().find(|(s, _)| s.id == id).unwrap().1;
        for id in ["a", "b"] {
            prop_assert!((score(&ab, id) - score(&ba, id)).abs() < 1e-9);
        }
        match (&ab.verdict, &ba.verdict) {
            (Verdict::Even(_), Verdict::Even(_)) => {}
            (one, other) => prop_assert_eq!(one, other),
        }
    }

    #[test]
    fn a_weight_of_zero_never_has_influence(lines in lines(), weights in [0..=5_u8, 1..=5_u8]) {
        let knowledge = small(&lines);
        let stacks = stacks(&knowledge, "a b c");
        let [one, two] = weights;
        let with = recommend(&knowledge, &stacks, &weighed(&knowledge, [one, two, 0]));
        let without = recommend(&knowledge, &stacks, &parse_needs(&knowledge, &format!("t0={one},t1={two}")).unwrap());
        prop_assert_eq!(&with.verdict, &without.verdict);
        prop_assert_eq!(&with.order, &without.order);
        prop_assert_eq!(&with.why, &without.why);
        prop_assert_eq!(&with.against, &without.against);
        prop_assert_eq!(&with.without, &without.without);
        prop_assert_eq!(&with.evidence, &without.evidence);
    }

    #[test]
    fn at_a_tipping_point_the_two_are_always_level(lines in lines(), weights in [0..=5_u8, 0..=5_u8, 1..=5_u8]) {
        let knowledge = small(&lines);
        let stacks = stacks(&knowledge, "a b c");
        let result = recommend(&knowledge, &stacks, &weighed(&knowledge, weights));
        let score = |id: &str| result.order.iter().find(|(s, _)| s.id == id).unwrap().1;
        let place = |id: &str| stacks.iter().position(|s| s.id == id).unwrap();
        for turn in &result.tipping {
            let need = result.weighed.iter().find(|w| w.need.topic.id == turn.topic.id);
            let need = need.expect("every topic is weighed here");
            let moved = |id: &str| score(id) + (turn.at - turn.from) * need.balance(place(id));
            prop_assert!((moved(&turn.ahead.id) - moved(&turn.then.id)).abs() < 1e-6);
        }
    }
}
