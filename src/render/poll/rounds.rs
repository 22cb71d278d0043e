//! How a result came about, step by step, and what other methods would have said; for the reader
//! alone.

use super::super::list;
use super::Shown;
use super::draft_terms::method_name;
use super::picture::{halves, picture};
use super::result::result_mark;
use super::standing::hidden_by_secrecy;
use super::words::{PLAIN_ROOM, listed, name_limit, names_and, short_option, stance_lines};
use crate::poll::count::{
    Candidate, Counted, Elimination, Locking, Method, PairStep, Rounds, Tallies, count,
};
use crate::poll::{Kind, OptionIndex, Outcome, Poll, countable};
use crate::render::{Message, clip, text, text_with};

/// Most steps that are told; a message holds no more.
const STEPS: usize = 12;

/// Most code points of the message.
const ROOM: usize = 1900;

/// Most code points of an option's name in a sentence.
const NAME: usize = 30;

/// The steps, then the other methods, then the picture where files may be attached. Nothing where
/// the counts must not be told.
#[must_use]
pub fn round_by_round(shown: &Shown<'_>, may_attach: bool) -> Message {
    let head = result_mark(shown.poll.number);
    if !has_rounds(shown) {
        return Message::text(format!("{head}\n{}", text("poll-rounds-nothing")));
    }
    let mut parts = vec![head];
    match &shown.tally.counted {
        Some(counted) => parts.extend(counting(shown, counted)),
        None => parts.push(stance_lines(shown.tally)),
    }
    let files: Vec<_> = picture(shown).into_iter().collect();
    if !files.is_empty() && !may_attach {
        parts.push(text("poll-picture-not-attached"));
    }
    parts.retain(|part| !part.is_empty());
    let told = Message::text(clip(&parts.join("\n"), ROOM));
    if may_attach { Message { files, ..told } } else { told }
}

/// Whether there is a count, and it may be told.
pub(super) fn has_rounds(shown: &Shown<'_>) -> bool {
    let counted = shown.tally.counted.is_some() || shown.poll.terms.kind == Kind::Agree;
    counted && shown.tally.ballots > 0 && is_told(shown)
}

fn counting(shown: &Shown<'_>, counted: &Counted) -> [String; 3] {
    let poll = shown.poll;
    let steps = match &counted.rounds {
        Rounds::Eliminations(rounds) => eliminations(poll, rounds),
        Rounds::Pairs(pairs) => locked(poll, pairs),
        Rounds::Paths(_) => head_to_head(poll, counted),
        Rounds::Added(points) if poll.terms.kind == Kind::Rank => {
            place_points(poll, counted, points)
        }
        Rounds::Star(_) | Rounds::Added(_) => sums(shown),
    };
    let method = text_with("poll-rounds-method", &[("method", method_name(counted.method).into())]);
    [method, steps, others(shown, counted)]
}

/// Whether the count may be told.
pub(super) fn is_told(shown: &Shown<'_>) -> bool {
    let poll = shown.poll;
    let quorum_missed = matches!(shown.tally.outcome, Outcome::QuorumMissed(_));
    !poll.is_open() && !poll.is_cancelled() && !quorum_missed && !hidden_by_secrecy(shown)
}

fn limited(mut lines: Vec<String>) -> String {
    let left = lines.len().saturating_sub(STEPS);
    if left > 0 {
        lines.truncate(STEPS);
        lines.push(text_with("list-more", &[("left", left.into())]));
    }
    lines.join("\n")
}

/// "Round 1: Django 3, Flask 2, Rails 1. Rails goes; 1 ballot moves to Flask."
fn eliminations(poll: &Poll, rounds: &[Elimination]) -> String {
    let lines = rounds.iter().zip(1_usize..).map(|(round, number)| {
        let tally = round.tally.iter().map(|(one, ballots)| with_number(poll, *one, *ballots));
        let mut line = text_with(
            "poll-rounds-round",
            &[("round", number.into()), ("tally", tally.collect::<Vec<_>>().join(", ").into())],
        );
        if let Some(gone) = round.eliminated {
            line.push(' ');
            line.push_str(&text_with("poll-rounds-goes", &[("option", name(poll, gone).into())]));
            if round.tied.len() > 1 {
                let tied: Vec<OptionIndex> = round.tied.iter().map(|one| (*one).into()).collect();
                let values = [("options", names_and(poll, &tied, NAME).into())];
                line.push(' ');
                line.push_str(&text_with("poll-rounds-tied", &values));
            }
        }
        if round.exhausted > 0 {
            let values = [("ballots", round.exhausted.into())];
            line.push(' ');
            line.push_str(&text_with("poll-rounds-exhausted", &values));
        }
        line
    });
    limited(lines.collect())
}

