//! What goes wrong, and what is typed to make it so.

use insta::assert_snapshot;
use stackwise_sandbox::{Fault, Permissions};

use super::{DAY, RECORD, count, file, record, voted};
use crate::steps::{bare, press, said};
use crate::world::World;

#[tokio::test]
async fn what_cannot_be_recorded_is_kept_as_it_was_typed() {
    let mut world = World::new().await;
    let ada = world.ada();
    let long = "so ".repeat(40);
    let boxes = [
        ("What was decided", "Use Django"),
        ("Because", long.as_str()),
        ("Look at it again on", "next fortnight-ish"),
    ];
    let refused = record(&ada, RECORD, &boxes).await;
    assert_snapshot!(refused.text(), @r"
    This decision is not recorded yet. What you typed is kept.
    - I cannot read the date “next fortnight-ish”. Try: in 6 months, 2027-05-24, 24 may 2027, never.
    You typed: Use Django
    [ Edit text ] [ Discard ]
    _Only you can see this_
    ");
    assert_eq!(world.stack.public_messages().len(), 0);
    world.restart().await;
    let form = press(&ada, &refused, "Edit text").await;
    assert!(form.text().contains("next fortnight-ish") && form.text().contains("Stay on Rails"));
    let past = ada.submit(form.modal().unwrap(), &[("Look at it again on", "2026-01-01")]).await;
    assert!(past.unwrap().text().contains("is past"));
    let form = press(&ada, &refused, "Edit text").await;
    let right = [("Look at it again on", "never")];
    let recorded = ada.submit(form.modal().unwrap(), &right).await.unwrap();
    assert!(recorded.text().starts_with("Recorded as D-1"), "{}", recorded.text());
    let posted = said(&world, "Decision D-1").await;
    assert!(!posted.text().contains("looked at again"), "{}", posted.text());
}

#[tokio::test]
async fn without_the_right_to_write_nothing_is_posted_and_nothing_lost() {
    let world = World::new().await;
    let ada = world.ada();
    let form = ada.slash(RECORD).await.unwrap();
    world.stack.deny(world.ada_member().id, Permissions::SEND_MESSAGES);
    let boxes = [("What was decided", "Use Django")];
    let refused = ada.submit(form.modal().unwrap(), &boxes).await.unwrap();
    assert_snapshot!(refused.text(), @r"
    This decision is not recorded yet. What you typed is kept.
    - You may not write in this channel, so I post no decision there for you. A moderator can let you send messages here.
    You typed: Use Django
    [ Record it now ] [ Edit text ] [ Discard ]
    _Only you can see this_
    ");
    let early = ada.slash(RECORD).await.unwrap();
    assert_snapshot!(early.text(), @r"
    You may not write in this channel, so I post no decision there for you. A moderator can let you send messages here.
    _Only you can see this_
    ");
    world.stack.allow(world.ada_member().id, Permissions::SEND_MESSAGES);
    press(&ada, &refused, "Record it now").await;
    said(&world, "Decision D-1").await;
}

#[tokio::test]
async fn a_decision_that_is_not_posted_is_kept_and_posted_later() {
    let mut world = World::new().await;
    let ada = world.ada();
    let faults = world.sandbox.faults();
    let form = ada.slash(RECORD).await.unwrap();
    faults.next("POST /channels/*/messages", 1, Fault::Status(403));
    let boxes = [("What was decided", "Use Django")];
    let kept = ada.submit(form.modal().unwrap(), &boxes).await.unwrap();
    assert_snapshot!(kept.text(), @r"
    D-1 is recorded and kept, but not posted: the bot lacks a permission there: 403: Server Error. Once that is put right, press Post it now; `/decision show` finds it until then.
    [ Post it now ]
    _Only you can see this_
    ");
    assert_eq!(count(&world, "Decision D-1"), 0);
    let shown = world.ben().slash("/decision show decision: D-1").await.unwrap();
    assert!(!shown.text().contains("Post it now"), "{}", shown.text());
    let shown = ada.slash("/decision show decision: D-1").await.unwrap();
    press(&ada, &shown, "Post it now").await;
    press(&ada, &kept, "Post it now").await;
    said(&world, "Decision D-1").await;
    assert_eq!(count(&world, "Decision D-1"), 1);

    let form = ada.slash(RECORD).await.unwrap();
    faults.next("POST /channels/*/messages", 1, Fault::Status(403));
    ada.submit(form.modal().unwrap(), &boxes).await.unwrap();
    world.restart().await;
    said(&world, "Decision D-2").await;
    assert_eq!(count(&world, "Decision D-2"), 1);
}

#[tokio::test]
async fn everything_delivered_twice_is_one_decision() {
    let world = World::new().await;
    let faults = world.sandbox.faults();
    let result = voted(&world).await;
    let asked = world.ada().press(&result, "Record the decision").await.unwrap();
    let form = press(&world.ada(), &asked, "Decide: Django").await;
    let other = press(&world.ada(), &asked, "Decide: Django").await;
    faults.deliver_twice(1);
    faults.next("POST /channels/*/messages", 1, Fault::ResetAfter);
    world.ada().submit(form.modal().unwrap(), &[]).await.unwrap();
    said(&world, "Decision D-1").await;
    let second = world.ada().submit(other.modal().unwrap(), &[]).await.unwrap();
    assert_snapshot!(second.text(), @r"
    P-1 was decided on: D-1. To change that, use `/decision replace`.
    what-you-typed.txt (What you typed, so that it is not lost)
    _Only you can see this_
    ");
    assert_eq!((count(&world, "Decision D-1"), count(&world, "Decision D-2")), (1, 0));
}

#[tokio::test]
async fn a_channel_that_is_gone_costs_the_message_and_not_the_record() {
    let mut world = World::new().await;
    let general = world.guild.add_channel("general");
    let boxes = [("What was decided", "Use Django"), ("Look at it again on", "in 2 days")];
    record(&world.ada(), RECORD, &boxes).await;
    said(&world, "Decision D-1").await;
    world.stack.delete();
    world.advance(3 * DAY);
    world.restart().await;
    let ada = world.ada_member().in_channel(&general);
    let shown = ada.slash("/decision show decision: D-1").await.unwrap();
    assert!(shown.text().starts_with("**Decision D-1**"), "{}", shown.text());
    let form = ada.slash("/decision replace decision: D-1").await.unwrap();
    let recorded = ada.submit(form.modal().unwrap(), &[("What was decided", "Use Node.js")]).await;
    assert!(recorded.unwrap().text().starts_with("Recorded as D-2"));
}

#[tokio::test]
async fn what_people_type_into_a_decision_stays_text() {
    let world = World::new().await;
    let decided = format!(
        "**Use** @everyone <@{}> \u{202E}node\u{200B} | [x](http://y.example)",
        world.ada_member().id
    );
    let boxes = [
        ("What was decided", decided.as_str()),
        ("Because", "# Big\n- list\n1. one <script>\n@here `code`"),
    ];
    record(
        &world.ben(),
        "/decision record question: **Which** @everyone? options: a|b, *c*",
        &boxes,
    )
    .await;
    let posted = said(&world, "Decision D-1").await;
    assert!(!posted.mention_everyone && posted.mentions.is_empty());
    assert_snapshot!(posted.text().replace('\u{2060}', "(joiner)").replace(&world.ada_member().id.to_string(), "ADA"), @r"
    **Decision D-1**: \*\*Use\*\* @(joiner)everyone \<@(joiner)ADA\> node \| \[x\](<http://y.example>)
    | **\*\*Which\*\* @(joiner)everyone?**
    |
    | Accepted by Ben, <t:1795176000:D>.
    |
    | Because
    | \# Big
    | \- list
    | 1\. one \<script\>
    | @(joiner)here \`code\`
    |
    | Against it
    | Beginners find the asynchronous style of Node.js hard to learn. (Harbour Review)
    |
    | To be looked at again
    | <t:1810832400:D>
    [ Full record ] [ Evidence ]
    D-1-use-everyone-ADA-node-x-http-y-example.md (The record of D-1 as a Markdown file)
    ");
    assert_snapshot!(file(&posted).replace(&world.ada_member().id.to_string(), "ADA"), @r"
    # D-1: \*\*Use\*\* @everyone \<@ADA\> node \| \[x\](http://y.example)

    - Status: accepted on 20 November 2026
    - Decided by: Ben
    - To be looked at again: 20 May 2027

    ## Question

    \*\*Which\*\* @everyone?

    ## Options

    - a\|b
    - \*c\*

    ## Decision

    \*\*Use\*\* @everyone \<@ADA\> node \| \[x\](http://y.example)

    ## Because

    \# Big

    \- list

    1\. one \<script\>

    @here \`code\`

    ## Against it

    Beginners find the asynchronous style of Node.js hard to learn. (Harbour Review, 2 May 2024, “Learning”)

    ## Evidence, as it was on 20 November 2026

    ### Node.js

    - For: Node.js keeps many chat connections open at once, since it does not wait on any of them. (Harbour Review, 2 May 2024, “Chat”; Quayside, no date, “Live features”)
    - For: Node.js answers more requests a second than Django while it waits on a database. (Benchpress, 2026, “Results”)
    - Against: Beginners find the asynchronous style of Node.js hard to learn. (Harbour Review, 2 May 2024, “Learning”)
    - Against: One long calculation in Node.js stops live updates for everybody. (Benchpress, 2026, “Results”)

    ### a\|b

    - No evidence was known. That says nothing about it.

    ### \*c\*

    - No evidence was known. That says nothing about it.
    ");
    assert!(posted.attachments[0].name.starts_with("D-1-use-everyone-"));
}

#[tokio::test]
async fn without_files_and_cards_the_record_is_plain_text() {
    let world = World::new().await;
    world.deny_bot(Permissions::ATTACH_FILES | Permissions::EMBED_LINKS);
    let boxes = [("What was decided", "Use Django"), ("Because", "We know it.")];
    let recorded = record(&world.ada(), RECORD, &boxes).await;
    assert_snapshot!(bare(recorded.text()), @r"
    Recorded as D-1: LINK
    I may not attach files in this channel, so its file is missing there. `/decision show` has it where I may.
    _Only you can see this_
    ");
    let posted = said(&world, "Decision D-1").await;
    assert_snapshot!(posted.text(), @r"
    **Decision D-1**: Use Django
    **Which backend for the chat service?**
    Accepted by Ada, <t:1795176000:D>.
    **Because**
    We know it.
    **Against it**
    Django needs Channels for chat and other live features, which is extra setup. (Quayside)
    **To be looked at again**
    <t:1810832400:D>
    [ Full record ] [ Evidence ]
    ");
}
