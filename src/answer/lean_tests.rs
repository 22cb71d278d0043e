//! Where sources lean, and how topics are grouped by it.

use std::sync::Arc;

use super::small::small;
use super::{BadName, Group, compare, different, in_fixed_order, stack_named, topic_named};
use crate::knowledge::{Knowledge, Stack};

fn pair(knowledge: &Knowledge) -> [Arc<Stack>; 2] {
    ["a", "b"].map(|name| Arc::clone(knowledge.stack(name).unwrap()))
}

/// What two stacks, a and b, look like on the one topic `t`: sources for a, for b, for neither,
/// and the group.
#[track_caller]
fn check(lines: &str, expected: &str) {
    let knowledge = small(lines);
    let [a, b] = pair(&knowledge);
    let comparison = compare(&knowledge, &a, &b);
    let view = comparison.topics.iter().find(|view| view.lean.topic.id == "t").unwrap();
    let sources = |at| {
        let ids = comparison.favouring(view, at).iter().map(|s| s.id.as_str());
        ids.collect::<Vec<_>>().join("+")
    };
    let neither: Vec<&str> = view.lean.neither.iter().map(|s| s.id.as_str()).collect();
    let group = match view.group() {
        Group::Leans(0) => "a",
        Group::Leans(_) => "b",
        Group::Disputed => "disputed",
        Group::Even => "even",
    };
    let got =
        format!("a: {}, b: {}, neither: {}, {group}", sources(0), sources(1), neither.join("+"));
    assert_eq!(got, expected, "{lines}");
}

#[test]
fn each_source_leans_to_whom_it_says_more_for() {
    check("t: a pro by x\nt: b con by y", "a: x+y, b: , neither: , a");
    check("t: a pro by x\nt: b pro by x", "a: , b: , neither: x, even");
    check("t: a pro by x\nt: a pro by x\nt: b pro by x", "a: x, b: , neither: , a");
    check("t: a pro by x\nt: a con by x\nt: b pro by y", "a: , b: y, neither: x, b");
    check("t: a+b pro by x\nt: a neutral by y\nt: b pro by z", "a: , b: z, neither: x+y, b");
}

#[test]
fn what_a_source_says_when_it_compares_goes_first() {
    check("t: a pro over b by x\nt: b pro by x\nt: b pro by x", "a: x, b: , neither: , a");
    check("t: a con over b by x\nt: a pro by x", "a: , b: x, neither: , b");
    check(
        "t: a pro by x\nt: a+b neutral by x | who wins = it depends\nt: b pro by y | who wins = b",
        "a: , b: y, neither: x, b",
    );
    // Of two minds when it compares: then everything it says is weighed.
    check("t: a pro over b by x\nt: b pro over a by x\nt: b pro by x", "a: , b: x, neither: , b");
}

#[test]
fn a_topic_is_disputed_when_contradicting_sources_stand_on_both_sides() {
    let divided = "t: a pro by x | who = a\nt: b pro by y | who = b";
    check(divided, "a: x, b: y, neither: , disputed");
    let leaning = format!("{divided}\nt: a pro by z");
    check(&leaning, "a: x+z, b: y, neither: , disputed");
    // Sources on both sides that do not contradict one another are dissent, not a dispute.
    check("t: a pro by x,z\nt: b pro by y", "a: x+z, b: y, neither: , a");
    check("t: a pro by x\nt: b pro by y", "a: x, b: y, neither: , even");
}

#[test]
fn what_only_describes_leans_nowhere() {
    check("t!: a pro by x\nt!: b con by y", "a: , b: , neither: x+y, even");
}

#[test]
fn the_strongest_lean_comes_first_in_each_group() {
    let knowledge = small(
        "weak: a pro by x\nweak: a+b neutral by y\nclear: a pro by x\nstrong: a pro by x,y\n\
         other: b pro by x,y,z\nsplit: a pro by x | q = a\nsplit: b pro by y | q = b",
    );
    let [a, b] = pair(&knowledge);
    let topics = compare(&knowledge, &a, &b).topics;
    let topics: Vec<&str> = topics.iter().map(|view| view.lean.topic.id.as_str()).collect();
    assert_eq!(topics, ["strong", "clear", "weak", "other", "split"]);
}

#[test]
fn a_pair_stands_in_one_order_whichever_is_named_first() {
    let knowledge = small("t: a pro over b by x\nt: c pro over d by x");
    let mut first = Vec::new();
    for (one, other) in [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")] {
        let [one, other] = [one, other].map(|name| knowledge.stack(name).unwrap());
        let order = in_fixed_order(one, other).map(|stack| stack.id.clone());
        assert_eq!(order, in_fixed_order(other, one).map(|stack| stack.id.clone()));
        first.push(order[0] < order[1]);
    }
    assert!(first.contains(&true) && first.contains(&false), "always the first of the alphabet");
}

#[test]
fn both_sides_get_as_many_points() {
    let knowledge =
        small("t: a pro by x\nt: a pro by y\nt: a pro by z\nt: b pro by x\nt: b pro by y");
    let [a, b] = pair(&knowledge);
    let view = &compare(&knowledge, &a, &b).topics[0];
    let aired = |most| view.aired(most).map(<[_]>::len);
    assert_eq!([aired(1), aired(2), aired(5)], [[1, 1], [2, 2], [2, 2]]);
    let one_sided = small("t: a pro by x\nt: a pro by y\nt: b neutral by z");
    let [a, b] = pair(&one_sided);
    let view = &compare(&one_sided, &a, &b).topics[0];
    assert_eq!(view.aired(2).map(<[_]>::len), [1, 0]);
}

#[test]
fn a_name_is_known_near_to_one_or_refused() {
    let knowledge = small("speed: django pro over rails by x");
    assert_eq!(stack_named(&knowledge, " Django ").unwrap().id, "django");
    let refusal = |typed| match stack_named(&knowledge, typed).unwrap_err() {
        BadName::NoStack { nearest, .. } => nearest.unwrap_or_else(|| "unknown".into()),
        other => other.to_string(),
    };
    assert_eq!(refusal("djagno"), "django");
    assert_eq!(refusal("cobol"), "unknown");
    assert_eq!(refusal(""), "unknown");
    assert_eq!(refusal("rails"), "no entry is about rails");
    assert!(topic_named(&knowledge, "SPEED").is_ok());
    assert!(matches!(
        topic_named(&knowledge, "sped"),
        Err(BadName::NoTopic { nearest: Some(_), .. })
    ));
    let django = stack_named(&knowledge, "django").unwrap();
    assert!(matches!(different(&knowledge, &[django, django]), Err(BadName::Twice(_))));
    assert!(matches!(different(&knowledge, &[django]), Err(BadName::TooFew { .. })));
}
