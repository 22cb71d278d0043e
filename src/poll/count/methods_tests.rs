//! Each method on elections that textbooks use, and on its ties.

use super::cases::{ballots, candidate, letters, order, rankings};
use super::*;

const CAPITAL: &str = "42: M > N > C > K; 26: N > C > K > M; 15: C > K > N > M; 17: K > C > N > M";
const CIRCLE: &str = "4: A > B > C; 3: B > C > A; 2: C > A > B";

/// The ranking by `method`; the winners are its first place.
#[track_caller]
fn check(method: Method, options: &str, written: &str, expected: &str) {
    let counted = count(method, &ballots(options, written)).unwrap();
    assert_eq!(order(options, &counted.ranking), expected, "{method}: {written}");
    assert_eq!(counted.winners, counted.ranking[0]);
    assert!(counted.complete);
}

fn rounds(method: Method, options: &str, written: &str) -> Rounds {
    count(method, &ballots(options, written)).unwrap().rounds
}

#[test]
fn the_capital_of_tennessee_depends_on_the_method() {
    check(Method::Plurality, "MNCK", CAPITAL, "M > N > K > C");
    check(Method::Irv, "MNCK", CAPITAL, "K > M > N > C");
    check(Method::Schulze, "MNCK", CAPITAL, "N > C > K > M");
    check(Method::RankedPairs, "MNCK", CAPITAL, "N > C > K > M");
    check(Method::Borda, "MNCK", CAPITAL, "N > C > M > K");
}

#[test]
fn a_circle_is_decided_by_its_weakest_link() {
    // A beats B 6 to 3, B beats C 7 to 2, C beats A 5 to 4.
    check(Method::Schulze, "ABC", CIRCLE, "A > B > C");
    check(Method::RankedPairs, "ABC", CIRCLE, "A > B > C");
    let Rounds::Pairs(steps) = rounds(Method::RankedPairs, "ABC", CIRCLE) else { panic!() };
    let told: Vec<String> = steps
        .iter()
        .map(|step| {
            let locking = match &step.locking {
                Locking::Locked => "locked".into(),
                Locking::Skipped { against } => format!("against {}", letters("ABC", against)),
            };
            let pair = letters("ABC", &[step.winner, step.loser]);
            format!("{pair} {}:{} {locking}", step.over, step.under)
        })
        .collect();
    assert_eq!(told, ["BC 7:2 locked", "AB 6:3 locked", "CA 5:4 against ABC"]);
    let Rounds::Paths(paths) = rounds(Method::Schulze, "ABC", CIRCLE) else { panic!() };
    assert_eq!(paths, [0, 6, 6, 5, 0, 7, 5, 5, 0]);
}

#[test]
fn winning_votes_and_margins_may_differ() {
    // A circle: A beats B 5 to 4, B beats C 6 to 3, C beats A 4 to 2. C's victory has the fewest
    // votes, A's the smallest margin.
    let written = "4: B > C > A; 3: A = C > B; 2: A > B > C";
    check(Method::Schulze, "ABC", written, "A > B > C");
    check(Method::RankedPairs, "ABC", written, "B > C > A");
}

#[test]
fn ties_stay_ties() {
    for method in [Method::Plurality, Method::Irv, Method::Schulze, Method::Borda] {
        check(method, "AB", "1: A > B; 1: B > A", "AB");
    }
    check(Method::RankedPairs, "AB", "1: A > B; 1: B > A", "AB");
    // A perfect circle: three pairs of one margin, of which any two may stand.
    check(Method::RankedPairs, "ABC", "1: A > B > C; 1: B > C > A; 1: C > A > B", "ABC");
    check(Method::Irv, "ABC", "1: A > B > C; 1: B > C > A; 1: C > A > B", "ABC");
    // Nobody has a preference.
    for method in [Method::Plurality, Method::Irv, Method::Schulze, Method::RankedPairs] {
        check(method, "ABC", "3: ", "ABC");
    }
}

