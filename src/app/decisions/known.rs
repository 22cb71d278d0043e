//! Decisions in memory: what lists, completions and answers need of them, without the store.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::OnceCell;

use super::{Office, link};
use crate::app::writer::Waits;
use crate::app::{DecisionRecord, ServerId, WriterError};
use crate::decision::{Covers, DecisionId, DecisionNumber, Status};
use crate::render::decision::DecisionLine;

/// What is known of a decision.
#[derive(Debug)]
pub(in crate::app) struct Brief {
    pub(super) id: DecisionId,
    pub(super) line: DecisionLine,
    pub(super) covers: Covers,
    /// Everything that words are looked for in, lower case.
    words: String,
}

type Servers = BTreeMap<ServerId, BTreeMap<DecisionNumber, Arc<Brief>>>;

/// Read once from the store, and kept in step with it.
#[derive(Debug, Default)]
pub(super) struct Known {
    servers: OnceCell<RwLock<Servers>>,
}

impl Brief {
    fn of(record: &DecisionRecord) -> Self {
        let decision = &record.decision;
        let text = &decision.text;
        let words =
            [text.decided(), text.question(), text.because(), &text.options().join(" ")].join(" ");
        Self {
            id: decision.id,
            line: DecisionLine {
                number: decision.number,
                title: text.title().to_owned(),
                at: decision.at,
                status: decision.status(),
                link: link(record),
            },
            covers: decision.covers.clone(),
            words: words.to_lowercase(),
        }
    }

    pub(super) fn holds(&self) -> bool {
        self.line.status == Status::Accepted
    }

    /// Whether every word stands in it.
    pub(super) fn has(&self, words: &str) -> bool {
        let words = words.to_lowercase();
        words.split_whitespace().all(|word| self.words.contains(word))
    }
}

impl Office {
    /// Reads the decisions from the store, unless that was done. Whoever changes a decision calls
    /// this first: what is changed from then on is [`Office::learn`]ed.
    pub(super) async fn ready(&self) -> Result<&RwLock<Servers>, WriterError> {
        let read = || async {
            let records = self.writer.call(Waits::Somebody, |ledger, _| ledger.decisions()).await?;
            let mut servers = Servers::new();
            for record in &records {
                insert(&mut servers, record);
            }
            Ok(RwLock::new(servers))
        };
        self.known.servers.get_or_try_init(read).await
    }

    /// The server's decisions, newest first.
    pub(super) async fn known(&self, server: ServerId) -> Result<Vec<Arc<Brief>>, WriterError> {
        let servers = self.ready().await?.read().unwrap_or_else(PoisonError::into_inner);
        let all = servers.get(&server).into_iter().flat_map(BTreeMap::values);
        Ok(all.rev().cloned().collect())
    }

    /// Keeps in step with a decision that was stored.
    pub(super) fn learn(&self, record: &DecisionRecord) {
        if let Some(servers) = self.known.servers.get() {
            insert(&mut servers.write().unwrap_or_else(PoisonError::into_inner), record);
        }
    }
}

fn insert(servers: &mut Servers, record: &DecisionRecord) {
    let brief = Arc::new(Brief::of(record));
    servers.entry(record.server).or_default().insert(brief.line.number, brief);
}