/// The pairs in the order they were taken, and which gave way.
fn locked(poll: &Poll, pairs: &[PairStep]) -> String {
    let lines = pairs.iter().map(|pair| {
        let values = [
            ("winner", name(poll, pair.winner).into()),
            ("loser", name(poll, pair.loser).into()),
            ("over", pair.over.into()),
            ("under", pair.under.into()),
        ];
        match &pair.locking {
            Locking::Locked => text_with("poll-rounds-pair", &values),
            Locking::Skipped { .. } => text_with("poll-rounds-pair-gave-way", &values),
        }
    });
    limited(lines.collect())
}

fn head_to_head(poll: &Poll, counted: &Counted) -> String {
    let order: Vec<Candidate> = counted.ranking.iter().flatten().copied().collect();
    let mut lines = Vec::new();
    for (place, one) in order.iter().enumerate() {
        for other in &order[place + 1..] {
            let values = [
                ("winner", name(poll, *one).into()),
                ("loser", name(poll, *other).into()),
                ("over", counted.pairwise.over(*one, *other).into()),
                ("under", counted.pairwise.over(*other, *one).into()),
            ];
            let even = counted.pairwise.margin(*one, *other) == 0;
            let key = if even { "poll-rounds-pair-even" } else { "poll-rounds-pair" };
            lines.push(text_with(key, &values));
        }
    }
    limited(lines)
}

/// The points that each option has for its places, most first.
fn place_points(poll: &Poll, counted: &Counted, points: &Tallies) -> String {
    let lines = counted.ranking.iter().flatten().map(|one| {
        let points = halves(points.of[one.at()]);
        let values = [("option", name(poll, *one).into()), ("points", points.into())];
        text_with("poll-rounds-points", &values)
    });
    limited(lines.collect())
}

/// What the result lists already, in the order of the poll.
fn sums(shown: &Shown<'_>) -> String {
    let kind = shown.poll.terms.kind;
    let sums = shown.tally.sums(kind, shown.poll.text.options().len());
    let lines = (0..).zip(&sums).map(|(place, sum)| {
        let option = listed(shown.poll, OptionIndex(place), PLAIN_ROOM);
        format!("- {}", super::words::with_sum(kind, &option, *sum, shown.tally.sides()))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether other methods agree. They decide nothing, so they stand here and never in a headline.
fn others(shown: &Shown<'_>, counted: &Counted) -> String {
    let poll = shown.poll;
    let Some(ballots) = countable(poll.text.options().len(), &poll.terms, shown.ballots) else {
        return String::new();
    };
    let candidates: &[Method] = match poll.terms.kind {
        Kind::Rank => {
            &[Method::RankedPairs, Method::Schulze, Method::Irv, Method::Borda, Method::Plurality]
        }
        Kind::Rate => &[Method::Score, Method::Star],
        _ => &[],
    };
    let mut agree = Vec::new();
    let mut differ = Vec::new();
    for method in candidates.iter().filter(|method| **method != counted.method) {
        let Ok(other) = count(*method, &ballots) else { continue };
        let called = match method {
            // Among rankings, most votes means most first choices.
            Method::Plurality => text("poll-rounds-first-choices"),
            method => method_name(*method),
        };
        if other.winners == counted.winners {
            agree.push(called);
        } else {
            let winners: Vec<OptionIndex> = other.winners.iter().map(|one| (*one).into()).collect();
            let values = [
                ("method", called.into()),
                ("options", names_and(poll, &winners, NAME).into()),
                ("winners", winners.len().into()),
            ];
            differ.push(text_with("poll-rounds-differs", &values));
        }
    }
    let mut lines = Vec::new();
    if !agree.is_empty() {
        let values =
            [("methods", list::and(&agree.iter().map(String::as_str).collect::<Vec<_>>()).into())];
        lines.push(text_with("poll-rounds-agree", &values));
    }
    lines.extend(differ);
    lines.join("\n")
}

fn with_number(poll: &Poll, one: Candidate, ballots: u64) -> String {
    let values = [("option", name(poll, one).into()), ("ballots", ballots.into())];
    text_with("poll-rounds-has", &values)
}

fn name(poll: &Poll, one: Candidate) -> String {
    let most = name_limit(poll.text.options(), PLAIN_ROOM / 2).min(NAME);
    short_option(poll, one.into(), most)
}
