//! The result as a picture: bars, round by round where ballots rank. It repeats what the text says,
//! and its alt text states the result in a sentence.

use super::Shown;
use super::vote::stance_key;
use super::words::mean;
use crate::poll::count::{
    Candidate, Counted, Elimination, Locking, PairStep, Rounds, StarRounds, Tallies,
};
use crate::poll::{Kind, MOST_POINTS, OptionIndex, Outcome, Poll, Stance};
use crate::render::chart::{Bar, Chart, Panel, Standing, can_draw, left_out, png};
use crate::render::{Attachment, clip, list, text, text_with};

/// Most bars of one comparison; a picture with more is not legible.
const PAIRS: usize = 40;

/// Most code points of an alt text: it is read aloud in one go.
const ALT: usize = 200;

/// Most code points of an option's name in the alt text.
const ALT_NAME: usize = 30;

/// The picture; none where there is nothing to draw.
#[must_use]
pub(super) fn picture(shown: &Shown<'_>) -> Option<Attachment> {
    let panels = panels(shown);
    if panels.iter().all(|panel| panel.bars.is_empty()) {
        return None;
    }
    let alt = alt(shown, &panels);
    let chart = Chart { title: shown.poll.text.question().to_owned(), panels };
    Some(Attachment { name: format!("{}.png", shown.poll.number), alt, bytes: png(&chart) })
}

pub(super) fn panels(shown: &Shown<'_>) -> Vec<Panel> {
    let poll = shown.poll;
    if poll.terms.kind == Kind::Agree {
        return vec![stances(shown)];
    }
    let Some(counted) = &shown.tally.counted else { return Vec::new() };
    match &counted.rounds {
        Rounds::Added(tallies) => vec![sums(shown, counted, tallies, String::new())],
        Rounds::Star(star) => runoff(shown, counted, star),
        Rounds::Eliminations(rounds) => eliminations(poll, counted, rounds),
        Rounds::Pairs(_) | Rounds::Paths(_) if beats_all(counted).is_some() => {
            beats_all(counted).map(|winner| duels(poll, counted, winner)).into_iter().collect()
        }
        Rounds::Pairs(pairs) => vec![locked(poll, pairs)],
        Rounds::Paths(_) => vec![head_to_head(poll, counted)],
    }
}

fn stances(shown: &Shown<'_>) -> Panel {
    let whole = u64::from(shown.tally.stances.iter().sum::<u32>());
    let most = shown.tally.stances.iter().max().copied().unwrap_or_default();
    let bars = Stance::ALL.iter().zip(shown.tally.stances).map(|(stance, people)| Bar {
        label: text(stance_key(*stance)),
        value: people.into(),
        of: whole,
        text: votes(people.into(), whole),
        standing: if people == most { Standing::Ahead } else { Standing::In },
    });
    Panel { bars: bars.collect(), ..Panel::default() }
}

/// One bar an option, in the order of the result.
fn sums(shown: &Shown<'_>, counted: &Counted, tallies: &Tallies, heading: String) -> Panel {
    let (poll, sides) = (shown.poll, u64::from(shown.tally.sides()));
    let full = match poll.terms.kind {
        Kind::Rate => sides * u64::from(MOST_POINTS) * u64::from(tallies.parts),
        Kind::Rank => {
            let others = poll.text.options().len().saturating_sub(1) as u64;
            sides * others * u64::from(tallies.parts)
        }
        _ => sides,
    };
    let mut order: Vec<Candidate> = counted.ranking.iter().flatten().copied().collect();
    order.sort_by_key(|one| std::cmp::Reverse(tallies.of[one.at()]));
    let most = tallies.of.iter().max().copied().unwrap_or_default();
    let bars = order.into_iter().map(|one| {
        let sum = tallies.of[one.at()];
        Bar {
            label: called(poll, one),
            value: sum,
            of: full,
            text: match poll.terms.kind {
                Kind::Rate => {
                    let mean = mean(sum, shown.tally.sides());
                    let values = [("part", mean.into()), ("whole", MOST_POINTS.into())];
                    text_with("poll-picture-of", &values)
                }
                Kind::Rank => text_with("poll-picture-points", &[("points", halves(sum).into())]),
                _ => votes(sum, full),
            },
            standing: if sum == most && sum > 0 { Standing::Ahead } else { Standing::In },
        }
    });
    Panel { heading, bars: bars.collect(), note: String::new() }
}

