//! The `stackwise-sandbox` program.

fn main() {}