#[test]
fn every_elimination_of_a_tie_is_followed() {
    // B and C have the fewest. Without C, B gets its ballots and wins; without B, A does.
    check(Method::Irv, "ABC", "4: A; 3: B > A; 3: C > B", "AB > C");
    // Whoever of C and D goes first, A wins.
    check(Method::Irv, "ABCD", "5: A; 4: B; 2: C > A; 2: D > A", "A > B > C > D");
}

/// One line a round: tally, exhausted, who is tied, who goes, where the ballots go.
fn told(written: &str, options: &str) -> Vec<String> {
    let Rounds::Eliminations(rounds) = rounds(Method::Irv, options, written) else { panic!() };
    let each = |of: &[(Candidate, u64)]| {
        of.iter().map(|(c, n)| format!("{}{n}", letters(options, &[*c]))).collect::<Vec<_>>()
    };
    rounds
        .iter()
        .map(|round| {
            let gone = round.eliminated.map_or(String::new(), |gone| {
                format!(
                    " out {} of {:?} to {} nobody {}",
                    letters(options, &[gone]),
                    letters(options, &round.tied),
                    each(&round.transfers).join(" "),
                    round.transferred_to_nobody
                )
            });
            format!("{} exhausted {}{gone}", each(&round.tally).join(" "), round.exhausted)
        })
        .collect()
}

#[test]
fn rounds_say_where_ballots_go() {
    assert_eq!(
        told("4: A > B; 3: B > A; 2: C > B; 1: C; 1: ", "ABC"),
        ["A4 B3 C3 exhausted 1 out C of \"BC\" to B2 nobody 1", "B5 A4 exhausted 2"],
    );
    // The majority is one of the ballots that remain: 2 of 3, though 4 voted.
    assert_eq!(told("2: A; 1: B; 1: ", "AB"), ["A2 B1 exhausted 1"]);
}

#[test]
fn a_ballot_ends_at_a_place_shared_by_two_that_are_in() {
    // Two ballots reach B = C while both are in; they stay ended when C is out, or B would win.
    assert_eq!(
        told("4: A; 3: B; 2: C; 2: B = C", "ABC"),
        ["A4 B3 C2 exhausted 2 out C of \"\" to  nobody 2", "A4 B3 exhausted 4"],
    );
    // Of a shared place with one option that is in, the ballot is that one's.
    assert_eq!(
        told("4: A; 3: B; 2: C; 2: D > B = C; 1: D", "ABCD"),
        [
            "A4 B3 D3 C2 exhausted 0 out C of \"\" to  nobody 2",
            "A4 B3 D3 exhausted 2 out D of \"BD\" to B2 nobody 1",
            "B5 A4 exhausted 3",
        ],
    );
}

#[test]
fn left_out_options_are_last_or_stay_out() {
    let written = "3: A; 2: B > A; 2: C > B";
    let last = ballots("ABC", written);
    let mut silent = rankings("ABC", written);
    silent.unranked = Unranked::NoOpinion;
    let silent = Ballots::Rankings(silent);
    let [a, b, c] = ["A", "B", "C"].map(|letter| candidate("ABC", letter));
    let over = |ballots: &Ballots, one, other| Pairwise::of(ballots).over(one, other);
    assert_eq!([over(&last, a, b), over(&last, b, a), over(&last, a, c)], [3, 4, 5]);
    assert_eq!([over(&silent, a, b), over(&silent, b, a), over(&silent, a, c)], [0, 2, 0]);
    // Borda does not ask: half points 2+2+... are shared at the bottom either way.
    let points = |ballots: &Ballots| match count(Method::Borda, ballots).unwrap().rounds {
        Rounds::Added(tallies) => tallies.of,
        _ => panic!(),
    };
    assert_eq!(points(&last), [3 * 4 + 2 * 2, 3 + 2 * 4 + 2 * 2, 3 + 2 * 4]);
    assert_eq!(points(&last), points(&silent));
}

