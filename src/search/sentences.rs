//! A message of several sentences, or with two questions in it: each part is searched by itself
//! as well, and what the parts find is added to what the whole message finds.
//!
//! A greeting or an aside in a long message hides what is asked; two questions in one hide each
//! other.

use super::index::Index;
use super::query::Query;
use super::rank::{Explanation, Hit};
use super::tokens::within;
use super::{Hits, read_once};

/// Most parts that are searched by themselves; later ones belong to the whole only.
const PARTS: usize = 12;
/// Longest message, in words, in which a part need not be put as a question to be one.
const SHORT: usize = 20;
/// Confidence from which a part is about the matter.
const OF_THE_MATTER: f32 = -0.8;
/// Confidence from which one part that asks is enough to answer the message.
const ENOUGH: f32 = 0.3;
/// Confidence from which a part counts in full.
const SURE: f32 = 2.8;
/// What a part about the matter counts at least, as a share of what a sure one counts.
const LEAST: f32 = 0.25;
/// What a sure part that asks adds to its best entry, as a share of the best score of the whole.
const ASKING: f32 = 0.67;
/// What one adds that does not ask.
const TELLING: f32 = 0.22;

/// Words that join two questions.
const JOINS: [&str; 7] = ["and", "also", "btw", "plus", "but", "or", "so"];
/// Words that begin a question.
const OPENINGS: [&str; 36] = [
    "what", "what's", "whats", "which", "who", "who's", "whose", "when", "where", "why", "how",
    "how's", "is", "are", "was", "does", "do", "did", "can", "could", "should", "would", "will",
    "has", "have", "must", "shall", "may", "isn't", "isnt", "doesn't", "doesnt", "aren't", "arent",
    "am", "any",
];

/// A part of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part<'a> {
    text: &'a str,
    /// It is put as a question.
    asks: bool,
}

/// The parts of a message: its sentences, and each of two questions in one.
pub(super) fn split(question: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = within(question);
    while !rest.is_empty() && parts.len() < PARTS {
        let (sentence, after) = rest.split_at(end_of_sentence(rest));
        clauses(sentence, &mut parts);
        rest = after;
    }
    parts
}

/// Where the first sentence of a text ends, its mark included.
fn end_of_sentence(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let last = chars.peek().is_none_or(|(_, next)| next.is_whitespace());
        if c == '\n' || (matches!(c, '.' | '?' | '!' | ';' | '…') && last) {
            return at + c.len_utf8();
        }
    }
    text.len()
}

/// Cuts a sentence before each question that a joining word or a comma adds.
fn clauses<'a>(sentence: &'a str, parts: &mut Vec<Part<'a>>) {
    let mut start = 0;
    // Where the next clause would begin, if the word after begins a question.
    let mut cut = None;
    let mut words = 0;
    for (at, word) in words_of(sentence) {
        let bare = bare(word);
        if let Some(cut) = cut.filter(|_| words > 1 && is_in(bare, &OPENINGS)) {
            add(&sentence[start..cut], parts);
            (start, words) = (cut, 0);
        }
        if bare.is_empty() || is_in(bare, &JOINS) {
            cut = cut.or(Some(at));
        } else {
            cut = word.ends_with([',', ':']).then_some(at + word.len());
            words += 1;
        }
    }
    add(&sentence[start..], parts);
}

fn add<'a>(text: &'a str, parts: &mut Vec<Part<'a>>) {
    let said = words_of(text).map(|(_, word)| bare(word));
    let first = said.filter(|word| !word.is_empty()).find(|word| !is_in(word, &JOINS));
    if let Some(first) = first {
        let asks = text.trim_end().ends_with('?') || is_in(first, &OPENINGS);
        parts.push(Part { text, asks });
    }
}

/// The words between blanks, each with its place.
fn words_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let starts = text.char_indices().scan(true, |blank, (at, c)| {
        let starts = *blank && !c.is_whitespace();
        *blank = c.is_whitespace();
        Some(starts.then_some(at))
    });
    starts.flatten().map(|at| {
        let word = &text[at..];
        (at, word.split(char::is_whitespace).next().unwrap_or(word))
    })
}

/// A word without the marks around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn is_in(word: &str, list: &[&str]) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// What a part found that is about the matter.
struct Found {
    asks: bool,
    hits: Hits,
}

