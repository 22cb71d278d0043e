//! Decisions from the form or the result of a poll to their record, their review and their
//! replacement.

use std::time::Duration;

use stackwise_sandbox::{Actor, Exchange, MessageView};

use crate::steps::{posted, said};
use crate::world::World;

mod later;
mod polls;
mod records;
mod trouble;

const DAY: Duration = Duration::from_secs(24 * 3600);

const RECORD: &str = "/decision record question: Which backend for the chat service? options: Django, Node.js, Stay on Rails";

/// Records a decision by the form; returns what its author reads.
async fn record(who: &Actor, line: &str, boxes: &[(&str, &str)]) -> Exchange {
    let form = who.slash(line).await.unwrap();
    who.submit(form.modal().unwrap(), boxes).await.unwrap()
}

/// Ada's decision for Django.
async fn django(world: &World) -> MessageView {
    let boxes = [
        ("What was decided", "Use Django for the chat service."),
        ("Because", "The team knows Python.\nLogin comes with it."),
    ];
    record(&world.ada(), RECORD, &boxes).await;
    said(world, "Decision D-1").await
}

/// The text of the file that comes with a message.
fn file(message: &MessageView) -> String {
    let [file] = message.attachments.as_slice() else { panic!("{}", message.text()) };
    String::from_utf8(file.bytes.to_vec()).unwrap()
}

/// A poll of Ada's on Node.js or Django in which Ben and Mia prefer Django, closed.
async fn voted(world: &World) -> MessageView {
    let line = "/poll stack question: Which backend for the chat service? options: Node.js, Django closes: 3h";
    let poll = posted(world, line).await;
    world.ada().press(&poll, "Vote Node.js").await.unwrap();
    world.ben().press(&poll, "Vote Django").await.unwrap();
    world.mia().press(&poll, "Vote Django").await.unwrap();
    world.advance(Duration::from_secs(3 * 3600));
    said(world, "Result of P-").await
}

/// How many public messages say this.
fn count(world: &World, text: &str) -> usize {
    world.stack.public_messages().iter().filter(|m| m.text().contains(text)).count()
}
