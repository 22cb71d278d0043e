//! Polls from the draft to the announced result, through restarts and trouble.

use std::time::Duration;

use insta::assert_snapshot;
use stackwise_sandbox::{Exchange, Fault, MessageView, Outcome, Permissions, Scope};

use crate::world::World;

const HOUR: Duration = Duration::from_secs(3600);

/// Ada's poll on Node.js or Django, open for three hours.
async fn posted(world: &World) -> MessageView {
    let line = "/poll create question: Which backend? options: Node.js, Django closes: 3h";
    let draft = world.ada().slash(line).await.unwrap();
    press(&world.ada(), &draft, "Post this poll").await;
    poll_message(world).await
}

async fn press(who: &stackwise_sandbox::Actor, on: &Exchange, label: &str) -> Exchange {
    who.press(on.message().unwrap(), label).await.unwrap()
}

/// The poll's message, once it is there.
async fn poll_message(world: &World) -> MessageView {
    let look = || world.stack.public_messages().into_iter().find(|m| m.text().contains("Poll P-"));
    world.sandbox.wait_for("the poll's message", look).await.unwrap()
}

/// The result, once it is announced.
async fn result(world: &World) -> MessageView {
    let look = || {
        let mut all = world.stack.public_messages().into_iter();
        all.rfind(|m| m.text().contains("Result of P-"))
    };
    world.sandbox.wait_for("the result", look).await.unwrap()
}

/// How many results stand in the channel.
fn results(world: &World) -> usize {
    let all = world.stack.public_messages();
    all.iter().filter(|m| m.text().contains("Result of P-")).count()
}

