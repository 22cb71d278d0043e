//! Where values lie, and why a cut at any byte leaves a store that is right or refused.
//!
//! # Layout
//!
//! One sled tree, so that a batch over several kinds is one atomic write. A key is one letter and
//! big-endian numbers, so that keys sort as the numbers do:
//!
//! | key                              | value                                                  |
//! |----------------------------------|--------------------------------------------------------|
//! | `m`                              | owner epoch, number of the last commit, count of answers |
//! | `s` server                       | settings, last numbers, counts of what else there is of it |
//! | `p` server, poll                 | a poll                                                 |
//! | `b` server, poll, caster         | a ballot                                               |
//! | `h` server, poll, caster         | a half-done ballot                                     |
//! | `d` server, poll                 | a draft                                                |
//! | `a` answer                       | an answer                                              |
//! | `r` server, decision             | the record of a decision                               |
//! | `n` server, decision             | the note of a decision that is being written           |
//!
//! A caster is the voter's id (8 bytes) where ballots are open, and a pseudonym (16 bytes) where they
//! are secret: no id of a voter is ever written for a secret ballot.
//!
//! Beside sled's folder lies the file `mark`: the number of the last commit that was made durable.
//! It is written after the flush and never flushed itself, so it may lag behind the tree but never
//! runs ahead of what is durable.
//!
//! # Cuts
//!
//! A commit is: apply the batch (the changed values, the counts of the servers touched, and `m`
//! with the next commit number), flush, write the mark, acknowledge.
//!
//! - Before the flush: sled drops the unfinished batch as a whole. Nobody was told that it counts.
//! - After the flush, before the mark: the commit is there, the mark is one behind. That is fine;
//!   nobody was told, and the voter who presses again finds the vote stored.
//! - After the mark, power lost before the system wrote it out: the mark lags. Fine as well.
//! - The tail of sled's log lost or unreadable: the tree is an earlier one, whole in itself; its
//!   commit number is below the mark. Refused.
//! - Pages lost in the middle: what is left does not agree with the counts in `s` and `m`, or the
//!   `m` and `s` values are gone while others are there. Refused.
//! - A value changed in place: its checksum covers its key, its version and its content. Refused,
//!   naming the key.

use crate::app::{DecisionKey, PollKey, ServerId};
use crate::decision::DecisionId;
use crate::poll::{Caster, PollId, Pseudonym, VoterId};
use crate::render::AnswerId;

/// Epoch, commit number, count of answers.
pub(super) const META: &[u8] = b"m";
/// First letter of servers.
pub(super) const SERVER: u8 = b's';
/// First letter of polls.
pub(super) const POLL: u8 = b'p';
/// First letter of ballots.
pub(super) const BALLOT: u8 = b'b';
/// First letter of half-done ballots.
pub(super) const HALF: u8 = b'h';
/// First letter of drafts.
pub(super) const DRAFT: u8 = b'd';
/// First letter of answers.
pub(super) const ANSWER: u8 = b'a';

/// First letter of decisions.
pub(super) const DECISION: u8 = b'r';
/// First letter of notes.
pub(super) const NOTE: u8 = b'n';

/// The key of a decision.
pub(super) fn decision(key: DecisionKey) -> Vec<u8> {
    join(DECISION, &[key.0.0, key.1.0])
}

/// The key of a note.
pub(super) fn note(key: DecisionKey) -> Vec<u8> {
    join(NOTE, &[key.0.0, key.1.0])
}

/// The key of a server.
pub(super) fn server(id: ServerId) -> Vec<u8> {
    join(SERVER, &[id.0])
}

/// The key of a poll.
pub(super) fn poll(key: PollKey) -> Vec<u8> {
    join(POLL, &[key.0.0, key.1.0])
}

/// The key of a draft.
pub(super) fn draft(key: PollKey) -> Vec<u8> {
    join(DRAFT, &[key.0.0, key.1.0])
}

/// What the keys of a poll's ballots start with.
pub(super) fn ballots(key: PollKey) -> Vec<u8> {
    join(BALLOT, &[key.0.0, key.1.0])
}

/// The key of a ballot.
pub(super) fn ballot(key: PollKey, by: Caster) -> Vec<u8> {
    under_caster(BALLOT, key, by)
}

/// What the keys of a poll's half-done ballots start with.
pub(super) fn halves(key: PollKey) -> Vec<u8> {
    join(HALF, &[key.0.0, key.1.0])
}

