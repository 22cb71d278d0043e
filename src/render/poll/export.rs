//! A poll as files: JSON that `stackwise count` recounts, and CSV for a spreadsheet.
//!
//! Equal ballots stand together in an order of their own, so that nothing tells who cast which, or
//! when. Of few secret ballots less is told; see [`Told`].

use serde_json::{Map, Value, json};

use super::Shown;
use super::standing::FEW_SECRET;
use crate::poll::count::{Ballots, Candidate, Grouped, Ranking};
use crate::poll::{Kind, MOST_POINTS, Outcome, Poll, PollState, Stance, Tally, countable};
use crate::render::{Attachment, Message, text, text_with};

/// With fewer secret ballots than this, whole rankings could point to people.
const FULL_SECRET: u32 = 10;

/// How much of the ballots may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    /// Every ballot.
    Ballots,
    /// Sums and pairs.
    Counts,
    /// The winner.
    Winner,
}

/// The files, for the author and moderators.
#[must_use]
pub fn download(shown: &Shown<'_>) -> Message {
    let poll = shown.poll;
    let told = told(poll, shown.tally);
    let values =
        [("number", poll.number.to_string().into()), ("method", poll.terms.method.name().into())];
    let key = match told {
        Told::Ballots if poll.terms.kind == Kind::Agree => "poll-download-agree",
        Told::Ballots => "poll-download",
        Told::Counts => "poll-download-counts",
        Told::Winner => "poll-download-winner",
    };
    let json = json_of(shown, told);
    let all = told == Told::Ballots && poll.terms.kind != Kind::Agree;
    let alt = if all { "poll-download-json" } else { "poll-download-json-counts" };
    let mut files = vec![file(poll, "json", alt, json.into_bytes())];
    if told == Told::Ballots {
        files.push(file(poll, "csv", "poll-download-csv", csv_of(shown).into_bytes()));
    }
    Message { files, ..Message::text(text_with(key, &values)) }
}

/// Whether the counts may be told: it is closed, and has a result.
#[must_use]
pub fn has_download(shown: &Shown<'_>) -> bool {
    let poll = shown.poll;
    let missed = matches!(shown.tally.outcome, Outcome::QuorumMissed(_));
    !poll.is_open() && !poll.is_cancelled() && !missed
}

/// There is nothing to download: the poll is open, or its ballots are not counted.
#[must_use]
pub fn no_download(poll: &Poll) -> Message {
    Message::text(text_with("poll-download-not", &[("number", poll.number.to_string().into())]))
}

fn told(poll: &Poll, tally: &Tally) -> Told {
    if !poll.terms.rules.disclosure.is_secret() {
        return Told::Ballots;
    }
    match tally.ballots {
        few if few < FEW_SECRET => Told::Winner,
        some if some < FULL_SECRET => Told::Counts,
        _ => Told::Ballots,
    }
}

fn file(poll: &Poll, ending: &str, alt: &str, bytes: Vec<u8>) -> Attachment {
    Attachment { name: format!("{}.{ending}", poll.number), alt: text(alt), bytes }
}

/// The form is that of `docs/counting.md`.
fn json_of(shown: &Shown<'_>, told: Told) -> String {
    let poll = shown.poll;
    let mut all = Map::new();
    all.insert("candidates".into(), json!(poll.text.options()));
    let ballots = countable(poll.text.options().len(), &poll.terms, shown.ballots);
    if let Some(ballots) = ballots.filter(|_| told == Told::Ballots) {
        insert_ballots(&mut all, poll, &ballots);
    }
    all.insert("poll".into(), about(shown, told));
    let mut text = serde_json::to_string_pretty(&Value::Object(all)).unwrap_or_default();
    text.push('\n');
    text
}

fn insert_ballots(all: &mut Map<String, Value>, poll: &Poll, ballots: &Ballots) {
    let name = |one: Candidate| json!(poll.text.options()[one.at()]);
    match ballots {
        Ballots::Rankings(rankings) => {
            let each = rankings.ballots.groups().iter().map(|(ranking, count)| {
                let places: Vec<Value> =
                    ranking.places().map(|place| place.map(name).collect()).collect();
                json!({ "count": count, "ranking": places })
            });
            all.insert("unranked".into(), "last".into());
            all.insert("irv_overvote".into(), "exhaust_when_reached".into());
            all.insert("ballots".into(), each.collect());
        }
        Ballots::Approvals(approvals) => {
            let each = approvals.groups().iter().map(|(approval, count)| {
                let picked: Vec<Value> = approval.approved().iter().copied().map(name).collect();
                json!({ "count": count, "approved": picked })
            });
            all.insert("approval_ballots".into(), each.collect());
        }
        Ballots::Scores(scores) => {
            let each = scores.groups().iter().map(|(scored, count)| {
                let points = scored.scores().iter().map(|(one, score)| {
                    (poll.text.options()[one.at()].clone(), json!(score.thousandths() / 1000))
                });
                json!({ "count": count, "scores": points.collect::<Map<_, _>>() })
            });
            all.insert("score_max".into(), MOST_POINTS.into());
            all.insert("score_ballots".into(), each.collect());
        }
    }
}

