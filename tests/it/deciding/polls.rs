//! From the result of a poll to its decision.

use std::time::Duration;

use insta::assert_snapshot;

use super::{file, voted};
use crate::steps::{bare, post, posted, press, said};
use crate::world::World;

#[tokio::test]
async fn a_result_is_decided_on_when_its_author_says_so() {
    let world = World::new().await;
    let result = voted(&world).await;
    assert_snapshot!(bare(result.text()), @r"
    **Result of P-1**: Django. 2 of 3 votes.
    | Which backend for the chat service?
    |
    | - Django, 2 votes
    | - Node.js, 1 vote
    |
    | Close: one changed ballot could have made it Node.js.
    |
    | Closed <t:1795186800:F>.
    | The poll: LINK
    |
    | A result is not yet a decision: until Ada or a moderator records one, this is proposed.
    [ Result as a picture ] [ Evidence ] [ How it is counted ] [ Download ]
    [ Record the decision ]
    ");
    let list = world.ben().slash("/decision list").await.unwrap();
    assert_snapshot!(list.text(), @r"
    No decision is recorded on this server yet. `/decision record` records one, with or without a poll.
    - P-1, proposed: Which backend for the chat service? Ada or a moderator decides, with the button on its result.
    _Only you can see this_
    ");
    let refused = world.ben().press(&result, "Record the decision").await.unwrap();
    assert_snapshot!(refused.text(), @r"
    Only Ada and members with Manage Messages can decide on P-1. Nothing was recorded.
    _Only you can see this_
    ");
    let asked = world.ada().press(&result, "Record the decision").await.unwrap();
    assert_snapshot!(asked.text(), @r"
    P-1 chose Django. What shall be written down?
    [ Decide: Django ] [ Decide otherwise ] [ No decision yet ]
    _Only you can see this_
    ");
    let later = press(&world.ada(), &asked, "No decision yet").await;
    assert_snapshot!(later.text(), @r"
    Nothing is recorded. The result of P-1 stays proposed; its button works whenever you are ready.
    _Only you can see this_
    ");
}

#[tokio::test]
async fn a_result_becomes_a_decision_with_its_vote() {
    let mut world = World::new().await;
    let result = voted(&world).await;
    world.restart().await;
    let asked = world.ada().press(&result, "Record the decision").await.unwrap();
    let form = press(&world.ada(), &asked, "Decide: Django").await;
    assert_snapshot!(form.text(), @r"
    Form: Record a decision
    What was decided: [Use Django]
    Because (optional): [What tipped the scales, in a sentence or two]
    Look at it again on (optional): [2027-05-20]
    ");
    let because = [("Because", "Two of three of us know it.")];
    let recorded = world.ada().submit(form.modal().unwrap(), &because).await.unwrap();
    assert_snapshot!(bare(recorded.text()), @r"
    Recorded as D-1: LINK
    _Only you can see this_
    ");
    let decision = said(&world, "Decision D-1").await;
    assert_snapshot!(decision.text(), @r"
    **Decision D-1**: Use Django
    | **Which backend for the chat service?**
    |
    | Accepted by Ada, <t:1795186800:D>.
    |
    | Because
    | Two of three of us know it.
    |
    | Vote
    | Django, 2 votes; Node.js, 1 vote
    | 3 people voted.
    |
    | Against it
    | Django needs Channels for chat and other live features, which is extra setup. (Quayside)
    |
    | To be looked at again
    | <t:1810832400:D>
    [ Full record ] [ Evidence ]
    D-1-use-django.md (The record of D-1 as a Markdown file)
    ");
    assert_snapshot!(file(&decision), @r"
    # D-1: Use Django

    - Status: accepted on 20 November 2026
    - Decided by: Ada, after the poll P-1
    - To be looked at again: 20 May 2027

    ## Question

    Which backend for the chat service?

    ## Options

    - Node.js
    - Django

    ## Decision

    Use Django

    ## Because

    Two of three of us know it.

    ## Vote

    P-1: pick one, open counts, 20 November 2026 to 20 November 2026. 3 people voted.
    Counted by: most votes.

    - Django, 2 votes
    - Node.js, 1 vote

    Close: one changed ballot could have made it Node.js.

    ## Against it

    Django needs Channels for chat and other live features, which is extra setup. (Quayside, no date, “Live features”)

    ## Evidence, as it was on 20 November 2026

    ### Node.js

    - For: Node.js keeps many chat connections open at once, since it does not wait on any of them. (Harbour Review, 2 May 2024, “Chat”; Quayside, no date, “Live features”)
    - For: Node.js answers more requests a second than Django while it waits on a database. (Benchpress, 2026, “Results”)
    - Against: Beginners find the asynchronous style of Node.js hard to learn. (Harbour Review, 2 May 2024, “Learning”)

    ### Django

    - For: Django blocks the common attacks by default: \*injection\*, forged requests, hostile markup. (Harbour Review, 2 May 2024, “Security”; Quayside, no date, “Safety”)
    - For: Django is faster than Node.js, for it runs several threads. (Quayside, no date, “Performance”)
    - Against: Django needs Channels for chat and other live features, which is extra setup. (Quayside, no date, “Live features”)

    ## Counting it again

    `stackwise count --method plurality P-1.json`
    ");
    let told = said(&world, "Result of P-1").await;
    assert!(bare(told.text()).contains("Decided as D-1: LINK"), "{}", told.text());
    assert!(!told.text().contains("Record the decision"), "{}", told.text());
    let again = world.mia().press(&result, "Record the decision").await;
    assert!(again.is_err(), "the button is gone");
}

#[tokio::test]
async fn deciding_otherwise_needs_a_reason_and_says_so() {
    let world = World::new().await;
    let result = voted(&world).await;
    let asked = world.mia().press(&result, "Record the decision").await.unwrap();
    let form = press(&world.mia(), &asked, "Decide otherwise").await;
    let modal = form.modal().unwrap();
    let unsaid = [("What was decided", "Use Node.js for now."), ("Because", "\u{200B} ")];
    let refused = world.mia().submit(modal, &unsaid).await.unwrap();
    assert_snapshot!(refused.text(), @r"
    This decision is not recorded yet. What you typed is kept.
    - A decision other than the vote needs its reason. Write it under Because.
    You typed: Use Node.js for now.
    [ Edit text ] [ Discard ]
    _Only you can see this_
    ");
    let form = press(&world.mia(), &refused, "Edit text").await;
    let why = [("Because", "Django has no async driver for our queue.")];
    world.mia().submit(form.modal().unwrap(), &why).await.unwrap();
    let decision = said(&world, "Decision D-1").await;
    assert_snapshot!(decision.text(), @r"
    **Decision D-1**: Use Node.js for now.
    | **Which backend for the chat service?**
    |
    | Accepted by Mia, <t:1795186800:D>.
    |
    | Because
    | Django has no async driver for our queue.
    |
    | Vote
    | Django, 2 votes; Node.js, 1 vote
    | 3 people voted.
    | This departs from the vote, which chose Django.
    |
    | Against it
    | Beginners find the asynchronous style of Node.js hard to learn. (Harbour Review)
    |
    | To be looked at again
    | <t:1810832400:D>
    [ Full record ] [ Evidence ]
    D-1-use-node-js-for-now.md (The record of D-1 as a Markdown file)
    ");
    assert!(file(&decision).contains("This departs from the vote, which chose Django."));
}

#[tokio::test]
async fn who_was_named_decides_on_a_ranking_with_its_reasons() {
    let world = World::new().await;
    let line = "/poll stack question: Which backend? options: Django, FastAPI, Node.js closes: 3h";
    let draft = world.ada().slash(line).await.unwrap();
    let more = press(&world.ada(), &draft, "More settings").await;
    let (page, hint) =
        (more.message().unwrap(), "Who records the decision: you, or choose somebody");
    let more = world.ada().choose_members(page, hint, &[world.ben_member()]).await.unwrap();
    let draft = press(&world.ada(), &more, "Back to the draft").await;
    let poll = post(&world, &draft).await;
    for (who, first, second) in [
        (world.ada(), "Django", "FastAPI"),
        (world.ben(), "FastAPI", "Django"),
        (world.mia(), "Django", "Node.js"),
    ] {
        let page = who.press(&poll, "Vote").await.unwrap();
        let page = press(&who, &page, first).await;
        let page = press(&who, &page, second).await;
        let cast = press(&who, &page, "Cast this ballot").await;
        if first == "FastAPI" {
            let form = press(&who, &cast, "Add a reason").await;
            let reason = [("Your reason", "We need *async* end to end.")];
            who.submit(form.modal().unwrap(), &reason).await.unwrap();
        }
    }
    world.advance(Duration::from_secs(3 * 3600));
    let result = said(&world, "Result of P-").await;
    assert!(result.text().contains("until Ben or a moderator records one"), "{}", result.text());
    let refused = world.ada().press(&result, "Record the decision").await.unwrap();
    assert!(refused.text().starts_with("Only Ben and members"), "{}", refused.text());
    let asked = world.ben().press(&result, "Record the decision").await.unwrap();
    let form = press(&world.ben(), &asked, "Decide: Django").await;
    world.ben().submit(form.modal().unwrap(), &[]).await.unwrap();
    let decision = said(&world, "Decision D-1").await;
    assert_snapshot!(decision.text(), @r"
    **Decision D-1**: Use Django
    | **Which backend?**
    |
    | Accepted by Ben, <t:1795186800:D>.
    |
    | Vote
    | Django before FastAPI, 2 to 1 ballots; Order of all: 1. Django, 2. FastAPI, 3. Node.js
    | 3 people voted.
    |
    | Against it
    | Django needs Channels for chat and other live features, which is extra setup. (Quayside)
    | 1 voter gave a reason for another option.
    |
    | To be looked at again
    | <t:1810832400:D>
    [ Full record ] [ Evidence ]
    D-1-use-django.md (The record of D-1 as a Markdown file)
    ");
    let file = file(&decision);
    let vote = file.split("## ").filter(|part| !part.starts_with("Evidence")).collect::<Vec<_>>();
    assert_snapshot!(vote.join("## "), @r"
    # D-1: Use Django

    - Status: accepted on 20 November 2026
    - Decided by: Ben, after the poll P-1
    - To be looked at again: 20 May 2027

    ## Question

    Which backend?

    ## Options

    - Django
    - FastAPI
    - Node.js

    ## Decision

    Use Django

    ## Vote

    P-1: rank, open counts, 20 November 2026 to 20 November 2026. 3 people voted.
    Counted by: ranked pairs.

    - Django before FastAPI, 2 to 1 ballots
    - Order of all: 1. Django, 2. FastAPI, 3. Node.js

    | preferred | over | ballots |
    |---|---|---|
    | Django | FastAPI | 2 to 1 |
    | Django | Node.js | 3 to 0 |
    | FastAPI | Node.js | 2 to 1 |

    Close: one changed ballot could have made it FastAPI.

    ## Reasons that voters gave

    - For FastAPI: “We need \*async\* end to end.”

    ## Against it

    Django needs Channels for chat and other live features, which is extra setup. (Quayside, no date, “Live features”)

    ## Django

    - For: Django blocks the common attacks by default: \*injection\*, forged requests, hostile markup. (Harbour Review, 2 May 2024, “Security”; Quayside, no date, “Safety”)
    - For: Django is faster than Node.js, for it runs several threads. (Quayside, no date, “Performance”)
    - Against: Django needs Channels for chat and other live features, which is extra setup. (Quayside, no date, “Live features”)

    ### Node.js

    - For: Node.js keeps many chat connections open at once, since it does not wait on any of them. (Harbour Review, 2 May 2024, “Chat”; Quayside, no date, “Live features”)
    - For: Node.js answers more requests a second than Django while it waits on a database. (Benchpress, 2026, “Results”)
    - Against: Beginners find the asynchronous style of Node.js hard to learn. (Harbour Review, 2 May 2024, “Learning”)

    ### FastAPI

    - No evidence was known. That says nothing about it.

    ## Counting it again

    `stackwise count --method ranked-pairs P-1.json`
    ");
}

#[tokio::test]
async fn a_tie_and_a_proposal_are_decided_on_too() {
    let world = World::new().await;
    let line = "/poll create question: Which? options: Node.js, Django closes: 3h";
    let poll = posted(&world, line).await;
    world.ada().press(&poll, "Vote Node.js").await.unwrap();
    world.ben().press(&poll, "Vote Django").await.unwrap();
    world.advance(Duration::from_secs(3 * 3600));
    let result = said(&world, "Result of P-1").await;
    let asked = world.ada().press(&result, "Record the decision").await.unwrap();
    assert_snapshot!(asked.text(), @r"
    P-1 ended in a tie between Node.js and Django. What shall be written down?
    [ Decide: Node.js ] [ Decide: Django ]
    [ Decide otherwise ] [ No decision yet ]
    _Only you can see this_
    ");

    let line = "/poll create question: Shall we move to Django? vote: Agree or object closes: 3h options: none";
    let draft = world.ada().slash(line).await.unwrap();
    let poll = post(&world, &draft).await;
    let agree = poll.buttons().next().unwrap().label.clone();
    world.ben().press(&poll, &agree).await.unwrap();
    world.advance(Duration::from_secs(3 * 3600));
    let result = said(&world, "Result of P-2").await;
    let asked = world.ada().press(&result, "Record the decision").await.unwrap();
    assert_snapshot!(asked.text(), @r"
    The proposal P-2 passed. What shall be written down?
    [ Decide as voted ] [ Decide otherwise ] [ No decision yet ]
    _Only you can see this_
    ");
    let form = press(&world.ada(), &asked, "Decide as voted").await;
    world.ada().submit(form.modal().unwrap(), &[]).await.unwrap();
    let decision = said(&world, "Decision D-1").await;
    assert_snapshot!(decision.text(), @r"
    **Decision D-1**: Yes: Shall we move to Django?
    | **Shall we move to Django?**
    |
    | Accepted by Ada, <t:1795197600:D>.
    |
    | Vote
    | agree: 1; abstain: 0; disagree: 0; block: 0
    | 1 person voted.
    |
    | Against it
    | Django needs Channels for chat and other live features, which is extra setup. (Quayside)
    |
    | To be looked at again
    | <t:1810832400:D>
    [ Full record ]
    D-1-yes-shall-we-move-to-django.md (The record of D-1 as a Markdown file)
    ");
}

#[tokio::test]
async fn few_secret_ballots_are_told_no_further_than_the_winner() {
    let world = World::new().await;
    let line = "/poll create question: Which backend? options: Django, FastAPI, Node.js closes: 3h secret: true";
    let poll = posted(&world, line).await;
    for (who, first) in [(world.ada(), "Django"), (world.ben(), "Django"), (world.mia(), "FastAPI")]
    {
        let page = who.press(&poll, "Vote").await.unwrap();
        let page = press(&who, &page, first).await;
        press(&who, &page, "Cast this ballot").await;
    }
    world.advance(Duration::from_secs(3 * 3600));
    let result = said(&world, "Result of P-").await;
    let asked = world.ada().press(&result, "Record the decision").await.unwrap();
    let form = press(&world.ada(), &asked, "Decide: Django").await;
    world.ada().submit(form.modal().unwrap(), &[]).await.unwrap();
    let decision = said(&world, "Decision D-1").await;
    assert_snapshot!(decision.text(), @r"
    **Decision D-1**: Use Django
    | **Which backend?**
    |
    | Accepted by Ada, <t:1795186800:D>.
    |
    | Vote
    | Django came first. With so few secret ballots, nothing more is told.
    | 3 people voted.
    |
    | Against it
    | Django needs Channels for chat and other live features, which is extra setup. (Quayside)
    |
    | To be looked at again
    | <t:1810832400:D>
    [ Full record ]
    D-1-use-django.md (The record of D-1 as a Markdown file)
    ");
    assert!(!file(&decision).contains("2 to 1"), "{}", file(&decision));
}
