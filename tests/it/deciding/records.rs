//! Recorded without a poll, found again, told before answers.

use insta::assert_snapshot;

use super::{RECORD, django, file};
use crate::steps::{bare, press, said};
use crate::world::World;

#[tokio::test]
async fn a_decision_is_recorded_without_a_poll() {
    let world = World::new().await;
    let ada = world.ada();
    let form = ada.slash(RECORD).await.unwrap();
    assert_snapshot!(form.text(), @r"
    Form: Record a decision
    What was decided: [Use Django for the chat service]
    Because (optional): [What tipped the scales, in a sentence or two]
    Look at it again on (optional): [2027-05-20]
    The question it answers (may stay empty) (optional): [Which backend for the chat service?]
    Options considered, one a line (may be empty) (optional): [Django, Node.js, Stay on Rails]
    ");
    let boxes = [
        ("What was decided", "Use Django for the chat service."),
        ("Because", "The team knows Python.\nLogin comes with it."),
        ("Look at it again on", "in 6 months"),
    ];
    let recorded = ada.submit(form.modal().unwrap(), &boxes).await.unwrap();
    assert_snapshot!(bare(recorded.text()), @r"
    Recorded as D-1: LINK
    _Only you can see this_
    ");
    let posted = said(&world, "Decision D-1").await;
    assert_snapshot!(posted.text(), @r"
    **Decision D-1**: Use Django for the chat service.
    | **Which backend for the chat service?**
    |
    | Accepted by Ada, <t:1795176000:D>.
    |
    | Because
    | The team knows Python.
    | Login comes with it.
    |
    | Against it
    | Django needs Channels for chat and other live features, which is extra setup. (Quayside)
    |
    | To be looked at again
    | <t:1810814400:D>
    [ Full record ] [ Evidence ]
    D-1-use-django-for-the-chat-service.md (The record of D-1 as a Markdown file)
    ");
    assert_snapshot!(file(&posted), @r"
    # D-1: Use Django for the chat service

    - Status: accepted on 20 November 2026
    - Decided by: Ada
    - To be looked at again: 20 May 2027

    ## Question

    Which backend for the chat service?

    ## Options

    - Django
    - Node.js
    - Stay on Rails

    ## Decision

    Use Django for the chat service.

    ## Because

    The team knows Python.

    Login comes with it.

    ## Against it

    Django needs Channels for chat and other live features, which is extra setup. (Quayside, no date, “Live features”)

    ## Evidence, as it was on 20 November 2026

    ### Django

    - For: Django blocks the common attacks by default: \*injection\*, forged requests, hostile markup. (Harbour Review, 2 May 2024, “Security”; Quayside, no date, “Safety”)
    - For: Django is faster than Node.js, for it runs several threads. (Quayside, no date, “Performance”)
    - Against: Django needs Channels for chat and other live features, which is extra setup. (Quayside, no date, “Live features”)

    ### Node.js

    - For: Node.js keeps many chat connections open at once, since it does not wait on any of them. (Harbour Review, 2 May 2024, “Chat”; Quayside, no date, “Live features”)
    - For: Node.js answers more requests a second than Django while it waits on a database. (Benchpress, 2026, “Results”)
    - Against: One long calculation in Node.js stops live updates for everybody. (Benchpress, 2026, “Results”)

    ### Stay on Rails

    - No evidence was known. That says nothing about it.
    ");
    assert!(!posted.mention_everyone && posted.mentions.is_empty());
}

#[tokio::test]
async fn a_decision_is_found_again_after_a_restart() {
    let mut world = World::new().await;
    let posted = django(&world).await;
    world.restart().await;
    let full = world.ben().press(&posted, "Full record").await.unwrap();
    assert_snapshot!(bare(full.text()), @r"
    **Decision D-1**: Use Django for the chat service.
    | Accepted by Ada, <t:1795176000:D>.
    | Its message: LINK
    |
    | Question
    | Which backend for the chat service?
    |
    | Options
    | Django, Node.js, Stay on Rails
    |
    | Because
    | The team knows Python.
    | Login comes with it.
    |
    | Against it
    | Django needs Channels for chat and other live features, which is extra setup. (Quayside)
    |
    | To be looked at again
    | <t:1810832400:D>
    [ Evidence ]
    D-1-use-django-for-the-chat-service.md (The record of D-1 as a Markdown file)
    _Only you can see this_
    ");
    let evidence = world.ben().press(&posted, "Evidence").await.unwrap();
    assert_snapshot!(evidence.text(), @r"
    The evidence behind D-1, as it was on <t:1795176000:D>.
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
    [ Next: Node.js ]
    _Only you can see this_
    ");
    let next = press(&world.ben(), &evidence, "Next: Node.js").await;
    assert!(next.text().contains("Next: Django"), "{}", next.text());

    let list = world.ben().slash("/decision list").await.unwrap();
    assert_snapshot!(bare(list.text()), @r"
    1 decision:
    - D-1, <t:1795176000:D>, Use Django for the chat service, accepted LINK
    _Only you can see this_
    ");
    for typed in ["D-1", "1", "chat service"] {
        let shown = world.ben().slash(&format!("/decision show decision: {typed}")).await.unwrap();
        assert!(shown.text().starts_with("**Decision D-1**"), "{typed}: {}", shown.text());
        assert!(shown.message().unwrap().ephemeral);
    }
    let found = world.ben().slash("/decision find words: python CHAT").await.unwrap();
    assert_snapshot!(bare(found.text()), @r"
    1 decision holds “python CHAT”:
    - D-1, <t:1795176000:D>, Use Django for the chat service, accepted LINK
    _Only you can see this_
    ");
    let none = world.ben().slash("/decision find words: rust").await.unwrap();
    assert_snapshot!(none.text(), @r"
    No decision here holds “rust”. Try fewer words, or `/decision list`.
    _Only you can see this_
    ");
    let choices = world.ben().autocomplete("/decision show decision: djan|").await.unwrap();
    assert_eq!(choices[0].name, "D-1: Use Django for the chat service");
}

#[tokio::test]
async fn what_the_server_decided_comes_before_what_the_sources_say() {
    let world = World::new().await;
    django(&world).await;
    let answer = world.ben().slash("/ask question: is node good for a chat server?").await.unwrap();
    assert_snapshot!(answer.text().lines().take(2).collect::<Vec<_>>().join("\n"), @r"
    This server decided: Use Django for the chat service (D-1, <t:1795176000:D>). Below: what the sources say.
    Node.js keeps many chat connections open at once, since it does not wait on any of them. (Harbour Review and 1 more)
    ");
    let opened = press(&world.ben(), &answer, "Open D-1").await;
    assert!(opened.text().starts_with("**Decision D-1**"), "{}", opened.text());
    let compared = world.ben().slash("/compare first: node second: django").await.unwrap();
    assert!(compared.text().starts_with("This server decided: "), "{}", compared.text());
    let draft = world.ben().slash("/poll stack options: Django, Node.js").await.unwrap();
    assert!(
        draft.text().contains("Similar: D-1, “Use Django for the chat service”"),
        "{}",
        draft.text()
    );
    let other =
        world.ben().slash("/poll create question: Lunch? options: Pizza, Soup").await.unwrap();
    assert!(!other.text().contains("Similar"), "{}", other.text());

    let elsewhere = world.sandbox.add_guild("Elsewhere");
    let channel = elsewhere.add_channel("general");
    let ada = elsewhere.join(world.ada_member()).in_channel(&channel);
    let answer = ada.slash("/ask question: is node good for a chat server?").await.unwrap();
    assert!(!answer.text().contains("This server decided"), "{}", answer.text());
    let unknown = ada.slash("/decision show decision: D-1").await.unwrap();
    assert_snapshot!(unknown.text(), @r"
    I find no decision “D-1” on this server. `/decision list` shows what there is.
    _Only you can see this_
    ");
    let list = ada.slash("/decision list").await.unwrap();
    assert_snapshot!(list.text(), @r"
    No decision is recorded on this server yet. `/decision record` records one, with or without a poll.
    _Only you can see this_
    ");
}
