//! What is always true of a count, whatever the ballots.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::cases::rankings as written;
use super::*;

const RANKED: [Method; 5] =
    [Method::Plurality, Method::Irv, Method::Schulze, Method::RankedPairs, Method::Borda];

/// An order of all options, cut somewhere; and how many cast it.
fn ranking(options: u16) -> impl Strategy<Value = (Vec<Vec<u16>>, u64)> {
    let order = Just((0..options).collect::<Vec<_>>()).prop_shuffle();
    (order, 0..=usize::from(options), 1..4u64).prop_map(|(order, kept, number)| {
        (order.into_iter().take(kept).map(|one| vec![one]).collect(), number)
    })
}

/// The same with shared places.
fn shared(options: u16) -> impl Strategy<Value = (Vec<Vec<u16>>, u64)> {
    (ranking(options), any::<u16>()).prop_map(|((places, number), joins)| {
        let mut shared: Vec<Vec<u16>> = Vec::new();
        for (at, place) in places.into_iter().enumerate() {
            match shared.last_mut().filter(|_| joins >> at & 1 == 1) {
                Some(last) => last.extend(place),
                None => shared.push(place),
            }
        }
        (shared, number)
    })
}

type Written = Vec<(Vec<Vec<u16>>, u64)>;

/// Options and strict ballots.
fn election(options: std::ops::Range<u16>) -> impl Strategy<Value = (u16, Written)> {
    options.prop_flat_map(|options| (Just(options), prop::collection::vec(ranking(options), 1..9)))
}

fn election_with_ties(options: std::ops::Range<u16>) -> impl Strategy<Value = (u16, Written)> {
    options.prop_flat_map(|options| (Just(options), prop::collection::vec(shared(options), 1..9)))
}

fn ballots(options: u16, written: &Written) -> Ballots {
    with(options, written, Unranked::Last)
}

fn with(options: u16, written: &Written, unranked: Unranked) -> Ballots {
    let ranking = |places: &Vec<Vec<u16>>| {
        Ranking::new(places.iter().map(|place| place.iter().copied().map(Candidate))).unwrap()
    };
    let groups = written.iter().map(|(places, number)| (ranking(places), *number)).collect();
    let ballots = Grouped::new(options.into(), groups).unwrap();
    Ballots::Rankings(Rankings { ballots, unranked, overvote: Overvote::ExhaustWhenReached })
}

fn winners(method: Method, ballots: &Ballots) -> BTreeSet<u16> {
    count(method, ballots).unwrap().winners.iter().map(|one| one.0).collect()
}

/// Options by other numbers.
fn renamed(written: &Written, names: &[u16]) -> Written {
    let place = |place: &Vec<u16>| place.iter().map(|one| names[usize::from(*one)]).collect();
    written.iter().map(|(places, n)| (places.iter().map(place).collect(), *n)).collect()
}

/// Every order of the pairs of one margin, tried one by one.
fn ranked_pairs_by_hand(ballots: &Ballots) -> BTreeSet<u16> {
    fn go(
        left: &[(i64, u16, u16)],
        locked: &mut Vec<(u16, u16)>,
        n: u16,
        found: &mut BTreeSet<u16>,
    ) {
        let Some(most) = left.iter().map(|pair| pair.0).max() else {
            found.extend((0..n).filter(|one| locked.iter().all(|(_, loser)| loser != one)));
            return;
        };
        for pair in left.iter().filter(|pair| pair.0 == most) {
            let rest: Vec<_> = left.iter().copied().filter(|other| other != pair).collect();
            let mut reached = BTreeSet::from([pair.2]);
            for _ in 0..n {
                let more: Vec<u16> =
                    locked.iter().filter(|e| reached.contains(&e.0)).map(|e| e.1).collect();
                reached.extend(more);
            }
            let stands = !reached.contains(&pair.1);
            if stands {
                locked.push((pair.1, pair.2));
            }
            go(&rest, locked, n, found);
            if stands {
                locked.pop();
            }
        }
    }
    let pairwise = Pairwise::of(ballots);
    let n = u16::try_from(ballots.candidates()).unwrap();
    let pairs = (0..n).flat_map(|a| (0..n).map(move |b| (a, b)));
    let victories = pairs.map(|(a, b)| (pairwise.margin(Candidate(a), Candidate(b)), a, b));
    let victories: Vec<_> = victories.filter(|pair| pair.0 > 0).collect();
    let mut found = BTreeSet::new();
    go(&victories, &mut Vec::new(), n, &mut found);
    found
}

