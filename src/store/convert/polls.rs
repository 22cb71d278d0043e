//! Polls and drafts.

use super::super::format::{ClosedV2, DraftV2, EndingV2, ExtensionV2, PollV2};
use super::{at, evidence};
use crate::app::{ChannelId, DraftRecord, MessageId, PollKey, PollRecord};
use crate::poll::{DraftText, Ending, Extension, Poll, PollNumber, PollState, Terms};
use crate::time::Timestamp;

impl From<&PollRecord> for PollV2 {
    fn from(record: &PollRecord) -> Self {
        let poll = &record.poll;
        Self {
            number: poll.number.0,
            channel: record.channel.0,
            author: (&poll.author).into(),
            question: poll.text.question().into(),
            options: poll.text.options().to_vec(),
            terms: (&poll.terms).into(),
            opened_at: poll.opened_at.millis(),
            closes_at: poll.closes_at.map(Timestamp::millis),
            extended: poll.extended.as_ref().map(|extension| ExtensionV2 {
                by: (&extension.by).into(),
                from: extension.from.millis(),
            }),
            closed: closed(&poll.state),
            embeds: record.embeds,
            message: record.message.map(|m| m.0),
            result: record.result.map(|m| m.0),
            reminded: record.reminded,
            called_at: record.called_at.map(Timestamp::millis),
            for_good: record.for_good,
            settled: record.settled,
            evidence: record.evidence.as_deref().map(Into::into),
        }
    }
}

fn closed(state: &PollState) -> Option<ClosedV2> {
    let PollState::Closed { at, carried_out_at, ending } = state else {
        return None;
    };
    let ending = match ending {
        Ending::OnTime => EndingV2::OnTime,
        Ending::Early(member) => EndingV2::Early(member.into()),
        Ending::AllVoted => EndingV2::AllVoted,
        Ending::Cancelled { by, reason } => {
            EndingV2::Cancelled { by: by.into(), reason: reason.clone() }
        }
    };
    Some(ClosedV2 { at: at.millis(), carried_out_at: carried_out_at.millis(), ending })
}

fn state(stored: Option<ClosedV2>) -> PollState {
    let Some(closed) = stored else {
        return PollState::Open;
    };
    let ending = match closed.ending {
        EndingV2::OnTime => Ending::OnTime,
        EndingV2::Early(member) => Ending::Early(member.into()),
        EndingV2::AllVoted => Ending::AllVoted,
        EndingV2::Cancelled { by, reason } => Ending::Cancelled { by: by.into(), reason },
    };
    PollState::Closed { at: at(closed.at), carried_out_at: at(closed.carried_out_at), ending }
}

/// The poll of stored bytes that passed their checksum; else what is wrong with its text.
pub(in crate::store) fn poll(key: PollKey, stored: PollV2) -> Result<PollRecord, String> {
    let terms = Terms::try_from(stored.terms)?;
    // One option a line is the form that keeps commas.
    let text = DraftText::new(&stored.question, &stored.options.join("\n"), "");
    let text = text.check(Some(terms.kind)).map_err(|faults| faults[0].to_string())?;
    Ok(PollRecord {
        server: key.0,
        channel: ChannelId(stored.channel),
        poll: Poll {
            id: key.1,
            number: PollNumber(stored.number),
            author: stored.author.into(),
            text,
            terms,
            opened_at: at(stored.opened_at),
            closes_at: stored.closes_at.map(at),
            extended: stored
                .extended
                .map(|extension| Extension { by: extension.by.into(), from: at(extension.from) }),
            state: state(stored.closed),
        },
        embeds: stored.embeds,
        message: stored.message.map(MessageId),
        result: stored.result.map(MessageId),
        reminded: stored.reminded,
        called_at: stored.called_at.map(at),
        for_good: stored.for_good,
        settled: stored.settled,
        evidence: stored.evidence.map(evidence),
    })
}

impl From<&DraftRecord> for DraftV2 {
    fn from(draft: &DraftRecord) -> Self {
        Self {
            author: (&draft.author).into(),
            question: draft.text.question().into(),
            options: draft.text.options().into(),
            closes: draft.text.closes().into(),
            choices: (&draft.choices).into(),
            written_at: draft.written_at.millis(),
            evidence: draft.evidence.as_deref().map(Into::into),
        }
    }
}

/// The draft of stored bytes that passed their checksum; else what is wrong with its terms.
pub(in crate::store) fn draft(key: PollKey, stored: DraftV2) -> Result<DraftRecord, String> {
    Ok(DraftRecord {
        server: key.0,
        id: key.1,
        author: stored.author.into(),
        text: DraftText::new(&stored.question, &stored.options, &stored.closes),
        choices: stored.choices.try_into()?,
        written_at: at(stored.written_at),
        evidence: stored.evidence.map(evidence),
    })
}
