//! Use cases: what happens when somebody asks, presses, chooses or types.
//!
//! May enter: values of the rooms, the ports. May not enter: serenity, sled, files.
//! The only place that decides the order of effects: store first, acknowledge second, show third.

mod about;
mod answer_press;
mod answers;
mod ask;
mod attached;
mod board;
mod clock;
mod closing;
mod compare;
mod complete;
mod decide_rights;
mod decision_ledger;
mod decision_records;
mod decisions;
mod draft_terms;
mod drafting;
mod faq;
mod handle;
mod incident;
mod invocation;
mod latest;
mod ledger;
mod listing;
mod managing;
mod manners;
mod mention;
mod own_vote;
mod polls;
mod ports;
mod recommend;
mod records;
mod remove;
mod reopening;
mod results;
mod settings;
mod show;
mod silences;
mod stack_poll;
mod state;
mod vault;
mod voting;
mod writer;

pub use answers::Answers;
pub use clock::{FakeClock, SystemClock};
pub use decision_records::{DecisionKey, DecisionRecord, NoteRecord};
pub use decisions::{DecisionRequest, Decisions};
pub use handle::handle;
pub use incident::Incident;
pub use invocation::{
    BotRights, Change, ChannelId, Invocation, InvocationId, MessageId, Person, Reply, Request,
    ServerId, UserId,
};
pub use polls::Polls;
pub use ports::{Clock, Keys, Messenger, PollKeys, SendError, Store, StoreError};
pub use records::{AnswerRecord, Batch, DraftRecord, PollKey, PollRecord, ServerRecord};
pub use silences::{Silence, Silences};
pub use state::{App, HandlerFault, Parts};
pub use writer::{Writer, WriterError};

#[cfg(test)]
mod tests;
