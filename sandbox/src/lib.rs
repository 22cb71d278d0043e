//! A small Discord on loopback: REST, gateway and the people who use a bot.
//!
//! It is made for testing and trying any bot without Discord: start a [`Sandbox`], point the
//! bot's client library at its address, and play the members: type commands, press buttons, fill
//! in forms, read what they would see.
//!
//! ```no_run
//! use stackwise_sandbox::{Options, Sandbox};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let sandbox = Sandbox::start(Options::default()).await?;
//! let guild = sandbox.add_guild("Demo team");
//! let channel = guild.add_channel("general");
//! let ada = guild.add_member("Ada");
//! // Start a bot here: `sandbox.api_base()` is its address, `sandbox.token()` its token.
//! sandbox.bot_ready().await?;
//! let answer = ada.in_channel(&channel).slash("/ping").await?;
//! assert_eq!(answer.text(), "Pong");
//! let pressed = ada.in_channel(&channel).press(answer.message()?, "Again").await?;
//! println!("{}", pressed.text());
//! # Ok(()) }
//! ```
//!
//! The sandbox judges what the bot sends by Discord's documented limits and answers with
//! Discord's own errors; see [`validate`] for the rules alone.

mod clock;
mod crowd;
mod gateway;
mod id;
mod listener;
mod options;
mod page;
mod permissions;
mod rest;
mod rules;
mod sandbox;
mod script;
mod show;
mod stream;
mod world;

pub use clock::{Clock, UnixMillis};
pub use crowd::CrowdLimits;
pub use id::{
    ApplicationId, AttachmentId, ChannelId, CommandId, GuildId, InteractionId, MessageId, RoleId,
    UserId,
};
pub use options::{Options, TourStop};
pub use permissions::Permissions;
pub use rules::{Problems, ValidateError, validate};
pub use sandbox::{Sandbox, StartError};
pub use script::{
    Actor, AttachmentView, ButtonView, Channel, Choice, CommandRule, Component, Exchange,
    FaultPlan, FieldView, FrameRecord, Guild, Invocation, Member, MessageView, ModalView, Outcome,
    ReactionView, Readiness, RequestRecord, Role, ScriptError, SelectOption, SelectView,
};
pub use world::faults::{Fault, Scope};
pub use world::limits::{Limit, RateLimits};
