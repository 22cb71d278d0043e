//! What becomes of a poll: each step once, whatever is delivered twice, lost or set back.

use std::time::Duration;

use super::messenger::{FakeMessenger, Fault};
use super::world::{Who, World, ada, bob, holding, read, results, shown, untimed, who};
use crate::app::{Change, SendError};
use crate::poll::{Choices, Reminder, Role, RoleId, Rules};
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

impl World {
    /// What somebody is told who changes P-1 by command.
    async fn change(&self, who: &Who, change: Change) -> String {
        shown(self.polls.manage(&self.invocation(who), "P-1", &change).await).content
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
async fn a_reminder_notifies_the_chosen_role_and_nothing_that_its_name_says() {
    let world = World::new();
    let role = Role { id: RoleId(5), name: "<@&6> @everyone".into() };
    let rules = Rules { reminder: Reminder::Role(role), ..Rules::default() };
    world.poll_of("a, b", "3d", Choices { rules, ..Choices::default() }).await;
    world.change(&ada(), Change::Remind).await;
    let reminder = world.messenger.messages().pop().unwrap();
    assert_eq!(reminder.notify, [RoleId(5)]);
    insta::assert_snapshot!(reminder.content, @r"
    Still open: Which backend?
    Closes <t:1795446000:F> (<t:1795446000:R>).
    0 votes.
    <@&5>
    ");
    let silent = world.messenger.messages().swap_remove(0);
    assert_eq!(silent.notify, [], "nothing else notifies");
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
    // A redraw of the earlier message that was under way is made up for.
    let once = |m: &FakeMessenger| {
        holding(m, "**Poll P-1**") == 1 && holding(m, "stands further down") == 1
    };
    world.eventually("one message of the poll", once).await;
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

#[tokio::test]
async fn a_result_that_was_refused_is_told_to_those_who_manage_the_poll() {
    let world = World::new();
    let (id, _) = world.poll("a, b", "1 hour").await;
    world.vote(&bob(), id, 0).await;
    world.messenger.next_post(forbidden());
    world.clock.advance(HOUR);
    world.messenger.until("the refusal", |m| m.tries() > 1).await;
    let list = async |who: &Who| shown(world.polls.list(&world.invocation(who)).await).content;
    let told = async || list(&ada()).await.contains("I could not post");
    while !told().await {
        tokio::task::yield_now().await;
    }
    insta::assert_snapshot!(list(&ada()).await, @r"
    No poll is open.
    - I could not post the result of P-1 in <#20>. Let me view that channel and send messages there, then use `/poll results`: it tries again.
    - P-1, closed: Which backend? https://discord.com/channels/1/20/1000
    ");
    assert!(!list(&bob()).await.contains("I could not post"));
    world.clock.advance(DAY);
    assert!(results(&world.messenger).is_empty(), "it is not tried for ever");
    shown(world.polls.results(&world.invocation(&ada()), "P-1").await);
    world.result().await;
    assert!(!list(&ada()).await.contains("I could not post"));
}

#[tokio::test]
async fn a_result_without_a_channel_is_kept_and_shown_to_whoever_asks() {
    let world = World::new();
    world.poll("a, b", "1 hour").await;
    world.messenger.next_post(Fault::Refused(SendError::Gone));
    world.clock.advance(HOUR);
    world.messenger.until("the refusal", |m| m.tries() > 1).await;
    let result = async || {
        let inv = world.invocation(&bob());
        shown(world.polls.results(&inv, "P-1").await).content
    };
    while !result().await.contains("is gone") {
        tokio::task::yield_now().await;
    }
    insta::assert_snapshot!(result().await, @r"
    The channel of this poll is gone, so its result stands here alone. Nothing is lost.

    **Result of P-1**: no result, nobody voted.
    ");
    let world = world.restart_after(DAY).await;
    assert!(results(&world.messenger).is_empty());
}

#[tokio::test]
async fn a_poll_whose_message_was_deleted_is_posted_again_from_its_results() {
    let world = World::new();
    let (id, _) = world.poll("a, b", "3d").await;
    world.messenger.next_edit(Fault::Refused(SendError::Gone));
    world.vote(&bob(), id, 0).await;
    world.messenger.until("the refusal", |m| m.tries() == 2).await;
    let open = shown(world.polls.results(&world.invocation(&ada()), "P-1").await);
    insta::assert_snapshot!(untimed(&read(&open)), @r"
    P-1 is open: Which backend?
    ---
    - a, 1 vote
    - b, 0 votes

    1 vote. Closes <t:…:F> (<t:…:R>).

    The poll: https://discord.com/channels/1/20/1000
    ---
    [ Manage this poll ]
    ");
    world.messenger.next_edit(Fault::Refused(SendError::Gone));
    let said = world.press(&ada(), id, PollPress::PostAgain).await.content;
    assert!(said.starts_with("Posted as P-1"), "{said}");
    let last = world.messenger.messages().pop().unwrap();
    assert!(read(&last).contains("- a, 1 vote"), "{last:?}");
    let bobs = shown(world.polls.results(&world.invocation(&bob()), "P-1").await);
    assert_eq!(bobs.rows, []);
}
