//! Whether a question is in another language: by its alphabet and its function words.

use super::index::Index;
use super::lexicon::{List, Sense};
use super::tokens::Tokens;
use super::vocabulary::{StemId, Word};

/// Whether the question seems to be in a language other than English.
pub(crate) fn is_other(index: &Index, tokens: &Tokens, words: &[Word<'_>]) -> bool {
    if tokens.letters > 0 && 2 * tokens.foreign_letters > tokens.letters {
        return true;
    }
    let mut foreign = [0usize; 32];
    let mut english = 0;
    for word in words {
        let stem = index.vocabulary.find(&word.text);
        let mut is_english = false;
        for phrase in index.lexicon.at(&[stem]) {
            match phrase.sense {
                Sense::Foreign(language) => foreign[usize::from(language).min(31)] += 1,
                Sense::In(List::Plain) => is_english = true,
                _ => {}
            }
        }
        english += usize::from(is_english);
    }
    let most = foreign.into_iter().max().unwrap_or(0);
    // "ist node sicher" has one function word; but no English word at all.
    let all = most >= 1 && english == 0 && !words.iter().any(|word| is_english(index, word));
    (most >= 2 && most > english) || all
}

/// Whether a word is one that an entry or the English part of the lexicon knows, and no name.
fn is_english(index: &Index, word: &Word<'_>) -> bool {
    let Some(stem) = index.vocabulary.find(&word.text) else { return false };
    let name = |sense| matches!(sense, Sense::Stack(_) | Sense::Technology);
    let names = index.lexicon.at(&[Some(stem)]).any(|p| p.len() == 1 && name(p.sense));
    !names && !is_only_foreign(index, stem)
}

/// Whether a word is known as a function word of another language, and as nothing else.
pub(crate) fn is_only_foreign(index: &Index, stem: StemId) -> bool {
    let mut foreign = false;
    for phrase in index.lexicon.at(&[Some(stem)]) {
        match phrase.sense {
            Sense::Foreign(_) => foreign = true,
            _ => return false,
        }
    }
    foreign && index.rarity(stem) <= 0.0
}

#[cfg(test)]
mod tests {
    use crate::search::search;
    use crate::search::tests::index;

    #[track_caller]
    fn check(question: &str, other: bool) {
        assert_eq!(search(index(), question, 1).query.signals.other_language, other, "{question}");
    }

    #[test]
    fn languages_are_told_by_alphabet_and_function_words() {
        check("wo ist der bahnhof", true);
        check("что лучше", true);
        check("どちらがいい", true);
        check("ist node sicher", true);
        check("is the node der best", false);
        check("django", false);
        check("über", false);
        check("", false);
    }
}
