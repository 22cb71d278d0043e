//! Stores that earlier versions left: what they hold is read, and their buttons answer.
//!
//! Below `tests/it/data/` lies one folder for each version of the stored formats, written by the
//! code of that version and never changed since. To add the next one, name it and run its writer:
//!
//! ```text
//! STACKWISE_WRITE_STORE=tests/it/data/store-v3 cargo test --test it old_stores
//! ```
//!
//! Then add it to [`STORES`]. What every store holds is said once, in [`kept`].

use std::path::{Path, PathBuf};

use stackwise::app::{
    self, AnswerRecord, Batch, BotRights, ChannelId, DraftRecord, FakeClock, Invocation,
    InvocationId, MessageId, Person, PollRecord, Reply, Request, ServerId, ServerRecord, Store,
    UserId,
};
use stackwise::discord::Discord;
use stackwise::poll::{
    Ballot, Caster, Choices, Defaults, DraftText, Ending, Kind, Member, OptionIndex, Poll, PollId,
    PollNumber, PollState, Reasons, Reminder, Rules, Vote, VoterId,
};
use stackwise::render::AnswerId;
use stackwise::store::SledStore;
use stackwise::time::Timestamp;

use crate::world::{self, World};

/// The stores that are kept, oldest first.
const STORES: [&str; 2] = ["tests/it/data/store-v1", "tests/it/data/store-v2"];

/// Names the folder that a store of the day is written to; without it that goes to a temporary one.
const WRITE: &str = "STACKWISE_WRITE_STORE";

const SERVER: ServerId = ServerId(10);
const CHANNEL: ChannelId = ChannelId(20);
const ADA: VoterId = VoterId(7);
const BEN: VoterId = VoterId(8);

/// Friday 2026-11-20, 12:00 UTC, and some minutes.
fn at(minute: i64) -> Timestamp {
    Timestamp::from_millis(1_795_176_000_000 + minute * 60_000)
}

/// What held for every poll of version 1.
fn of_version_1() -> Choices {
    let rules = Rules { reasons: Reasons::Off, reminder: Reminder::Off, ..Rules::default() };
    Choices { kind: Some(Kind::PickOne), method: None, rules }
}

/// What every kept store holds: a server that chose its time zone, a closed poll, an open one with
/// ballots, a draft, and a public answer.
fn kept(epoch: u64) -> Batch {
    let mut batch = Batch { epoch, ..Batch::default() };
    let ada = Member { id: ADA, name: "Ada".into() };
    let poll = |number: u32, question: &str, state: PollState| PollRecord {
        server: SERVER,
        channel: CHANNEL,
        poll: Poll {
            id: PollId(100 + u64::from(number)),
            number: PollNumber(number),
            author: ada.clone(),
            text: DraftText::new(question, "Node.js\nDjango, with Channels\nNeither", "")
                .check(None)
                .unwrap(),
            terms: of_version_1().terms(3, Defaults::default()),
            opened_at: at(0),
            closes_at: Some(at(3 * 24 * 60)),
            extended: None,
            state: state.clone(),
        },
        embeds: true,
        message: Some(MessageId(200 + u64::from(number))),
        result: (state != PollState::Open).then_some(MessageId(300)),
        reminded: false,
        called_at: None,
        for_good: false,
        settled: state != PollState::Open,
        evidence: None,
    };
    let closed = PollState::Closed {
        at: at(30),
        carried_out_at: at(31),
        ending: Ending::Early(Member { id: BEN, name: "Ben".into() }),
    };
    let (closed, open) = (
        poll(1, "Which front end? Ünïcode: 日本 🦀", closed),
        poll(2, "Which backend?", PollState::Open),
    );
    let votes = [(&closed, ADA, 0), (&open, ADA, 1), (&open, BEN, 1), (&open, VoterId(9), 0)];
    for (record, voter, choice) in votes {
        let (by, vote) = (Caster::Voter(voter), Vote::One(OptionIndex(choice)));
        let ballot = Ballot { by, vote, cast_at: Some(at(10)), reason: None };
        batch.ballots.insert((record.key(), by), Some(ballot));
    }
    for record in [closed, open] {
        batch.polls.insert(record.key(), Some(record));
    }
    let draft = DraftRecord {
        server: SERVER,
        id: PollId(103),
        author: ada,
        text: DraftText::new("Which database?", "Postgres, SQLite", "friday 17:00"),
        choices: of_version_1(),
        written_at: at(5),
        evidence: None,
    };
    batch.drafts.insert(draft.key(), Some(draft));
    let answer = AnswerRecord {
        id: AnswerId(104),
        server: Some(SERVER),
        channel: CHANNEL,
        asker: UserId(ADA.0),
        question: "is node good for a chat server?".into(),
        private: false,
        message: Some(MessageId(204)),
        asked_at: at(6),
    };
    batch.answers.insert(answer.id, Some(answer));
    let settings = ServerRecord {
        zone: Some("Europe/Berlin".into()),
        last_poll: 2,
        ..ServerRecord::default()
    };
    batch.servers.insert(SERVER, settings);
    batch
}

