//! Elections in short for tests: `42: M > N = C; 26: N`, letters for options.

use super::{Ballots, Candidate, Grouped, Overvote, Ranking, Rankings, Unranked};

/// Options are the letters of `options`; a shared place is written with `=`.
pub(super) fn rankings(options: &str, written: &str) -> Rankings {
    let ballots = written.split(';').map(|line| {
        let (number, ranking) = line.trim().split_once(':').unwrap();
        let places = ranking.split('>').map(|place| {
            let letters = place.split('=').map(str::trim).filter(|letter| !letter.is_empty());
            letters.map(|letter| candidate(options, letter)).collect::<Vec<_>>()
        });
        (Ranking::new(places).unwrap(), number.trim().parse().unwrap())
    });
    Rankings {
        ballots: Grouped::new(options.len(), ballots.collect()).unwrap(),
        unranked: Unranked::Last,
        overvote: Overvote::ExhaustWhenReached,
    }
}

pub(super) fn ballots(options: &str, written: &str) -> Ballots {
    Ballots::Rankings(rankings(options, written))
}

pub(super) fn candidate(options: &str, letter: &str) -> Candidate {
    Candidate(u16::try_from(options.find(letter).unwrap()).unwrap())
}

/// `AB` for the candidates 0 and 1 of `ABC`.
pub(super) fn letters(options: &str, candidates: &[Candidate]) -> String {
    candidates.iter().map(|one| options.as_bytes()[one.at()] as char).collect()
}

/// `AB > C`.
pub(super) fn order(options: &str, ranking: &[Vec<Candidate>]) -> String {
    ranking.iter().map(|place| letters(options, place)).collect::<Vec<_>>().join(" > ")
}
