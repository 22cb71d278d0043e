use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::messenger::FakeMessenger;
use crate::app::{
    BotRights, ChannelId, FakeClock, Invocation, InvocationId, MessageId, Person, Polls, Reply,
    Request, ServerId, UserId, Writer,
};
use crate::poll::{Choices, DraftText, Kind, PollId, TimeZoneName};
use crate::render::{Message, PollPress, Press, Row};
use crate::store::{KeyFolder, MemoryStore};
use crate::time::Timestamp;

/// Fri 20 Nov 2026, 15:00 UTC.
pub(super) const NOON: Timestamp = Timestamp::from_millis(1_795_186_800_000);

/// One bot on one server.
pub(super) struct World {
    pub(super) store: MemoryStore,
    /// The folder of keys.
    pub(super) keys: Arc<tempfile::TempDir>,
    pub(super) clock: FakeClock,
    pub(super) messenger: FakeMessenger,
    pub(super) polls: Polls,
    pub(super) writer: Writer,
    next: AtomicU64,
}

/// Somebody who does something.
#[derive(Clone)]
pub(super) struct Who {
    pub(super) id: u64,
    pub(super) name: &'static str,
    pub(super) server: u64,
    pub(super) moderates: bool,
    pub(super) may_send: bool,
    pub(super) rights: BotRights,
}

pub(super) fn who(id: u64, name: &'static str) -> Who {
    let rights = BotRights { send: true, embed: true, attach: true };
    Who { id, name, server: 1, moderates: false, may_send: true, rights }
}

pub(super) fn ada() -> Who {
    who(7, "Ada")
}

pub(super) fn bob() -> Who {
    who(8, "Bob")
}

impl World {
    pub(super) fn new() -> Self {
        let keys = Arc::new(tempfile::tempdir().unwrap());
        Self::with(MemoryStore::new(), keys, FakeClock::at(NOON), FakeMessenger::default(), 100)
    }

    fn with(
        store: MemoryStore,
        keys: Arc<tempfile::TempDir>,
        clock: FakeClock,
        messenger: FakeMessenger,
        next: u64,
    ) -> Self {
        let writer = Writer::start(Box::new(store.clone()), Arc::new(clock.clone())).unwrap();
        let polls = Polls::new(
            writer.clone(),
            Arc::new(messenger.clone()),
            Arc::new(clock.clone()),
            Arc::new(KeyFolder::open(keys.path()).unwrap()),
            TimeZoneName::UTC,
        );
        polls.start();
        Self { store, keys, clock, messenger, polls, writer, next: AtomicU64::new(next) }
    }

    /// The process dies and starts again on what was durable, `away` later.
    pub(super) async fn restart_after(self, away: Duration) -> Self {
        let store = self.store.crash();
        self.clock.advance(away);
        let next = self.next.load(Ordering::Relaxed);
        let keys = self.keys.clone();
        let world = Self::with(store, keys, self.clock.clone(), self.messenger.clone(), next);
        world.polls.reconcile().await;
        world
    }

    pub(super) fn invocation(&self, who: &Who) -> Invocation {
        Invocation {
            id: InvocationId(self.next.fetch_add(1, Ordering::Relaxed)),
            server: Some(ServerId(who.server)),
            channel: ChannelId(20),
            person: Person {
                may_send: who.may_send,
                moderates: who.moderates,
                ..Person::new(UserId(who.id), who.name)
            },
            rights: who.rights,
            locale: "en-US".into(),
            request: Request::PollList,
        }
    }

    /// A draft of this poll, from whose options one picks one: its id and what its author sees.
    pub(super) async fn draft(&self, who: &Who, options: &str, closes: &str) -> (PollId, Message) {
        let choices = Choices { kind: Some(Kind::PickOne), ..Choices::default() };
        self.draft_of(who, options, closes, choices).await
    }

    /// The same with other choices.
    pub(super) async fn draft_of(
        &self,
        who: &Who,
        options: &str,
        closes: &str,
        choices: Choices,
    ) -> (PollId, Message) {
        let inv = self.invocation(who);
        let typed = DraftText::new("Which backend?", options, closes);
        (PollId(inv.id.0), shown(self.polls.create(&inv, typed, choices, None).await))
    }

