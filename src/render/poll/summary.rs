//! A closed poll as a decision writes it down: plain texts and numbers, which stay what they are
//! however polls are counted later. Whoever changes how polls are counted changes this file, and
//! nothing else of decisions.

use super::Shown;
use super::draft_terms::{kind_name, method_name};
use super::reasons::{favourite, mixed, place};
use super::rounds::is_told;
use super::standing::{FEW_SECRET, hidden_by_secrecy};
use super::vote::stance_key;
use super::words::with_sum;
use crate::decision::{HeadToHead, Reason, VoteSummary};
use crate::poll::count::{Candidate, Counted, swing};
use crate::poll::{Ballot, Kind, OptionIndex, Outcome, Poll, PollState, Stance, Vote, countable};
use crate::render::{list, text, text_with};

/// With fewer secret ballots than this, whole ballots are not downloaded, so nobody can recount.
const RECOUNTED_SECRET: u32 = 2 * FEW_SECRET;

/// Most options of which every pair is written down; of more, the winner's pairs alone are.
const EVERY_PAIR: usize = 8;

/// What a poll came to, for whoever decides on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voted {
    /// The vote in words. Every text is plain.
    pub summary: VoteSummary,
    /// The options to decide for as voted: the winner, or those that tied; none where there is no
    /// result, or where one agreed or objected.
    pub winners: Vec<OptionIndex>,
    /// Whether a proposal passed; none where options were voted on, or nobody took a side.
    pub passed: Option<bool>,
    /// What voters gave as reasons.
    pub reasons: Vec<Reason>,
}

/// The poll in words.
#[must_use]
pub fn voted(shown: &Shown<'_>) -> Voted {
    let (poll, tally) = (shown.poll, shown.tally);
    let winners = match &tally.outcome {
        Outcome::Winner(winner) => vec![*winner],
        Outcome::Tie(tied) => tied.clone(),
        _ => Vec::new(),
    };
    let passed = match tally.outcome {
        Outcome::Passed => Some(true),
        Outcome::NotPassed { .. } | Outcome::Blocked(_) => Some(false),
        _ => None,
    };
    let named = match passed {
        Some(true) => vec![text("decision-vote-passed")],
        Some(false) => vec![text("decision-vote-not-passed")],
        None => winners.iter().map(|one| name(poll, *one)).collect(),
    };
    let summary = VoteSummary {
        kind: kind_name(poll.terms.kind),
        method: method(poll),
        secret: poll.terms.rules.disclosure.is_secret(),
        from: poll.opened_at,
        to: closed_at(poll),
        could_vote: poll.terms.rules.voters.known(),
        voted: tally.ballots,
        winners: named,
        lines: lines(shown, &winners),
        head_to_head: told(shown).map(|counted| pairs(poll, counted)).unwrap_or_default(),
        firmness: told(shown).and_then(|counted| firmness(shown, counted)),
        recount: recount(shown),
    };
    Voted { summary, winners, passed, reasons: reasons(shown) }
}

/// The count, where it may be told and is of ballots that rank or pick.
fn told<'a>(shown: &Shown<'a>) -> Option<&'a Counted> {
    shown.tally.counted.as_ref().filter(|_| is_told(shown))
}

fn name(poll: &Poll, option: OptionIndex) -> String {
    poll.text.options().get(option.at()).cloned().unwrap_or_default()
}

/// "Django and Node.js": the names of options in a row.
fn all_of(poll: &Poll, options: impl Iterator<Item = OptionIndex>) -> String {
    let names: Vec<String> = options.map(|one| name(poll, one)).collect();
    list::and(&names.iter().map(String::as_str).collect::<Vec<_>>())
}

fn method(poll: &Poll) -> String {
    match poll.terms.kind {
        Kind::Agree => text("decision-vote-agree"),
        _ => method_name(poll.terms.method),
    }
}

fn closed_at(poll: &Poll) -> crate::time::Timestamp {
    match &poll.state {
        PollState::Closed { at, .. } => *at,
        PollState::Open => poll.closes_at.unwrap_or(poll.opened_at),
    }
}

/// The result, a line each, best first.
fn lines(shown: &Shown<'_>, winners: &[OptionIndex]) -> Vec<String> {
    let (poll, tally) = (shown.poll, shown.tally);
    if let Outcome::QuorumMissed(needed) = tally.outcome {
        let values = [("ballots", tally.ballots.into()), ("needed", needed.into())];
        return vec![text_with("decision-vote-quorum", &values)];
    }
    if tally.ballots == 0 {
        return Vec::new();
    }
    if hidden_by_secrecy(shown) {
        if winners.is_empty() {
            return vec![text("decision-vote-few-none")];
        }
        let first = all_of(poll, winners.iter().copied());
        return vec![text_with("decision-vote-few", &[("options", first.into())])];
    }
    if poll.terms.kind == Kind::Agree {
        let stances = Stance::ALL.iter().zip(tally.stances);
        let line = |(stance, people): (&Stance, u32)| {
            let values = [("stance", text(stance_key(*stance)).into()), ("people", people.into())];
            text_with("decision-vote-stance", &values)
        };
        return stances.map(line).collect();
    }
    let Some(counted) = &tally.counted else { return Vec::new() };
    if poll.terms.kind == Kind::Rank {
        return ranked(poll, counted);
    }
    let sums = tally.sums(poll.terms.kind, poll.text.options().len());
    let order = counted.ranking.iter().flatten().copied().map(OptionIndex::from);
    order
        .map(|one| with_sum(poll.terms.kind, &name(poll, one), sums[one.at()], tally.sides()))
        .collect()
}

