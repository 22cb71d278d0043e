//! What a word of a question may stand for, and how much it tells.

use super::index::Index;
use super::query::Seen;
use super::vocabulary::StemId;

/// How surely a synonym is meant, when the word itself is used by entries.
const SYNONYM_BESIDE: f32 = 0.71;
/// How surely a synonym is meant, when no entry uses the word itself.
const SYNONYM_ALONE: f32 = 0.68;
/// How much less surely each further word of a synonym is meant than the one before.
const FADING: f32 = 0.64;
/// How surely a word is meant that was corrected, per mistake.
const CORRECTED: f32 = 0.76;
/// Weight of an unknown word, as a share of the highest rarity.
pub(super) const UNKNOWN_WEIGHT: f32 = 0.97;

/// What a word may stand for in a whole question: itself above all, phrase or not.
pub(super) fn as_spoken(seen: &Seen, alternatives: &[(StemId, f32)]) -> Vec<(StemId, f32)> {
    let own = seen.stem.map(|stem| (stem, surely(seen)));
    let others = alternatives.iter().filter(|(stem, _)| Some(*stem) != seen.stem);
    own.into_iter().chain(others.copied()).collect()
}

/// How surely a word was meant as it is read.
fn surely(seen: &Seen) -> f32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "at most two")]
    CORRECTED.powi(seen.mistakes as i32)
}

/// What a word may stand for, the word itself first.
pub(super) fn alternatives(index: &Index, seen: &Seen) -> Vec<(StemId, f32)> {
    let surely = surely(seen);
    let own = if seen.phrase { SYNONYM_BESIDE } else { 1.0 };
    let used = seen.stem.filter(|stem| index.rarity(*stem) > 0.0 && !seen.taken);
    let mut alternatives: Vec<(StemId, f32)> =
        used.map(|stem| (stem, surely * own)).into_iter().collect();
    let beside = used.is_some_and(|stem| index.is_used(stem)) && !seen.plain && !seen.phrase;
    let share = surely * if beside { SYNONYM_BESIDE } else { SYNONYM_ALONE };
    for synonym in &seen.synonyms {
        // What stands first in the list is what is most surely meant.
        for (stem, share) in index.lexicon.synonyms(*synonym).iter().zip(fading(share)) {
            match alternatives.iter_mut().find(|(known, _)| known == stem) {
                Some((_, known)) => *known = known.max(share),
                None => alternatives.push((*stem, share)),
            }
        }
    }
    alternatives
}

/// A share that shrinks from one word of a list to the next.
fn fading(share: f32) -> impl Iterator<Item = f32> {
    std::iter::successors(Some(share), |share| Some(share * FADING))
}

/// How much a group tells.
#[expect(clippy::cast_precision_loss, reason = "a handful of alternatives")]
pub(super) fn weight(index: &Index, alternatives: &[(StemId, f32)], unknown: bool) -> f32 {
    if unknown {
        return UNKNOWN_WEIGHT * index.highest_rarity();
    }
    let known = alternatives.iter().filter(|(stem, _)| index.rarity(*stem) > 0.0);
    let (sum, count) =
        known.fold((0.0, 0), |(sum, count), (stem, _)| (sum + index.rarity(*stem), count + 1));
    let mean = sum / count.max(1) as f32;
    let own = alternatives.first().map_or(0.0, |(stem, _)| index.rarity(*stem));
    if own > 0.0 { f32::midpoint(own, mean) } else { mean }
}

/// How much a phrase tells: the rarest of its words and a little for each further one.
pub(super) fn phrase_weight(index: &Index, stems: &[Option<StemId>]) -> f32 {
    let rarest = stems.iter().flatten().map(|stem| index.rarity(*stem)).fold(0.0, f32::max);
    #[expect(clippy::cast_precision_loss, reason = "a handful of words")]
    let further = 1.0 * (stems.len() as f32 - 1.0);
    rarest + further
}
