//! What becomes of a poll: each step once, whatever is delivered twice, lost or set back.

use std::time::Duration;

use super::messenger::{FakeMessenger, Fault};
use super::world::{Who, World, ada, bob, read, results, shown, who};
use crate::app::{Change, SendError};
use crate::poll::{Choices, Disclosure, Kind, PollId, Rules};
use crate::render::PollPress;

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn failed() -> Fault {
    Fault::Refused(SendError::Failed("no answer".into()))
}

fn forbidden() -> Fault {
    Fault::Refused(SendError::Forbidden("Missing Permissions".into()))
}

fn holding(messenger: &FakeMessenger, text: &str) -> usize {
    messenger.messages().iter().filter(|message| read(message).contains(text)).count()
}

/// Times without their digits: how many seconds a test lets pass is not the same each time.
fn untimed(text: &str) -> String {
    let mut parts = text.split("<t:");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |said, part| said + "<t:…" + part.trim_start_matches(char::is_numeric))
}

impl World {
    /// What somebody is told who changes P-1 by command.
    async fn change(&self, who: &Who, change: Change) -> String {
        shown(self.polls.manage(&self.invocation(who), "P-1", &change).await).content
    }

    /// The same press, delivered twice.
    async fn twice(&self, who: &Who, id: PollId, press: &PollPress, fields: &[(&str, &str)]) {
        let inv = self.invocation(who);
        let fields: Vec<_> =
            fields.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect();
        for _ in 0..2 {
            self.polls.press(&inv, id, press, None, &[], &fields).await;
        }
    }
}

fn extend(closes: &str) -> Change {
    Change::Extend { closes: closes.into() }
}

fn cancel(reason: &str) -> Change {
    Change::Cancel { reason: reason.into() }
}

#[tokio::test]
async fn a_channel_is_reminded_by_hand_every_ten_minutes_at_most() {
    let world = World::new();
    let (id, _) = world.poll("a, b", "never").await;
    world.twice(&ada(), id, &PollPress::Remind, &[]).await;
    assert_eq!(holding(&world.messenger, "Still open: Which backend?"), 1);
    let world = world.restart_after(9 * MINUTE).await;
    insta::assert_snapshot!(world.change(&ada(), Change::Remind).await, @"The channel was reminded of P-1 <t:1795186800:R>, and ten minutes lie between two reminders. Nothing was posted. You can remind it again <t:1795187400:R>.");
    world.clock.advance(MINUTE);
    insta::assert_snapshot!(world.change(&ada(), Change::Remind).await, @"The channel is reminded of P-1.");
    assert_eq!(holding(&world.messenger, "Still open: Which backend?"), 2);
    insta::assert_snapshot!(world.change(&bob(), Change::Remind).await, @"Only Ada and members with Manage Messages can manage P-1. Nothing was changed.");
}

#[tokio::test]
async fn a_reminder_that_was_refused_is_told_with_what_to_grant_and_may_be_tried_at_once() {
    let world = World::new();
    world.poll("a, b", "3d").await;
    world.messenger.next_post(forbidden());
    insta::assert_snapshot!(world.change(&ada(), Change::Remind).await, @"P-1 goes on, but its reminder was not posted. I may not write in <#20>: let me view that channel and send messages there, then try again.");
    assert!(world.change(&ada(), Change::Remind).await.contains("is reminded"));
    world.clock.advance(HOUR);
    world.messenger.next_post(failed());
    insta::assert_snapshot!(world.change(&ada(), Change::Remind).await, @"P-1 goes on. Discord did not answer, so I cannot tell whether the message is there: look at the channel before you try again.");
    assert!(world.change(&ada(), Change::Remind).await.contains("Nothing was posted"));
}