#[test]
fn what_a_method_cannot_count_it_refuses() {
    let shared = rankings("ABC", "1: A = B > C");
    let refused = |method, ballots: &Ballots| count(method, ballots).unwrap_err();
    let written = Ballots::Rankings(shared.clone());
    assert_eq!(refused(Method::Plurality, &written), Unfit::SeveralFirst);
    assert_eq!(refused(Method::Star, &written), Unfit::OtherBallots(Method::Star));
    assert!(count(Method::Irv, &written).is_ok());
    let undefined = Rankings { overvote: Overvote::Undefined, ..shared };
    assert_eq!(refused(Method::Irv, &Ballots::Rankings(undefined)), Unfit::OvervoteUndefined);
    assert!(count(Method::Plurality, &ballots("AB", "1: A; 2: ")).is_ok());
}

fn approvals(options: &str, written: &str) -> Ballots {
    let groups = written.split_whitespace().map(|letters| {
        let approved = letters.chars().map(|c| candidate(options, &c.to_string()));
        (Approval::new(approved).unwrap(), 1)
    });
    Ballots::Approvals(Grouped::new(options.len(), groups.collect()).unwrap())
}

/// `A5B2` is one ballot.
fn scores(options: &str, written: &str) -> Ballots {
    let groups = written.split_whitespace().map(|ballot| {
        let pairs = ballot.as_bytes().chunks(2).map(|pair| {
            let score = Score::points(u32::from(pair[1] - b'0')).unwrap();
            (candidate(options, std::str::from_utf8(&pair[..1]).unwrap()), score)
        });
        (Scored::new(pairs).unwrap(), 1)
    });
    Ballots::Scores(Grouped::new(options.len(), groups.collect()).unwrap())
}

#[track_caller]
fn check_marks(method: Method, options: &str, ballots: &Ballots, expected: &str) {
    let counted = count(method, ballots).unwrap();
    assert_eq!(order(options, &counted.ranking), expected, "{method}");
    assert_eq!(counted.winners, counted.ranking[0]);
}

#[test]
fn approvals_and_scores_add_up() {
    check_marks(Method::Approval, "ABC", &approvals("ABC", "AB B BC"), "B > AC");
    check_marks(Method::Score, "ABC", &scores("ABC", "A5B4 B4C1 B1A4"), "AB > C");
    // No score is 0, so a favourite of few does not win.
    check_marks(Method::Score, "AB", &scores("AB", "A5 B2 B2 B2"), "B > A");
}

#[test]
fn star_is_decided_in_the_run_off() {
    // A has the highest sum, but two of three score B higher.
    check_marks(Method::Star, "ABC", &scores("ABC", "A5B0 A3B4 A3B4 C1"), "B > A > C");
    // Level in the run-off: the higher sum wins.
    check_marks(Method::Star, "AB", &scores("AB", "A5B3 A2B3"), "A > B");
    check_marks(Method::Star, "AB", &scores("AB", "A5B3 A3B5"), "AB");
    check_marks(Method::Star, "A", &scores("A", "A5"), "A");
}

#[test]
fn stars_tie_for_the_run_off_is_broken_head_to_head() {
    // B and C have 5 each behind A; B is preferred to C by two of three.
    let ballots = scores("ABC", "A5B2C1 A4B2C1 B1C3");
    check_marks(Method::Star, "ABC", &ballots, "A > B > C");
    // Level there too: every pair of finalists is tried, and A wins both.
    let ballots = scores("ABC", "A5B2C1 A5B1C2");
    check_marks(Method::Star, "ABC", &ballots, "A > BC");
    let Rounds::Star(rounds) = count(Method::Star, &ballots).unwrap().rounds else { panic!() };
    assert_eq!(letters("ABC", &rounds.finalists), "ABC");
    assert!(rounds.runoff.is_empty());
    // All are level in everything.
    check_marks(Method::Star, "ABC", &scores("ABC", "A1B2C3 B1C2A3 C1A2B3"), "ABC");
}
