//! Which whole questions are most like the one asked: those that entries are asked as, and those
//! that are known to have no answer.
//!
//! The lists of rare words are read, and the questions on them that could come out best are
//! compared word by word. What only common words share is left out: it tells little, and there is
//! much of it.

use super::exact;
use super::gaps::NearestGap;
use super::index::Index;
use super::layer::Layer;
use super::lexical::Reader;
use super::postings::Rows;
use super::query::Query;
use super::scratch::Scratch;
use super::terms::Terms;
use super::texts::{Owner, Texts};

/// Questions up to which an entry's are compared in the close look instead of being filed.
pub(crate) const FEW: usize = 3;
/// Most questions of the very words that are compared.
const EXACT: usize = 8;
/// Places on lists read before the longer ones are left out; the shortest is read in any case.
const READ: usize = 2000;
/// What a question must promise at least, as a share of the most that any so far does.
const PROMISING: f32 = 0.4;
/// Questions compared word by word.
const COMPARED: usize = 48;

/// The questions that hold each word.
pub(crate) struct Questions {
    /// Per row, as far as any question is filed: where its questions begin.
    starts: Vec<u32>,
    numbers: Vec<u32>,
}

/// How like what an entry is asked as a question is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Alike {
    pub(crate) entry: u32,
    /// Likeness of the nearest question, 0 to 1.
    pub(crate) likeness: f32,
    /// Likeness of the second nearest, 0 to 1.
    pub(crate) second: f32,
    /// What the pairs are worth that stand in one of them as in the question.
    pub(crate) pairs: f32,
}

/// The questions most like the one asked.
#[derive(Default)]
pub(crate) struct Nearest {
    /// One for each entry that is asked with one of them, in no order.
    pub(crate) entries: Vec<Alike>,
    /// The nearest that has no answer.
    pub(crate) gap: Option<NearestGap>,
}

impl Alike {
    /// Notes one of its questions.
    pub(crate) fn note(&mut self, likeness: f32, pairs: f32) {
        self.second = self.second.max(likeness.min(self.likeness));
        self.likeness = self.likeness.max(likeness);
        self.pairs = self.pairs.max(pairs);
    }
}

impl Questions {
    /// Files the questions of entries that are asked in many ways, and those without an answer.
    pub(crate) fn file(texts: &Texts, rows: &Rows) -> Self {
        let mut last = vec![u32::MAX; rows.len()];
        let mut each = |take: &mut dyn FnMut(usize, u32)| {
            last.fill(u32::MAX);
            for (at, number) in (0..texts.questions()).zip(0u32..) {
                let (owner, words) = texts.question(at);
                if is_few(texts, owner) {
                    continue;
                }
                for word in words {
                    let Some(row) = rows.of(word.stem()) else { continue };
                    if std::mem::replace(&mut last[row], number) != number {
                        take(row, number);
                    }
                }
            }
        };
        let mut starts = vec![0u32; rows.len() + 1];
        each(&mut |row, _| starts[row + 1] += 1);
        for row in 1..starts.len() {
            starts[row] += starts[row - 1];
        }
        let mut next = starts.clone();
        let mut numbers = vec![0u32; starts[rows.len()] as usize];
        each(&mut |row, number| {
            numbers[next[row] as usize] = number;
            next[row] += 1;
        });
        let last = starts.partition_point(|start| (*start as usize) < numbers.len());
        starts.truncate(last + 1);
        starts.shrink_to_fit();
        Self { starts, numbers }
    }

    /// The questions that hold the word of a row, in order.
    fn holders(&self, row: usize) -> &[u32] {
        match self.starts.get(row..row + 2) {
            Some(&[first, last]) => &self.numbers[first as usize..last as usize],
            _ => &[],
        }
    }

    /// How many bytes it holds.
    pub(crate) fn bytes(&self) -> usize {
        4 * (self.starts.capacity() + self.numbers.capacity())
    }
}

