//! What the author and moderators do with a poll while it is open.

use std::time::Duration;

use insta::assert_snapshot;
use stackwise_sandbox::{MessageView, Permissions};

use crate::steps::{self, bare, press, said};
use crate::world::World;

const HOUR: Duration = Duration::from_secs(3600);

/// Ada's poll, open for this long; its message.
async fn posted(world: &World, closes: &str) -> MessageView {
    let line = format!("/poll create question: Which? options: a, b closes: {closes}");
    steps::posted(world, &line).await
}

#[tokio::test]
async fn a_closing_is_put_off_and_the_result_says_so() {
    let mut world = World::new().await;
    let poll = posted(&world, "3h").await;
    let panel = world.ada().press(&poll, "Manage this poll").await.unwrap();
    assert_snapshot!(panel.text(), @r"
    You manage P-1: Which?
    [ Remind the channel ] [ Let it close later ] [ Post it again below ]
    [ Edit its text ] [ Plan one like it ]
    [ Close this poll now ] [ Cancel this poll ]
    _Only you can see this_
    ");
    for (typed, expected) in [
        ("gestern", "I cannot read the closing time “gestern”"),
        ("1h", "is not later than"),
        ("2020-01-01", "is past"),
        ("never", "I cannot read"),
        ("2 years", "more than a year away"),
    ] {
        let line = format!("/poll extend poll: P-1 closes: {typed}");
        let refused = world.ada().slash(&line).await.unwrap();
        assert!(refused.text().contains(expected), "{typed}: {}", refused.text());
        assert!(refused.text().contains("Nothing was changed"), "{typed}: {}", refused.text());
    }
    let form = press(&world.ada(), &panel, "Let it close later").await;
    let later = [("Closes", "5h")];
    let put_off = world.ada().submit(form.modal().unwrap(), &later).await.unwrap();
    assert_snapshot!(put_off.text(), @r"
    P-1 closes <t:1795194000:F> now. The result will say so.
    _Only you can see this_
    ");
    world.restart().await;
    world.advance(4 * HOUR);
    world.ben().press(&poll, "Vote a").await.unwrap();
    world.advance(HOUR);
    let result = said(&world, "Result of P-1").await;
    assert_snapshot!(result.text(), @r"
    **Result of P-1**: a. 1 of 1 vote.
    | Which?
    |
    | - a, 1 vote
    | - b, 0 votes
    |
    | Close: one changed ballot could have made it b.
    |
    | Ada put off the closing, which was to be <t:1795186800:F>.
    | Closed <t:1795194000:F>.
    | The poll: https://discord.com/channels/1573306918502400002/1573306918502400004/1573306918502400024
    |
    | A result is not yet a decision: until Ada or a moderator records one, this is proposed.
    [ Result as a picture ] [ How it is counted ] [ Download ] [ Record the decision ]
    ");
}

#[tokio::test]
async fn a_poll_is_cancelled_with_its_reason_and_only_by_those_who_may() {
    let mut world = World::new().await;
    let poll = posted(&world, "3h").await;
    world.ben().press(&poll, "Vote b").await.unwrap();
    let refused = world.ben().slash("/poll cancel poll: P-1 reason: no").await.unwrap();
    assert!(refused.text().contains("Only Ada"), "{}", refused.text());
    let empty = world.mia().slash("/poll cancel poll: P-1 reason: \u{200B}").await.unwrap();
    assert!(empty.text().contains("needs a reason"), "{}", empty.text());
    let done =
        world.mia().slash("/poll cancel poll: P-1 reason: Budget @everyone fell away.").await;
    assert_snapshot!(done.unwrap().text(), @r"
    P-1 is cancelled. Its ballots are not counted, and the channel is told why.
    _Only you can see this_
    ");
    let result = said(&world, "Result of P-1").await;
    assert!(result.notified_nobody());
    assert_snapshot!(result.text().replace('\u{2060}', "(joiner)"), @r"
    **Result of P-1**: cancelled by Mia, “Budget @(joiner)everyone fell away.”
    | Which?
    |
    | Its ballots are not counted.
    |
    | The poll: https://discord.com/channels/1573306918502400002/1573306918502400004/1573306918502400024
    ");
    world.restart().await;
    let late = world.ben().slash("/poll results poll: P-1").await.unwrap();
    assert!(late.text().contains("cancelled by Mia"), "{}", late.text());
    let again = world.mia().slash("/poll cancel poll: P-1 reason: twice").await.unwrap();
    assert!(again.text().contains("closed already"), "{}", again.text());
}

#[tokio::test]
async fn a_day_before_it_closes_the_channel_is_reminded_once() {
    let mut world = World::new().await;
    posted(&world, "3d").await;
    world.advance(47 * HOUR);
    world.restart().await;
    assert!(!world.stack.public_messages().iter().any(|m| m.text().contains("Closing soon")));
    world.advance(HOUR);
    let reminder = said(&world, "Closing soon").await;
    assert_snapshot!(reminder.text(), @r"
    Closing soon: Which?
    Closes <t:1795435200:F> (<t:1795435200:R>).
    0 votes.
    [ Vote ] [ My vote ]
    ");
    assert!(reminder.notified_nobody());
    world.restart().await;
    let again = world.ada().slash("/poll remind poll: P-1").await.unwrap();
    assert_snapshot!(again.text(), @r"
    The channel was reminded of P-1 <t:1795348800:R>, and ten minutes lie between two reminders. Nothing was posted. You can remind it again <t:1795349400:R>.
    _Only you can see this_
    ");
    let reminders =
        world.stack.public_messages().iter().filter(|m| m.text().contains("Closing soon")).count();
    assert_eq!(reminders, 1);
}

#[tokio::test]
async fn a_reminder_names_picked_people_who_have_not_voted_and_notifies_the_chosen_role_alone() {
    let world = World::new().await;
    let draft = world.ada().slash("/poll create question: Which? options: a, b").await.unwrap();
    let people = "Voters: people I pick, up to 25 …";
    let page =
        world.ada().choose(draft.message().unwrap(), "Who may vote", &[people]).await.unwrap();
    let both = [world.ada_member(), world.ben_member()];
    let draft =
        world.ada().choose_members(page.message().unwrap(), "Choose people", &both).await.unwrap();
    press(&world.ada(), &draft, "Post this poll").await;
    let poll = said(&world, "Poll P-").await;
    world.ada().press(&poll, "Vote a").await.unwrap();
    let done = world.ada().slash("/poll remind poll: P-1").await.unwrap();
    assert!(done.text().contains("is reminded"), "{}", done.text());
    let reminder = said(&world, "Still open").await;
    assert_snapshot!(reminder.text(), @r"
    Still open: Which?
    Closes <t:1795435200:F> (<t:1795435200:R>).
    1 of 2 have voted.
    Waiting for Ben
    [ Vote ] [ My vote ]
    ");
    assert!(reminder.notified_nobody());
}

#[tokio::test]
async fn a_copy_is_a_draft_with_the_same_text_and_terms() {
    let world = World::new().await;
    posted(&world, "3h").await;
    let draft = world.ben().slash("/poll copy poll: P-1").await.unwrap();
    assert!(draft.text().contains("Draft of a poll"), "{}", draft.text());
    assert!(draft.text().contains("**Which?**"), "{}", draft.text());
    press(&world.ben(), &draft, "Post this poll").await;
    let copy = said(&world, "Poll P-2").await;
    assert!(copy.text().contains("Opened by Ben"), "{}", copy.text());
}

#[tokio::test]
async fn the_text_is_edited_until_somebody_votes() {
    let world = World::new().await;
    let poll = posted(&world, "3h").await;
    let panel = world.ada().press(&poll, "Manage this poll").await.unwrap();
    let form = press(&world.ada(), &panel, "Edit its text").await;
    let boxes = [("Question", "Which one?"), ("Options, one a line (2 to 25)", "a\na")];
    let faulty = world.ada().submit(form.modal().unwrap(), &boxes).await.unwrap();
    assert_snapshot!(faulty.text(), @r"
    The text of P-1 was not changed:
    - “a” is there twice. Voters could not tell them apart.
    _Only you can see this_
    ");
    let panel = world.ada().press(&poll, "Manage this poll").await.unwrap();
    let form = press(&world.ada(), &panel, "Edit its text").await;
    let boxes = [("Question", "Which one?"), ("Options, one a line (2 to 25)", "a\nb\nc")];
    world.ada().submit(form.modal().unwrap(), &boxes).await.unwrap();
    world.advance(Duration::from_secs(3));
    let changed = said(&world, "Which one?").await;
    world.ben().press(&changed, "Vote c").await.unwrap();
    let panel = world.ada().press(&changed, "Manage this poll").await.unwrap();
    let late = press(&world.ada(), &panel, "Edit its text").await;
    assert_snapshot!(late.text(), @r"
    Somebody has voted in P-1 or begun to, so its text stays. Plan one like it, and cancel this one. Nothing was changed.
    _Only you can see this_
    ");
}

#[tokio::test]
async fn a_poll_posted_again_stands_below_and_both_messages_lead_to_it() {
    let mut world = World::new().await;
    let poll = posted(&world, "3h").await;
    let panel = world.ada().press(&poll, "Manage this poll").await.unwrap();
    let done = press(&world.ada(), &panel, "Post it again below").await;
    assert!(done.text().starts_with("Posted as P-1"), "{}", done.text());
    let old = said(&world, "stands further down").await;
    assert_eq!(old.id, poll.id);
    let new = said(&world, "**Poll P-1**").await;
    assert_ne!(new.id, poll.id);
    world.restart().await;
    let stored = world.ben().press(&new, "Vote a").await.unwrap();
    assert!(stored.text().contains("is stored"), "{}", stored.text());
    world.advance(3 * HOUR);
    let result = said(&world, "Result of P-1").await;
    assert!(result.text().contains("a. 1 of 1 vote"), "{}", result.text());
}

#[tokio::test]
async fn the_list_begins_with_what_needs_my_vote() {
    let world = World::new().await;
    posted(&world, "3h").await;
    let team = world.guild.add_team("Backend", false);
    let draft = world.ada().slash("/poll create question: Only us? options: x, y").await.unwrap();
    let role = ["Voters: a role …"];
    let page = world.ada().choose(draft.message().unwrap(), "Who may vote", &role).await.unwrap();
    let page = page.message().unwrap();
    let draft = world.ada().choose_roles(page, "Choose a role", &[&team]).await.unwrap();
    press(&world.ada(), &draft, "Post this poll").await;
    let poll = said(&world, "Poll P-2").await;
    let refused = world.ben().press(&poll, "Vote x").await.unwrap();
    assert_snapshot!(refused.text(), @r"
    Only members with the role Backend vote here. Nothing was stored. You can read the evidence and, after closing, the result.
    _Only you can see this_
    ");
    let list = world.ben().slash("/poll list").await.unwrap();
    assert!(list.text().starts_with("2 polls are open; 1 waits for your vote."), "{}", list.text());
    world.ben_member().add_role(&team);
    let list = world.ben().slash("/poll list").await.unwrap();
    assert!(list.text().contains("2 wait for your vote"), "{}", list.text());
}

#[tokio::test]
async fn a_result_that_could_not_be_posted_is_told_and_tried_again() {
    let world = World::new().await;
    let poll = posted(&world, "3h").await;
    world.ben().press(&poll, "Vote a").await.unwrap();
    world.deny_bot(Permissions::SEND_MESSAGES);
    world.advance(3 * HOUR);
    let stuck = || {
        let requests = world.sandbox.requests();
        requests.iter().any(|request| request.status == 403).then_some(())
    };
    world.sandbox.wait_for("a refused result", stuck).await.unwrap();
    let told = world.ada().slash("/poll results poll: P-1").await.unwrap();
    assert_snapshot!(told.text(), @r"
    I could not post this result in #stack: let me view that channel and send messages there. I am trying again now; nothing is lost.

    **Result of P-1**: a. 1 of 1 vote.
    | Which?
    |
    | - a, 1 vote
    | - b, 0 votes
    |
    | Close: one changed ballot could have made it b.
    |
    | Closed <t:1795186800:F>.
    | The poll: https://discord.com/channels/1573306918502400002/1573306918502400004/1573306918502400024
    [ Result as a picture ] [ How it is counted ] [ Download ]
    _Only you can see this_
    ");
    world.allow_bot(Permissions::SEND_MESSAGES);
    world.ada().slash("/poll results poll: P-1").await.unwrap();
    let result = said(&world, "Result of P-1").await;
    assert!(result.text().contains("a. 1 of 1 vote"), "{}", result.text());
}

#[tokio::test]
async fn a_missed_quorum_gives_another_day_to_those_who_manage_the_poll() {
    let mut world = World::new().await;
    let line = "/poll create question: Which? options: a, b closes: 3h";
    let draft = world.ada().slash(line).await.unwrap();
    let more = press(&world.ada(), &draft, "More settings").await;
    let form = press(&world.ada(), &more, "Quorum and threshold").await;
    let two = [("Ballots needed for a result", "2")];
    let more = world.ada().submit(form.modal().unwrap(), &two).await.unwrap();
    let draft = press(&world.ada(), &more, "Back to the draft").await;
    let poll = steps::post(&world, &draft).await;
    world.ben().press(&poll, "Vote a").await.unwrap();
    world.advance(3 * HOUR);
    let missed = said(&world, "Result of P-1").await;
    assert_snapshot!(bare(missed.text()), @r"
    **Result of P-1**: no result, 1 of the 2 ballots needed.
    | Which?
    |
    | Too few voted, so nothing is shown or decided.
    |
    | Closed <t:1795186800:F>.
    | The poll: LINK
    [ Extend by a day ] [ Close for good ] [ How it is counted ]
    ");
    let refused = world.ben().press(&missed, "Extend by a day").await.unwrap();
    assert!(refused.text().starts_with("Only Ada and members"), "{}", refused.text());
    world.restart().await;
    let given = world.mia().press(&missed, "Extend by a day").await.unwrap();
    assert_snapshot!(given.text(), @r"
    P-1 takes votes again, until <t:1795273200:F>. The votes stored so far still count.
    _Only you can see this_
    ");
    let withdrawn = said(&world, "gave it another day").await;
    assert_eq!(withdrawn.id, missed.id);
    assert_snapshot!(bare(withdrawn.text()), @"Too few had voted in P-1, so Mia gave it another day, until <t:1795273200:F>. The votes stored so far still count. LINK");
    world.restart().await;
    world.ada().press(&poll, "Vote b").await.unwrap();
    world.advance(24 * HOUR);
    let result = said(&world, "a tie between").await;
    assert!(result.text().contains("Mia put off the closing"), "{}", result.text());
    assert_ne!(result.id, missed.id);
}
