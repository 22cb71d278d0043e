//! "Remove this reply": for who asked and for moderators.

use insta::assert_snapshot;

use crate::world::World;

const MENU: &str = "Remove this reply";

#[tokio::test]
async fn who_asked_and_moderators_remove_a_reply_and_nobody_else() {
    let world = World::new().await;
    for by_moderator in [false, true] {
        let answer = world.ada().slash("/ask question: is django secure?").await.unwrap();
        let answer = answer.message().unwrap();
        let refused = world.ben().message_menu(answer, MENU).await.unwrap();
        assert!(refused.text().starts_with("I left it there"), "{}", refused.text());
        let remover = if by_moderator { world.mia() } else { world.ada() };
        let removed = remover.message_menu(answer, MENU).await.unwrap();
        assert!(removed.text().starts_with("Removed."), "{}", removed.text());
        assert_eq!(world.stack.public_messages().len(), 0);
    }
}

#[tokio::test]
async fn a_reply_to_a_mention_is_removed_by_its_asker_after_a_restart() {
    let mut world = World::new().await;
    let asked = world.ada().say("@Stackwise is django secure?");
    let look = || world.stack.public_messages().into_iter().find(|m| m.reference == Some(asked.id));
    let reply = world.sandbox.wait_for("a reply", look).await.unwrap();
    world.restart().await;
    let refused = world.ben().message_menu(&reply, MENU).await.unwrap();
    assert!(refused.text().starts_with("I left it there"), "{}", refused.text());
    let removed = world.ada().message_menu(&reply, MENU).await.unwrap();
    assert!(removed.text().starts_with("Removed."), "{}", removed.text());
}

#[tokio::test]
async fn other_peoples_messages_are_left_alone() {
    let world = World::new().await;
    let said = world.ada().say("hello");
    let reply = world.mia().message_menu(&said, MENU).await.unwrap();
    assert_snapshot!(reply.text(), @r"
    That message is not mine, so I left it alone. Use this on one of my own replies.
    _Only you can see this_
    ");
    assert_eq!(world.stack.public_messages().len(), 1);
}
