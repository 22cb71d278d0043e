//! The command line: one file per subcommand. Only here is anything printed.

mod serve;
mod validate;

use std::error::Error;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// A small Discord on loopback, for testing and trying any bot.
#[derive(Debug, Parser)]
#[command(version, about)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run a small Discord with one server, three members and a page in the browser.
    Serve(serve::Args),
    /// Check a request body against Discord's limits: exit 0 when good, 1 with Discord's error.
    Validate(validate::Args),
}

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Box<dyn Error>> {
        match self.command {
            Command::Serve(args) => serve::run(args),
            Command::Validate(args) => validate::run(&args),
        }
    }
}