#[tokio::test]
async fn a_poll_from_the_draft_to_the_result() {
    let world = World::new().await;
    let (ada, ben) = (world.ada(), world.ben());
    let line = "/poll create question: Which backend? options: Node.js, Django closes: 3h";
    let draft = ada.slash(line).await.unwrap();
    assert_snapshot!(draft.text(), @r"
    Draft of a poll. Nothing is posted yet.
    | **Which backend?**
    |
    | - Node.js
    | - Django
    |
    | Vote: pick one
    | Voters: everyone here
    | Open ballots; counts are shown at any time
    | Closes <t:1795186800:F> (<t:1795186800:R>).
    | Times are read in the time zone UTC.
    ( Vote: pick one v )
    ( Voters: everyone here v )
    ( Open ballots; counts are shown at any time v )
    [ Post this poll ] [ Edit text ] [ More settings ] [ Discard ]
    _Only you can see this_
    ");
    assert_eq!(world.stack.public_messages().len(), 0);
    press(&ada, &draft, "Post this poll").await;
    let poll = poll_message(&world).await;
    assert_snapshot!(poll.text(), @r"
    **Poll P-1**: Which backend?
    | Opened by Ada. Pick one; you can change your vote until the poll closes.
    |
    | - Node.js, 0 votes
    | - Django, 0 votes
    |
    | Closes <t:1795186800:F> (<t:1795186800:R>).
    | 0 votes.
    [ Vote Node.js ] [ Vote Django ]
    [ My vote ] [ How it is counted ] [ Manage this poll ]
    ");

    let voted = ben.press(&poll, "Vote Django").await.unwrap();
    assert_snapshot!(voted.text(), @r"
    Your vote is stored: Django. You can change it until <t:1795186800:F>.
    [ Change my vote ] [ Take back my vote ] [ Add a reason ]
    _Only you can see this_
    ");
    let again = ben.press(&poll, "Vote Django").await.unwrap();
    assert!(again.text().contains("Still your vote: Django."), "{}", again.text());
    let changed = ben.press(&poll, "Vote Node.js").await.unwrap();
    assert!(changed.text().contains("from Django to Node.js"), "{}", changed.text());
    let mine = ben.press(&poll, "My vote").await.unwrap();
    let back = press(&ben, &mine, "Take back my vote").await;
    assert!(back.text().contains("taken back"), "{}", back.text());
    ben.press(&poll, "Vote Node.js").await.unwrap();
    ada.press(&poll, "Vote Node.js").await.unwrap();
    world.mia().press(&poll, "Vote Django").await.unwrap();

    world.advance(3 * HOUR);
    let result = result(&world).await;
    let address = format!("{}/{}/{}", world.guild.id, world.stack.id, poll.id);
    assert_snapshot!(result.text().replace(&address, "SERVER/CHANNEL/POLL"), @r"
    **Result of P-1**: Node.js. 2 of 3 votes.
    | Which backend?
    |
    | - Node.js, 2 votes
    | - Django, 1 vote
    |
    | Close: one changed ballot could have made it Django.
    |
    | Closed <t:1795186800:F>.
    | The poll: https://discord.com/channels/SERVER/CHANNEL/POLL
    |
    | A result is not yet a decision: until Ada or a moderator records one, this is proposed.
    [ Result as a picture ] [ How it is counted ] [ Download ] [ Record the decision ]
    ");
    assert!(!result.mention_everyone && result.mentions.is_empty());
    let late = ben.press(&poll, "My vote").await;
    assert!(late.is_err() || late.unwrap().text().contains("closed"));
}

#[tokio::test]
async fn a_restart_in_the_middle_loses_nothing() {
    let mut world = World::new().await;
    let poll = posted(&world).await;
    world.ada().press(&poll, "Vote Node.js").await.unwrap();
    world.restart().await;
    world.ben().press(&poll, "Vote Node.js").await.unwrap();
    let mine = world.ada().press(&poll, "My vote").await.unwrap();
    assert!(mine.text().contains("Your vote: Node.js"), "{}", mine.text());
    world.advance(3 * HOUR);
    let result = result(&world).await;
    assert!(result.text().contains("2 of 2 votes"), "{}", result.text());
}

#[tokio::test]
async fn a_poll_that_ran_out_while_the_bot_was_away_is_closed_at_start() {
    let mut world = World::new().await;
    let poll = posted(&world).await;
    world.ada().press(&poll, "Vote Django").await.unwrap();
    world.stop().await;
    world.advance(4 * HOUR);
    world.start().await;
    let result = result(&world).await;
    assert!(result.text().contains("I was offline until"), "{}", result.text());
    world.restart().await;
    assert_eq!(results(&world), 1, "announced once");
}

#[tokio::test]
async fn only_its_author_and_moderators_close_a_poll_early() {
    let world = World::new().await;
    let poll = posted(&world).await;
    world.ben().press(&poll, "Vote Django").await.unwrap();
    let refused = world.ben().press(&poll, "Manage this poll").await.unwrap();
    assert!(refused.text().contains("Only Ada"), "{}", refused.text());
    let refused = world.ben().slash("/poll close poll: P-1").await.unwrap();
    assert!(refused.text().contains("Only Ada"), "{}", refused.text());

    let confirm = world.mia().slash("/poll close poll: P-1").await.unwrap();
    assert_eq!(results(&world), 0, "asked first");
    press(&world.mia(), &confirm, "Close it for good").await;
    let result = result(&world).await;
    assert!(result.text().contains("Closed early by Mia"), "{}", result.text());
    let late = world.ada().slash("/poll results poll: P-1").await.unwrap();
    assert!(late.message().unwrap().ephemeral);
}

#[tokio::test]
async fn everything_delivered_twice_happens_once() {
    let world = World::new().await;
    let faults = world.sandbox.faults();
    let line = "/poll create question: Which backend? options: Node.js, Django closes: 3h";
    faults.deliver_twice(1);
    let draft = world.ada().slash(line).await.unwrap();
    faults.deliver_twice(1);
    press(&world.ada(), &draft, "Post this poll").await;
    let poll = poll_message(&world).await;
    faults.deliver_twice(1);
    world.ben().press(&poll, "Vote Django").await.unwrap();
    world.advance(3 * HOUR);
    let result = result(&world).await;
    assert!(result.text().contains("1 of 1 vote"), "{}", result.text());
    let all = world.stack.public_messages();
    assert_eq!(all.len(), 2, "one poll and one result");
}

#[tokio::test]
async fn a_failing_discord_delays_and_doubles_nothing() {
    let world = World::new().await;
    let faults = world.sandbox.faults();
    let line = "/poll create question: Which backend? options: Node.js, Django closes: 3h";
    let draft = world.ada().slash(line).await.unwrap();
    let post = "POST /channels/*/messages";
    faults.next(post, 1, Fault::ResetAfter);
    press(&world.ada(), &draft, "Post this poll").await;
    let poll = poll_message(&world).await;
    let callback = "POST /interactions/*/*/callback";
    for fault in [
        Fault::RateLimited { retry_after: Duration::from_millis(20), scope: Scope::User },
        Fault::Status(500),
        Fault::ResetAfter,
    ] {
        faults.next(callback, 1, fault);
        let voted = world.ben().press(&poll, "Vote Django").await.unwrap();
        assert!(matches!(voted.outcome, Outcome::Message(_)), "{}", voted.text());
    }
    faults.next(post, 1, Fault::Status(500));
    faults.next(post, 1, Fault::ResetAfter);
    world.advance(3 * HOUR);
    let result = result(&world).await;
    assert!(result.text().contains("1 of 1 vote"), "{}", result.text());
    assert_eq!(world.stack.public_messages().len(), 2);
}

#[tokio::test]
async fn votes_at_the_closing_time_do_not_count() {
    let world = World::new().await;
    let poll = posted(&world).await;
    // The bot's clock is there first; the message still offers its buttons.
    world.clock.advance(3 * HOUR);
    let late = world.ben().press(&poll, "Vote Django").await;
    if let Ok(late) = late {
        assert!(late.text().contains("Your vote was not counted"), "{}", late.text());
    }
    let result = result(&world).await;
    assert!(result.text().contains("nobody voted"), "{}", result.text());
}

#[tokio::test]
async fn a_poll_of_another_server_is_not_found() {
    let world = World::new().await;
    let poll = posted(&world).await;
    let id = poll.buttons().next().unwrap().custom_id.clone().unwrap();
    let id = id.split(':').nth(2).unwrap().to_owned();
    let elsewhere = world.sandbox.add_guild("Elsewhere");
    let channel = elsewhere.add_channel("general");
    let ada = elsewhere.join(world.ada_member()).in_channel(&channel);
    for name in ["P-1", id.as_str()] {
        let reply = ada.slash(&format!("/poll results poll: {name}")).await.unwrap();
        assert!(reply.text().contains("I find no poll"), "{name}: {}", reply.text());
    }
    let list = ada.slash("/poll list").await.unwrap();
    assert!(list.text().contains("No polls on this server"), "{}", list.text());
}

#[tokio::test]
async fn without_the_right_to_write_nothing_is_posted() {
    let world = World::new().await;
    let line = "/poll create question: Which backend? options: Node.js, Django";
    let draft = world.ada().slash(line).await.unwrap();
    world.stack.deny(world.ada_member().id, Permissions::SEND_MESSAGES);
    let refused = press(&world.ada(), &draft, "Post this poll").await;
    assert!(refused.text().contains("You may not write in this channel"), "{}", refused.text());
    let draft = world.ben().slash(line).await.unwrap();
    world.deny_bot(Permissions::SEND_MESSAGES);
    let refused = press(&world.ben(), &draft, "Post this poll").await;
    assert!(refused.text().contains("I may not write in this channel"), "{}", refused.text());
    assert_eq!(world.stack.public_messages().len(), 0);
}

#[tokio::test]
async fn what_people_type_into_a_poll_stays_text() {
    let world = World::new().await;
    let line = format!(
        "/poll create question: Should @everyone and <@{}> use **node**? options: **yes**, [no](http://x.example)",
        world.ada_member().id
    );
    let draft = world.ben().slash(&line).await.unwrap();
    press(&world.ben(), &draft, "Post this poll").await;
    let poll = poll_message(&world).await;
    assert!(!poll.mention_everyone && poll.mentions.is_empty());
    assert!(!poll.content.contains("**node**"), "{}", poll.content);
    world.ada().press(&poll, "Vote **yes**").await.unwrap();
    world.advance(80 * HOUR);
    let result = result(&world).await;
    assert!(!result.mention_everyone && result.mentions.is_empty());
    assert!(!result.content.contains("**yes**"), "{}", result.content);
}

#[tokio::test]
async fn a_poll_can_be_planned_in_a_form() {
    let world = World::new().await;
    let ada = world.ada();
    let form = ada.slash("/poll create").await.unwrap();
    let form = form.modal().unwrap();
    let filled =
        [("Question", "Which backend?"), ("Options, one a line (2 to 25)", "Node.js\nDjango")];
    let draft = ada.submit(form, &filled).await.unwrap();
    assert!(draft.text().contains("Draft of a poll"), "{}", draft.text());
    let edit = press(&ada, &draft, "Edit text").await;
    let edited = ada.submit(edit.modal().unwrap(), &[("Question", "Which one?")]).await.unwrap();
    assert!(edited.text().contains("Which one?"), "{}", edited.text());
    let gone = press(&ada, &edited, "Discard").await;
    assert!(gone.text().contains("Nothing was posted"), "{}", gone.text());
}

#[tokio::test]
async fn a_question_that_is_far_too_long_comes_back_as_a_file_until_it_is_right() {
    let world = World::new().await;
    let ada = world.ada();
    let question = "why ".repeat(1400);
    let line = format!("/poll create question: {question} options: a, b");
    let refused = ada.slash(&line).await.unwrap();
    assert!(refused.text().contains("5599 characters; at most 300 fit"), "{}", refused.text());
    let file = &refused.message().unwrap().attachments[0];
    assert!(file.bytes.starts_with(question.trim_end().as_bytes()));
    let form = press(&ada, &refused, "Edit text").await;
    let right = ada.submit(form.modal().unwrap(), &[("Question", "Why?")]).await.unwrap();
    let right = right.message().unwrap();
    assert!(right.text().contains("Why?") && right.attachments.is_empty(), "{}", right.text());
}

#[tokio::test]
async fn closing_times_complete_while_one_types() {
    let world = World::new().await;
    let choices = world.ada().autocomplete("/poll create question: x closes: 3d|").await.unwrap();
    assert!(choices[0].name.starts_with("3d") || choices[0].name.contains("3 days"), "{choices:?}");
    posted(&world).await;
    let polls = world.ada().autocomplete("/poll close poll: |").await.unwrap();
    assert!(polls[0].name.starts_with("P-1"), "{polls:?}");
}
