//! What must hold.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use stackwise_sandbox::MessageId;

use super::{Chaos, OPTIONS, VOTERS, WORDS};

/// Rounds of two seconds until messages show what is stored.
const PATIENCE: usize = 1_000;

/// Which messages were looked at, and what they were.
#[derive(Default)]
pub(super) struct Watch {
    /// How often each had been changed when it was looked at.
    seen: [BTreeMap<MessageId, u32>; 2],
    /// Polls by number whose result is there.
    results: [BTreeSet<String>; 2],
}

impl Chaos {
    /// After each step: no word of the other server, and no result twice.
    pub(super) fn check(&mut self) {
        for (server, place) in self.servers.iter().enumerate() {
            for message in place.channel.public_messages() {
                let known = self.watch.seen[server].insert(message.id, message.edits);
                if known == Some(message.edits) {
                    continue;
                }
                let text = message.text();
                assert!(!text.contains(WORDS[1 - server]), "{text}");
                if let Some(rest) = text.strip_prefix("**Result of ").filter(|_| known.is_none()) {
                    let number = rest.split('*').next().unwrap().to_owned();
                    let first = self.watch.results[server].insert(number.clone());
                    assert!(first, "a second result of {number}: {text}");
                }
            }
        }
    }

    /// Ends the trouble and waits until every message shows what is stored.
    pub(super) async fn settle(&mut self) {
        self.quiet();
        self.tell("quiet");
        // Whatever was still under way has come to the bot after this.
        tokio::time::sleep(Duration::from_millis(200)).await;
        for poll in &mut self.polls {
            poll.late.clear();
        }
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
            for round in 0..PATIENCE {
                match self.unsettled(index) {
                    None => {
                        why.clear();
                        break;
                    }
                    Some(now) => why = now,
                }
                if round % 100 == 50 {
                    self.ask_for_results(index).await;
                }
                self.world.advance(Duration::from_secs(2));
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            assert!(why.is_empty(), "{}: {why}", self.polls[index].number);
        }
        self.check();
    }

    /// What could not be posted for want of a right is tried again when somebody asks.
    async fn ask_for_results(&self, index: usize) {
        let poll = &self.polls[index];
        let line = format!("/poll results poll: {}", poll.number);
        let _ = self.member(poll.server, 0).slash(&line).await;
    }

    /// What of a poll does not show what is stored; none where everything does.
    fn unsettled(&self, index: usize) -> Option<String> {
        let poll = &self.polls[index];
        let channel = &self.servers[poll.server].channel;
        let mark = format!("**Result of {}**", poll.number);
        let all = channel.public_messages();
        let shown = match all.iter().find(|message| message.text().contains(&mark)) {
            Some(result) => result.text().to_owned(),
            None if poll.closed => return Some("the result is missing".into()),
            // Of a message that was deleted nothing is seen.
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
            let votes = line.and_then(|line| line.split(' ').next()?.parse().ok());
            let Some(votes) = votes else { return Some(format!("no votes of {name}: {shown}")) };
            if !(must..=may.count()).contains(&votes) {
                return Some(format!("{name} has {votes} votes, {:?}\n{shown}", poll.votes));
            }
        }
        None
    }
}
