//! Recommendations between three stacks, and within Discord's limits.

use std::fmt::Write as _;

use super::{Asked, Chosen, arithmetic, menu};
use crate::answer::small::small;
use crate::answer::{parse_needs, recommend, weighable};
use crate::render::{AnswerId, Message, Row, Seen};

const THREE: &str = "
    safe: a pro by x,y
    safe: b con by x
    live: b pro over a by x,y
    live: a con by z
    cost: c pro by x
    cost: c pro by y
    quiet: a neutral by z
";

fn result(asked: &Asked<'_>, result: &crate::answer::Recommendation) -> Message {
    super::result(asked, result, Seen::ByAsker)
}

/// The message as it is read.
fn read(message: &Message) -> String {
    let mut text = message.content.clone();
    let embed = message.embed.as_ref().unwrap();
    let _ = write!(text, "\n{}\n{}", embed.title, embed.description);
    for field in &embed.fields {
        let _ = write!(text, "\n# {}\n{}", field.name, field.value);
    }
    text
}

fn drawn(
    lines: &str,
    needs: &str,
    draw: impl Fn(&Asked<'_>, &crate::answer::Recommendation) -> Message,
) -> Message {
    let knowledge = small(lines);
    let recommended =
        recommend(&knowledge, &knowledge.stacks, &parse_needs(&knowledge, needs).unwrap());
    draw(&Asked { id: AnswerId(1), build: "a shop", stacks: &knowledge.stacks }, &recommended)
}

#[test]
fn three_stacks_are_weighed_and_the_arithmetic_is_shown() {
    insta::assert_snapshot!(read(&drawn(THREE, "safe=1,live=1,quiet=1", result)), @r"
    For safe, live and quiet, the cited evidence is balanced between a and b.
    a, b or c?
    For: “a shop”
    # The strongest point for each
    - Point 0 on safe. (1, 2)
    - Point 2 on live. (1, 2)
    # How firm is that?
    Without safe it would be b. Without live it would be a.
    # No evidence
    No source speaks of b itself on quiet.
    No source speaks of c itself on safe, live and quiet.
    # How good is this evidence?
    3 articles, 2026. No measurements.
    # Sources
    (1) x, (2) y
    ");
    insta::assert_snapshot!(read(&drawn(THREE, "safe=1,live=1,quiet=1", arithmetic)), @r"
    How this was counted. You can redo it by hand.
    a, b or c?
    Each need counts the same. On each, a stack gets the sources that stand for it, less those against it, out of all that speak of it.

    - safe, 2 sources: a 2 of 2 = 1, b 0 of 2 = 0, c 0 of 2 = 0
    - live, 3 sources: a 0 less 1 of 3 = -0.33, b 2 of 3 = 0.67, c 0 of 3 = 0
    - quiet, 1 source: a 0 of 1 = 0, b 0 of 1 = 0, c 0 of 1 = 0

    Together: a 0.67, b 0.67, c 0.
    Opinions are counted, not measured; how much a need weighs is yours to say.
    ");
}

#[test]
fn what_is_balanced_says_so() {
    let message = drawn(THREE, "safe=1,cost=1", result);
    insta::assert_snapshot!(read(&message), @r"
    For safe and cost, the cited evidence is balanced between a and c.
    a, b or c?
    For: “a shop”
    # The strongest point for each
    - Point 0 on safe. (1, 2)
    - Point 4 on cost. (1)
    # How firm is that?
    Without safe it would be c. Without cost it would be a.
    # No evidence
    No source speaks of a itself on cost.
    No source speaks of b itself on cost.
    No source speaks of c itself on safe.
    # How good is this evidence?
    2 articles, 2026. No measurements.
    # Sources
    (1) x, (2) y
    ");
}

#[test]
fn nothing_is_recommended_without_evidence() {
    let lines = format!("{THREE}\nmute: d pro by x");
    let knowledge = small(&lines);
    let stacks: Vec<_> = knowledge.stacks.iter().filter(|s| s.id != "d").cloned().collect();
    let recommended = recommend(&knowledge, &stacks, &parse_needs(&knowledge, "mute=1").unwrap());
    let message = result(&Asked { id: AnswerId(1), build: "", stacks: &stacks }, &recommended);
    insta::assert_snapshot!(read(&message), @r"
    On mute, my sources say nothing, so I recommend nothing.
    a, b or c?

    # No evidence
    My sources say nothing on mute; that counts for nobody.
    ");
}

#[test]
fn a_menu_holds_25_topics_with_those_chosen_first() {
    let lines: Vec<String> =
        (10..40).map(|n| format!("t{n}: a pro by x\nt{n}: b pro by y")).collect();
    let knowledge = small(&lines.join("\n"));
    let topics = weighable(&knowledge, &knowledge.stacks);
    let asked = Asked { id: AnswerId(u64::MAX), build: "", stacks: &knowledge.stacks };
    let message = menu(&asked, &topics, &topics[28..], Chosen::Reading);
    let Row::Menu(menu) = &message.rows[0] else { panic!("no menu") };
    assert_eq!((menu.options.len(), menu.most, menu.options[0].value.as_str()), (25, 5, "t38"));
    assert_eq!(menu.chosen, ["t38", "t39"]);
    assert!(message.content.contains("25 of 30 topics"), "{}", message.content);
    for row in &message.rows {
        if let Row::Buttons(buttons) = row {
            assert!(buttons.iter().all(|button| button.id.len() <= 100));
        }
    }
}