/// Who came before whom by how much, then the order of all.
fn ranked(poll: &Poll, counted: &Counted) -> Vec<String> {
    let places = counted.ranking.iter().scan(1_usize, |next, place| {
        let number = *next;
        *next += place.len();
        Some(format!("{number}. {}", all_of(poll, place.iter().map(|one| (*one).into()))))
    });
    let places: Vec<String> = places.collect();
    let closest = counted.winners.first().filter(|_| !counted.tie()).and_then(|winner| {
        let others = counted.ranking.iter().flatten().filter(|one| *one != winner);
        others.copied().min_by_key(|other| counted.pairwise.margin(*winner, *other))
    });
    let mut lines = Vec::new();
    if let (Some(winner), Some(closest)) = (counted.winners.first(), closest) {
        let values = [
            ("one", name(poll, (*winner).into()).into()),
            ("other", name(poll, closest.into()).into()),
            ("over", counted.pairwise.over(*winner, closest).into()),
            ("under", counted.pairwise.over(closest, *winner).into()),
        ];
        lines.push(text_with("decision-vote-before", &values));
    }
    lines.push(text_with("decision-vote-order", &[("order", places.join(", ").into())]));
    lines
}

/// Pairs of options, the one that more ballots prefer first.
fn pairs(poll: &Poll, counted: &Counted) -> Vec<HeadToHead> {
    if poll.terms.kind != Kind::Rank {
        return Vec::new();
    }
    let order: Vec<Candidate> = counted.ranking.iter().flatten().copied().collect();
    let first = if order.len() > EVERY_PAIR { counted.winners.len() } else { order.len() };
    let mut pairs = Vec::new();
    for (at, one) in order.iter().enumerate().take(first) {
        for other in &order[at + 1..] {
            let over = counted.pairwise.over(*one, *other);
            let under = counted.pairwise.over(*other, *one);
            let (more, less) = if under > over { (other, one) } else { (one, other) };
            let number = |of: u64| u32::try_from(of).unwrap_or(u32::MAX);
            pairs.push(HeadToHead {
                preferred: name(poll, (*more).into()),
                over: name(poll, (*less).into()),
                ballots: (number(over.max(under)), number(over.min(under))),
            });
        }
    }
    pairs
}

/// Whom one changed ballot could have made the winner; nothing where that was not fully searched.
fn firmness(shown: &Shown<'_>, counted: &Counted) -> Option<String> {
    let Outcome::Winner(_) = shown.tally.outcome else { return None };
    let poll = shown.poll;
    let ballots = countable(poll.text.options().len(), &poll.terms, shown.ballots)?;
    let swing = swing(&ballots, counted);
    if swing.to.is_empty() {
        return swing.complete.then(|| text("poll-result-firm"));
    }
    let names: Vec<String> = swing.to.iter().map(|one| name(poll, (*one).into())).collect();
    let names = list::or(&names.iter().map(String::as_str).collect::<Vec<_>>());
    Some(text_with("poll-result-close", &[("options", names.into())]))
}

/// The command that counts the downloaded file again, where that holds the ballots.
fn recount(shown: &Shown<'_>) -> Option<String> {
    let (terms, number) = (&shown.poll.terms, shown.poll.number);
    let few = terms.rules.disclosure.is_secret() && shown.tally.ballots < RECOUNTED_SECRET;
    let counted = terms.kind != Kind::Agree && shown.tally.counted.is_some();
    (counted && !few)
        .then(|| format!("stackwise count --method {} {number}.json", terms.method.name()))
}

/// The reasons in the order of the result, where they may be told. Among those for one option
/// nothing tells who gave which, or when.
fn reasons(shown: &Shown<'_>) -> Vec<Reason> {
    if hidden_by_secrecy(shown) || matches!(shown.tally.outcome, Outcome::QuorumMissed(_)) {
        return Vec::new();
    }
    let mut reasons: Vec<(usize, u32, Reason)> = shown
        .ballots
        .iter()
        .filter_map(|ballot| {
            let text = ballot.reason.clone()?;
            let option = said_for(shown.poll, ballot);
            Some((place(shown, ballot), mixed(&text), Reason { option, text }))
        })
        .collect();
    reasons.sort_by(|a, b| (a.0, a.1, &a.2.text).cmp(&(b.0, b.1, &b.2.text)));
    reasons.into_iter().map(|(.., reason)| reason).collect()
}

fn said_for(poll: &Poll, ballot: &Ballot) -> String {
    match (&ballot.vote, favourite(&ballot.vote)) {
        (Vote::Stance(stance), _) => text(stance_key(*stance)),
        (_, Some(option)) => name(poll, option),
        (_, None) => text("poll-no-opinion"),
    }
}
