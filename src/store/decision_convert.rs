//! Between the records of decisions and their formats on disk.

use std::time::Duration;

use super::convert::{at, evidence};
use super::decision_format::{DecisionV1, FromPollV1, NoteV1, PurposeV1, ReviewV1};
use crate::app::{ChannelId, DecisionKey, DecisionRecord, MessageId, NoteRecord};
use crate::decision::{
    Covers, Decision, DecisionId, DecisionNumber, DecisionText, Departure, FromPoll, HeadToHead,
    Purpose, Reason, RestsOn, Review, TypedDecision, VoteSummary,
};
use crate::poll::{OptionIndex, PollId, PollNumber};

impl From<&DecisionRecord> for DecisionV1 {
    fn from(record: &DecisionRecord) -> Self {
        let decision = &record.decision;
        let text = &decision.text;
        let reason = |reason: &Reason| (reason.option.clone(), reason.text.clone());
        Self {
            number: decision.number.0,
            channel: record.channel.0,
            by: (&decision.by).into(),
            at: decision.at.millis(),
            decided: text.decided().into(),
            because: text.because().into(),
            question: text.question().into(),
            options: text.options().to_vec(),
            chosen: decision.chosen.clone(),
            poll: decision.poll.as_ref().map(Into::into),
            reasons: decision.reasons.iter().map(reason).collect(),
            against: decision.against.as_ref().map(Into::into),
            evidence: decision.evidence.as_deref().map(Into::into),
            stacks: decision.covers.stacks.clone(),
            topics: decision.covers.topics.clone(),
            rests_on: decision.rests_on.iter().map(|r| (r.entry.clone(), r.print)).collect(),
            review: decision.review.map(Into::into),
            replaces: decision.replaces.map(|number| number.0),
            replaced_by: decision.replaced_by.map(|number| number.0),
            embeds: record.embeds,
            files: record.files,
            message: record.message.map(|message| message.0),
            stale: record.stale,
            reminder: record.reminder.map(|message| message.0),
        }
    }
}

impl From<&FromPoll> for FromPollV1 {
    fn from(poll: &FromPoll) -> Self {
        let vote = &poll.vote;
        let pair = |pair: &HeadToHead| {
            let (most, fewest) = pair.ballots;
            (pair.preferred.clone(), pair.over.clone(), most, fewest)
        };
        Self {
            id: poll.id.0,
            number: poll.number.0,
            departs: poll.departs == Departure::Departs,
            kind: vote.kind.clone(),
            method: vote.method.clone(),
            secret: vote.secret,
            from: vote.from.millis(),
            to: vote.to.millis(),
            could_vote: vote.could_vote,
            voted: vote.voted,
            winners: vote.winners.clone(),
            lines: vote.lines.clone(),
            head_to_head: vote.head_to_head.iter().map(pair).collect(),
            firmness: vote.firmness.clone(),
            recount: vote.recount.clone(),
        }
    }
}

impl From<FromPollV1> for FromPoll {
    fn from(stored: FromPollV1) -> Self {
        let pair = |(preferred, over, most, fewest)| HeadToHead {
            preferred,
            over,
            ballots: (most, fewest),
        };
        Self {
            id: PollId(stored.id),
            number: PollNumber(stored.number),
            vote: VoteSummary {
                kind: stored.kind,
                method: stored.method,
                secret: stored.secret,
                from: at(stored.from),
                to: at(stored.to),
                could_vote: stored.could_vote,
                voted: stored.voted,
                winners: stored.winners,
                lines: stored.lines,
                head_to_head: stored.head_to_head.into_iter().map(pair).collect(),
                firmness: stored.firmness,
                recount: stored.recount,
            },
            departs: if stored.departs { Departure::Departs } else { Departure::Follows },
        }
    }
}

impl From<Review> for ReviewV1 {
    fn from(review: Review) -> Self {
        let every = u64::try_from(review.every.as_millis()).unwrap_or(u64::MAX);
        Self { at: review.at.millis(), every, asked: review.asked }
    }
}

impl From<ReviewV1> for Review {
    fn from(stored: ReviewV1) -> Self {
        let every = Duration::from_millis(stored.every);
        Self { at: at(stored.at), every, asked: stored.asked }
    }
}

/// The decision of stored bytes that passed their checksum; else what is wrong with its text.
pub(super) fn decision(key: DecisionKey, stored: DecisionV1) -> Result<DecisionRecord, String> {
    let text =
        DecisionText::stored(stored.decided, stored.because, stored.question, stored.options)
            .map_err(|fault| fault.to_string())?;
    let reason = |(option, text)| Reason { option, text };
    let rests_on = |(entry, print)| RestsOn { entry, print };
    Ok(DecisionRecord {
        server: key.0,
        channel: ChannelId(stored.channel),
        decision: Decision {
            id: key.1,
            number: DecisionNumber(stored.number),
            by: stored.by.into(),
            at: at(stored.at),
            text,
            chosen: stored.chosen,
            poll: stored.poll.map(Into::into),
            reasons: stored.reasons.into_iter().map(reason).collect(),
            against: stored.against.map(Into::into),
            evidence: stored.evidence.map(evidence),
            covers: Covers { stacks: stored.stacks, topics: stored.topics },
            rests_on: stored.rests_on.into_iter().map(rests_on).collect(),
            review: stored.review.map(Into::into),
            replaces: stored.replaces.map(DecisionNumber),
            replaced_by: stored.replaced_by.map(DecisionNumber),
        },
        embeds: stored.embeds,
        files: stored.files,
        message: stored.message.map(MessageId),
        stale: stored.stale,
        reminder: stored.reminder.map(MessageId),
    })
}

impl From<&NoteRecord> for NoteV1 {
    fn from(note: &NoteRecord) -> Self {
        let typed = &note.typed;
        Self {
            author: (&note.author).into(),
            decided: typed.decided.clone(),
            because: typed.because.clone(),
            review: typed.review.clone(),
            question: typed.question.clone(),
            options: typed.options.clone(),
            purpose: match note.purpose {
                Purpose::Record => PurposeV1::Record,
                Purpose::Replace(id) => PurposeV1::Replace(id.0),
                Purpose::Follow(poll, option) => PurposeV1::Follow(poll.0, option.0),
                Purpose::Depart(poll) => PurposeV1::Depart(poll.0),
            },
            written_at: note.written_at.millis(),
        }
    }
}

pub(super) fn note(key: DecisionKey, stored: NoteV1) -> NoteRecord {
    NoteRecord {
        server: key.0,
        id: key.1,
        author: stored.author.into(),
        typed: TypedDecision {
            decided: stored.decided,
            because: stored.because,
            review: stored.review,
            question: stored.question,
            options: stored.options,
        },
        purpose: match stored.purpose {
            PurposeV1::Record => Purpose::Record,
            PurposeV1::Replace(id) => Purpose::Replace(DecisionId(id)),
            PurposeV1::Follow(poll, option) => Purpose::Follow(PollId(poll), OptionIndex(option)),
            PurposeV1::Depart(poll) => Purpose::Depart(PollId(poll)),
        },
        written_at: at(stored.written_at),
    }
}
