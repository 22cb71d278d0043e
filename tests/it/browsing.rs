//! Looking around, and what completes while one types.

use insta::assert_snapshot;
use stackwise_sandbox::Outcome;

use crate::world::World;

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
    `/recommend` what the sources support for what matters to you
    `/faq` to look around
    `/poll stack` or `/poll create` to let the team choose
    `/decision list` to see what was decided, and why
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
