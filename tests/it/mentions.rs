//! Mentions: what is answered, what is not, and how often.

use std::time::Duration;

use insta::assert_snapshot;
use stackwise_sandbox::{MessageView, Permissions};

use crate::world::World;

/// The bot's messages in the channel so far.
fn replies(world: &World) -> Vec<MessageView> {
    let all = world.stack.public_messages().into_iter();
    all.filter(|m| m.author == world.sandbox.bot_id()).collect()
}

/// Asks by mention and waits for the reply to it.
async fn reply(world: &World, text: &str) -> MessageView {
    let asked = world.ada().say(text);
    let look = || replies(world).into_iter().find(|m| m.reference == Some(asked.id));
    world.sandbox.wait_for("a reply", look).await.unwrap()
}

#[tokio::test]
async fn a_mention_in_the_text_is_answered_as_a_reply() {
    let world = World::new().await;
    let reply = reply(&world, "@Stackwise is node good for a chat server?").await;
    assert!(reply.text().starts_with("Node.js keeps"), "{}", reply.text());
    assert!(reply.mentions.is_empty(), "nobody is notified");
    let more = world.ben().press(&reply, "More points").await.unwrap();
    assert!(more.message().unwrap().ephemeral);
}

#[tokio::test]
async fn what_asks_for_nothing_gets_no_answer() {
    let world = World::new().await;
    let first = reply(&world, "@Stackwise is node good for a chat server?").await;
    let ada = world.ada();
    ada.say("@Stackwise thanks!");
    ada.say("@everyone is node good for a chat server?");
    ada.say("is node good for a chat server?");
    ada.reply_to(&first, "is django secure?");
    // Events arrive in order: when this one is answered, the others have been looked at.
    reply(&world, "@Stackwise is django secure?").await;
    assert_eq!(replies(&world).len(), 2);
}

#[tokio::test]
async fn a_mention_without_an_answer_gets_one_short_line_a_minute() {
    let world = World::new().await;
    let shrug = reply(&world, "@Stackwise what should I cook tonight?").await;
    assert_snapshot!(shrug.text(), @"I have no answer to that. `/help` says what I can do.");
    world.ada().say("@Stackwise and what tomorrow?");
    reply(&world, "@Stackwise is django secure?").await;
    assert_eq!(replies(&world).len(), 2);
    world.advance(Duration::from_secs(60));
    reply(&world, "@Stackwise and what on sunday?").await;
}

#[tokio::test]
async fn who_asks_for_help_is_told_where_it_is() {
    let world = World::new().await;
    let help = reply(&world, "@Stackwise help").await;
    assert_snapshot!(help.text(), @"Mention me with a question, for example: *Is Django good for a first product?* `/help` says what else I can do.");
}

#[tokio::test]
async fn a_mention_delivered_twice_is_answered_once() {
    let world = World::new().await;
    world.sandbox.faults().deliver_twice(1);
    reply(&world, "@Stackwise is node good for a chat server?").await;
    reply(&world, "@Stackwise is django secure?").await;
    assert_eq!(replies(&world).len(), 2);
}

#[tokio::test]
async fn without_embeds_a_mention_is_answered_in_plain_content() {
    let world = World::new().await;
    world.deny_bot(Permissions::EMBED_LINKS);
    let reply = reply(&world, "@Stackwise is node good for a chat server?").await;
    let whole = || {
        let now = replies(&world).into_iter().find(|m| m.id == reply.id)?;
        now.text().contains("**Sources**").then_some(())
    };
    world.sandbox.wait_for("the answer as plain content", whole).await.unwrap();
}
