//! Questions by command and by message menu, and what the buttons of an answer do.

use insta::assert_snapshot;
use stackwise::app::ChannelId;
use stackwise::discord::Discord;
use stackwise::render::{Button, ButtonStyle, Message, Row};
use stackwise_sandbox::{Exchange, Outcome, Permissions};

use crate::world::World;

const QUESTION: &str = "/ask question: is node good for a chat server?";

#[tokio::test]
async fn a_question_is_answered_in_the_channel() {
    let world = World::new().await;
    let answer = world.ada().slash("/ask question: is node faster than django?").await.unwrap();
    assert_snapshot!(answer.text(), @r"
    Speed in general: 2 of 3 sources lean to Django. Benchpress leans to Node.js.
    | Speed in general: Node.js and Django
    | You asked: “is node faster than django?” I took “faster” for the topic Speed in general.
    |
    | Django
    | Django is faster than Node.js, for it runs several threads. (1)
    |
    | The catch
    | Node.js answers more requests a second than Django while it waits on a database. (2)
    |
    | Sources disagree: which is faster
    | - Django is faster: Quayside (1)
    | - Node.js is faster: Benchpress (2)
    |
    | How good is this evidence?
    | 2 sources, 2026. 1 shows measurements. 1 comes from a firm that sells such work.
    |
    | Sources
    | (1) Quayside, no date, “Performance”
    | (2) [Benchpress](<https://bench.example/requests>), 2026, “Results”
    [ More points ] [ Compare on speed in general ] [ Plan a poll ] [ Not what I meant ]
    ");
    assert!(!answer.message().unwrap().ephemeral);
}

#[tokio::test]
async fn a_private_answer_can_be_shown_to_the_channel_once() {
    let world = World::new().await;
    let ada = world.ada();
    let answer = ada.slash(&format!("{QUESTION} private: true")).await.unwrap();
    assert_snapshot!(answer.text(), @r"
    Node.js keeps many chat connections open at once, since it does not wait on any of them. (Harbour Review and 1 more)
    | Real-time: Node.js
    | You asked: “is node good for a chat server?” I took “chat” for the topic Real-time.
    |
    | Node.js
    | Node.js keeps many chat connections open at once, since it does not wait on any of them. (1, 2)
    |
    | The catch
    | One long calculation in Node.js stops live updates for everybody. (3)
    |
    | How good is this evidence?
    | 3 sources, 2024 to 2026. 1 shows measurements. 1 comes from a firm that sells such work.
    |
    | Sources
    | (1) Harbour Review, 2 May 2024, “Chat”
    | (2) Quayside, no date, “Live features”
    | (3) [Benchpress](<https://bench.example/requests>), 2026, “Results”
    [ Show in channel ] [ More points ] [ Compare on real-time ]
    [ Plan a poll ] [ Not what I meant ]
    _Only you can see this_
    ");
    assert_eq!(world.stack.public_messages().len(), 0);

    let shown = ada.press(answer.message().unwrap(), "Show in channel").await.unwrap();
    assert!(matches!(shown.outcome, Outcome::Updated(_)), "{}", shown.text());
    assert!(shown.text().contains("It stands in the channel too."));
    let refused = ada.press(answer.message().unwrap(), "Show in channel").await;
    assert!(refused.is_err(), "the button is gone");
    let posted = world.stack.public_messages();
    assert_eq!(posted.len(), 1);
    assert_snapshot!(posted[0].text().lines().take(2).collect::<Vec<_>>().join("\n"), @r"
    Node.js keeps many chat connections open at once, since it does not wait on any of them. (Harbour Review and 1 more)
    Shared by Ada.
    ");
}

#[tokio::test]
async fn the_buttons_of_an_answer_answer_privately_and_survive_a_restart() {
    let mut world = World::new().await;
    let answer = world.ada().slash(QUESTION).await.unwrap();
    let answer = answer.message().unwrap();
    world.restart().await;

    let ben = world.ben();
    let more = ben.press(answer, "More points").await.unwrap();
    assert_snapshot!(more.text(), @r"
    That was everything my sources say to this.
    _Only you can see this_
    ");
    let compare = ben.press(answer, "Compare on real-time").await.unwrap();
    assert_snapshot!(compare.text(), @r"
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
    _Only you can see this_
    ");
    let other = ben.press(answer, "Not what I meant").await.unwrap();
    assert_snapshot!(other.text(), @r"
    What did you mean by “is node good for a chat server?”?
    ( Pick what you meant v )
    _Only you can see this_
    ");
    for reply in [more, compare, other] {
        assert!(reply.message().unwrap().ephemeral);
    }
    assert_eq!(world.stack.public_messages().len(), 1);
}

/// What the menu under "Not what I meant" offers, one a line.
fn offered(menu: &Exchange) -> String {
    let options = &menu.message().unwrap().selects().next().unwrap().options;
    let lines = options.iter().map(|option| match &option.description {
        Some(description) => format!("{}: {description}", option.label),
        None => option.label.clone(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn a_wrong_reading_is_repaired_with_one_choice() {
    let world = World::new().await;
    let ada = world.ada();
    let answer = ada.slash("/ask question: is djnago good for chat?").await.unwrap();
    let answer = answer.message().unwrap();
    let menu = ada.press(answer, "Not what I meant").await.unwrap();
    assert_snapshot!(menu.text(), @r"
    What did you mean by “is djnago good for chat?”?
    ( Pick what you meant v )
    _Only you can see this_
    ");
    assert_snapshot!(offered(&menu), @r"
    “djnago”, just as I typed it: not read as “django”
    Security, about Django: protection against attacks
    Speed in general, about Django: how fast it runs
    Real-time, about Node.js: the same topic, about this one alone
    Real-time, about Django and Node.js: the same topic, side by side
    None of these
    ");
    let meant = async |label: &str| {
        let menu = ada.press(answer, "Not what I meant").await.unwrap();
        let chosen = ada.choose(menu.message().unwrap(), "Pick what you meant", &[label]).await;
        let chosen = chosen.unwrap();
        assert!(matches!(chosen.outcome, Outcome::Updated(_)), "{label}");
        chosen.text().lines().take(3).collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(meant("“djnago”, just as I typed it").await, @r"
    Node.js keeps many chat connections open at once, since it does not wait on any of them. (Harbour Review and 1 more)
    | Real-time
    | You asked: “is djnago good for chat?” I took “chat” for the topic Real-time.
    ");
    assert_snapshot!(meant("Security, about Django").await, @r"
    Django blocks the common attacks by default: \*injection\*, forged requests, hostile markup. (Harbour Review and 1 more)
    | Security: Django
    | You asked: “is djnago good for chat?” I read “djnago” as “django”.
    ");
    assert_snapshot!(meant("Real-time, about Node.js").await, @r"
    Node.js keeps many chat connections open at once, since it does not wait on any of them. (Harbour Review and 1 more)
    | Real-time: Node.js
    | You asked: “is djnago good for chat?” I read “djnago” as “django”.
    ");
    assert_snapshot!(meant("Real-time, about Django and Node.js").await, @r"
    Real-time: 2 of 3 sources lean to Node.js. Benchpress leans to Django.
    | Real-time: Django and Node.js
    | You asked: “is djnago good for chat?” I read “djnago” as “django”.
    ");
    assert_eq!(world.silences("not_meant"), 0);
    assert_snapshot!(meant("None of these").await, @r"
    Then I have nothing on it. Try other words with `/ask`, or look around with `/faq`.
    _Only you can see this_
    ");
    assert_eq!(world.silences("not_meant"), 1);
}

#[tokio::test]
async fn a_poll_is_planned_from_an_answer() {
    let world = World::new().await;
    let ada = world.ada();
    let answer = ada.slash(QUESTION).await.unwrap();
    let draft = ada.press(answer.message().unwrap(), "Plan a poll").await.unwrap();
    assert_snapshot!(draft.text(), @r"
    Draft of a poll. Nothing is posted yet.
    | **Node.js or Django, judged by real-time?**
    |
    | - Node.js
    | - Django
    |
    | Vote: pick one
    | Voters: everyone here
    | Open ballots; counts are shown at any time
    | Closes <t:1795435200:F> (<t:1795435200:R>).
    | Times are read in the time zone UTC.
    |
    | Evidence goes with it, as it is today; voters can open it.
    | - Node.js: 2 for, 1 against
    | - Django: 2 for, 1 against
    ( Vote: pick one v )
    ( Voters: everyone here v )
    ( Open ballots; counts are shown at any time v )
    [ Post this poll ] [ Edit text ] [ More settings ] [ Discard ]
    [ Add “Neither” ] [ Add “Both” ]
    _Only you can see this_
    ");
    assert_eq!(world.stack.public_messages().len(), 1, "nothing is posted before it is asked for");
}

#[tokio::test]
async fn where_there_is_nothing_to_offer_the_reply_says_why_and_what_to_do() {
    let world = World::new().await;
    let ada = world.ada();
    for (question, expected) in [
        ("is rails good?", "I know nothing about **rails**."),
        ("what should I cook tonight?", "That is outside what I know."),
        ("who maintains django?", "My sources on Django"),
    ] {
        let reply = ada.slash(&format!("/ask question: {question}")).await.unwrap();
        assert!(reply.text().contains(expected), "{question}: {}", reply.text());
        let message = reply.message().unwrap();
        assert!(message.ephemeral && message.embeds.is_empty());
    }
    let long = "is node fast ".repeat(60);
    let reply = ada.slash(&format!("/ask question: {long}")).await.unwrap();
    assert_snapshot!(reply.text(), @r"
    That is longer than I can read. Nothing was lost but the answer: ask again in at most 500 characters.
    _Only you can see this_
    ");
    assert_eq!(world.stack.public_messages().len(), 0);
}

#[tokio::test]
async fn who_may_not_write_in_the_channel_gets_the_answer_alone() {
    let world = World::new().await;
    world.stack.deny(world.ada_member().id, Permissions::SEND_MESSAGES);
    let reply = world.ada().slash(QUESTION).await.unwrap();
    assert!(reply.message().unwrap().ephemeral);
    assert_snapshot!(reply.text().lines().take(2).collect::<Vec<_>>().join("\n"), @r"
    Node.js keeps many chat connections open at once, since it does not wait on any of them. (Harbour Review and 1 more)
    Only you see this: one of us may not write in this channel.
    ");
    let shown = world.ada().press(reply.message().unwrap(), "Show in channel").await.unwrap();
    assert_snapshot!(shown.text(), @r"
    I left it here: one of us may not write in that channel. A moderator can change that.
    _Only you can see this_
    ");

    world.deny_bot(Permissions::SEND_MESSAGES);
    let reply = world.ben().slash(QUESTION).await.unwrap();
    assert!(reply.message().unwrap().ephemeral);
    assert_eq!(world.stack.public_messages().len(), 0);
}

#[tokio::test]
async fn without_embeds_everything_stands_in_plain_content() {
    let world = World::new().await;
    world.deny_bot(Permissions::EMBED_LINKS);
    let reply = world.ada().slash(QUESTION).await.unwrap();
    assert!(reply.message().unwrap().embeds.is_empty());
    assert_snapshot!(reply.text(), @r"
    Node.js keeps many chat connections open at once, since it does not wait on any of them. (Harbour Review and 1 more)
    **Real-time: Node.js**
    You asked: “is node good for a chat server?” I took “chat” for the topic Real-time.
    **Node.js**
    Node.js keeps many chat connections open at once, since it does not wait on any of them. (1, 2)
    **The catch**
    One long calculation in Node.js stops live updates for everybody. (3)
    **How good is this evidence?**
    3 sources, 2024 to 2026. 1 shows measurements. 1 comes from a firm that sells such work.
    **Sources**
    (1) Harbour Review, 2 May 2024, “Chat”
    (2) Quayside, no date, “Live features”
    (3) [Benchpress](<https://bench.example/requests>), 2026, “Results”
    [ More points ] [ Compare on real-time ] [ Plan a poll ] [ Not what I meant ]
    ");
}

#[tokio::test]
async fn what_people_type_formats_and_notifies_nobody() {
    let world = World::new().await;
    let typed =
        format!("/ask question: is **node** good for a chat server <@{}>", world.ada_member().id);
    let reply = world.ben().slash(&typed).await.unwrap();
    let message = reply.message().unwrap();
    assert!(!message.mention_everyone && message.mentions.is_empty());
    let shown = reply.text();
    let quoted = shown.lines().find(|l| l.contains("You asked"));
    let quoted = quoted.unwrap_or_else(|| panic!("{shown}"));
    assert!(quoted.contains("\\*\\*node\\*\\*") && quoted.contains("\\<@"), "{quoted}");
    for request in world.sandbox.requests() {
        let body =
            if request.body["data"].is_object() { &request.body["data"] } else { &request.body };
        if body["content"].is_string() {
            assert_eq!(
                body["allowed_mentions"]["parse"],
                serde_json::json!([]),
                "{}",
                request.path
            );
        }
    }
}

#[tokio::test]
async fn any_message_can_be_answered_from_its_menu() {
    let world = World::new().await;
    let asked = world.ben().say("is node good for a chat server?");
    let reply = world.ada().message_menu(&asked, "Answer this").await.unwrap();
    assert!(reply.message().unwrap().ephemeral);
    assert!(reply.text().starts_with("Node.js keeps"), "{}", reply.text());
}

#[tokio::test]
async fn a_button_that_means_nothing_any_more_says_so() {
    let world = World::new().await;
    let discord = Discord::connect(world.settings()).await.unwrap();
    let button = |label: &str, id: &str| Button {
        label: label.into(),
        id: id.into(),
        style: ButtonStyle::Secondary,
    };
    let old = Message {
        content: "From an older version".into(),
        rows: vec![Row::Buttons(vec![
            button("Unreadable", "0:old:thing"),
            button("Forgotten", "1:answer:7:more"),
            button("Foreign", "1:poll:7:results"),
        ])],
        ..Message::default()
    };
    let channel = ChannelId(world.stack.id.get());
    discord.messenger().post(channel, &old, None).await.unwrap();
    let old = world.stack.last_message().unwrap();
    let press = async |label: &str| -> Exchange { world.ada().press(&old, label).await.unwrap() };
    assert_snapshot!(press("Unreadable").await.text(), @r"
    That button is out of date, and nothing was changed. Use the command again to get current ones.
    _Only you can see this_
    ");
    assert_snapshot!(press("Forgotten").await.text(), @r"
    That answer is too old for its buttons. Ask again with `/ask`; nothing else is lost.
    _Only you can see this_
    ");
    assert!(press("Foreign").await.message().unwrap().ephemeral);
}