/// The store in the folder holds [`kept`], no more and no less.
#[track_caller]
fn check(folder: &Path) {
    let store = SledStore::open(folder).unwrap_or_else(|why| panic!("{why}"));
    let kept = kept(0);
    assert_eq!(store.polls().unwrap(), kept.polls.values().flatten().cloned().collect::<Vec<_>>());
    for key in kept.polls.keys() {
        let of_poll = kept.ballots.iter().filter(|((poll, _), _)| poll == key);
        let ballots: Vec<Ballot> = of_poll.filter_map(|(_, ballot)| ballot.clone()).collect();
        assert_eq!(store.ballots(*key).unwrap(), ballots);
    }
    assert_eq!(
        store.drafts().unwrap(),
        kept.drafts.values().flatten().cloned().collect::<Vec<_>>()
    );
    assert_eq!(
        store.answers().unwrap(),
        kept.answers.values().flatten().cloned().collect::<Vec<_>>()
    );
    assert_eq!(store.server(SERVER).unwrap(), kept.servers[&SERVER]);
}

/// A copy, since opening a store changes it.
fn copied(from: &Path) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let files = format!("{}/.", from.display());
    let copy = std::process::Command::new("cp").arg("-r").arg(files).arg(folder.path()).status();
    assert!(copy.unwrap().success());
    folder
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_store_of_every_version_reads_as_it_was_written() {
    for store in STORES {
        check(copied(&root().join(store)).path());
    }
}

#[test]
fn a_store_of_this_version_reads_as_it_was_written() {
    let temporary = tempfile::tempdir().unwrap();
    let named = std::env::var_os(WRITE).map(|folder| root().join(folder));
    let folder = named.unwrap_or_else(|| temporary.path().join("store"));
    assert!(!folder.exists(), "{}: a store that was kept is never changed", folder.display());
    let mut store = SledStore::open(&folder).unwrap();
    store.commit(&kept(store.epoch())).unwrap();
    drop(store);
    check(copied(&folder).path());
}

/// What a press on a button of that store answers, by the id that the button was sent with.
async fn pressed(app: &app::App, id: u64, button: &str, who: VoterId) -> String {
    let all = BotRights { send: true, embed: true, attach: true };
    let invocation = Invocation {
        id: InvocationId(id),
        server: Some(SERVER),
        channel: CHANNEL,
        person: Person::new(UserId(who.0), "Somebody"),
        rights: all,
        locale: "en-US".into(),
        request: Request::Press {
            press: button.parse().unwrap(),
            message: Some(MessageId(202)),
            values: Vec::new(),
            fields: Vec::new(),
        },
    };
    match app::handle(app, invocation).await {
        Reply::Private(message) | Reply::Update(message) => {
            let embed = message.embed.map(|embed| embed.description).unwrap_or_default();
            format!("{} {embed}", message.content)
        }
        other => panic!("{button}: {other:?}"),
    }
}

#[tokio::test]
async fn the_buttons_of_every_version_answer() {
    for store in STORES {
        let world = World::new().await;
        let folder = copied(&root().join(store));
        let discord = Discord::connect(world.settings()).await.unwrap();
        let (app, writer) = world::app(&discord, folder.path(), &FakeClock::at(at(60)));
        for (id, who, button, expected) in [
            (901, ADA, "1:poll:102:mine", "Your vote: Django, with Channels."),
            (902, ADA, "1:poll:102:vote.0", "changed from Django, with Channels to Node.js"),
            (903, VoterId(11), "1:poll:102:vote.2", "Your vote is stored: Neither."),
            (904, ADA, "1:poll:102:results", "- Node.js, 2 votes"),
            (905, BEN, "1:poll:101:vote.0", "P-1 closed"),
            (906, BEN, "1:poll:101:results", "Which front end? Ünïcode: 日本 🦀"),
            (907, ADA, "1:poll:103:discard", "The draft is gone."),
            (908, BEN, "1:answer:104:more", "everything my sources say"),
        ] {
            let said = pressed(&app, id, button, who).await;
            assert!(said.contains(expected), "{store}: {button} says {said}");
        }
        app.shutdown().await;
        writer.shutdown().await;
    }
}