/// The points, then the run-off of the two best.
fn runoff(shown: &Shown<'_>, counted: &Counted, star: &StarRounds) -> Vec<Panel> {
    let mut panels = vec![sums(shown, counted, &star.scores, text("poll-picture-scores"))];
    if let [(first, ahead), (second, behind)] = star.runoff[..] {
        let level = ahead == behind;
        let whole = ahead + behind;
        let bar = |one, ballots| Bar {
            label: called(shown.poll, one),
            value: ballots,
            of: whole,
            text: votes(ballots, whole),
            standing: standing(level || counted.winners.contains(&one)),
        };
        panels.push(Panel {
            heading: text("poll-picture-runoff"),
            bars: vec![bar(first, ahead), bar(second, behind)],
            note: String::new(),
        });
    }
    panels
}

/// A panel a round; of very many the middle ones are left out.
fn eliminations(poll: &Poll, counted: &Counted, rounds: &[Elimination]) -> Vec<Panel> {
    let drawn = rounds.iter().zip(1_usize..).map(|(round, number)| {
        let whole = round.tally.iter().map(|(_, ballots)| ballots).sum();
        let last = round.eliminated.is_none();
        let bars = round.tally.iter().map(|(one, ballots)| Bar {
            label: called(poll, *one),
            value: *ballots,
            of: whole,
            text: votes(*ballots, whole),
            standing: if round.eliminated == Some(*one) {
                Standing::Out
            } else {
                standing(last && counted.winners.contains(one))
            },
        });
        Panel {
            heading: text_with("poll-picture-round", &[("round", number.into())]),
            bars: bars.collect(),
            note: moved(poll, round),
        }
    });
    let mut panels: Vec<Panel> = drawn.collect();
    let bars: Vec<usize> = panels.iter().map(|panel| panel.bars.len()).collect();
    let gap = left_out(&bars);
    if !gap.is_empty() {
        let note = text_with("poll-picture-left-out", &[("rounds", gap.len().into())]);
        let told = Panel { note, ..Panel::default() };
        panels.splice(gap, [told]);
    }
    panels
}

/// "Rails goes; 2 ballots move to Flask."
fn moved(poll: &Poll, round: &Elimination) -> String {
    let Some(gone) = round.eliminated else { return String::new() };
    let moves = round.transfers.iter().filter(|(_, ballots)| *ballots > 0).map(|(to, ballots)| {
        let values = [("ballots", (*ballots).into()), ("option", isolated(poll, *to).into())];
        text_with("poll-picture-moves", &values)
    });
    let mut parts =
        vec![text_with("poll-picture-goes", &[("option", isolated(poll, gone).into())])];
    parts.extend(moves);
    if round.transferred_to_nobody > 0 {
        let values = [("ballots", round.transferred_to_nobody.into())];
        parts.push(text_with("poll-picture-nowhere", &values));
    }
    parts.join(" ")
}

fn beats_all(counted: &Counted) -> Option<Candidate> {
    counted.pairwise.beats_all().filter(|all| counted.winners == [*all])
}

/// The winner against each other option, closest first.
fn duels(poll: &Poll, counted: &Counted, winner: Candidate) -> Panel {
    let values = [("option", isolated(poll, winner).into())];
    let bars = against(counted, winner).into_iter().map(|other| {
        let pair = (counted.pairwise.over(winner, other), counted.pairwise.over(other, winner));
        Bar { label: called(poll, other), ..duel(pair, Standing::In) }
    });
    Panel {
        heading: text_with("poll-picture-preferred", &values),
        bars: bars.collect(),
        note: String::new(),
    }
}

fn against(counted: &Counted, winner: Candidate) -> Vec<Candidate> {
    let mut others: Vec<Candidate> =
        counted.ranking.iter().flatten().copied().filter(|one| *one != winner).collect();
    others.sort_by_key(|other| counted.pairwise.margin(winner, *other));
    others
}

/// The pairs in the order they were looked at.
fn locked(poll: &Poll, pairs: &[PairStep]) -> Panel {
    let bars = pairs.iter().map(|pair| {
        let standing = match pair.locking {
            Locking::Locked => Standing::In,
            Locking::Skipped { .. } => Standing::Out,
        };
        let label = over(poll, pair.winner, pair.loser);
        Bar { label, ..duel((pair.over, pair.under), standing) }
    });
    let gave_way = pairs.iter().any(|pair| matches!(pair.locking, Locking::Skipped { .. }));
    let note = if gave_way { text("poll-picture-gave-way") } else { String::new() };
    at_most(bars.collect(), note)
}

/// Every pair in the order of the result.
fn head_to_head(poll: &Poll, counted: &Counted) -> Panel {
    let order: Vec<Candidate> = counted.ranking.iter().flatten().copied().collect();
    let pairs = order
        .iter()
        .enumerate()
        .flat_map(|(place, one)| order[place + 1..].iter().map(|other| (*one, *other)));
    let bars = pairs.map(|(one, other)| {
        let pair = (counted.pairwise.over(one, other), counted.pairwise.over(other, one));
        Bar { label: over(poll, one, other), ..duel(pair, Standing::In) }
    });
    at_most(bars.collect(), String::new())
}

