//! From a result to a decision: as voted, otherwise, or not yet.

use super::compose::Decided;
use super::write::{decided, review_day};
use super::{Office, failed, refuse};
use crate::app::decide_rights::may_decide;
use crate::app::polls::private;
use crate::app::writer::Waits;
use crate::app::{App, Invocation, PollKey, Reply};
use crate::decision::{DecisionId, DecisionNumber, Purpose};
use crate::knowledge::Knowledge;
use crate::poll::{OptionIndex, PollId};
use crate::render::DecidePress;
use crate::render::decision::{self as show, DecisionError};

/// What pressing one of the buttons does.
pub(super) async fn press(app: &App, inv: &Invocation, key: PollKey, press: DecidePress) -> Reply {
    let office = &app.decisions.office;
    let poll = match decided(app, key).await {
        Ok(Some(poll)) => poll,
        Ok(None) => return refuse(&DecisionError::NoPoll),
        Err(why) => return private(failed(&why)),
    };
    let before = match before(office, key).await {
        Ok(before) => before,
        Err(why) => return private(failed(&why)),
    };
    let it = &poll.record.poll;
    if let Some(number) = before {
        return refuse(&DecisionError::DecidedBefore(it, number));
    }
    if it.is_cancelled() {
        return refuse(&DecisionError::Cancelled(it));
    }
    if it.is_open() {
        return refuse(&DecisionError::PollOpen(it));
    }
    if !may_decide(inv, &poll.record) {
        return refuse(&DecisionError::NotYourPoll(it));
    }
    match press {
        DecidePress::Ask => private(show::ask(it, &poll.voted)),
        DecidePress::NotYet => Reply::Update(show::not_yet(it)),
        DecidePress::Follow(option) => {
            let text = proposal(app.index().knowledge(), &poll, OptionIndex(option));
            let purpose = Purpose::Follow(PollId(key.1.0), OptionIndex(option));
            form(office, inv, key, purpose, text).await
        }
        DecidePress::Otherwise => form(office, inv, key, Purpose::Depart(key.1), None).await,
    }
}

async fn form(
    office: &Office,
    inv: &Invocation,
    key: PollKey,
    purpose: Purpose,
    text: Option<String>,
) -> Reply {
    let review = review_day(office, key.0).await;
    let typed = show::prefilled(text, None, &review);
    Reply::Form(show::form(DecisionId(inv.id.0), purpose, &typed))
}

/// What the form proposes to write down: "Use Django" for a stack, else the option itself; and to a
/// proposal yes or no.
fn proposal(knowledge: &Knowledge, poll: &Decided, option: OptionIndex) -> Option<String> {
    let text = &poll.record.poll.text;
    if let Some(passed) = poll.voted.passed {
        return Some(show::answer_to(text.question(), passed));
    }
    let name = text.options().get(option.at())?;
    let stack = knowledge.stack(name).is_some();
    Some(if stack { show::use_it(name) } else { name.clone() })
}

/// The decision on this poll, if there is one.
async fn before(
    office: &Office,
    key: PollKey,
) -> Result<Option<DecisionNumber>, crate::app::WriterError> {
    let read = office.writer.call(Waits::Somebody, move |ledger, _| {
        let Some(decision) = ledger.decision_on(key) else { return Ok(None) };
        Ok(ledger.decision(decision)?.map(|record| record.decision.number))
    });
    read.await
}
