//! Trouble on the way: limits, failures, broken connections, deliveries that come twice.

use std::time::Duration;

use stackwise_sandbox::{Fault, Options, Scope};

use crate::world::World;

const CALLBACK: &str = "POST /interactions/*/*/callback";
const ASK: &str = "/ask question: is node good for a chat server?";

/// The answer comes in spite of this fault, once.
#[track_caller]
fn check(fault: &Fault) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let world = World::new().await;
        world.sandbox.faults().next(CALLBACK, 1, fault.clone());
        let reply = world.ada().slash(ASK).await.unwrap();
        assert!(reply.text().starts_with("Node.js keeps"), "{fault:?}: {}", reply.text());
        assert_eq!(world.stack.public_messages().len(), 1, "{fault:?}");
    });
}

#[test]
fn a_response_is_tried_again_within_its_three_seconds() {
    for scope in [Scope::User, Scope::Shared] {
        check(&Fault::RateLimited { retry_after: Duration::from_millis(50), scope });
    }
    check(&Fault::Status(500));
    check(&Fault::ResetBefore);
    check(&Fault::ResetAfter);
}

#[tokio::test]
async fn completions_are_tried_again_as_well() {
    let world = World::new().await;
    for fault in [Fault::Status(500), Fault::ResetBefore, Fault::ResetAfter] {
        world.sandbox.faults().next(CALLBACK, 1, fault.clone());
        let choices = world.ada().autocomplete("/compare first: no|").await.unwrap();
        assert_eq!(choices[0].name, "Node.js", "{fault:?}");
    }
}

#[tokio::test]
async fn a_command_delivered_twice_is_answered_once() {
    let world = World::new().await;
    world.sandbox.faults().deliver_twice(1);
    let reply = world.ada().slash(ASK).await.unwrap();
    assert!(reply.text().starts_with("Node.js keeps"), "{}", reply.text());
    let callbacks = || {
        let all = world.sandbox.requests();
        let sent = all.iter().filter(|r| r.path.contains("/callback")).count();
        (sent >= 2).then_some(())
    };
    world.sandbox.wait_for("the second delivery", callbacks).await.unwrap();
    assert_eq!(world.stack.public_messages().len(), 1);
}

#[tokio::test]
async fn other_requests_wait_for_limits_and_try_again() {
    let world = World::new().await;
    let faults = world.sandbox.faults();
    let post = "POST /channels/*/messages";
    faults.rate_limit(post, 1, Duration::from_millis(20));
    faults.next(post, 1, Fault::Status(502));
    faults.next(post, 1, Fault::ResetAfter);
    let asked = world.ada().say("@Stackwise is node good for a chat server?");
    let look = || world.stack.public_messages().into_iter().find(|m| m.reference == Some(asked.id));
    world.sandbox.wait_for("a reply", look).await.unwrap();
    let sent = || {
        let all = world.sandbox.requests();
        let tries = all.iter().filter(|r| r.method == "POST" && r.path.ends_with("/messages"));
        (tries.count() >= 4).then_some(())
    };
    world.sandbox.wait_for("the last try", sent).await.unwrap();
    assert_eq!(world.stack.public_messages().len(), 2, "the question and one reply");
}

/// The longest test: it waits, on the wall clock, until the bot gives up answering at once.
#[tokio::test]
async fn what_takes_long_is_deferred_privately_and_then_told() {
    let world = World::new().await;
    let line = "/poll create question: Which backend? options: Node.js, Django";
    let draft = world.ada().slash(line).await.unwrap();
    let slow = Fault::Slow(Duration::from_millis(1700));
    world.sandbox.faults().next("POST /channels/*/messages", 1, slow);
    let draft = draft.message().unwrap();
    let posted = world.ada().press(draft, "Post this poll").await.unwrap();
    let posted = posted.message().unwrap();
    assert!(posted.ephemeral && posted.text().contains("Posted as P-1"), "{}", posted.text());
}

#[tokio::test]
async fn a_dropped_connection_is_resumed() {
    let world = World::new().await;
    world.sandbox.faults().drop_sockets();
    let connected = || world.sandbox.bot_connected().then_some(());
    world.sandbox.wait_for("the bot to come back", connected).await.unwrap();
    let reply = world.ada().slash(ASK).await.unwrap();
    assert!(reply.text().starts_with("Node.js keeps"), "{}", reply.text());
}

#[tokio::test]
async fn a_connection_that_answers_no_heartbeat_is_given_up() {
    let options = Options { heartbeat_interval: Duration::from_millis(400), ..Options::default() };
    let world = World::with(options).await;
    let sessions = |world: &World| {
        let frames = world.sandbox.frames();
        frames.iter().filter(|frame| frame.from_bot && frame.payload["op"] == 2).count()
    };
    assert_eq!(sessions(&world), 1);
    world.sandbox.faults().ignore_heartbeats(2);
    let anew = async {
        while sessions(&world) < 2 || !world.sandbox.bot_connected() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), anew).await.expect("the bot identifies anew");
    let reply = world.ada().slash(ASK).await.unwrap();
    assert!(reply.text().starts_with("Node.js keeps"), "{}", reply.text());
}
