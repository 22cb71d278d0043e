//! Between the app's records and the formats on disk.

use std::sync::Arc;

use super::format::{
    AnswerV1, BallotV1, ClosedV1, DraftV1, EvidenceOptionV1, EvidencePointV1, EvidenceV1, MemberV1,
    PollV1,
};
use crate::app::{
    AnswerRecord, ChannelId, DraftRecord, MessageId, PollKey, PollRecord, ServerId, UserId,
};
use crate::poll::{
    Attached, AttachedCite, AttachedOption, AttachedPoint, Ballot, DraftText, Ending, Member,
    OptionIndex, Poll, PollNumber, PollState, VoterId,
};
use crate::render::AnswerId;
use crate::time::Timestamp;

const fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis)
}

impl From<&Member> for MemberV1 {
    fn from(member: &Member) -> Self {
        Self { id: member.id.0, name: member.name.clone() }
    }
}

impl From<MemberV1> for Member {
    fn from(member: MemberV1) -> Self {
        Self { id: VoterId(member.id), name: member.name }
    }
}

impl From<&PollRecord> for PollV1 {
    fn from(record: &PollRecord) -> Self {
        let poll = &record.poll;
        Self {
            number: poll.number.0,
            channel: record.channel.0,
            author: (&poll.author).into(),
            question: poll.text.question().into(),
            options: poll.text.options().to_vec(),
            opened_at: poll.opened_at.millis(),
            closes_at: poll.closes_at.map(Timestamp::millis),
            closed: closed(&poll.state),
            embeds: record.embeds,
            message: record.message.map(|m| m.0),
            result: record.result.map(|m| m.0),
            settled: record.settled,
            evidence: record.evidence.as_deref().map(Into::into),
        }
    }
}

impl From<&Attached> for EvidenceV1 {
    fn from(attached: &Attached) -> Self {
        let points = |points: &[AttachedPoint]| -> Vec<EvidencePointV1> {
            let cite = |c: &AttachedCite| (c.source.clone(), c.date.clone(), c.section.clone());
            let point = |p: &AttachedPoint| EvidencePointV1 {
                text: p.text.clone(),
                cites: p.cites.iter().map(cite).collect(),
            };
            points.iter().map(point).collect()
        };
        let option = |one: &AttachedOption| EvidenceOptionV1 {
            option: one.option.clone(),
            pros: points(&one.pros),
            cons: points(&one.cons),
        };
        Self { at: attached.at.millis(), options: attached.options.iter().map(option).collect() }
    }
}

fn evidence(stored: EvidenceV1) -> Arc<Attached> {
    let points = |points: Vec<EvidencePointV1>| -> Vec<AttachedPoint> {
        let cite = |(source, date, section)| AttachedCite { source, date, section };
        let point = |p: EvidencePointV1| AttachedPoint {
            text: p.text,
            cites: p.cites.into_iter().map(cite).collect(),
        };
        points.into_iter().map(point).collect()
    };
    let option = |one: EvidenceOptionV1| AttachedOption {
        option: one.option,
        pros: points(one.pros),
        cons: points(one.cons),
    };
    let options = stored.options.into_iter().map(option).collect();
    Arc::new(Attached { at: at(stored.at), options })
}

fn closed(state: &PollState) -> Option<ClosedV1> {
    match state {
        PollState::Open => None,
        PollState::Closed { at, carried_out_at, ending } => Some(ClosedV1 {
            at: at.millis(),
            carried_out_at: carried_out_at.millis(),
            early_by: match ending {
                Ending::OnTime => None,
                Ending::Early(member) => Some(member.into()),
            },
        }),
    }
}

/// The poll of stored bytes that passed their checksum; else what is wrong with its text.
pub(super) fn poll(key: PollKey, stored: PollV1) -> Result<PollRecord, String> {
    // One option a line is the form that keeps commas.
    let text = DraftText::new(&stored.question, &stored.options.join("\n"), "");
    let text = text.check().map_err(|faults| faults[0].to_string())?;
    let state = stored.closed.map_or(PollState::Open, |closed| PollState::Closed {
        at: at(closed.at),
        carried_out_at: at(closed.carried_out_at),
        ending: closed.early_by.map_or(Ending::OnTime, |member| Ending::Early(member.into())),
    });
    Ok(PollRecord {
        server: key.0,
        channel: ChannelId(stored.channel),
        poll: Poll {
            id: key.1,
            number: PollNumber(stored.number),
            author: stored.author.into(),
            text,
            opened_at: at(stored.opened_at),
            closes_at: stored.closes_at.map(at),
            state,
        },
        embeds: stored.embeds,
        message: stored.message.map(MessageId),
        result: stored.result.map(MessageId),
        settled: stored.settled,
        evidence: stored.evidence.map(evidence),
    })
}

impl From<&Ballot> for BallotV1 {
    fn from(ballot: &Ballot) -> Self {
        Self { choice: ballot.choice.0, cast_at: ballot.cast_at.millis() }
    }
}

pub(super) fn ballot(voter: VoterId, stored: &BallotV1) -> Ballot {
    Ballot { voter, choice: OptionIndex(stored.choice), cast_at: at(stored.cast_at) }
}

impl From<&DraftRecord> for DraftV1 {
    fn from(draft: &DraftRecord) -> Self {
        Self {
            author: (&draft.author).into(),
            question: draft.text.question().into(),
            options: draft.text.options().into(),
            closes: draft.text.closes().into(),
            written_at: draft.written_at.millis(),
            evidence: draft.evidence.as_deref().map(Into::into),
        }
    }
}

pub(super) fn draft(key: PollKey, stored: DraftV1) -> DraftRecord {
    DraftRecord {
        server: key.0,
        id: key.1,
        author: stored.author.into(),
        text: DraftText::new(&stored.question, &stored.options, &stored.closes),
        written_at: at(stored.written_at),
        evidence: stored.evidence.map(evidence),
    }
}

impl From<&AnswerRecord> for AnswerV1 {
    fn from(answer: &AnswerRecord) -> Self {
        Self {
            server: answer.server.map(|s| s.0),
            channel: answer.channel.0,
            asker: answer.asker.0,
            question: answer.question.clone(),
            private: answer.private,
            message: answer.message.map(|m| m.0),
            asked_at: answer.asked_at.millis(),
        }
    }
}

pub(super) fn answer(id: AnswerId, stored: AnswerV1) -> AnswerRecord {
    AnswerRecord {
        id,
        server: stored.server.map(ServerId),
        channel: ChannelId(stored.channel),
        asker: UserId(stored.asker),
        question: stored.question,
        private: stored.private,
        message: stored.message.map(MessageId),
        asked_at: at(stored.asked_at),
    }
}