/// Every elimination that a tie allows, one by one; ballots carry whether they ended.
fn irv_by_hand(written: &Written, continuing: &BTreeSet<u16>, ended: &[bool]) -> BTreeSet<u16> {
    let mut ended = ended.to_vec();
    let mut tally: Vec<(u64, u16)> = continuing.iter().map(|one| (0, *one)).collect();
    for ((places, number), ended) in written.iter().zip(&mut ended) {
        let place = |place: &Vec<u16>| -> Vec<u16> {
            place.iter().copied().filter(|one| continuing.contains(one)).collect()
        };
        let best = places.iter().map(place).find(|place| !place.is_empty()).unwrap_or_default();
        *ended |= best.len() != 1;
        if !*ended {
            tally.iter_mut().find(|(_, one)| *one == best[0]).unwrap().0 += number;
        }
    }
    let (most, fewest) = (tally.iter().max().unwrap().0, tally.iter().min().unwrap().0);
    let all: u64 = tally.iter().map(|(votes, _)| votes).sum();
    if most * 2 > all || most == fewest {
        return tally.iter().filter(|(votes, _)| *votes == most).map(|(_, one)| *one).collect();
    }
    let mut found = BTreeSet::new();
    for (_, gone) in tally.iter().filter(|(votes, _)| *votes == fewest) {
        let mut rest = continuing.clone();
        rest.remove(gone);
        found.extend(irv_by_hand(written, &rest, &ended));
    }
    found
}

