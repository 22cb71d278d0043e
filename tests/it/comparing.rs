//! Two stacks side by side: the overview, one topic with equal room for both, and what refuses.

use insta::assert_snapshot;
use stackwise::answer::{compare, in_fixed_order};
use stackwise::render::compare::{more, overview, sources, topic};
use stackwise::render::{Message, Row};
use stackwise_sandbox::Outcome;

use crate::shipped;
use crate::world::World;

#[tokio::test]
async fn two_stacks_side_by_side() {
    let world = World::new().await;
    let ada = world.ada();
    let overview = ada.slash("/compare first: node second: Django").await.unwrap();
    assert_snapshot!(overview.text(), @r"
    Django and Node.js: 2 topics lean to Django, 1 to Node.js, 1 is disputed.
    | Django and Node.js, side by side
    |
    | Lean to Django (2 topics)
    | - security, 2 of 2 sources
    | - learning curve, 1 of 1
    |
    | Leans to Node.js (1 topic)
    | - real-time, 2 of 3 sources; Benchpress leans to Django
    |
    | Sources disagree (1 topic)
    | - speed in general, 2 for Django, 1 for Node.js
    |
    | How good is this evidence?
    | 3 sources, 2024 to 2026. 1 shows measurements. 1 comes from a firm that sells such work. A lean counts sources. How much a topic matters is for your team to say.
    [ Open a topic ] [ What matters to us? ] [ Plan a poll ]
    ");
    let again = ada.slash("/compare first: Django second: node").await.unwrap();
    assert_eq!(again.text(), overview.text(), "the order is the pair's, not the asker's");
    let overview = overview.message().unwrap();
    assert!(!overview.ephemeral);

    let menu = world.ben().press(overview, "Open a topic").await.unwrap();
    assert_snapshot!(menu.text(), @r"
    Django and Node.js: which topic?
    ( Pick a topic, 4 in all v )
    _Only you can see this_
    ");
    let menu = menu.message().unwrap();
    let placeholder = menu.selects().next().unwrap().placeholder.clone();
    let topic = world.ben().choose(menu, &placeholder, &["Speed in general"]).await.unwrap();
    assert!(matches!(topic.outcome, Outcome::Updated(_)));
    assert_snapshot!(topic.text(), @r"
    Speed in general: the sources disagree.
    | Speed in general
    | 2 sources favour Django, 1 favours Node.js; Benchpress leans to Node.js.
    |
    | For Django
    | - Django is faster than Node.js, for it runs several threads. (1)
    |
    | For Node.js
    | - Node.js answers more requests a second than Django while it waits on a database. (2)
    |
    | Sources disagree: which is faster
    | - Django is faster: Quayside (1)
    | - Node.js is faster: Benchpress (2)
    |
    | How good is this evidence?
    | 3 sources, 2024 to 2026. 1 shows measurements. 1 comes from a firm that sells such work.
    |
    | Sources
    | (1) Quayside, (2) Benchpress
    [ Next: security ] [ More points ] [ Sources ]
    [ All topics ] [ Plan a poll ]
    _Only you can see this_
    ");

    let draft = world.ben().press(overview, "Plan a poll").await.unwrap();
    assert!(draft.message().unwrap().ephemeral);
}

#[tokio::test]
async fn one_topic_everything_on_it_and_the_next() {
    let world = World::new().await;
    let ada = world.ada();
    let one = ada.slash("/compare first: dj second: node topic: chat").await.unwrap();
    assert_snapshot!(one.text(), @r"
    Real-time: 2 of 3 sources lean to Node.js. Benchpress leans to Django.
    | Real-time
    | 1 source favours Django, 2 favour Node.js.
    |
    | For Django
    | - One long calculation in Node.js stops live updates for everybody. (1)
    | 1 point found; the sources say no more.
    |
    | For Node.js
    | - Node.js keeps many chat connections open at once, since it does not wait on any of them. (2, 3)
    |
    | How good is this evidence?
    | 3 sources, 2024 to 2026. 1 shows measurements. 1 comes from a firm that sells such work.
    |
    | Sources
    | (1) Benchpress, (2) Harbour Review, (3) Quayside
    [ Next: speed in general ] [ More points ] [ Sources ]
    [ All topics ] [ Plan a poll ]
    ");
    let one = one.message().unwrap();
    assert!(!one.ephemeral);
    let more = world.ben().press(one, "More points").await.unwrap();
    assert_snapshot!(more.text(), @r"
    Real-time: all 3 points.
    | Real-time
    | **For Django (1)**
    | - One long calculation in Node.js stops live updates for everybody. (1)
    | **For Node.js (2)**
    | - Node.js keeps many chat connections open at once, since it does not wait on any of them. (2, 3)
    | - Django needs Channels for chat and other live features, which is extra setup. (3) Our note: Dated: since 2024 the setup is one package.
    |
    | Sources
    | (1) [Benchpress](<https://bench.example/requests>), 2026, “Results”
    | (2) Harbour Review, 2 May 2024, “Chat”
    | (3) Quayside, no date, “Live features”
    _Only you can see this_
    ");
    let sources = world.ben().press(one, "Sources").await.unwrap();
    assert_snapshot!(sources.text(), @r"
    Where the statements on Real-time come from.
    | Sources
    | (1) [Benchpress](<https://bench.example/requests>), 2026: “Results”
    | (2) Harbour Review, 2 May 2024: “Chat”
    | (3) Quayside, no date: “Live features”
    |
    | How good is this evidence?
    | 3 sources, 2024 to 2026. 1 shows measurements. 1 comes from a firm that sells such work.
    _Only you can see this_
    ");
    let next = one.buttons().find(|b| b.label.starts_with("Next:")).unwrap().label.clone();
    let next = ada.press(one, &next).await.unwrap();
    assert!(next.message().unwrap().ephemeral);
}

#[tokio::test]
async fn what_cannot_be_compared_names_the_option_and_what_is_known() {
    let world = World::new().await;
    let ada = world.ada();
    for (typed, expected) in [
        ("first: rails second: node", "`first`: I know nothing about **rails**. I know Node.js"),
        (
            "first: node second: djngo",
            "`second`: I know nothing about **djngo**. Did you mean **Django**?",
        ),
        ("first: node second: nodejs", "`second`: **Node.js** is named twice."),
        (
            "first: node second: django topic: securty",
            "`topic`: No topic is called **securty**. Did you mean **security**?",
        ),
    ] {
        let reply = ada.slash(&format!("/compare {typed}")).await.unwrap();
        assert!(reply.text().contains(expected), "{typed}: {}", reply.text());
        assert!(reply.message().unwrap().ephemeral);
    }
}

/// Every topic of the shipped knowledge as it is drawn, and as it stands in the comparison.
#[test]
fn every_topic_fits_one_screen_and_airs_both_sides_alike() {
    let knowledge = shipped::knowledge();
    let [node, django] = ["node", "django"].map(|name| knowledge.stack(name).unwrap());
    let [a, b] = in_fixed_order(node, django);
    let comparison = compare(&knowledge, a, b);
    let screen = |message: &Message| message.embed.as_ref().unwrap().text_length();
    assert!(screen(&overview(&comparison)) <= 900);
    for view in &comparison.topics {
        let name = &view.lean.topic.name;
        let drawn = topic(&comparison, view);
        assert!(screen(&drawn) <= 900, "{name}: {}", screen(&drawn));
        assert!(drawn.content.chars().count() <= 200, "{name}");
        let rows = drawn.rows.iter().map(|row| match row {
            Row::Buttons(buttons) => buttons.len(),
            Row::Menu(_) | Row::Picker(_) => panic!("{name}: a public message has a menu"),
        });
        assert!(rows.clone().all(|buttons| (2..=4).contains(&buttons)), "{name}");

        for private in [more(&comparison, view), sources(&comparison, view)] {
            assert!(screen(&private) <= 6000, "{name}");
        }
        let embed = drawn.embed.as_ref().unwrap();
        if view.spoken().iter().all(|side| side.is_empty()) {
            assert_eq!(embed.fields[0].name, "What is said", "{name}");
            continue;
        }
        let sides: Vec<Vec<&str>> = embed.fields[..2]
            .iter()
            .map(|field| field.value.lines().filter(|line| line.starts_with("- ")).collect())
            .collect();
        let [one, other] = [&sides[0], &sides[1]].map(Vec::len);
        assert!(
            one == other || one.min(other) == 0 && one.max(other) == 1,
            "{name}: {one}, {other}"
        );
        let length = |side: &Vec<&str>| side.iter().map(|line| line.chars().count()).sum::<usize>();
        let [shorter, longer] = {
            let mut lengths = [length(&sides[0]), length(&sides[1])];
            lengths.sort_unstable();
            lengths
        };
        assert!(shorter == 0 || longer <= 2 * shorter + 60, "{name}: {shorter}, {longer}");
    }
}
