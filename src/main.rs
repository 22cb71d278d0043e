//! The `stackwise` program.

fn main() {}
