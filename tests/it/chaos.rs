//! Chance: people vote, plan, close and put off polls on two servers while requests fail, answers
//! get lost, sockets drop, time passes and the bot starts again. After it all every vote that
//! somebody was told of counts, messages show what is stored, results are there once, and nothing
//! of one server is on the other.
//!
//! `STACKWISE_CHAOS_SEED` and `STACKWISE_CHAOS_STEPS` choose another run, and a longer one.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use stackwise_sandbox::{Actor, Channel, Exchange, Member, MessageView, Options, ScriptError};

use crate::world::World;

const OPTIONS: [&str; 3] = ["a", "b", "c"];

/// Words that stand on one server alone, in every question there.
const WORDS: [&str; 2] = ["alpha", "beta"];

/// Voters of each server.
const VOTERS: usize = 5;

/// Requests of a thousand that meet trouble.
const TROUBLE: u32 = 60;

/// Most open polls of a server: more would spread the votes thin.
const OPEN: usize = 4;

/// Rounds of two seconds until messages show what is stored.
const PATIENCE: usize = 1_000;

/// What may be stored of one voter in one poll: a place among the options, or no vote.
type Possible = BTreeSet<Option<usize>>;

struct Poll {
    server: usize,
    message: MessageView,
    number: String,
    votes: BTreeMap<usize, Possible>,
    /// Somebody was told that it is closed.
    closed: bool,
}

struct Server {
    channel: Channel,
    members: Vec<Member>,
}

struct Chaos {
    world: World,
    dice: Dice,
    servers: [Server; 2],
    polls: Vec<Poll>,
    acknowledged: usize,
}

/// The same numbers for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        // Constants: Knuth's MMIX, <https://en.wikipedia.org/wiki/Linear_congruential_generator>
        let (factor, step) = (6_364_136_223_846_793_005, 1_442_695_040_888_963_407);
        self.0 = self.0.wrapping_mul(factor).wrapping_add(step);
        usize::try_from(self.0 >> 33).unwrap() % most
    }
}

