//! A file of ballots as it is meant, or every fault in it.

use super::checked_ballots::Door;
use super::fault::{Fault, Faults, key, other_ballots, quoted};
use super::file::Raw;
use super::number::Number;
use crate::poll::count::{
    BadBallots, Ballots, Candidate, HIGHEST_SCORE, MOST_BALLOTS, MOST_CANDIDATES, Method, Overvote,
    Rankings, Scale, Unranked,
};

/// Names, and the ballots that the method counts.
#[derive(Debug)]
pub(super) struct Election {
    pub(super) names: Vec<Box<str>>,
    pub(super) ballots: Ballots,
}

/// Checks the whole file, ballots of other kinds too.
pub(super) fn check(mut raw: Raw, method: Method) -> Result<Election, Faults> {
    let mut faults = Faults::default();
    let (listed, numbers) = candidates(&raw, &mut faults);
    if listed.is_empty() || listed.len() > MOST_CANDIDATES {
        // Without the list every name on every ballot would be one more fault.
        return Err(faults);
    }
    let unranked = choice(
        "unranked",
        raw.unranked.as_deref(),
        &[("last", Unranked::Last), ("no_opinion", Unranked::NoOpinion)],
        &mut faults,
    );
    let overvote = choice(
        "irv_overvote",
        raw.overvote.as_deref(),
        &[
            ("undefined", Overvote::Undefined),
            ("exhaust_when_reached", Overvote::ExhaustWhenReached),
        ],
        &mut faults,
    );
    let scale = scale(raw.score_max.as_ref(), method, &mut faults);
    let door = Door { names: &raw.names, listed: &listed, numbers: &numbers, scale };
    let rankings = door.rankings(raw.ballots.take(), &mut faults).map(|ballots| {
        ballots.map(|ballots| Ballots::Rankings(Rankings { ballots, unranked, overvote }))
    });
    let scores = door.scores(raw.scores.take(), &mut faults);
    let approvals = door.approvals(raw.approvals.take(), &mut faults);
    let ballots = match method {
        Method::Approval => approvals.map(|ballots| ballots.map(Ballots::Approvals)),
        Method::Score | Method::Star => scores.map(|ballots| ballots.map(Ballots::Scores)),
        _ => rankings,
    };
    let ballots = ballots.unwrap_or_else(|| {
        faults.push(other_ballots(method));
        Err(BadBallots::Nobody)
    });
    match ballots {
        Ok(ballots) if faults.is_empty() => {
            let mut names = raw.names;
            let named = |name: &u32| std::mem::take(&mut names[*name as usize]);
            Ok(Election { names: listed.iter().map(named).collect(), ballots })
        }
        Err(why) if faults.is_empty() => Err(uncountable(key(method), why).into()),
        _ => Err(faults),
    }
}

/// Names of the candidates in their order, and for every name in the file whose it is.
fn candidates(raw: &Raw, faults: &mut Faults) -> (Vec<u32>, Vec<Option<Candidate>>) {
    let mut numbers = vec![None; raw.names.len()];
    let mut listed = Vec::new();
    let Some(names) = &raw.candidates else {
        let help = "list every name once: \"candidates\": [\"A\", \"B\"]";
        faults.add("candidates", "there is no such list", help);
        return (listed, numbers);
    };
    for (at, name) in names.iter().enumerate() {
        let text = &raw.names[*name as usize];
        let (place, number) = (|| format!("candidates[{at}]"), &mut numbers[*name as usize]);
        if number.is_some() {
            faults.add(place(), format!("{} is there twice", quoted(text)), "name each once");
        } else if text.trim().is_empty() {
            faults.add(place(), "the name is empty", "give every candidate a name");
        } else {
            // Past the limit the number is not used.
            *number = u16::try_from(listed.len()).ok().map(Candidate);
            listed.push(*name);
        }
    }
    if names.is_empty() {
        faults.add("candidates", "nobody stands", "list the names of those to choose from");
    }
    if listed.len() > MOST_CANDIDATES {
        let what = format!("{} candidates; at most {MOST_CANDIDATES} are counted", listed.len());
        faults.add("candidates", what, "leave out those whom no ballot names");
    }
    (listed, numbers)
}

/// One of two words; the first where nothing is said.
fn choice<T: Copy>(
    key: &str,
    given: Option<&str>,
    known: &[(&str, T); 2],
    faults: &mut Faults,
) -> T {
    let Some(given) = given else { return known[0].1 };
    if let Some((_, value)) = known.iter().find(|(word, _)| *word == given) {
        return *value;
    }
    let help = format!("say {:?} or {:?}", known[0].0, known[1].0);
    faults.add(key, format!("{} is neither", quoted(given)), help);
    known[0].1
}

/// As the file says; else STAR's own from 0 to 5, and any for score.
fn scale(given: Option<&Number>, method: Method, faults: &mut Faults) -> Scale {
    let otherwise = if method == Method::Star { Scale::STARS } else { Scale::ANY };
    let Some(given) = given else { return otherwise };
    match given.score() {
        Ok(highest) if highest.thousandths() > 0 => Scale { highest },
        _ => {
            let help = format!("give the highest score, above 0 and at most {HIGHEST_SCORE}");
            faults.add("score_max", format!("{given} is no scale"), help);
            otherwise
        }
    }
}

fn uncountable(key: &str, why: BadBallots) -> Fault {
    let help = match why {
        BadBallots::Nobody => "nobody voted, so there is nothing to count".into(),
        BadBallots::TooMany => format!("the counts add up to more than {MOST_BALLOTS}"),
        BadBallots::Candidates(_) | BadBallots::NoSuchCandidate(_) => "check `candidates`".into(),
    };
    Fault::new(key, why.to_string(), help)
}
