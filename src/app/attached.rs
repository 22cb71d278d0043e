//! The evidence that goes with a poll: frozen when the draft is opened, shown to whoever asks.

use std::sync::Arc;

use super::polls::{Core, failed, private};
use super::writer::Waits;
use super::{App, Invocation, PollKey, Reply};
use crate::answer;
use crate::knowledge::{Citation, Entry, Knowledge, Stack, Topic};
use crate::poll::{Attached, AttachedCite, AttachedOption, AttachedPoint};
use crate::render::notice;
use crate::render::poll::{self as show, PollError};
use crate::time::Timestamp;

/// The evidence on these stacks as it is today, frozen; none when there is none.
pub(super) fn attached(
    app: &App,
    stacks: &[Arc<Stack>],
    topics: &[Arc<Topic>],
) -> Option<Arc<Attached>> {
    attached_on(app.index().knowledge(), stacks, topics, app.clock.now())
}

/// The same of this knowledge, at this time.
pub(super) fn attached_on(
    knowledge: &Knowledge,
    stacks: &[Arc<Stack>],
    topics: &[Arc<Topic>],
    at: Timestamp,
) -> Option<Arc<Attached>> {
    let points = |entries: &[Arc<Entry>]| entries.iter().map(|e| frozen(e)).collect();
    let options: Vec<AttachedOption> = answer::hands(knowledge, stacks, topics)
        .into_iter()
        .filter(|hand| !hand.pros.is_empty() || !hand.cons.is_empty())
        .map(|hand| AttachedOption {
            option: hand.stack.name.clone(),
            pros: points(&hand.pros),
            cons: points(&hand.cons),
        })
        .collect();
    (!options.is_empty()).then(|| Arc::new(Attached { at, options }))
}

/// A statement as it is today.
pub(super) fn frozen(entry: &Entry) -> AttachedPoint {
    let cite = |cite: &Citation| AttachedCite {
        source: cite.source.name.clone(),
        date: cite.source.date.clone(),
        section: cite.section.clone(),
    };
    AttachedPoint { text: entry.text.clone(), cites: entry.cites.iter().map(cite).collect() }
}

impl Core {
    /// One option's evidence. The first page is asked for on the public message, the others on the
    /// private one, which they replace.
    pub(super) async fn evidence(&self, inv: &Invocation, key: PollKey, page: u8) -> Reply {
        let record =
            match self.writer.call(Waits::Somebody, move |ledger, _| ledger.poll(key)).await {
                Ok(Some(record)) => record,
                Ok(None) => return private(show::error(&PollError::Gone)),
                Err(why) => return private(failed(&why)),
            };
        let Some(attached) = &record.evidence else {
            return private(notice::no_evidence_attached());
        };
        let message = show::evidence(&record.poll, attached, page, inv.person.id.0);
        if page == 0 { Reply::Private(message) } else { Reply::Update(message) }
    }
}
