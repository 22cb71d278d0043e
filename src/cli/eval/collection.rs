//! `stackwise eval --beir`: how well the search finds what others judged relevant.

use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, anyhow};
use tempfile::NamedTempFile;

use super::super::{Failure, written};
use super::folder::{Collection, CollectionQuery};
use super::metrics::{Ranking, Separation};
use crate::knowledge::Knowledge;
use crate::search::{Hit, Hits, Index, Switches, search_with};

/// How many documents a query finds at most.
const DEPTH: usize = 100;
/// Last column of a run.
const TAG: &str = "stackwise";

/// Reads a collection, asks its queries, writes the run and the figures (or the evidence).
pub(super) fn run(
    folder: &Path,
    run: Option<&Path>,
    switches: Switches,
    evidence: bool,
) -> Result<(), Failure> {
    let mut collection = Collection::read(folder).map_err(|faults| {
        let lines: Vec<String> =
            faults.iter().map(|f| format!("{}/{f}", folder.display())).collect();
        let count = if faults.len() == 1 { "1 fault" } else { &format!("{} faults", faults.len()) };
        Failure::Person(anyhow!("{count} in the collection\n{}", lines.join("\n")))
    })?;
    // Whether it can be written is better known before the queries are asked.
    let run = run.map(RunFile::create).transpose().map_err(Failure::Person)?;
    let start = Instant::now();
    let index = Index::build(Arc::new(Knowledge::of_documents(collection.documents.drain(..))));
    let figures = Figures::measure(&index, switches, &collection, start.elapsed());
    if let Some(run) = run {
        run.write(&index, &collection.queries, &figures.asked).map_err(Failure::Person)?;
    }
    let out = &mut std::io::stdout().lock();
    written(if evidence { figures.write_evidence(&collection, out) } else { figures.write(out) })
}

/// A run, under another name until it is whole.
struct RunFile<'a> {
    path: &'a Path,
    file: NamedTempFile,
}

impl<'a> RunFile<'a> {
    fn create(path: &'a Path) -> anyhow::Result<Self> {
        let name = path.display();
        anyhow::ensure!(!path.is_dir(), "{name} is a folder\n  help: name a file for the run");
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let file = NamedTempFile::new_in(folder.unwrap_or_else(|| ".".as_ref()));
        let file = file.with_context(|| {
            format!("cannot write {name}\n  help: name a file in a folder that you may write to")
        })?;
        Ok(Self { path, file })
    }

    /// One line a document found: query, Q0, document, place, score, tag.
    fn write(
        mut self,
        index: &Index,
        queries: &[CollectionQuery],
        asked: &[Hits],
    ) -> anyhow::Result<()> {
        let cannot = || format!("cannot write {}", self.path.display());
        let mut file = BufWriter::new(self.file.as_file_mut());
        for (query, hits) in queries.iter().zip(asked) {
            for (place, (score, hit)) in (1..).zip(falling(&hits.list)) {
                let (query, document) = (&query.id, &index.entry(hit.entry).id);
                writeln!(file, "{query} Q0 {document} {place} {score:.4} {TAG}")
                    .with_context(cannot)?;
            }
        }
        file.flush().with_context(cannot)?;
        drop(file);
        self.file.persist(self.path).with_context(cannot)?;
        Ok(())
    }
}

/// The hits with scores that fall from place to place: programs that judge runs sort by score,
/// and the order of the first three is not that of their scores alone.
fn falling(hits: &[Hit]) -> impl Iterator<Item = (f64, &Hit)> {
    let mut below = f64::INFINITY;
    hits.iter().map(move |hit| {
        let score = f64::from(hit.score).min(below - 0.0001);
        below = score;
        (score, hit)
    })
}

/// What an evaluation measures.
struct Figures {
    documents: usize,
    /// What each query found, in their order.
    asked: Vec<Hits>,
    /// What each unanswerable query found.
    unanswerable: Vec<Hits>,
    /// Figures of each query that was judged.
    rankings: Vec<Ranking>,
    built: Duration,
    times: Vec<Duration>,
}

impl Figures {
    fn measure(
        index: &Index,
        switches: Switches,
        collection: &Collection,
        built: Duration,
    ) -> Self {
        let mut times = Vec::new();
        let mut ask = |query: &CollectionQuery| {
            let start = Instant::now();
            let hits = search_with(index, switches, &query.text, DEPTH);
            times.push(start.elapsed());
            hits
        };
        let asked: Vec<Hits> = collection.queries.iter().map(&mut ask).collect();
        let unanswerable = collection.unanswerable.iter().flatten().map(&mut ask).collect();
        let judged = asked.iter().zip(&collection.judgements);
        let judged = judged.filter(|(_, judged)| !judged.is_empty());
        let rankings = judged.map(|(hits, judged)| {
            let found: Vec<u32> = hits.list.iter().map(|hit| hit.entry).collect();
            Ranking::of(&found, judged)
        });
        let rankings = rankings.collect();
        times.sort_unstable();
        let documents = index.knowledge().entries.len();
        Self { documents, asked, unanswerable, rankings, built, times }
    }

    fn write(&self, out: &mut impl Write) -> std::io::Result<()> {
        let Ranking { ndcg, reciprocal, recall, first } = Ranking::mean(&self.rankings);
        let (documents, judged) = (self.documents, self.rankings.len());
        writeln!(out, "documents {documents}, queries {}, judged {judged}", self.asked.len())?;
        writeln!(out, "nDCG@10 {ndcg:.4}")?;
        writeln!(out, "MRR@10 {reciprocal:.4}")?;
        writeln!(out, "Recall@10 {recall:.4}")?;
        writeln!(out, "Success@1 {first:.4}")?;
        if let Some(Separation { auroc, refused }) = self.separation() {
            writeln!(out, "unanswerable queries {}", self.unanswerable.len())?;
            writeln!(out, "AUROC {auroc:.4}")?;
            writeln!(out, "refused while 90 % of the answerable are kept {refused:.4}")?;
        }
        let at = |share: usize| {
            let last = self.times.len().saturating_sub(1);
            self.times.get((self.times.len() * share / 100).min(last)).copied().unwrap_or_default()
        };
        writeln!(out, "index built in {:?}; query p50 {:?}, p99 {:?}", self.built, at(50), at(99))
    }

    fn separation(&self) -> Option<Separation> {
        let confidences = |hits: &[Hits]| hits.iter().map(confidence).collect::<Vec<f32>>();
        Separation::of(&confidences(&self.asked), &confidences(&self.unanswerable))
    }

    fn write_evidence(&self, collection: &Collection, out: &mut impl Write) -> std::io::Result<()> {
        let answerable = collection.queries.iter().zip(&self.asked).map(|(q, h)| (q, h, true));
        let others = collection.unanswerable.iter().flatten().zip(&self.unanswerable);
        for (query, hits, answerable) in answerable.chain(others.map(|(q, h)| (q, h, false))) {
            let evidence: serde_json::Map<String, serde_json::Value> =
                hits.evidence.named().into_iter().map(|(k, v)| (k.to_owned(), v.into())).collect();
            let line = serde_json::json!({
                "id": query.id,
                "answerable": answerable,
                "confidence": confidence(hits),
                "evidence": evidence,
            });
            writeln!(out, "{line}")?;
        }
        Ok(())
    }
}

/// How sure it is that the best document answers; nothing found is the least sure.
fn confidence(hits: &Hits) -> f32 {
    if hits.list.is_empty() { f32::NEG_INFINITY } else { hits.evidence.confidence() }
}