fn chosen(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

impl Chaos {
    async fn new(seed: u64) -> Self {
        let options = Options { patience: Duration::from_secs(4), ..Options::default() };
        let world = World::with(options).await;
        let other = world.sandbox.add_guild("Other team");
        let elsewhere = other.add_channel("stack");
        let people = |guild: &stackwise_sandbox::Guild, letter: &str| {
            (0..VOTERS).map(|n| guild.add_member(&format!("{letter}{n}"))).collect()
        };
        let servers = [
            Server { channel: world.stack.clone(), members: people(&world.guild, "A") },
            Server { channel: elsewhere, members: people(&other, "B") },
        ];
        Self { world, dice: Dice(seed), servers, polls: Vec::new(), acknowledged: 0 }
    }

    fn member(&self, server: usize, voter: usize) -> Actor {
        self.servers[server].members[voter].in_channel(&self.servers[server].channel)
    }

    /// A number of a poll that nobody was told is closed.
    fn open_poll(&mut self) -> Option<usize> {
        let open: Vec<usize> =
            (0..self.polls.len()).filter(|index| !self.polls[*index].closed).collect();
        (!open.is_empty()).then(|| open[self.dice.below(open.len())])
    }

    async fn step(&mut self) {
        self.find_polls();
        match self.dice.below(100) {
            0..60 if self.polls.iter().any(|poll| !poll.closed) => self.vote().await,
            60..72 => self.look().await,
            0..60 | 72..80 => self.plan().await,
            80..84 => self.close().await,
            84..87 => self.put_off().await,
            87..94 => self.pass_up_to(300),
            94..97 => self.world.sandbox.faults().deliver_twice(1),
            97 => self.world.sandbox.faults().drop_sockets(),
            98 => self.world.sandbox.faults().ask_for_heartbeat(),
            _ => self.pass_up_to(7_200),
        }
    }

    /// The bot's clock jumps. Discord's goes on by a second, or it would forget a message's nonce
    /// between a request and its second try.
    fn pass_up_to(&mut self, seconds: usize) {
        let seconds = 1 + self.dice.below(seconds) as u64;
        self.world.clock.advance(Duration::from_secs(seconds));
        self.world.sandbox.advance(Duration::from_secs(1));
    }

    async fn plan(&mut self) {
        let server = self.dice.below(2);
        let open = self.polls.iter().filter(|poll| poll.server == server && !poll.closed).count();
        if open >= OPEN {
            return;
        }
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

    /// Learns from the channels which polls there are, and which have their result.
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
                let number = rest.split("**").next().unwrap().to_owned();
                let known = |poll: &Poll| poll.server == server && poll.number == number;
                if !self.polls.iter().any(known) {
                    let votes = BTreeMap::new();
                    self.polls.push(Poll { server, message, number, votes, closed: false });
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
        let told = actor.press(&poll.message, &label).await;
        let possible = self.polls[index].votes.entry(voter).or_insert_with(|| [None].into());
        match said(&told) {
            Some(text) if is_stored(&text) => {
                *possible = [Some(option)].into();
                self.acknowledged += 1;
            }
            Some(text) if text.contains("closed") => self.polls[index].closed = true,
            // Stored or not: the answer was lost, or said that it was not.
            _ => {
                possible.insert(Some(option));
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
        let poll = &mut self.polls[index];
        let possible = poll.votes.entry(voter).or_insert_with(|| [None].into());
        assert!(
            possible.contains(&vote),
            "{}: voter {voter} finds {vote:?}, may have {possible:?}",
            poll.number
        );
        *possible = [vote].into();
    }

    async fn close(&mut self) {
        let Some(index) = self.open_poll() else { return };
        let poll = &self.polls[index];
        let ada = self.member(poll.server, 0);
        let asked = ada.slash(&format!("/poll close poll: {}", poll.number)).await;
        let Some(page) = asked.ok().and_then(|asked| asked.message().cloned().ok()) else { return };
        let _ = ada.press(&page, "Close it for good").await;
    }

    async fn put_off(&mut self) {
        let Some(index) = self.open_poll() else { return };
        let hours = 6 + self.dice.below(3);
        let poll = &self.polls[index];
        let line = format!("/poll extend poll: {} closes: {hours}h", poll.number);
        let _ = self.member(poll.server, 0).slash(&line).await;
    }

    /// Ends the trouble and waits until every message shows what is stored.
    async fn settle(&mut self) {
        self.world.sandbox.faults().clear();
        self.find_polls();
        for index in 0..self.polls.len() {
            for voter in 0..VOTERS {
                if self.polls[index].votes.get(&voter).is_some_and(|possible| possible.len() > 1) {
                    self.resolve(index, voter).await;
                }
            }
        }
        for index in 0..self.polls.len() {
            let mut why = String::new();
            for _ in 0..PATIENCE {
                match self.unsettled(index) {
                    None => {
                        why.clear();
                        break;
                    }
                    Some(now) => why = now,
                }
                self.world.advance(Duration::from_secs(2));
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            assert!(why.is_empty(), "{}: {why}", self.polls[index].number);
        }
        for (server, place) in self.servers.iter().enumerate() {
            let foreign = WORDS[1 - server];
            for message in place.channel.public_messages() {
                assert!(!message.text().contains(foreign), "{}", message.text());
            }
        }
    }

    /// What of a poll does not show what is stored; none where everything does.
    fn unsettled(&self, index: usize) -> Option<String> {
        let poll = &self.polls[index];
        let channel = &self.servers[poll.server].channel;
        let mark = format!("**Result of {}**", poll.number);
        let all = channel.public_messages();
        let results: Vec<_> = all.iter().filter(|message| message.text().contains(&mark)).collect();
        assert!(results.len() < 2, "{} results of {}", results.len(), poll.number);
        let shown = match results.first() {
            Some(result) => result.text().to_owned(),
            None if poll.closed => return Some("the result is missing".into()),
            None => channel.message(poll.message.id)?.text().to_owned(),
        };
        if shown.contains("nobody voted") {
            let cast = poll.votes.values().filter(|possible| !possible.contains(&None)).count();
            return (cast > 0).then(|| format!("{cast} votes are lost: {shown}"));
        }
        for (option, name) in OPTIONS.iter().enumerate() {
            let may = poll.votes.values().filter(|possible| possible.contains(&Some(option)));
            let must = may.clone().filter(|possible| possible.len() == 1).count();
            let begin = format!("- {name}, ");
            let mut lines = shown.lines().map(|line| line.trim_start_matches("| "));
            let line = lines.find_map(|line| line.strip_prefix(&begin));
            let votes: usize = line?.split(' ').next()?.parse().ok()?;
            if !(must..=may.count()).contains(&votes) {
                return Some(format!("{name} has {votes} votes, {:?}\n{shown}", poll.votes));
            }
        }
        None
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
    let mut chaos = Chaos::new(seed).await;
    for step in 0..steps {
        if step % 100 == 0 {
            chaos.settle().await;
            chaos.world.sandbox.faults().random(seed + step as u64, TROUBLE);
        }
        if step % 200 == 150 {
            chaos.world.restart().await;
        }
        chaos.step().await;
    }
    chaos.settle().await;
    assert!(chaos.acknowledged > steps / 8, "{} votes", chaos.acknowledged);
    assert!(chaos.polls.len() > 3, "{} polls", chaos.polls.len());
}