proptest! {
    #[test]
    fn irv_finds_whom_every_tie_break_gives((options, written) in election_with_ties(1..6)) {
        let by_hand = irv_by_hand(&written, &(0..options).collect(), &vec![false; written.len()]);
        prop_assert_eq!(winners(Method::Irv, &ballots(options, &written)), by_hand);
    }

    #[test]
    fn ranked_pairs_finds_whom_every_order_gives((options, written) in election_with_ties(1..5)) {
        for unranked in [Unranked::Last, Unranked::NoOpinion] {
            let ballots = with(options, &written, unranked);
            let found = winners(Method::RankedPairs, &ballots);
            prop_assert_eq!(found, ranked_pairs_by_hand(&ballots));
        }
    }

    #[test]
    fn somebody_wins_and_everybody_has_a_place((options, written) in election(1..7)) {
        let ballots = ballots(options, &written);
        for method in RANKED {
            let counted = count(method, &ballots).unwrap();
            prop_assert!(!counted.winners.is_empty() && counted.complete);
            prop_assert_eq!(&counted.winners, &counted.ranking[0]);
            let mut all: Vec<u16> = counted.ranking.iter().flatten().map(|one| one.0).collect();
            all.sort_unstable();
            prop_assert_eq!(all, (0..options).collect::<Vec<_>>());
        }
    }

    #[test]
    fn nothing_exceeds_the_ballots((options, written) in election_with_ties(1..7)) {
        let ballots = ballots(options, &written);
        let total = ballots.total();
        let counted = count(Method::Irv, &ballots).unwrap();
        for (a, b) in (0..options).flat_map(|a| (0..options).map(move |b| (a, b))) {
            let both = counted.pairwise.over(Candidate(a), Candidate(b))
                + counted.pairwise.over(Candidate(b), Candidate(a));
            prop_assert!(both <= total);
        }
        let Rounds::Eliminations(rounds) = counted.rounds else { panic!() };
        for round in rounds {
            let counting: u64 = round.tally.iter().map(|(_, votes)| votes).sum();
            prop_assert_eq!(counting + round.exhausted, total);
        }
    }

    #[test]
    fn who_beats_everybody_wins((options, written) in election_with_ties(1..7)) {
        for unranked in [Unranked::Last, Unranked::NoOpinion] {
            let ballots = with(options, &written, unranked);
            if let Some(best) = Pairwise::of(&ballots).beats_all() {
                for method in [Method::Schulze, Method::RankedPairs] {
                    prop_assert_eq!(winners(method, &ballots), BTreeSet::from([best.0]));
                }
            }
        }
    }

    #[test]
    fn whom_most_put_first_wins((options, mut written) in election(2..6), first in 0..2u16) {
        let others: u64 = written.iter().map(|(_, number)| number).sum();
        written.push((vec![vec![first]], others + 1));
        let ballots = ballots(options, &written);
        for method in [Method::Plurality, Method::Irv, Method::Schulze, Method::RankedPairs] {
            prop_assert_eq!(winners(method, &ballots), BTreeSet::from([first]));
        }
    }

    #[test]
    fn no_order_matters(
        (options, written) in election(1..6),
        shuffle in any::<prop::sample::Index>(),
        by in 0..6u16,
    ) {
        let names: Vec<u16> = (0..options).map(|one| (one + by) % options).rev().collect();
        let mut other = renamed(&written, &names);
        let at = shuffle.index(other.len());
        other.rotate_left(at);
        for method in RANKED {
            let one = count(method, &ballots(options, &written)).unwrap();
            let two = count(method, &ballots(options, &other)).unwrap();
            let place = |place: &Vec<Candidate>| -> BTreeSet<u16> {
                place.iter().map(|one| names[one.at()]).collect()
            };
            let same = |place: &Vec<Candidate>| -> BTreeSet<u16> {
                place.iter().map(|one| one.0).collect()
            };
            prop_assert_eq!(place(&one.winners), same(&two.winners));
            // Instant runoff shows one line of eliminations below its winners.
            if method != Method::Irv {
                let one: Vec<_> = one.ranking.iter().map(place).collect();
                let two: Vec<_> = two.ranking.iter().map(same).collect();
                prop_assert_eq!(one, two);
            }
        }
    }

    /// Instant runoff has no such property.
    #[test]
    fn raising_a_winner_does_it_no_harm(
        (options, written) in election(2..6),
        ballot in any::<prop::sample::Index>(),
        up in 1..5usize,
    ) {
        let before = ballots(options, &written);
        for method in [Method::Plurality, Method::Schulze, Method::RankedPairs, Method::Borda] {
            for winner in winners(method, &before) {
                let mut raised = written.clone();
                let (places, number) = &mut raised[ballot.index(written.len())];
                let at = places.iter().position(|place| place[0] == winner).unwrap_or(places.len());
                places.retain(|place| place[0] != winner);
                places.insert(at.saturating_sub(up), vec![winner]);
                // All of the group, or one ballot of it.
                let number = *number;
                for all in [true, false] {
                    let mut raised = raised.clone();
                    if !all && number > 1 {
                        let at = ballot.index(written.len());
                        raised[at].1 = 1;
                        raised.push((written[at].0.clone(), number - 1));
                    }
                    let after = winners(method, &ballots(options, &raised));
                    prop_assert!(after.contains(&winner), "{} {:?} {:?}", method, winner, after);
                }
            }
        }
    }

    /// A clone stands beside its original on every ballot. Plurality and Borda mind.
    #[test]
    fn a_clone_changes_nothing_for_the_others(
        (options, written) in election(2..5),
        original in 0..2u16,
        before in any::<u16>(),
    ) {
        let clone = options;
        let mut cloned = written.clone();
        for (at, (places, _)) in cloned.iter_mut().enumerate() {
            if let Some(place) = places.iter().position(|place| place[0] == original) {
                places.insert(place + usize::from(before >> at & 1 == 0), vec![clone]);
            }
        }
        let one = ballots(options, &written);
        let two = ballots(options + 1, &cloned);
        let merged = |method| -> BTreeSet<u16> {
            let winners = winners(method, &two).into_iter();
            winners.map(|one| if one == clone { original } else { one }).collect()
        };
        for method in [Method::Schulze, Method::RankedPairs] {
            prop_assert_eq!(winners(method, &one), merged(method), "{}", method);
        }
        // Where all that remain are level all win, and a clone may bring that about; it takes
        // nobody's win away.
        prop_assert!(winners(Method::Irv, &one).is_subset(&merged(Method::Irv)));
    }

    #[test]
    fn more_approval_and_more_points_do_no_harm(
        marks in prop::collection::vec(prop::collection::vec(0..6u32, 4), 1..9),
        ballot in any::<prop::sample::Index>(),
    ) {
        let scores = |marks: &Vec<Vec<u32>>| {
            let scored = |ballot: &Vec<u32>| {
                let scores = ballot.iter().map(|score| Score::points(*score).unwrap());
                (Scored::new((0..).map(Candidate).zip(scores)).unwrap(), 1)
            };
            Ballots::Scores(Grouped::new(4, marks.iter().map(scored).collect()).unwrap())
        };
        let approvals = |marks: &Vec<Vec<u32>>| {
            let approval = |ballot: &Vec<u32>| {
                let approved = (0..).map(Candidate).zip(ballot).filter(|(_, score)| **score > 2);
                (Approval::new(approved.map(|(one, _)| one)).unwrap(), 1)
            };
            Ballots::Approvals(Grouped::new(4, marks.iter().map(approval).collect()).unwrap())
        };
        for (method, before) in [(Method::Score, scores(&marks)), (Method::Approval, approvals(&marks))] {
            for winner in winners(method, &before) {
                let mut raised = marks.clone();
                raised[ballot.index(marks.len())][usize::from(winner)] = 5;
                let after = if method == Method::Score { scores(&raised) } else { approvals(&raised) };
                prop_assert!(winners(method, &after).contains(&winner));
            }
        }
        let star = count(Method::Star, &scores(&marks)).unwrap();
        prop_assert!(!star.winners.is_empty());
        prop_assert_eq!(star.ranking.iter().flatten().count(), 4);
    }
}

#[test]
fn many_ways_to_break_a_tie_still_give_winners() {
    // Twenty-four options, each the favourite of one.
    let options = "ABCDEFGHIJKLMNOPQRSTUVWX";
    let letter = |at: usize| &options[at % 24..=at % 24];
    let ballot = |at: usize| {
        let others = (1..24).map(|step| letter(at * 7 + step * (at % 5 + 1) * 5 + at));
        let mut order = vec![letter(at)];
        others.for_each(|other| {
            if !order.contains(&other) {
                order.push(other);
            }
        });
        format!("1: {}", order.join(" > "))
    };
    let ballots: Vec<String> = (0..24).map(ballot).collect();
    let rankings = Ballots::Rankings(written(options, &ballots.join("; ")));
    for method in [Method::Irv, Method::RankedPairs] {
        let counted = count(method, &rankings).unwrap();
        assert!(!counted.winners.is_empty());
    }
}