#[tokio::test]
async fn the_reminder_of_the_last_day_comes_once() {
    let soon = "Closing soon: Which backend?";
    let world = World::new();
    world.poll("a, b", "3d").await;
    world.clock.advance(2 * DAY);
    world.eventually("the reminder", |m| holding(m, soon) == 1).await;
    // Put off by less than a day, the channel is not reminded again; by more, it is.
    assert!(world.change(&ada(), extend("30 hours")).await.contains("closes"));
    world.clock.advance(7 * HOUR);
    world.messenger.forget_nonces();
    world.eventually("the second reminder", |m| holding(m, soon) == 2).await;
    assert!(world.change(&ada(), extend("25 hours")).await.contains("closes"));
    let world = world.restart_after(MINUTE).await;
    world.change(&bob(), Change::Remind).await;
    assert_eq!(holding(&world.messenger, soon), 2);

    // One whose closing came while the bot was away is closed, not reminded of.
    let world = World::new();
    world.poll("a, b", "3d").await;
    let world = world.restart_after(4 * DAY).await;
    world.result().await;
    assert_eq!(holding(&world.messenger, soon), 0);

    // One that lives for less than 25 hours has none.
    let world = World::new();
    world.poll("a, b", "24 hours").await;
    world.clock.advance(DAY);
    world.result().await;
    assert_eq!(holding(&world.messenger, soon), 0);

    // Sent or not, a crash at that moment leaves at most one.
    for fault in [failed(), Fault::DoneButFailed] {
        let world = World::new();
        world.poll("a, b", "3d").await;
        world.messenger.next_post(fault);
        world.clock.advance(2 * DAY);
        world.messenger.until("the try", |m| m.tries() > 1).await;
        world.messenger.forget_nonces();
        let world = world.restart_after(HOUR).await;
        world.change(&bob(), Change::Remind).await;
        assert!(holding(&world.messenger, soon) <= 1);
    }
}

#[tokio::test]
async fn from_the_closing_time_on_nothing_is_changed() {
    let world = World::new();
    let (id, _) = world.poll("a, b", "1 hour").await;
    world.clock.advance(HOUR);
    for change in [extend("3d"), cancel("No budget."), Change::Remind] {
        let said = world.change(&ada(), change).await;
        assert!(said.starts_with("P-1 is closed already, since <t:1795190400:F>."), "{said}");
    }
    let said = world.press(&ada(), id, PollPress::PostAgain).await.content;
    assert!(said.contains("closed already"), "{said}");
    assert!(world.result().await.content.contains("nobody voted"));
}

#[tokio::test]
async fn what_is_delivered_twice_is_done_once() {
    let world = World::new();
    let (id, _) = world.poll("a, b", "2 hours").await;
    world.twice(&ada(), id, &PollPress::Extended, &[("closes", "5 hours")]).await;
    world.twice(&ada(), id, &PollPress::PostAgain, &[]).await;
    assert_eq!(holding(&world.messenger, "**Poll P-1**"), 1);
    assert_eq!(holding(&world.messenger, "stands further down"), 1);
    let reworded = [("question", "Which one?"), ("options", "x\ny")];
    world.twice(&ada(), id, &PollPress::Reworded, &reworded).await;
    world.twice(&ada(), id, &PollPress::Cancelled, &[("reason", "No budget.")]).await;
    let result = read(&world.result().await);
    assert!(result.contains("cancelled by Ada, “No budget.”"), "{result}");
    assert!(result.contains("Which one?"), "{result}");
    world.twice(&ada(), id, &PollPress::CloseConfirmed, &[]).await;
    assert_eq!(results(&world.messenger).len(), 1);
}

#[tokio::test]
async fn every_step_survives_a_restart() {
    let world = World::new();
    let (id, _) = world.poll("a, b", "2 hours").await;
    let world = world.restart_after(MINUTE).await;
    world.change(&ada(), extend("3d")).await;
    let world = world.restart_after(MINUTE).await;
    world.press(&ada(), id, PollPress::PostAgain).await;
    let world = world.restart_after(MINUTE).await;
    world.vote(&bob(), id, 1).await;
    let world = world.restart_after(MINUTE).await;
    world.eventually("the count", |m| holding(m, "- b, 1 vote") == 1).await;
    let mut moderator = who(30, "Mo");
    moderator.moderates = true;
    world.press(&moderator, id, PollPress::CloseConfirmed).await;
    let world = world.restart_after(MINUTE).await;
    let result = read(&world.result().await);
    for part in ["b. 1 of 1 vote", "Ada put off the closing", "Closed early by Mo"] {
        assert!(result.contains(part), "{result}");
    }
    let world = world.restart_after(3 * DAY).await;
    world.eventually("the link", |m| holding(m, "Result: http") == 1).await;
    assert_eq!(results(&world.messenger).len(), 1);
}

