//! What matters most, what the sources support for that, and the poll that comes of it.

use insta::assert_snapshot;
use stackwise::answer::{Need, recommend, topics_in, weighable};
use stackwise::app::ChannelId;
use stackwise::discord::Discord;
use stackwise::render::recommend::{Asked, result};
use stackwise::render::{AnswerId, Button, ButtonStyle, Message, Row, Seen};
use stackwise::search::Index;
use stackwise_sandbox::{MessageView, Outcome, Permissions};

use crate::shipped;
use crate::world::World;

#[tokio::test]
async fn from_what_is_built_to_a_result_that_anybody_can_redo() {
    let world = World::new().await;
    let ada = world.ada();
    let menu = ada.slash("/recommend for: a chat that is hard to attack").await.unwrap();
    assert_snapshot!(menu.text(), @r"
    Django and Node.js: what matters most to you? Pick up to five; each counts the same.
    For: “a chat that is hard to attack”
    I read security and real-time from it. Change that in the menu, or go on with it.
    ( Security, Real-time v )
    [ Go on with these ]
    _Only you can see this_
    ");
    assert!(menu.message().unwrap().ephemeral);
    let result = ada.press(menu.message().unwrap(), "Go on with these").await.unwrap();
    assert!(matches!(result.outcome, Outcome::Updated(_)));
    assert_snapshot!(result.text(), @r"
    For security and real-time, the cited evidence supports Django.
    | Django or Node.js?
    | For: “a chat that is hard to attack”
    |
    | Why Django
    | - Django blocks the common attacks by default: \*injection\*, forged requests, hostile markup. (1, 2)
    |
    | What speaks against Django
    | - Node.js keeps many chat connections open at once, since it does not wait on any of them. (1, 2)
    | - Django needs Channels for chat and other live features, which is extra setup. (2)
    |
    | How firm is that?
    | Without security it would be Node.js. If real-time counted more than 3 times as much, it would be Node.js.
    |
    | No evidence
    | No source speaks of Node.js itself on security.
    |
    | How good is this evidence?
    | 3 sources, 2024 to 2026. 1 shows measurements. 1 comes from a firm that sells such work.
    |
    | Sources
    | (1) Harbour Review, (2) Quayside
    [ Show in channel ] [ Plan a poll ] [ Show the arithmetic ] [ Change what matters ]
    _Only you can see this_
    ");
    let result = result.message().unwrap();
    let arithmetic = ada.press(result, "Show the arithmetic").await.unwrap();
    assert_snapshot!(arithmetic.text(), @r"
    How this was counted. You can redo it by hand.
    | Django or Node.js?
    | Each need counts the same. On each, a stack gets the sources that stand for it, less those against it, out of all that speak of it.
    |
    | - security, 2 sources: Django 2 of 2 = 1, Node.js 0 of 2 = 0
    | - real-time, 3 sources: Django 1 of 3 = 0.33, Node.js 2 of 3 = 0.67
    |
    | Together: Django 1.33, Node.js 0.67.
    | Opinions are counted, not measured; how much a need weighs is yours to say.
    _Only you can see this_
    ");

    let again = ada.press(result, "Change what matters").await.unwrap();
    let chosen = choose(&world, again.message().unwrap(), &["Learning curve"]).await;
    assert_snapshot!(chosen.text(), @r"
    For learning curve, the cited evidence supports Django.
    | Django or Node.js?
    | For: “a chat that is hard to attack”
    |
    | Why Django
    | - Beginners find the asynchronous style of Node.js hard to learn. (1)
    |
    | What speaks against Django
    | - Nothing on these needs. On real-time: Node.js keeps many chat connections open at once, since it does not wait on any of them. (1, 2)
    |
    | How firm is that?
    | All of this rests on learning curve.
    |
    | No evidence
    | No source speaks of Django itself on learning curve.
    |
    | How good is this evidence?
    | 1 article, 2024. No measurements.
    |
    | Sources
    | (1) Harbour Review, (2) Quayside
    [ Show in channel ] [ Plan a poll ] [ Show the arithmetic ] [ Change what matters ]
    _Only you can see this_
    ");
    assert_eq!(world.stack.public_messages().len(), 0, "all of it is private");
}

#[tokio::test]
async fn a_poll_keeps_the_evidence_it_was_planned_with() {
    let mut world = World::new().await;
    let ada = world.ada();
    let overview = ada.slash("/compare first: node second: django").await.unwrap();
    let menu = ada.press(overview.message().unwrap(), "What matters to us?").await.unwrap();
    let result = choose(&world, menu.message().unwrap(), &["Real-time", "Security"]).await;
    let draft = ada.press(result.message().unwrap(), "Plan a poll").await.unwrap();
    assert_snapshot!(draft.text(), @r"
    Draft of a poll. Nothing is posted yet.
    | **Django or Node.js?**
    |
    | - Django
    | - Node.js
    |
    | Vote: pick one
    | Voters: everyone here
    | Open ballots; counts are shown at any time
    | Closes <t:1795435200:F> (<t:1795435200:R>).
    | Times are read in the time zone UTC.
    |
    | Evidence goes with it, as it is today; voters can open it.
    | - Django: 2 for, 1 against
    | - Node.js: 2 for, 1 against
    ( Vote: pick one v )
    ( Voters: everyone here v )
    ( Open ballots; counts are shown at any time v )
    [ Post this poll ] [ Edit text ] [ More settings ] [ Discard ]
    [ Add “Neither” ] [ Add “Both” ]
    _Only you can see this_
    ");

    // The text is edited; the evidence stays with the options that are still there.
    let form = ada.press(draft.message().unwrap(), "Edit text").await.unwrap();
    let Outcome::Modal(form) = &form.outcome else { panic!("{}", form.text()) };
    let options = ("options", "Django\nNode.js\nFastAPI");
    let edited = ada.submit(form, &[("question", "Which backend?"), options]).await.unwrap();
    assert!(edited.text().contains("No evidence yet: FastAPI"), "{}", edited.text());
    ada.press(edited.message().unwrap(), "Post this poll").await.unwrap();

    world.restart().await;
    let public = world.stack.public_messages();
    let poll = public.iter().find(|message| message.text().contains("Poll P-1")).unwrap();
    let ben = world.ben();
    let first = ben.press(poll, "Evidence").await.unwrap();
    assert!(first.message().unwrap().ephemeral);
    let mut pages = vec![first];
    for _ in 0..2 {
        let page = pages.last().unwrap().message().unwrap();
        let next = page.buttons().find(|b| b.label.starts_with("Next:")).unwrap().label.clone();
        pages.push(ben.press(page, &next).await.unwrap());
    }
    let mut pages: Vec<String> = pages.iter().map(stackwise_sandbox::Exchange::text).collect();
    for page in &mut pages {
        // Where a reader begins depends on who they are.
        page.truncate(page.find("| Option ").unwrap());
        let title = page.find("\n| ").unwrap();
        *page = page.split_off(title + 1);
    }
    pages.sort();
    assert_snapshot!(pages.join("\n"), @r"
    | Django
    |
    | For
    | - Django blocks the common attacks by default: \*injection\*, forged requests, hostile markup. (1, 2)
    | - Django is faster than Node.js, for it runs several threads. (2)
    |
    | Against
    | - Django needs Channels for chat and other live features, which is extra setup. (2)
    |
    | Sources
    | (1) Harbour Review, 2 May 2024, “Security”
    | (2) Quayside, no date, “Safety” and 2 other parts

    | FastAPI
    | FastAPI: no evidence yet. That says nothing about FastAPI.

    | Node.js
    |
    | For
    | - Node.js keeps many chat connections open at once, since it does not wait on any of them. (1, 2)
    | - Node.js answers more requests a second than Django while it waits on a database. (3)
    |
    | Against
    | - One long calculation in Node.js stops live updates for everybody. (3)
    |
    | Sources
    | (1) Harbour Review, 2 May 2024, “Chat”
    | (2) Quayside, no date, “Live features”
    | (3) Benchpress, 2026, “Results”
    ");
}

#[tokio::test]
async fn a_result_can_be_shown_to_the_channel_once() {
    let world = World::new().await;
    let ada = world.ada();
    let menu = ada.slash("/recommend for: a chat that is hard to attack").await.unwrap();
    let result = ada.press(menu.message().unwrap(), "Go on with these").await.unwrap();
    let result = result.message().unwrap();
    assert_eq!(result.buttons().next().unwrap().label, "Show in channel");

    world.stack.deny(world.ada_member().id, Permissions::SEND_MESSAGES);
    let refused = ada.press(result, "Show in channel").await.unwrap();
    assert!(refused.text().starts_with("I left it here: one of us may not write"));
    assert_eq!(world.stack.public_messages().len(), 0);
    world.stack.allow(world.ada_member().id, Permissions::SEND_MESSAGES);

    // The button as it stands in a client that has not heard of the press.
    let id = result.buttons().next().unwrap().custom_id.clone().unwrap();
    let shown = ada.press(result, "Show in channel").await.unwrap();
    assert!(matches!(shown.outcome, Outcome::Updated(_)), "{}", shown.text());
    assert_snapshot!(shown.text().lines().take(2).collect::<Vec<_>>().join("\n"), @r"
    For security and real-time, the cited evidence supports Django.
    A result of this recommendation stands in the channel already.
    ");
    let posted = world.stack.public_messages();
    assert_eq!(posted.len(), 1);
    assert_snapshot!(posted[0].text(), @r"
    For security and real-time, the cited evidence supports Django.
    Shared by Ada.
    | Django or Node.js?
    | For: “a chat that is hard to attack”
    |
    | Why Django
    | - Django blocks the common attacks by default: \*injection\*, forged requests, hostile markup. (1, 2)
    |
    | What speaks against Django
    | - Node.js keeps many chat connections open at once, since it does not wait on any of them. (1, 2)
    | - Django needs Channels for chat and other live features, which is extra setup. (2)
    |
    | How firm is that?
    | Without security it would be Node.js. If real-time counted more than 3 times as much, it would be Node.js.
    |
    | No evidence
    | No source speaks of Node.js itself on security.
    |
    | How good is this evidence?
    | 3 sources, 2024 to 2026. 1 shows measurements. 1 comes from a firm that sells such work.
    |
    | Sources
    | (1) Harbour Review, (2) Quayside
    [ Plan a poll ] [ Show the arithmetic ]
    ");
    let arithmetic = world.ben().press(&posted[0], "Show the arithmetic").await.unwrap();
    assert!(arithmetic.message().unwrap().ephemeral);

    let button = Button { label: "Again".into(), id, style: ButtonStyle::Primary };
    let old = Message {
        content: "Late".into(),
        rows: vec![Row::Buttons(vec![button])],
        ..Message::default()
    };
    let discord = Discord::connect(world.settings()).await.unwrap();
    let channel = ChannelId(world.stack.id.get());
    discord.messenger().post(channel, &old, None).await.unwrap();
    let again = ada.press(&world.stack.last_message().unwrap(), "Again").await.unwrap();
    assert!(
        again.text().contains("A result of this recommendation stands in the channel already."),
        "{}",
        again.text()
    );
    assert_eq!(world.stack.public_messages().len(), 2, "the result and the late button");

    let changed = ada.press(shown.message().unwrap(), "Change what matters").await.unwrap();
    let changed = choose(&world, changed.message().unwrap(), &["Learning curve"]).await;
    assert!(changed.message().unwrap().buttons().all(|button| button.label != "Show in channel"));
}

#[tokio::test]
async fn old_and_forged_buttons_say_what_to_do() {
    let world = World::new().await;
    let ada = world.ada();
    let long = ada.slash(&format!("/recommend for: {}", "x".repeat(501))).await.unwrap();
    assert!(long.text().contains("longer than I can read"), "{}", long.text());
    let menu = ada.slash("/recommend for: a chat").await.unwrap();
    world.advance(std::time::Duration::from_secs(31 * 24 * 60 * 60));
    let late = ada.press(menu.message().unwrap(), "Go on with these").await.unwrap();
    assert!(late.text().contains("Use `/recommend` again"), "{}", late.text());
}

/// What is read from a description by the shipped knowledge.
#[test]
fn only_what_a_description_speaks_of_is_chosen_beforehand() {
    let index = Index::build(shipped::knowledge());
    for (build, expected) in [
        ("a chat service for hospitals", "real-time"),
        ("a service that resizes images", ""),
        ("a cheap hosting service", "cost"),
        ("microservices for a bank", "deployment-and-microservices"),
        ("a machine learning service", "ai-ml"),
        (
            "a service with deployment and microservices, low cost",
            "deployment-and-microservices cost",
        ),
    ] {
        let topics = topics_in(&index, build);
        let topics =
            topics.iter().filter(|topic| !topic.descriptive).map(|topic| topic.id.as_str());
        assert_eq!(topics.collect::<Vec<_>>().join(" "), expected, "{build}");
    }
}

/// Every topic of the shipped knowledge alone, and every five that follow one another.
#[test]
fn every_result_fits_one_screen_and_ends_with_its_verdict() {
    let knowledge = shipped::knowledge();
    let stacks = knowledge.stacks.clone();
    let topics = weighable(&knowledge, &stacks);
    for needs in topics.windows(1).chain(topics.windows(5)) {
        let needs: Vec<Need> = needs.iter().cloned().map(Need::one).collect();
        let asked = Asked { id: AnswerId(1), build: "a shop with a chat", stacks: &stacks };
        let message = result(&asked, &recommend(&knowledge, &stacks, &needs), Seen::ByAsker);
        let length = message.embed.as_ref().unwrap().text_length();
        assert!(length <= 900, "{length}: {message:#?}");
        assert!(message.content.ends_with('.'), "{}", message.content);
    }
}

async fn choose(world: &World, from: &MessageView, labels: &[&str]) -> stackwise_sandbox::Exchange {
    let placeholder = from.selects().next().unwrap().placeholder.clone();
    world.ada().choose(from, &placeholder, labels).await.unwrap()
}
