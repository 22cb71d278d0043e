//! The vote flow with a store in memory, a clock that is moved, and a channel that remembers.

mod cut;
mod flow;
mod life;
mod messenger;
mod quorum;
mod secrecy;
mod trouble;
mod world;