#[tokio::test]
async fn a_poll_posted_again_across_a_crash_is_not_posted_a_third_time() {
    let world = World::new();
    let (id, _) = world.poll("a, b", "3d").await;
    world.messenger.next_post(Fault::DoneButFailed);
    insta::assert_snapshot!(world.press(&ada(), id, PollPress::PostAgain).await.content, @"P-1 goes on. Discord did not answer, so I cannot tell whether the message is there: look at the channel before you try again.");
    world.messenger.forget_nonces();
    let world = world.restart_after(MINUTE).await;
    let said = world.press(&ada(), id, PollPress::PostAgain).await.content;
    assert!(said.ends_with("/1001"), "{said}");
    assert_eq!(world.messenger.messages().len(), 2);
    world.messenger.next_post(forbidden());
    insta::assert_snapshot!(world.press(&ada(), id, PollPress::PostAgain).await.content, @"P-1 goes on where it is; it was not posted again. I may not write in <#20>: let me view that channel and send messages there, then try again.");
}

#[tokio::test]
async fn a_clock_that_jumps_neither_opens_nor_closes_twice() {
    let world = World::new();
    let (id, _) = world.poll("a, b", "2 hours").await;
    world.vote(&bob(), id, 0).await;
    world.clock.advance(2 * HOUR);
    world.result().await;
    world.clock.set_back(3 * HOUR);
    assert!(world.vote(&ada(), id, 1).await.starts_with("P-1 closed"));
    let world = world.restart_after(Duration::ZERO).await;
    assert!(world.vote(&ada(), id, 1).await.starts_with("P-1 closed"));
    world.clock.advance(9 * DAY);
    world.eventually("the link", |m| holding(m, "Result: http") == 1).await;
    assert_eq!(results(&world.messenger).len(), 1);
}

/// Choices with a quorum of three ballots.
fn three_needed() -> Choices {
    let rules = Rules { quorum: Some(3), ..Rules::default() };
    Choices { kind: Some(Kind::PickOne), rules, ..Choices::default() }
}

