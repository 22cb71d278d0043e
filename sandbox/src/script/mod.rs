//! Playing the people: what members do, and what they then see.
//!
//! May enter: the world, waiting for its changes. May not enter: HTTP, sockets.
//! Flow: `actor` turns a step into an interaction -> `dispatch` sends it -> `exchange` waits for
//! the bot -> `view` shows what that member sees.

mod actor;
mod attaching;
mod choosing;
mod command_rule;
mod component;
mod data;
mod dispatch;
mod error;
mod exchange;
mod fault_plan;
mod form;
mod invocation;
mod options;
mod people;
mod place;
mod reacting;
mod record;
mod text;
mod view;
mod wait;

pub use actor::Actor;
pub use command_rule::CommandRule;
pub use component::{ButtonView, Component, SelectOption, SelectView};
pub use error::ScriptError;
pub use exchange::{Choice, Exchange, Outcome};
pub use fault_plan::FaultPlan;
pub use form::{FieldView, ModalView};
pub use invocation::Invocation;
pub use place::{Channel, Guild, Member, Role};
pub use record::{FrameRecord, RequestRecord};
pub use view::{AttachmentView, MessageView, ReactionView};
pub use wait::Readiness;

pub(crate) use attaching::{LARGEST_FILE, MOST_FILES};
pub(crate) use component::rows;
pub(crate) use text::mentioned;
