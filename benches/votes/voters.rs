//! Voters without a Discord: who they are, and a messenger that forgets.

use std::path::Path;
use std::sync::Arc;

use futures_util::future::BoxFuture;
use stackwise::app::{
    BotRights, ChannelId, Invocation, InvocationId, MessageId, Messenger, Person, Polls, Request,
    SendError, ServerId, SystemClock, UserId, Writer,
};
use stackwise::poll::{Choices, DraftText, PollId, TimeZoneName};
use stackwise::render::{Message, PollPress};
use stackwise::store::{KeyFolder, SledStore};

/// Takes every message and forgets it.
pub(crate) struct Nowhere;

impl Messenger for Nowhere {
    fn post<'a>(
        &'a self,
        _: ChannelId,
        _: &'a Message,
        _: Option<&'a str>,
    ) -> BoxFuture<'a, Result<MessageId, SendError>> {
        Box::pin(async { Ok(MessageId(1)) })
    }

    fn reply<'a>(
        &'a self,
        _: ChannelId,
        _: MessageId,
        _: &'a Message,
    ) -> BoxFuture<'a, Result<MessageId, SendError>> {
        Box::pin(async { Ok(MessageId(1)) })
    }

    fn edit<'a>(
        &'a self,
        _: ChannelId,
        _: MessageId,
        _: &'a Message,
    ) -> BoxFuture<'a, Result<(), SendError>> {
        Box::pin(async { Ok(()) })
    }

    fn delete(&self, _: ChannelId, _: MessageId) -> BoxFuture<'_, Result<(), SendError>> {
        Box::pin(async { Ok(()) })
    }

    fn find_own<'a>(
        &'a self,
        _: ChannelId,
        _: &'a str,
    ) -> BoxFuture<'a, Result<Option<MessageId>, SendError>> {
        Box::pin(async { Ok(None) })
    }
}

/// What a person does in a channel of a server; `id` names the interaction.
pub(crate) fn invocation(server: u64, channel: u64, id: u64, person: u64) -> Invocation {
    Invocation {
        id: InvocationId(id),
        server: Some(ServerId(server)),
        channel: ChannelId(channel),
        person: Person::new(UserId(person), format!("voter {person}")),
        rights: BotRights { send: true, embed: true, attach: true },
        locale: "en-US".into(),
        request: Request::PollList,
    }
}

/// Polls on a store in this folder, and the writer that owns it.
pub(crate) fn desk(folder: &Path, messenger: Arc<dyn Messenger>) -> (Polls, Writer) {
    let store = SledStore::open(folder).expect("the store opens");
    let clock = Arc::new(SystemClock);
    let writer = Writer::start(Box::new(store), clock.clone()).expect("the writer starts");
    let keys = Arc::new(KeyFolder::open(folder).expect("the keys open"));
    (Polls::new(writer.clone(), messenger, clock, keys, TimeZoneName::UTC), writer)
}

/// Posts a poll between two stacks.
pub(crate) async fn open_poll(polls: &Polls, inv: &Invocation) -> PollId {
    let typed = DraftText::new("Which backend?", "Node.js, Django", "never");
    polls.create(inv, typed, Choices::default(), None).await;
    let id = PollId(inv.id.0);
    polls.press(inv, id, &PollPress::Post, None, &[], &[]).await;
    id
}
