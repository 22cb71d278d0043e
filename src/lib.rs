//! Stackwise: answers stack questions from cited sources and polls the team.
//!
//! Doors (`cli`, `config`, `discord`, `http`, `store`) let things in and check them once;
//! rooms (`knowledge`, `search`, `answer`, `poll`, `decision`, `render`) are pure; `app` orders effects.
//! ARCHITECTURE.md is the map; `tests/it/tidy.rs` checks who may name whom.

pub mod answer;
pub mod app;
pub mod cli;
pub mod config;
pub mod decision;
pub mod discord;
pub mod http;
pub mod knowledge;
pub mod poll;
pub mod render;
pub mod search;
pub mod secret;
pub mod store;
pub mod time;