    /// A poll that is posted: its id and its message. One picks one of its options.
    pub(super) async fn poll(&self, options: &str, closes: &str) -> (PollId, MessageId) {
        let choices = Choices { kind: Some(Kind::PickOne), ..Choices::default() };
        self.poll_of(options, closes, choices).await
    }

    /// The same with other choices.
    pub(super) async fn poll_of(
        &self,
        options: &str,
        closes: &str,
        choices: Choices,
    ) -> (PollId, MessageId) {
        let (id, _) = self.draft_of(&ada(), options, closes, choices).await;
        let before = self.messenger.messages().len() as u64;
        let posted = self.press(&ada(), id, PollPress::Post).await;
        assert!(posted.content.starts_with("Posted as"), "{posted:?}");
        (id, MessageId(1000 + before))
    }

    pub(super) async fn press(&self, who: &Who, id: PollId, press: PollPress) -> Message {
        shown(self.polls.press(&self.invocation(who), id, &press, None, &[], &[]).await)
    }

    pub(super) async fn vote(&self, who: &Who, id: PollId, option: u8) -> String {
        self.press(who, id, PollPress::Vote(option)).await.content
    }

    /// The same press, delivered twice.
    pub(super) async fn twice(
        &self,
        who: &Who,
        id: PollId,
        press: &PollPress,
        fields: &[(&str, &str)],
    ) {
        let inv = self.invocation(who);
        let fields: Vec<_> =
            fields.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect();
        for _ in 0..2 {
            self.polls.press(&inv, id, press, None, &[], &fields).await;
        }
    }

    /// Lets time pass until it holds.
    pub(super) async fn eventually(
        &self,
        what: &str,
        holds: impl Fn(&FakeMessenger) -> bool + Send + Sync,
    ) {
        for _ in 0..100 {
            if self.messenger.soon(&holds).await {
                return;
            }
            self.clock.advance(Duration::from_secs(1));
        }
        panic!("never: {what}\n{:#?}", self.messenger.messages());
    }

    /// The one message that announces a result.
    pub(super) async fn result(&self) -> Message {
        self.messenger.until("a result", |m| !results(m).is_empty()).await;
        let results = results(&self.messenger);
        assert_eq!(results.len(), 1, "{results:#?}");
        results[0].clone()
    }
}

pub(super) fn results(messenger: &FakeMessenger) -> Vec<Message> {
    let all = messenger.messages().into_iter();
    all.filter(|message| message.content.starts_with("**Result of")).collect()
}

/// How many messages say this.
pub(super) fn holding(messenger: &FakeMessenger, text: &str) -> usize {
    messenger.messages().iter().filter(|message| read(message).contains(text)).count()
}

/// Times without their digits: how many seconds a test lets pass is not the same each time.
pub(super) fn untimed(text: &str) -> String {
    let mut parts = text.split("<t:");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |said, part| said + "<t:…" + part.trim_start_matches(char::is_numeric))
}

/// The message of a reply.
pub(super) fn shown(reply: Reply) -> Message {
    match reply {
        Reply::Private(message) | Reply::Update(message) => message,
        other => panic!("a poll says everything privately: {other:?}"),
    }
}

/// Everything that people can read and press, one line each.
pub(super) fn read(message: &Message) -> String {
    let mut lines = vec![message.content.clone()];
    lines.extend(message.embed.iter().map(|embed| format!("---\n{}\n---", embed.description)));
    for row in &message.rows {
        lines.push(match row {
            Row::Buttons(buttons) => {
                let labels = buttons.iter().map(|b| format!("[ {} ]", b.label));
                labels.collect::<Vec<_>>().join(" ")
            }
            Row::Menu(menu) => {
                let labels: Vec<_> = menu.options.iter().map(|o| o.label.as_str()).collect();
                format!("( {} v ) {}", menu.placeholder, labels.join(" | "))
            }
            Row::Picker(picker) => format!("( {} v )", picker.placeholder),
        });
    }
    lines.join("\n")
}

/// What the buttons of a message mean.
pub(super) fn presses(message: &Message) -> Vec<Press> {
    let rows = message.rows.iter().map(|row| match row {
        Row::Buttons(buttons) => buttons.iter().map(|b| b.id.clone()).collect(),
        Row::Menu(menu) => vec![menu.id.clone()],
        Row::Picker(picker) => vec![picker.id.clone()],
    });
    rows.flat_map(Vec::into_iter).map(|id| id.parse().unwrap()).collect()
}
