//! Chance: people vote, plan, close and put off polls on two servers while requests fail, answers
//! get lost, the gateway breaks in every way, rights and messages go, clocks jump and the bot
//! starts again. After each step no result is there twice and nothing of one server is on the
//! other; in the end every vote that somebody was told of counts, and messages show what is stored.
//!
//! `STACKWISE_CHAOS_SEED` and `STACKWISE_CHAOS_STEPS` choose another run, and a longer one. A run
//! that fails tells its seed and its last steps. The same seed takes the same steps and meets the
//! same trouble as long as the bot's own requests come in the same order.

mod checks;
mod dice;
mod trouble;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;

use stackwise_sandbox::{
    Actor, Channel, Exchange, Guild, Member, MessageId, MessageView, Options, ScriptError,
};

use crate::world::World;
use checks::Watch;
use dice::Dice;

const OPTIONS: [&str; 3] = ["a", "b", "c"];

/// Words that stand on one server alone, in every question there.
const WORDS: [&str; 2] = ["alpha", "beta"];

/// Voters of each server.
const VOTERS: usize = 5;

/// Most open polls of a server: more would spread the votes thin.
const OPEN: usize = 4;

/// Steps between two times of quiet, at which everything must come right.
const SPELL: usize = 100;

/// Steps that a failed run tells.
const TOLD: usize = 30;

/// What may be stored of one voter in one poll: a place among the options, or no vote.
type Possible = BTreeSet<Option<usize>>;

struct Poll {
    server: usize,
    /// The message people press on, as it was first seen.
    message: MessageView,
    number: String,
    votes: BTreeMap<usize, Possible>,
    /// What was pressed without an answer: the press may still come to the bot.
    late: BTreeMap<usize, Possible>,
    /// Somebody was told that it is closed.
    closed: bool,
}

struct Server {
    guild: Guild,
    channel: Channel,
    members: Vec<Member>,
    /// Whether the bot was told that the server is unavailable.
    out: bool,
    /// Whether the bot has lost rights in the channel.
    barred: bool,
}

/// A run, and what came of it.
pub(crate) struct Chaos {
    world: World,
    seed: u64,
    dice: Dice,
    servers: [Server; 2],
    polls: Vec<Poll>,
    /// Messages of polls that a moderator deleted.
    deleted: BTreeSet<MessageId>,
    watch: Watch,
    told: VecDeque<String>,
    tally: Tally,
}

/// What happened in a run.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    /// Steps taken.
    pub(crate) steps: usize,
    /// Polls posted.
    pub(crate) polls: usize,
    /// Votes that somebody was told of.
    pub(crate) votes: usize,
    /// Times the bot was started again.
    pub(crate) restarts: usize,
    /// Sessions that were lost, so that the bot had to identify anew.
    pub(crate) sessions: usize,
}

impl Drop for Chaos {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let told: Vec<&str> = self.told.iter().map(String::as_str).collect();
            eprintln!(
                "chaos: seed {}, step {}; the last steps:\n{}",
                self.seed,
                self.tally.steps,
                told.join("\n")
            );
        }
    }
}

