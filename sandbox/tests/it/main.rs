//! The sandbox from outside: over HTTP and websockets, with people who act.

mod bot;
mod gateway;
mod interactions;
mod messages;
mod world;
