//! What becomes of a decision later: looked at again, replaced.

use insta::assert_snapshot;

use super::{DAY, RECORD, count, django, file, record};
use crate::steps::{bare, said};
use crate::world::World;

#[tokio::test]
async fn a_decision_is_replaced_by_who_recorded_it_or_a_moderator() {
    let mut world = World::new().await;
    let old = django(&world).await;
    let refused = world.ben().slash("/decision replace decision: D-1").await.unwrap();
    assert_snapshot!(refused.text(), @r"
    Only Ada, who recorded D-1, and members with Manage Messages can do that. Nothing was changed.
    _Only you can see this_
    ");
    let form = world.mia().slash("/decision replace decision: D-1").await.unwrap();
    let boxes = [("What was decided", "Use Node.js"), ("Because", "It holds the connections.")];
    world.mia().submit(form.modal().unwrap(), &boxes).await.unwrap();
    let new = said(&world, "Decision D-2").await;
    assert!(new.text().contains("It replaces D-1."), "{}", new.text());
    let replaced = || world.stack.message(old.id).filter(|m| m.text().contains("replaced by D-2"));
    let old = world.sandbox.wait_for("the old record", replaced).await.unwrap();
    assert!(
        old.text().starts_with("**Decision D-1**, replaced by D-2: Use Django"),
        "{}",
        old.text()
    );
    assert!(file(&old).contains("replaced by D-2"));
    world.restart().await;
    let list = world.ben().slash("/decision list").await.unwrap();
    assert_snapshot!(bare(list.text()), @r"
    2 decisions, newest first:
    - D-2, <t:1795176000:D>, Use Node.js, accepted LINK
    - D-1, <t:1795176000:D>, Use Django for the chat service, replaced by D-2 LINK
    _Only you can see this_
    ");
    let twice = world.mia().slash("/decision replace decision: D-1").await.unwrap();
    assert_snapshot!(twice.text(), @r"
    D-1 is replaced by D-2. Look at that one; nothing was changed.
    _Only you can see this_
    ");
}

#[tokio::test]
async fn on_its_day_a_decision_is_looked_at_again_once() {
    let mut world = World::new().await;
    let boxes = [("What was decided", "Use Django"), ("Look at it again on", "in 30 days")];
    record(&world.ada(), RECORD, &boxes).await;
    said(&world, "Decision D-1").await;
    world.stop().await;
    world.advance(31 * DAY);
    world.start().await;
    let asked = said(&world, "Time to look again").await;
    assert_snapshot!(bare(asked.text()), @r"
    **Time to look again: D-1**, Use Django. Decided <t:1795176000:D>.
    Nothing has changed since in the 6 entries it rests on.
    Its message: LINK
    [ Still right ] [ Plan a new poll ] [ Ask me in a month ]
    ");
    world.restart().await;
    assert_eq!(count(&world, "Time to look again"), 1, "asked once");

    let refused = world.ben().press(&asked, "Still right").await.unwrap();
    assert_snapshot!(refused.text(), @r"
    Only Ada, who recorded D-1, and members with Manage Messages can do that. Nothing was changed.
    _Only you can see this_
    ");
    let draft = world.ben().press(&asked, "Plan a new poll").await.unwrap();
    assert!(draft.text().contains("Which backend for the chat service?"), "{}", draft.text());
    assert!(draft.text().contains("Stay on Rails"), "{}", draft.text());
    world.ada().press(&asked, "Ask me in a month").await.unwrap();
    let moved = said(&world, "wants to look at it later").await;
    assert_snapshot!(moved.text(), @r"
    D-1, Use Django: Ada wants to look at it later. I ask again on <t:1800532800:D>.
    [ Full record ]
    ");
    world.advance(32 * DAY);
    let again = said(&world, "Time to look again").await;
    assert_ne!(again.id, asked.id);
    world.mia().press(&again, "Still right").await.unwrap();
    let right = said(&world, "still right").await;
    assert_snapshot!(right.text(), @r"
    D-1, Use Django: still right, says Mia. I ask again on <t:1803211200:D>.
    [ Full record ]
    ");
}