/// A number from the environment.
pub(crate) fn chosen(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// Runs so many steps.
pub(crate) async fn run(seed: u64, steps: usize) -> Tally {
    let mut chaos = Chaos::new(seed).await;
    for step in 0..steps {
        if step % SPELL == 0 {
            chaos.settle().await;
            chaos.trouble(step);
        }
        if step % (2 * SPELL) == SPELL * 3 / 2 {
            chaos.restart().await;
        }
        if step % (3 * SPELL) == SPELL / 2 {
            chaos.lose_session().await;
        }
        chaos.step().await;
        chaos.tally.steps += 1;
        chaos.check();
    }
    chaos.settle().await;
    chaos.tally.polls = chaos.polls.len();
    chaos.tally
}

impl Chaos {
    async fn new(seed: u64) -> Self {
        let options = Options {
            patience: Duration::from_secs(4),
            heartbeat_interval: trouble::HEARTBEAT,
            ..Options::default()
        };
        let world = World::with(options).await;
        let other = world.sandbox.add_guild("Other team");
        let elsewhere = other.add_channel("stack");
        let server = |guild: &Guild, channel: &Channel, letter: &str| Server {
            members: (0..VOTERS).map(|n| guild.add_member(&format!("{letter}{n}"))).collect(),
            guild: guild.clone(),
            channel: channel.clone(),
            out: false,
            barred: false,
        };
        let servers = [server(&world.guild, &world.stack, "A"), server(&other, &elsewhere, "B")];
        Self {
            world,
            seed,
            dice: Dice(seed),
            servers,
            polls: Vec::new(),
            deleted: BTreeSet::new(),
            watch: Watch::default(),
            told: VecDeque::new(),
            tally: Tally::default(),
        }
    }

    fn tell(&mut self, what: impl Into<String>) {
        if self.told.len() == TOLD {
            self.told.pop_front();
        }
        self.told.push_back(format!("{}: {}", self.tally.steps, what.into()));
    }

    fn member(&self, server: usize, voter: usize) -> Actor {
        self.servers[server].members[voter].in_channel(&self.servers[server].channel)
    }

    /// A poll that nobody was told is closed.
    fn open_poll(&mut self) -> Option<usize> {
        let open: Vec<usize> =
            (0..self.polls.len()).filter(|index| !self.polls[*index].closed).collect();
        (!open.is_empty()).then(|| open[self.dice.below(open.len())])
    }

    async fn step(&mut self) {
        self.find_polls();
        match self.dice.below(100) {
            0..54 if self.polls.iter().any(|poll| !poll.closed) => self.vote().await,
            54..64 => self.look().await,
            0..54 | 64..72 => self.plan().await,
            72..76 => self.close().await,
            76..79 => self.put_off().await,
            79..84 => self.pass_up_to(300),
            84..86 => self.set_back(),
            86..88 => self.pass_up_to(7_200),
            88..91 => self.delete_message(),
            91..93 => self.post_again().await,
            93..95 => self.change_rights(),
            95..97 => self.outage(),
            _ => self.break_socket(),
        }
    }

    async fn plan(&mut self) {
        let server = self.dice.below(2);
        let open = self.polls.iter().filter(|poll| poll.server == server && !poll.closed).count();
        if open >= OPEN {
            return;
        }
        self.tell(format!("plan on server {server}"));
        let ada = self.member(server, 0);
        let hours = 1 + self.dice.below(6);
        let (word, options) = (WORDS[server], OPTIONS.join(", "));
        let line = format!(
            "/poll create question: {word} number {} options: {options} vote: Pick one closes: {hours}h",
            self.polls.len()
        );
        let Ok(draft) = ada.slash(&line).await else { return };
        let Ok(page) = draft.message() else { return };
        let Ok(_) = ada.press(page, "Post this poll").await else { return };
        self.find_polls();
    }

    /// Learns from the channels which polls there are, where, and which have their result.
    fn find_polls(&mut self) {
        for (server, place) in self.servers.iter().enumerate() {
            for message in place.channel.public_messages() {
                let text = message.text();
                if let Some(rest) = text.strip_prefix("**Result of ") {
                    let closed = self.polls.iter_mut().find(|poll| {
                        poll.server == server && rest.starts_with(&format!("{}**", poll.number))
                    });
                    if let Some(poll) = closed {
                        poll.closed = true;
                    }
                }
                let Some(rest) = text.strip_prefix("**Poll ") else { continue };
                let number = rest.split(['*', ',']).next().unwrap().to_owned();
                let mut known = self.polls.iter_mut();
                match known.find(|poll| poll.server == server && poll.number == number) {
                    Some(poll) if poll.message.id < message.id => poll.message = message,
                    Some(_) => {}
                    None => {
                        let (votes, late) = (BTreeMap::new(), BTreeMap::new());
                        self.polls.push(Poll {
                            server,
                            message,
                            number,
                            votes,
                            late,
                            closed: false,
                        });
                    }
                }
            }
        }
    }

    async fn vote(&mut self) {
        let Some(index) = self.open_poll() else { return };
        let (voter, option) = (self.dice.below(VOTERS), self.dice.below(OPTIONS.len()));
        let poll = &self.polls[index];
        let actor = self.member(poll.server, voter);
        let label = format!("Vote {}", OPTIONS[option]);
        let said = said(&actor.press(&poll.message, &label).await);
        self.tell(format!("{voter} votes {option} in poll {index}: {said:?}"));
        let possible = self.polls[index].votes.entry(voter).or_insert_with(|| [None].into());
        match said {
            Some(text) if is_stored(&text) => {
                *possible = [Some(option)].into();
                // What comes later than this press and is earlier overturns it no more.
                self.polls[index].late.remove(&voter);
                self.tally.votes += 1;
            }
            Some(text) if text.contains("closed") => self.polls[index].closed = true,
            // Stored or not: the answer was lost, or said that it was not.
            _ => {
                possible.insert(Some(option));
                self.polls[index].late.entry(voter).or_default().insert(Some(option));
            }
        }
    }

    /// Somebody looks at their own vote: it is one that may be.
    async fn look(&mut self) {
        let Some(index) = self.open_poll() else { return };
        let voter = self.dice.below(VOTERS);
        self.resolve(index, voter).await;
    }

    async fn resolve(&mut self, index: usize, voter: usize) {
        let poll = &self.polls[index];
        let told = self.member(poll.server, voter).press(&poll.message, "My vote").await;
        let Some(text) = said(&told) else { return };
        let vote = match text.strip_prefix("Your vote: ") {
            Some(rest) => {
                let named = rest.split('.').next().unwrap();
                Some(OPTIONS.iter().position(|option| *option == named).unwrap())
            }
            None if text.starts_with("You have not voted") => None,
            None => return,
        };
        self.tell(format!("{voter} finds {vote:?} in poll {index}"));
        let poll = &mut self.polls[index];
        let possible = poll.votes.entry(voter).or_insert_with(|| [None].into());
        assert!(
            possible.contains(&vote),
            "{}: voter {voter} finds {vote:?}, may have {possible:?}",
            poll.number
        );
        *possible = [vote].into();
        possible.extend(poll.late.get(&voter).into_iter().flatten());
    }

    async fn close(&mut self) {
        let Some(index) = self.open_poll() else { return };
        self.tell(format!("close poll {index}"));
        let poll = &self.polls[index];
        let ada = self.member(poll.server, 0);
        let asked = ada.slash(&format!("/poll close poll: {}", poll.number)).await;
        let Some(page) = asked.ok().and_then(|asked| asked.message().cloned().ok()) else { return };
        let _ = ada.press(&page, "Close it for good").await;
    }

    async fn put_off(&mut self) {
        let Some(index) = self.open_poll() else { return };
        let hours = 6 + self.dice.below(3);
        self.tell(format!("put off poll {index} by {hours} hours"));
        let poll = &self.polls[index];
        let line = format!("/poll extend poll: {} closes: {hours}h", poll.number);
        let _ = self.member(poll.server, 0).slash(&line).await;
    }

    /// A poll whose message a moderator deleted is posted below once more.
    async fn post_again(&mut self) {
        let deleted = |poll: &Poll| !poll.closed && self.deleted.contains(&poll.message.id);
        let Some(index) = self.polls.iter().position(deleted) else { return };
        self.tell(format!("post poll {index} again"));
        let poll = &self.polls[index];
        let ada = self.member(poll.server, 0);
        let mut page = ada.slash(&format!("/poll results poll: {}", poll.number)).await;
        for label in ["Manage this poll", "Post it again below"] {
            let Some(on) = page.ok().and_then(|page| page.message().cloned().ok()) else { return };
            page = ada.press(&on, label).await;
        }
    }
}

/// What somebody reads; nothing where no answer came.
fn said(told: &Result<Exchange, ScriptError>) -> Option<String> {
    told.as_ref().ok().map(Exchange::text)
}

fn is_stored(text: &str) -> bool {
    let stored = ["Your vote is stored", "Your vote is changed", "Still your vote"];
    stored.iter().any(|begin| text.starts_with(begin))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_goes_wrong_votes_count_and_nothing_happens_twice() {
    let seed = chosen("STACKWISE_CHAOS_SEED", 20_261_125);
    let steps = usize::try_from(chosen("STACKWISE_CHAOS_STEPS", 600)).unwrap();
    let tally = run(seed, steps).await;
    assert!(tally.votes > steps / 10, "{tally:?}");
    assert!(tally.polls > 3, "{tally:?}");
}
