//! Everything from outside: the real program, the real bot over real sockets, the rules of the house.

mod docker;
mod quality;
mod shipped;
mod tidy;
mod words;
