//! Comparing, looking around, and what completes while one types.

use insta::assert_snapshot;
use stackwise_sandbox::Outcome;

use crate::world::World;

#[tokio::test]
async fn two_stacks_side_by_side() {
    let world = World::new().await;
    let ada = world.ada();
    let overview = ada.slash("/compare first: node second: Django").await.unwrap();
    assert_snapshot!(overview.text(), @r"
    Node.js and Django: 1 topic leans to Node.js, 2 to Django, 1 is disputed.
    | Node.js and Django, side by side
    |
    | Leans to Node.js (1 topic)
    | - real-time, 2 of 3 sources
    |
    | Lean to Django (2 topics)
    | - security, 2 of 2 sources
    | - learning curve, 1 of 1 source
    |
    | Sources disagree (1 topic)
    | speed in general
    |
    | How good is this evidence?
    | 3 sources, 2024 to 2026. 1 shows measurements. 1 comes from a firm that sells such work. A lean counts sources. How much a topic matters is for your team to say.
    [ Open a topic ] [ Plan a poll ]
    ");
    let overview = overview.message().unwrap();
    assert!(!overview.ephemeral);

    let menu = world.ben().press(overview, "Open a topic").await.unwrap();
    assert_snapshot!(menu.text(), @r"
    Node.js and Django: which topic?
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
    | 1 source favours Node.js, 2 favour Django. Sources are counted, not points.
    |
    | For Node.js
    | - Node.js answers more requests a second than Django while it waits on a database. (1)
    |
    | For Django
    | - Django is faster than Node.js, for it runs several threads. (2)
    |
    | Sources disagree: which is faster
    | - Django is faster: Quayside (2)
    | - Node.js is faster: Benchpress (1)
    |
    | Sources
    | (1) [Benchpress](<https://bench.example/requests>), 2026, “Results”
    | (2) Quayside, no date, “Performance”
    [ Next: real-time ] [ All topics ] [ Plan a poll ]
    _Only you can see this_
    ");

    let draft = world.ben().press(overview, "Plan a poll").await.unwrap();
    assert!(draft.message().unwrap().ephemeral);
}

#[tokio::test]
async fn one_topic_and_the_next() {
    let world = World::new().await;
    let ada = world.ada();
    let one = ada.slash("/compare first: dj second: node topic: chat").await.unwrap();
    assert_snapshot!(one.text(), @r"
    Real-time: 2 of 3 sources lean to Node.js.
    | Real-time
    | 1 source favours Django, 2 favour Node.js. Sources are counted, not points.
    |
    | For Django
    | My sources name no point here.
    |
    | For Node.js
    | - Node.js keeps many chat connections open at once, since it does not wait on any of them. (1, 2)
    |
    | Against Django
    | - Django needs Channels for chat and other live features, which is extra setup. (2)
    |
    | Against Node.js
    | - One long calculation in Node.js stops live updates for everybody. (3)
    |
    | Our note
    | - (2) Dated: since 2024 the setup is one package.
    |
    | Sources
    | (1) Harbour Review, 2 May 2024, “Chat”
    | (2) Quayside, no date, “Live features”
    | (3) [Benchpress](<https://bench.example/requests>), 2026, “Results”
    [ Next: speed in general ] [ All topics ] [ Plan a poll ]
    ");
    let one = one.message().unwrap();
    let next = one.buttons().find(|b| b.label.starts_with("Next:")).unwrap().label.clone();
    let next = ada.press(one, &next).await.unwrap();
    assert!(next.message().unwrap().ephemeral);
}

#[tokio::test]
async fn what_cannot_be_compared_says_why() {
    let world = World::new().await;
    let ada = world.ada();
    for (typed, expected) in [
        ("first: rails second: node", "I know nothing about **rails**."),
        ("first: node second: nodejs", "A comparison needs two different stacks"),
        ("first: node second: django topic: colour", "No source of mine speaks of **colour**"),
    ] {
        let reply = ada.slash(&format!("/compare {typed}")).await.unwrap();
        assert!(reply.text().contains(expected), "{typed}: {}", reply.text());
        assert!(reply.message().unwrap().ephemeral);
    }
}

#[tokio::test]
async fn looking_around_by_menus() {
    let world = World::new().await;
    let ada = world.ada();
    let topics = ada.slash("/faq").await.unwrap();
    assert_snapshot!(topics.text(), @r"
    9 entries in 4 topics. Pick one to look into.
    ( Pick a topic, 4 in all v )
    _Only you can see this_
    ");
    let choose = async |from: &stackwise_sandbox::MessageView, label: &str| {
        let placeholder = from.selects().next().unwrap().placeholder.clone();
        ada.choose(from, &placeholder, &[label]).await.unwrap()
    };
    let entries = choose(topics.message().unwrap(), "Real-time").await;
    assert_snapshot!(entries.text(), @r"
    Real-time: 4 entries.
    ( Pick an entry, 4 in all v )
    [ All topics ]
    _Only you can see this_
    ");
    let entry = choose(entries.message().unwrap(), "Is Node.js used for multiplayer games?").await;
    assert_snapshot!(entry.text(), @r"
    Is Node.js used for multiplayer games? Yes: games with many players are a usual example for Node.js. (Harbour Review)
    | Is Node.js used for multiplayer games?
    | Yes: games with many players are a usual example for Node.js. (1)
    |
    | Sources
    | (1) Harbour Review, 2 May 2024, “Chat”
    [ Compare on real-time ] [ More on this topic ]
    _Only you can see this_
    ");
    let back = ada.press(entry.message().unwrap(), "More on this topic").await.unwrap();
    let all = ada.press(back.message().unwrap(), "All topics").await.unwrap();
    assert!(matches!(all.outcome, Outcome::Updated(_)));
    assert_eq!(world.stack.public_messages().len(), 0);
}

#[tokio::test]
async fn straight_to_an_entry_a_topic_or_a_question() {
    let world = World::new().await;
    let ada = world.ada();
    let entry = ada.slash("/faq topic: is django fast enough for a small site?").await.unwrap();
    assert!(!entry.message().unwrap().ephemeral);
    assert!(entry.text().contains("nobody notices the difference"), "{}", entry.text());
    let topic = ada.slash("/faq topic: security").await.unwrap();
    assert!(topic.text().starts_with("Security: 1 entry."), "{}", topic.text());
    let question = ada.slash("/faq topic: can django do chat").await.unwrap();
    assert!(question.text().contains("Channels"), "{}", question.text());
}

#[tokio::test]
async fn options_complete_while_one_types() {
    let world = World::new().await;
    let ada = world.ada();
    let suggested = async |line: &str| -> Vec<String> {
        let choices = ada.autocomplete(line).await.unwrap();
        choices.into_iter().map(|c| c.name).collect()
    };
    assert_eq!(suggested("/compare first: no|").await, ["Node.js"]);
    assert_eq!(suggested("/compare first: node second: |").await, ["Django"]);
    assert_eq!(suggested("/compare first: node second: django topic: cha|").await, ["Real-time"]);
    assert_eq!(suggested("/compare first: zzz|").await, Vec::<String>::new());
    let faq = suggested("/faq topic: is|").await;
    assert_eq!(
        faq,
        ["Is Django fast enough for a small site?", "Is Node.js used for multiplayer games?"]
    );
}

#[tokio::test]
async fn sources_and_help() {
    let world = World::new().await;
    let ada = world.ada();
    let sources = ada.slash("/sources").await.unwrap();
    assert_snapshot!(sources.text(), @r"
    My answers come from 3 sources, 1 of them with measurements.
    | Sources
    | Every statement names its sources. None of them is my own opinion.
    |
    | Harbour Review
    | Two backends, one year (2 May 2024). Opinion, cited by 5 entries. A magazine without a product of its own.
    |
    | Quayside
    | Which one we sell, and why (no date). Opinion, cited by 4 entries. An agency that sells Django work.
    |
    | Benchpress
    | [Requests a second](<https://bench.example/requests>), R. Tester (2026). Measurements, cited by 2 entries. An independent benchmark; the code is public.
    _Only you can see this_
    ");
    let help = ada.slash("/help").await.unwrap();
    assert_snapshot!(help.text(), @r"
    I answer questions about software stacks from named sources, and let your team vote on what it wants.

    `/ask` a question in your own words
    `/compare` two stacks, topic by topic
    `/faq` to look around
    `/poll create` to let the team choose
    `/sources` to see where the answers come from

    Mentioning me with a question works too. On any message: Apps, *Answer this*; on my own: Apps, *Remove this reply*.
    I know Node.js and Django, from 3 sources. No language model is at work here.
    [ Try a question ]
    _Only you can see this_
    ");
    let tried = ada.press(help.message().unwrap(), "Try a question").await.unwrap();
    assert!(tried.message().unwrap().ephemeral);
    let again = ada.press(tried.message().unwrap(), "Try another one").await.unwrap();
    assert_ne!(tried.text(), again.text());
}
