//! Between the app's records and the formats on disk.

mod ballots;
mod polls;
mod terms;

use std::sync::Arc;

pub(super) use ballots::{ballot, half};
pub(super) use polls::{draft, poll};

use super::format::{AnswerV1, EvidenceOptionV1, EvidencePointV1, EvidenceV1, MemberV1};
use crate::app::{AnswerRecord, ChannelId, MessageId, ServerId, UserId};
use crate::poll::{Attached, AttachedCite, AttachedOption, AttachedPoint, Member, VoterId};
use crate::render::AnswerId;
use crate::time::Timestamp;

pub(super) const fn at(millis: i64) -> Timestamp {
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

impl From<&Attached> for EvidenceV1 {
    fn from(attached: &Attached) -> Self {
        let points = |points: &[AttachedPoint]| points.iter().map(Into::into).collect();
        let option = |one: &AttachedOption| EvidenceOptionV1 {
            option: one.option.clone(),
            pros: points(&one.pros),
            cons: points(&one.cons),
        };
        Self { at: attached.at.millis(), options: attached.options.iter().map(option).collect() }
    }
}

impl From<&AttachedPoint> for EvidencePointV1 {
    fn from(point: &AttachedPoint) -> Self {
        let cite = |c: &AttachedCite| (c.source.clone(), c.date.clone(), c.section.clone());
        Self { text: point.text.clone(), cites: point.cites.iter().map(cite).collect() }
    }
}

impl From<EvidencePointV1> for AttachedPoint {
    fn from(stored: EvidencePointV1) -> Self {
        let cite = |(source, date, section)| AttachedCite { source, date, section };
        Self { text: stored.text, cites: stored.cites.into_iter().map(cite).collect() }
    }
}

pub(super) fn evidence(stored: EvidenceV1) -> Arc<Attached> {
    let points =
        |points: Vec<EvidencePointV1>| points.into_iter().map(AttachedPoint::from).collect();
    let option = |one: EvidenceOptionV1| AttachedOption {
        option: one.option,
        pros: points(one.pros),
        cons: points(one.cons),
    };
    let options = stored.options.into_iter().map(option).collect();
    Arc::new(Attached { at: at(stored.at), options })
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