/// The key of a half-done ballot.
pub(super) fn half(key: PollKey, by: Caster) -> Vec<u8> {
    under_caster(HALF, key, by)
}

/// The key of an answer.
pub(super) fn answer(id: AnswerId) -> Vec<u8> {
    join(ANSWER, &[id.0])
}

/// What a key names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    /// [`META`].
    Meta,
    /// A server.
    Server(ServerId),
    /// A poll.
    Poll(PollKey),
    /// A ballot.
    Ballot(PollKey, Caster),
    /// A half-done ballot.
    Half(PollKey, Caster),
    /// A draft.
    Draft(PollKey),
    /// An answer.
    Answer(AnswerId),
    /// A decision.
    Decision(DecisionKey),
    /// A note.
    Note(DecisionKey),
}

/// What a key names; none if it is none of ours.
pub(super) fn name(key: &[u8]) -> Option<Name> {
    let (letter, rest) = key.split_first()?;
    let poll = |server, poll| (ServerId(server), PollId(poll));
    let (parts, tail) = rest.as_chunks::<8>();
    let numbers: Vec<u64> = parts.iter().map(|p| u64::from_be_bytes(*p)).collect();
    match (*letter, &numbers[..], tail.is_empty()) {
        (b'm', [], true) => Some(Name::Meta),
        (SERVER, [s], true) => Some(Name::Server(ServerId(*s))),
        (POLL, [s, p], true) => Some(Name::Poll(poll(*s, *p))),
        (BALLOT, [s, p, by @ ..], true) => Some(Name::Ballot(poll(*s, *p), caster(by)?)),
        (HALF, [s, p, by @ ..], true) => Some(Name::Half(poll(*s, *p), caster(by)?)),
        (DRAFT, [s, p], true) => Some(Name::Draft(poll(*s, *p))),
        (ANSWER, [a], true) => Some(Name::Answer(AnswerId(*a))),
        (DECISION, [s, d], true) => Some(Name::Decision((ServerId(*s), DecisionId(*d)))),
        (NOTE, [s, d], true) => Some(Name::Note((ServerId(*s), DecisionId(*d)))),
        _ => None,
    }
}

fn caster(numbers: &[u64]) -> Option<Caster> {
    match numbers {
        [voter] => Some(Caster::Voter(VoterId(*voter))),
        [high, low] => {
            let name = u128::from(*high) << 64 | u128::from(*low);
            Some(Caster::Pseudonym(Pseudonym(name)))
        }
        _ => None,
    }
}

fn under_caster(letter: u8, key: PollKey, by: Caster) -> Vec<u8> {
    let mut bytes = join(letter, &[key.0.0, key.1.0]);
    match by {
        Caster::Voter(voter) => bytes.extend_from_slice(&voter.0.to_be_bytes()),
        Caster::Pseudonym(name) => bytes.extend_from_slice(&name.0.to_be_bytes()),
    }
    bytes
}

fn join(letter: u8, numbers: &[u64]) -> Vec<u8> {
    let mut key = Vec::with_capacity(1 + 8 * numbers.len());
    key.push(letter);
    for number in numbers {
        key.extend_from_slice(&number.to_be_bytes());
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_names_what_it_was_made_of() {
        let key = (ServerId(1), PollId(2));
        let voter = Caster::Voter(VoterId(3));
        let secret = Caster::Pseudonym(Pseudonym(u128::MAX - 5));
        let decided = (ServerId(1), DecisionId(2));
        for (bytes, expected) in [
            (META.to_vec(), Some(Name::Meta)),
            (server(ServerId(1)), Some(Name::Server(ServerId(1)))),
            (poll(key), Some(Name::Poll(key))),
            (ballot(key, voter), Some(Name::Ballot(key, voter))),
            (ballot(key, secret), Some(Name::Ballot(key, secret))),
            (half(key, secret), Some(Name::Half(key, secret))),
            (draft(key), Some(Name::Draft(key))),
            (answer(AnswerId(u64::MAX)), Some(Name::Answer(AnswerId(u64::MAX)))),
            (decision(decided), Some(Name::Decision(decided))),
            (note(decided), Some(Name::Note(decided))),
            (b"".to_vec(), None),
            (b"mm".to_vec(), None),
            (b"p12345678".to_vec(), None),
            (b"z".to_vec(), None),
        ] {
            assert_eq!(name(&bytes), expected, "{bytes:?}");
        }
    }
}
