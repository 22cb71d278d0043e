//! Steps that several scripts about polls share.

use stackwise_sandbox::{Actor, Exchange, MessageView};

use crate::world::World;

/// Presses a button on the message that a step brought.
pub(crate) async fn press(who: &Actor, on: &Exchange, label: &str) -> Exchange {
    who.press(on.message().unwrap(), label).await.unwrap()
}

/// Presses these one after another, beginning on the public message.
pub(crate) async fn through(who: &Actor, on: &MessageView, labels: &[&str]) -> Exchange {
    let mut page = who.press(on, labels[0]).await.unwrap();
    for label in &labels[1..] {
        page = press(who, &page, label).await;
    }
    page
}

/// The latest public message that says this, once it is there.
pub(crate) async fn said(world: &World, text: &str) -> MessageView {
    let look = || {
        let mut all = world.stack.public_messages().into_iter();
        all.rfind(|m| m.text().contains(text))
    };
    world.sandbox.wait_for("the message", look).await.unwrap()
}

/// Posts Ada's draft and returns the poll's message.
pub(crate) async fn post(world: &World, draft: &Exchange) -> MessageView {
    press(&world.ada(), draft, "Post this poll").await;
    said(world, "Poll P-").await
}

/// Posts the poll of this command of Ada's and returns its message.
pub(crate) async fn posted(world: &World, line: &str) -> MessageView {
    let draft = world.ada().slash(line).await.unwrap();
    post(world, &draft).await
}

/// Addresses of messages without their ids.
pub(crate) fn bare(text: impl AsRef<str>) -> String {
    let link = regex::Regex::new(r"https://discord.com/channels/\d+/\d+/\d+").unwrap();
    link.replace_all(text.as_ref(), "LINK").into_owned()
}
