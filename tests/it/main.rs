//! Everything from outside: the real program, the real bot over real sockets, the rules of the house.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, in its helpers too")]

mod asking;
mod asking_cli;
mod balloting;
mod browser;
mod browsing;
mod cards;
mod chaos;
mod collections;
mod comparing;
mod counting;
mod deciding;
mod docker;
mod durability;
mod faults;
mod fixture;
mod gone;
mod leaning_cli;
mod life;
mod managing;
mod mentions;
mod old_stores;
mod openapi;
mod polling;
mod program;
mod quality;
mod recommending;
mod removing;
mod secrecy;
mod settings;
mod shipped;
mod steps;
mod terms;
mod texts;
mod tidy;
mod words;
mod world;