#[tokio::test]
async fn a_poll_that_missed_its_quorum_gets_another_day() {
    let world = World::new();
    let mut choices = three_needed();
    choices.rules.disclosure = Disclosure::AtClose;
    let (id, message) = world.poll_of("a, b", "1 hour", choices).await;
    world.vote(&ada(), id, 0).await;
    world.vote(&bob(), id, 0).await;
    world.clock.advance(HOUR);
    insta::assert_snapshot!(untimed(&read(&world.result().await)), @r"
    **Result of P-1**: no result, 2 of the 3 ballots needed.
    ---
    Which backend?

    Too few voted, so nothing is shown or decided.

    Closed <t:…:F>.
    The poll: https://discord.com/channels/1/20/1000
    ---
    [ Extend by a day ] [ Close for good ] [ How it is counted ]
    ");
    world.eventually("the link", |m| holding(m, "Result: http") == 1).await;
    insta::assert_snapshot!(untimed(&read(&world.messenger.message(message))), @r"
    **Poll P-1**, closed: Which backend?
    ---
    - a
    - b

    Closed <t:…:F>. Result: https://discord.com/channels/1/20/1001
    ---
    [ See the result ] [ My vote ]
    ");
    let said = world.press(&bob(), id, PollPress::OneMoreDay).await.content;
    assert!(said.starts_with("Only Ada and members"), "{said}");
    let no_file = world.press(&ada(), id, PollPress::Download).await;
    insta::assert_snapshot!(untimed(&no_file.content), @"P-1 has no counts to download: it is open, was cancelled, or missed its quorum.");

    let inv = world.invocation(&ada());
    let mut said = Vec::new();
    for _ in 0..2 {
        let reply = world.polls.press(&inv, id, &PollPress::OneMoreDay, None, &[], &[]).await;
        said.push(shown(reply).content);
    }
    world.eventually("the line", |m| holding(m, "gave it another day") == 1).await;
    insta::assert_snapshot!(untimed(&said.join("\n")), @r"
    P-1 takes votes again, until <t:…:F>. The votes stored so far still count.
    P-1 takes votes already. Nothing was changed.
    ");
    assert_eq!(results(&world.messenger).len(), 0);
    assert_eq!(holding(&world.messenger, "gave it another day"), 1);
    let opened = |m: &FakeMessenger| read(&m.message(message)).contains("Closes <t:");
    world.eventually("the open poll", opened).await;

    let world = world.restart_after(HOUR).await;
    assert!(world.vote(&who(9, "Cem"), id, 0).await.starts_with("Your vote is stored"));
    world.messenger.forget_nonces();
    world.clock.advance(DAY);
    insta::assert_snapshot!(untimed(&read(&world.result().await)), @r"
    **Result of P-1**: a. 3 of 3 votes.
    ---
    Which backend?

    - a, 3 votes
    - b, 0 votes

    No single changed ballot could have given another winner.

    Ada put off the closing, which was to be <t:…:F>.
    Closing time was <t:…:F>; I was offline until <t:…:F>. No vote after the closing time was counted.
    The poll: https://discord.com/channels/1/20/1000
    ---
    [ How it is counted ] [ Download ]
    ");
    let late = world.press(&ada(), id, PollPress::OneMoreDay).await.content;
    insta::assert_snapshot!(untimed(&late), @"P-1 did not miss its quorum, so it stays closed. Nothing was changed.");
    let world = world.restart_after(DAY).await;
    world.eventually("the link", |m| holding(m, "Result: http") == 1).await;
    assert_eq!(results(&world.messenger).len(), 1);
}

#[tokio::test]
async fn a_result_that_does_not_hold_any_more_is_withdrawn_whatever_fails() {
    let poll = async || {
        let world = World::new();
        let (id, _) = world.poll_of("a, b", "1 hour", three_needed()).await;
        world.vote(&bob(), id, 0).await;
        world.clock.advance(HOUR);
        world.result().await;
        world.eventually("the link", |m| holding(m, "Result: http") == 1).await;
        for _ in 0..2 {
            world.messenger.next_edit(failed());
        }
        world.press(&ada(), id, PollPress::OneMoreDay).await;
        (world, id)
    };
    // It is tried again, by this process or by the next.
    for restarts in [false, true] {
        let (world, _) = poll().await;
        let world = if restarts { world.restart_after(HOUR).await } else { world };
        world.eventually("the line", |m| holding(m, "gave it another day") == 1).await;
        assert_eq!(results(&world.messenger).len(), 0);
    }

    // Whatever became of it, the second closing is announced.
    let (world, id) = poll().await;
    world.vote(&ada(), id, 0).await;
    world.vote(&who(9, "Cem"), id, 0).await;
    world.clock.advance(DAY);
    world.eventually("a result", |m| holding(m, "a. 3 of 3 votes") == 1).await;
}

#[tokio::test]
async fn a_poll_closed_for_good_stays_closed() {
    let world = World::new();
    let (id, _) = world.poll_of("a, b", "1 hour", three_needed()).await;
    world.vote(&bob(), id, 0).await;
    let open = world.press(&ada(), id, PollPress::ForGood).await.content;
    assert_eq!(open, "P-1 takes votes already. Nothing was changed.");
    world.clock.advance(HOUR);
    world.result().await;
    world.eventually("the link", |m| holding(m, "Result: http") == 1).await;
    world.twice(&ada(), id, &PollPress::ForGood, &[]).await;
    insta::assert_snapshot!(untimed(&world.press(&ada(), id, PollPress::ForGood).await.content), @"P-1 stays closed, without a result. Its votes are kept.");
    insta::assert_snapshot!(untimed(&read(&world.result().await)), @r"
    **Result of P-1**: no result, 1 of the 3 ballots needed.
    ---
    Which backend?

    Too few voted, so nothing is shown or decided.

    Closed <t:…:F>.
    The poll: https://discord.com/channels/1/20/1000
    ---
    [ Plan one like it ] [ How it is counted ]
    ");
    let world = world.restart_after(HOUR).await;
    insta::assert_snapshot!(untimed(&world.press(&ada(), id, PollPress::OneMoreDay).await.content), @"P-1 was closed for good. Nothing was changed. To ask again, use `/poll copy`.");
}

#[tokio::test]
async fn a_secret_poll_that_missed_its_quorum_shows_nothing_and_stays_closed() {
    let world = World::new();
    let mut choices = three_needed();
    choices.rules.disclosure = Disclosure::Secret;
    let (id, message) = world.poll_of("a, b", "1 hour", choices).await;
    world.vote(&bob(), id, 0).await;
    world.clock.advance(HOUR);
    insta::assert_snapshot!(untimed(&read(&world.result().await)), @r"
    **Result of P-1**: no result, 1 of the 3 ballots needed.
    ---
    Which backend?

    Too few voted, so nothing is shown or decided. Its ballots were secret, and nobody can tell any more who has voted, so it cannot take more votes. A new poll can ask again.

    Closed <t:…:F>.
    The poll: https://discord.com/channels/1/20/1000
    ---
    [ Plan one like it ] [ How it is counted ]
    ");
    world.eventually("the link", |m| holding(m, "Result: http") == 1).await;
    insta::assert_snapshot!(untimed(&read(&world.messenger.message(message))), @r"
    **Poll P-1**, closed: Which backend?
    ---
    - a
    - b

    Closed <t:…:F>. Result: https://discord.com/channels/1/20/1001
    ---
    [ See the result ] [ My vote ]
    ");
    insta::assert_snapshot!(untimed(&world.press(&ada(), id, PollPress::OneMoreDay).await.content), @"Who has voted in P-1 is not kept after its closing, so it cannot take more votes. Nothing was changed. To ask again, use `/poll copy`.");
}

#[tokio::test]
async fn a_poll_in_which_nobody_voted_is_asked_again_by_those_who_manage_it() {
    let world = World::new();
    let (id, _) = world.poll("a, b", "1 hour").await;
    world.clock.advance(HOUR);
    insta::assert_snapshot!(untimed(&read(&world.result().await)), @r"
    **Result of P-1**: no result, nobody voted.
    ---
    Which backend?

    - a, 0 votes
    - b, 0 votes

    Closed <t:…:F>.
    The poll: https://discord.com/channels/1/20/1000
    ---
    [ Open again ] [ How it is counted ] [ Download ]
    ");
    let refused = world.press(&bob(), id, PollPress::Copy).await.content;
    assert!(refused.starts_with("Only Ada and members"), "{refused}");
    let draft = read(&world.press(&ada(), id, PollPress::Copy).await);
    assert!(draft.starts_with("Draft of a poll."), "{draft}");
}

/// With few secret ballots the counts would tell who voted how: only the winner is told.
#[tokio::test]
async fn the_message_of_a_closed_secret_poll_tells_no_more_than_its_result() {
    let world = World::new();
    let rules = Rules { disclosure: Disclosure::Secret, ..Rules::default() };
    let choices = Choices { kind: Some(Kind::PickOne), rules, ..Choices::default() };
    let (id, message) = world.poll_of("a, b", "1 hour", choices).await;
    world.vote(&ada(), id, 0).await;
    world.vote(&bob(), id, 0).await;
    world.vote(&who(9, "Cem"), id, 1).await;
    world.clock.advance(HOUR);
    world.result().await;
    world.eventually("the link", |m| holding(m, "Result: http") == 1).await;
    insta::assert_snapshot!(untimed(&read(&world.messenger.message(message))), @r"
    **Poll P-1**, closed: Which backend?
    ---
    - a
    - b

    Closed <t:…:F>. Result: https://discord.com/channels/1/20/1001
    ---
    [ See the result ] [ My vote ]
    ");
}