/// What is not ballots.
fn about(shown: &Shown<'_>, told: Told) -> Value {
    let (poll, tally) = (shown.poll, shown.tally);
    let kind = match poll.terms.kind {
        Kind::PickOne => "pick-one",
        Kind::PickSeveral { .. } => "pick-several",
        Kind::Rank => "rank",
        Kind::Rate => "rate",
        Kind::Agree => "agree-or-object",
    };
    let closed = match poll.state {
        PollState::Closed { at, .. } => Some(at.millis()),
        PollState::Open => None,
    };
    let mut about = json!({
        "number": poll.number.to_string(),
        "question": poll.text.question(),
        "kind": kind,
        "method": poll.terms.method.name(),
        "secret": poll.terms.rules.disclosure.is_secret(),
        "opened_at": poll.opened_at.millis(),
        "closed_at": closed,
        "could_vote": poll.terms.rules.voters.known(),
        "voted": tally.ballots,
        "no_opinion": (told != Told::Winner).then_some(tally.no_opinion),
        "quorum": poll.terms.rules.quorum,
        "threshold_percent": poll.terms.rules.pass,
        "winners": winners(poll, &tally.outcome),
    });
    if poll.terms.kind == Kind::Agree && told != Told::Winner {
        let stances = ["agree", "abstain", "disagree", "block"].into_iter().zip(tally.stances);
        about["stances"] = stances
            .map(|(name, people)| (name.to_owned(), json!(people)))
            .collect::<Map<_, _>>()
            .into();
    }
    if told == Told::Counts
        && let Some(counted) = &tally.counted
    {
        let options = poll.text.options();
        let row = |one: usize| -> Value {
            let others = (0..options.len()).filter(|other| *other != one);
            let over = |other: usize| counted.pairwise.over(candidate(one), candidate(other));
            others
                .map(|other| (options[other].clone(), json!(over(other))))
                .collect::<Map<_, _>>()
                .into()
        };
        let rows = (0..options.len()).map(|one| (options[one].clone(), row(one)));
        about["pairwise"] = rows.collect::<Map<_, _>>().into();
        let sums = tally.sums(poll.terms.kind, options.len());
        // Points are counted in thousandths and given whole.
        let unit = if poll.terms.kind == Kind::Rate { 1000 } else { 1 };
        about["sums"] = options
            .iter()
            .cloned()
            .zip(sums.into_iter().map(|sum| Value::from(sum / unit)))
            .collect::<Map<_, _>>()
            .into();
    }
    match told {
        Told::Ballots => {}
        Told::Counts => about["note"] = text("poll-download-note-counts").into(),
        Told::Winner => about["note"] = text("poll-download-note-winner").into(),
    }
    about
}

fn winners(poll: &Poll, outcome: &Outcome) -> Value {
    let names = |options: &[crate::poll::OptionIndex]| -> Value {
        options.iter().filter_map(|one| poll.text.options().get(one.at())).cloned().collect()
    };
    match outcome {
        Outcome::Winner(one) => names(&[*one]),
        Outcome::Tie(tied) => names(tied),
        Outcome::Passed => json!(["passed"]),
        Outcome::NotPassed { .. } | Outcome::Blocked(_) => json!(["not passed"]),
        Outcome::NoVotes | Outcome::QuorumMissed(_) | Outcome::Short { .. } => json!([]),
    }
}

/// A line for each different ballot: how many cast it, then what it gives each option: a place, a
/// number of points, or 1 where it picks the option.
fn csv_of(shown: &Shown<'_>) -> String {
    let poll = shown.poll;
    let options = poll.text.options();
    if poll.terms.kind == Kind::Agree {
        let lines = ["agree", "abstain", "disagree", "block"].into_iter().zip(shown.tally.stances);
        let lines = lines.map(|(name, people)| format!("{people},{name}\r\n"));
        debug_assert_eq!(Stance::ALL.len(), shown.tally.stances.len());
        return format!("people,stance\r\n{}", lines.collect::<String>());
    }
    let header = options.iter().map(|option| format!(",{}", cell(option)));
    let mut lines = vec![format!("ballots{}", header.collect::<String>())];
    match countable(options.len(), &poll.terms, shown.ballots) {
        Some(Ballots::Rankings(rankings)) => {
            rows(&mut lines, &rankings.ballots, options.len(), place);
        }
        Some(Ballots::Approvals(approvals)) => {
            rows(&mut lines, &approvals, options.len(), |ballot, one| {
                ballot.approved().contains(&one).then_some(1)
            });
        }
        Some(Ballots::Scores(scores)) => rows(&mut lines, &scores, options.len(), |ballot, one| {
            let found = ballot.scores().iter().find(|(scored, _)| *scored == one);
            Some(found.map_or(0, |(_, score)| score.thousandths() / 1000))
        }),
        None => {}
    }
    lines.push(String::new());
    lines.join("\r\n")
}

fn rows<B>(
    lines: &mut Vec<String>,
    ballots: &Grouped<B>,
    options: usize,
    value: impl Fn(&B, Candidate) -> Option<u32>,
) {
    for (ballot, count) in ballots.groups() {
        let cells = (0..options).map(|one| {
            value(ballot, candidate(one)).map_or_else(|| ",".into(), |value| format!(",{value}"))
        });
        lines.push(format!("{count}{}", cells.collect::<String>()));
    }
}

fn place(ranking: &Ranking, one: Candidate) -> Option<u32> {
    let mut places = (1..).zip(ranking.places());
    places.find_map(|(number, mut place)| place.any(|other| other == one).then_some(number))
}

fn candidate(place: usize) -> Candidate {
    Candidate(u16::try_from(place).unwrap_or(u16::MAX))
}

/// A cell as RFC 4180 has it, harmless where a spreadsheet would take it for a formula.
/// Source: <https://owasp.org/www-community/attacks/CSV_Injection>
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guarded = if formula { format!("'{text}") } else { text.to_owned() };
    format!("\"{}\"", guarded.replace('"', "\"\""))
}
