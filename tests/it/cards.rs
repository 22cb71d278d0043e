//! Answers from the shipped knowledge as they are read: nothing is cited without its source, and
//! what the first screen cuts short can be read whole.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use stackwise::answer::{Answer, Found, decide};
use stackwise::render::answer::{found, more};
use stackwise::render::{AnswerId, Embed, Seen, plain, text};
use stackwise::search::Index;

use crate::shipped;

/// Every question that an entry of the shipped knowledge is to be found by, answered once for all
/// tests.
fn each_answer(check: impl Fn(&str, &Found)) {
    static ANSWERS: OnceLock<Vec<(String, Box<Found>)>> = OnceLock::new();
    let answers = ANSWERS.get_or_init(|| {
        let index = Index::build(shipped::knowledge());
        let questions = index.knowledge().entries.iter().flat_map(|entry| &entry.asked_as);
        let answered = |question: &String| match decide(&index, question) {
            Answer::Found(answer) => Some((question.clone(), answer)),
            Answer::Choices { .. } | Answer::Unknown(_) => None,
        };
        questions.filter_map(answered).collect()
    });
    for (question, answer) in answers {
        check(question, answer);
    }
}

fn card(answer: &Found) -> Embed {
    found(answer, AnswerId(1), Seen::ByAll).embed.expect("an answer has a card")
}

/// The numbers in brackets: "(1, 3)" and "(2) PLANEKS".
fn numbers(text: &str) -> BTreeSet<u8> {
    let inside = text.split('(').skip(1).filter_map(|rest| rest.split(')').next());
    inside.flat_map(|inside| inside.split(", ")).filter_map(|number| number.parse().ok()).collect()
}

#[test]
fn every_number_leads_to_a_source() {
    let heading = text("answer-sources");
    each_answer(|question, answer| {
        for embed in [Some(card(answer)), more(answer).embed].into_iter().flatten() {
            let (sources, points): (Vec<_>, Vec<_>) =
                embed.fields.iter().partition(|field| field.name == heading);
            let cited =
                points.iter().map(|field| field.value.as_str()).chain([&*embed.description]);
            let cited: BTreeSet<u8> = cited.flat_map(numbers).filter(|n| *n < 20).collect();
            let named = numbers(&sources[0].value);
            assert!(cited.is_subset(&named), "{question}: {cited:?} of {named:?}\n{embed:#?}");
        }
    });
}

#[test]
fn what_the_card_cuts_is_whole_behind_more_points() {
    each_answer(|question, answer| {
        let read: String = [Some(card(answer)), more(answer).embed]
            .into_iter()
            .flatten()
            .flat_map(|embed| embed.fields.into_iter().map(|f| f.value).chain([embed.description]))
            .collect();
        for entry in answer.points.iter().map(|point| &point.entry).chain(&answer.catch) {
            assert!(read.contains(&plain(&entry.text)), "{question}: {}\n{read}", entry.text);
        }
    });
}

#[test]
fn a_catch_ends_with_its_sentence_and_the_card_fits_one_screen() {
    each_answer(|question, answer| {
        let card = card(answer);
        // A contradiction with many sides is shown whole, which may take some lines more.
        assert!(card.text_length() <= 1050, "{question}: {}", card.text_length());
        let catch = card.fields.iter().find(|field| field.name == text("answer-catch"));
        assert!(catch.is_none_or(|catch| !catch.value.contains('…')), "{question}: {catch:?}");
    });
}

#[test]
fn a_disagreement_shows_every_position() {
    each_answer(|question, answer| {
        let Some(dispute) = &answer.disagreement else { return };
        let card = card(answer);
        let shown = |position: &str| card.fields.iter().any(|f| f.value.contains(position));
        for position in &dispute.positions {
            assert!(shown(&plain(&position.position)), "{question}: {position:?}\n{card:#?}");
        }
    });
}