/// The questions most like the one asked. Leaves the scratch as it was.
pub(crate) fn nearest(
    index: &Index,
    query: &Query,
    terms: &Terms,
    reader: &mut Reader<'_>,
    scratch: &mut Scratch,
) -> Nearest {
    let mut nearest = Nearest::default();
    let own = query.spoken.iter().filter_map(|(meant, _)| meant.first());
    let print = exact::fingerprint(own.map(|(stem, _)| *stem));
    for (first, layer) in index.layers() {
        let mut compared = promising(layer, terms, scratch);
        for same in print.into_iter().flat_map(|print| layer.exact.questions(print)).take(EXACT) {
            if !compared.contains(&(same as usize)) {
                compared.push(same as usize);
            }
        }
        for at in compared {
            let (owner, words) = layer.texts.question(at);
            let (likeness, pairs) = reader.question(words, layer.texts.question_sum(at), scratch);
            match owner {
                Owner::Nobody(number) => {
                    if nearest.gap.is_none_or(|gap| gap.likeness < likeness) {
                        let gap = index.knowledge().gap(number);
                        let of = |(reason, _)| NearestGap { number, likeness, reason };
                        nearest.gap = gap.map(of);
                    }
                }
                Owner::Entry(entry) => {
                    let entry = u32::try_from(first).unwrap_or(u32::MAX).saturating_add(entry);
                    nearest.add(entry, likeness, pairs);
                }
            }
        }
    }
    nearest
}

/// Whether the owner's questions are compared in the close look.
fn is_few(texts: &Texts, owner: Owner) -> bool {
    match owner {
        Owner::Entry(entry) => texts.questions_of(entry as usize).len() <= FEW,
        Owner::Nobody(_) => false,
    }
}

impl Nearest {
    /// Notes a question that an entry is asked as.
    fn add(&mut self, entry: u32, likeness: f32, pairs: f32) {
        let known = self.entries.iter().position(|alike| alike.entry == entry);
        let known = known.unwrap_or_else(|| {
            self.entries.push(Alike { entry, ..Alike::default() });
            self.entries.len() - 1
        });
        self.entries[known].note(likeness, pairs);
    }
}

/// The questions of a collection that may be most like the one asked, in no order.
fn promising(layer: &Layer, terms: &Terms, scratch: &mut Scratch) -> Vec<usize> {
    let mut lists: Vec<(&[u32], f32)> = Vec::new();
    for term in &terms.list {
        let shares = term.spoken.iter().map(|usage| usage.shares).fold(0.0, f32::max);
        if let Some(row) = layer.statistics.rows.of(term.stem).filter(|_| shares > 0.0) {
            lists.push((layer.questions.holders(row), shares));
        }
    }
    lists.retain(|(holders, _)| !holders.is_empty());
    lists.sort_by_key(|(holders, _)| holders.len());
    if scratch.shared.len() < layer.texts.questions() {
        scratch.shared.resize(layer.texts.questions(), 0.0);
    }
    let mut read = 0;
    // What the lists left out may still add.
    let mut rest = 0.0;
    for (holders, shares) in lists {
        if read > 0 && read + holders.len() > READ {
            rest += shares;
            continue;
        }
        read += holders.len();
        for number in holders {
            let shared = &mut scratch.shared[*number as usize];
            if *shared <= 0.0 {
                scratch.sharing.push(*number);
            }
            *shared += shares;
        }
    }
    let mut found: Vec<(f32, u32)> = Vec::with_capacity(scratch.sharing.len());
    let mut most = 0.0f32;
    for number in scratch.sharing.drain(..) {
        let shared = std::mem::take(&mut scratch.shared[number as usize]);
        let both = terms.spoken + layer.texts.question_sum(number as usize);
        let promise = (shared + rest) / both;
        most = most.max(promise);
        // Most share one common word; putting them aside here spares sorting them out below.
        if promise >= PROMISING * most {
            found.push((promise, number));
        }
    }
    if found.len() > COMPARED {
        found.select_nth_unstable_by(COMPARED, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.truncate(COMPARED);
    }
    found.into_iter().map(|(_, number)| number as usize).collect()
}
