//! The sandbox from outside: over HTTP and websockets, with people who act.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod attaching;
mod bodies;
mod bot;
mod bulk_delete;
mod change_channels;
mod change_members;
mod change_roles;
mod command_rules;
mod crowd;
mod gateway;
mod gateway_faults;
mod hostile;
mod interactions;
mod member_chunks;
mod messages;
mod page;
mod pins;
mod reactions;
mod removals;
mod roles;
mod selects;
mod serenity_bot;
mod serenity_client;
mod twilight_client;
mod world;