fn at_most(mut bars: Vec<Bar>, note: String) -> Panel {
    let left = bars.len().saturating_sub(PAIRS);
    bars.truncate(PAIRS);
    let more = (left > 0).then(|| text_with("list-more", &[("left", left.into())]));
    let note = [note].into_iter().chain(more).filter(|part| !part.is_empty());
    Panel { heading: text("poll-picture-pairs"), bars, note: note.collect::<Vec<_>>().join(" ") }
}

/// A bar without its label: how many of the ballots that tell two options apart are for the first.
fn duel((over, under): (u64, u64), standing: Standing) -> Bar {
    let values = [("over", over.into()), ("under", under.into())];
    let text = text_with("poll-picture-duel", &values);
    Bar { label: String::new(), value: over, of: over + under, text, standing }
}

/// The result in a sentence, then the counts that decided.
fn alt(shown: &Shown<'_>, panels: &[Panel]) -> String {
    let poll = shown.poll;
    let names = |options: &[OptionIndex]| {
        let names: Vec<String> = options.iter().map(|one| alt_name(poll, *one)).collect();
        list::and(&names.iter().map(String::as_str).collect::<Vec<_>>())
    };
    if let Some(counted) = &shown.tally.counted
        && matches!(shown.tally.outcome, Outcome::Winner(_))
        && matches!(counted.rounds, Rounds::Pairs(_) | Rounds::Paths(_))
        && let Some(winner) = beats_all(counted)
    {
        let to = against(counted, winner).into_iter().map(|other| {
            let values = [
                ("option", alt_name(poll, other.into()).into()),
                ("over", counted.pairwise.over(winner, other).into()),
                ("under", counted.pairwise.over(other, winner).into()),
            ];
            text_with("poll-picture-alt-to", &values)
        });
        let values = [
            ("option", alt_name(poll, winner.into()).into()),
            ("others", to.collect::<Vec<_>>().join(", ").into()),
        ];
        return clip(&text_with("poll-picture-alt-preferred", &values), ALT);
    }
    let result = match &shown.tally.outcome {
        Outcome::Winner(winner) => {
            text_with("poll-picture-alt-winner", &[("option", names(&[*winner]).into())])
        }
        Outcome::Tie(tied) => text_with("poll-picture-alt-tie", &[("options", names(tied).into())]),
        Outcome::Short { leading, .. } => {
            text_with("poll-picture-alt-short", &[("options", names(leading).into())])
        }
        Outcome::Passed => text("poll-picture-alt-passed"),
        Outcome::NotPassed { .. } => text("poll-picture-alt-not-passed"),
        Outcome::Blocked(_) => text("poll-picture-alt-blocked"),
        Outcome::NoVotes | Outcome::QuorumMissed(_) => text("poll-picture-alt-none"),
    };
    let counts = panels.last().map(|panel| {
        let bars =
            panel.bars.iter().map(|bar| format!("{}, {}", clip(&bar.label, ALT_NAME), bar.text));
        bars.collect::<Vec<_>>().join("; ")
    });
    clip(&format!("{result} {}", counts.unwrap_or_default()), ALT)
}

fn standing(ahead: bool) -> Standing {
    if ahead { Standing::Ahead } else { Standing::In }
}

fn votes(votes: u64, whole: u64) -> String {
    text_with("poll-picture-votes", &[("votes", votes.into()), ("whole", whole.into())])
}

/// Half points as people write them: 4, 4.5.
pub(super) fn halves(sum: u64) -> String {
    let half = if sum % 2 == 1 { ".5" } else { "" };
    format!("{}{half}", sum / 2)
}

fn over(poll: &Poll, winner: Candidate, loser: Candidate) -> String {
    let values =
        [("winner", isolated(poll, winner).into()), ("loser", isolated(poll, loser).into())];
    text_with("poll-picture-over", &values)
}

/// An option's name, or its place where our fonts lack a letter of it.
fn called(poll: &Poll, one: Candidate) -> String {
    match poll.text.options().get(one.at()) {
        Some(name) if can_draw(name) => name.clone(),
        _ => text_with("poll-picture-option", &[("place", (one.at() + 1).into())]),
    }
}

/// The same within a sentence: set apart, so that a name from right to left turns nothing around.
fn isolated(poll: &Poll, one: Candidate) -> String {
    format!("\u{2068}{}\u{2069}", called(poll, one))
}

/// The name as a screen reader says it, which has letters that our fonts lack.
fn alt_name(poll: &Poll, option: OptionIndex) -> String {
    clip(poll.text.options().get(option.at()).map_or("", String::as_str), ALT_NAME)
}