/// Adds what the parts find.
pub(super) fn merge(index: &Index, mut whole: Hits, parts: &[Part<'_>], count: usize) -> Hits {
    let found = search_parts(index, &whole.query, parts, count);
    if found.is_empty() {
        return whole;
    }
    blend(&mut whole.list, &found);
    let asked = |part: &&Found| part.asks || whole.query.words <= SHORT;
    let questions: Vec<&Found> = found.iter().filter(asked).collect();
    if questions.len() > 1 && questions.len() == parts.len() {
        answer_in_order(&mut whole.list, &questions);
    }
    whole.list.truncate(count);
    let sure = found.iter().filter(|part| part.asks).map(|part| part.hits.evidence);
    let surest = sure.max_by(|a, b| a.confidence().total_cmp(&b.confidence()));
    let enough = whole.evidence.confidence().max(ENOUGH);
    if let Some(surest) = surest.filter(|evidence| evidence.confidence() > enough) {
        whole.evidence = surest;
    }
    whole
}

/// Searches each part. One that names no stack is about that of the part before.
fn search_parts(index: &Index, whole: &Query, parts: &[Part<'_>], count: usize) -> Vec<Found> {
    let mut stacks: Vec<u16> = Vec::new();
    let mut found = Vec::new();
    for part in parts {
        let mut query = Query::read(index, whole.switches, part.text);
        if query.stacks.is_empty() {
            query.stacks.clone_from(&stacks);
        } else {
            stacks.clone_from(&query.stacks);
        }
        if query.groups.is_empty() {
            continue;
        }
        let hits = read_once(index, query, count);
        if hits.evidence.confidence() > OF_THE_MATTER {
            found.push(Found { asks: part.asks, hits });
        }
    }
    found
}

/// Adds to each score what the parts find, best first.
fn blend(list: &mut Vec<Hit>, found: &[Found]) {
    let best = list.first().map_or(1.0, |hit| hit.score);
    for part in found {
        let most = if part.asks { ASKING } else { TELLING };
        let sure = (part.hits.evidence.confidence() / SURE).clamp(LEAST, 1.0);
        let top = part.hits.list.first().map_or(1.0, |hit| hit.score);
        for hit in &part.hits.list {
            let gain = best * most * sure * hit.score / top;
            let at = list.iter().position(|known| known.entry == hit.entry);
            let at = at.unwrap_or_else(|| {
                list.push(Hit { entry: hit.entry, score: 0.0, why: Explanation::default() });
                list.len() - 1
            });
            list[at].why.sentences += gain;
            list[at].score += gain;
        }
    }
    list.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.entry.cmp(&b.entry)));
}

/// Nothing but questions: the best entry for the first comes first, that for the second after it.
fn answer_in_order(list: &mut [Hit], questions: &[&Found]) {
    for (place, question) in questions.iter().take(2).enumerate() {
        let best = question.hits.list.first().map(|hit| hit.entry);
        let at = list.iter().position(|hit| Some(hit.entry) == best);
        if let Some(at) = at.filter(|at| *at > place) {
            list[place..=at].rotate_right(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::search;
    use crate::search::tests::index;

    /// Parts are joined by `|`; those that ask end with `*`.
    #[track_caller]
    fn check(message: &str, expected: &str) {
        let part =
            |part: &Part<'_>| format!("{}{}", part.text.trim(), if part.asks { "*" } else { "" });
        let parts: Vec<String> = split(message).iter().map(part).collect();
        assert_eq!(parts.join("|"), expected, "{message}");
    }

    #[test]
    fn sentences_and_joined_questions_are_parts() {
        check("is it safe?", "is it safe?*");
        check("Hi all! We use node.js 3.1. Is it safe", "Hi all!|We use node.js 3.1.|Is it safe*");
        check("is it safe and is it fast", "is it safe*|and is it fast*");
        check("how fast is it, btw who uses it?", "how fast is it,*|btw who uses it?*");
        check("fast and safe", "fast and safe");
        check("we know python, which one", "we know python,|which one*");
        check("? ! and", "");
        check("", "");
    }

    /// The first entries found end with these.
    #[track_caller]
    fn finds(message: &str, best: &[&str]) {
        let hits = search(index(), message, 10);
        let ids = hits.list.iter().map(|hit| index().entry(hit.entry).id.to_string());
        let ids: Vec<String> = ids.take(best.len()).collect();
        let right = ids.iter().zip(best).all(|(id, best)| id.ends_with(best));
        assert!(right && ids.len() == best.len(), "{message}: {ids:?}");
    }

    #[test]
    fn what_is_asked_is_found_among_asides_and_each_of_two_questions() {
        finds(
            "is django hard to break into? and live chat for thousands of people in node?",
            &["/protection", "/chat"],
        );
        finds(
            "live chat for thousands of people in node? and is django hard to break into?",
            &["/chat", "/protection"],
        );
        finds("live chat here all day. is django hard to break into?", &["/protection"]);
    }

    #[test]
    fn order_of_places_follows_the_score_but_for_questions_in_order() {
        let hits = search(index(), "good morning. what about live chat for thousands? bye", 10);
        assert!(hits.list.is_sorted_by(|a, b| a.score >= b.score));
        assert!(hits.list[0].why.sentences > 0.0);
    }
}
