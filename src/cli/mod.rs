//! The command line: one file a subcommand. This is where everything is put together.
//!
//! May enter: everything. Only this part prints.
//! Exit codes: 0 done, 1 our fault, 2 the person's (arguments, configuration, input).

mod ask;
mod bot;
mod check;
mod compare;
mod count;
mod demo;
mod eval;
mod health;
mod invite;
mod load;
mod log;
mod recommend;
mod run;
mod script;
mod tour;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::Config;

/// Answers stack questions from cited sources and polls the team.
#[derive(Parser)]
#[command(name = "stackwise", version, about, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Answer a question, or each line of standard input
    Ask(ask::AskArgs),
    /// Put two stacks side by side
    Compare(compare::CompareArgs),
    /// Check the configuration and the knowledge; print every fault of the knowledge
    Check(check::CheckArgs),
    /// Recount a poll or election from a file
    Count(count::CountArgs),
    /// Try the whole bot on this machine, without a token
    Demo(demo::DemoArgs),
    /// Measure how well questions with known answers are answered
    Eval(eval::EvalArgs),
    /// Ask a running bot whether it is well
    Health(health::HealthArgs),
    /// Print the address that invites the bot to a server
    Invite(invite::InviteArgs),
    /// Say which stack the sources support for what matters to you
    Recommend(recommend::RecommendArgs),
    /// Run the bot on Discord; the token comes from `DISCORD_TOKEN`
    Run(run::RunArgs),
}

/// Which configuration and knowledge to use.
#[derive(clap::Args, Clone, Debug, Default)]
struct Places {
    /// The configuration file; ./config.toml when it exists, else every default
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The knowledge folder; the configuration's when absent
    #[arg(long, value_name = "DIR")]
    knowledge: Option<PathBuf>,
}

impl Places {
    fn config(&self) -> Result<Config, Failure> {
        let mut config = Config::load(self.config.as_deref()).map_err(Failure::person)?;
        if let Some(folder) = &self.knowledge {
            config.knowledge.clone_from(folder);
        }
        Ok(config)
    }
}

/// Why a command ended early, and whose fault it is.
#[derive(Debug)]
enum Failure {
    /// Bad arguments, configuration or input.
    Person(anyhow::Error),
    /// Anything else.
    Ours(anyhow::Error),
}

impl Failure {
    fn person(error: impl Into<anyhow::Error>) -> Self {
        Self::Person(error.into())
    }

    fn ours(error: impl Into<anyhow::Error>) -> Self {
        Self::Ours(error.into())
    }
}

/// Runs the program with the process's arguments.
#[must_use]
pub fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Ask(args) => ask::run(&args),
        Command::Compare(args) => compare::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Count(args) => count::run(&args),
        Command::Demo(args) => demo::run(&args),
        Command::Eval(args) => eval::run(&args),
        Command::Health(args) => health::run(&args),
        Command::Invite(args) => invite::run(&args),
        Command::Recommend(args) => recommend::run(&args),
        Command::Run(args) => run::run(&args),
    };
    let (error, code) = match outcome {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Failure::Person(error)) => (error, 2),
        Err(Failure::Ours(error)) => (error, 1),
    };
    eprintln!("stackwise: {}", told(&error));
    ExitCode::from(code)
}

/// The error with its causes, each said once, and what to do about it at the end.
fn told(error: &anyhow::Error) -> String {
    let (mut told, mut helps) = (String::new(), String::new());
    for cause in error.chain().map(ToString::to_string) {
        let (what, help) = cause.split_at(cause.find("\n  help: ").unwrap_or(cause.len()));
        if !told.contains(what) {
            let colon = if told.is_empty() { "" } else { ": " };
            told.push_str(colon);
            told.push_str(what);
        }
        helps.push_str(help);
    }
    told + &helps
}

/// What became of writing: a reader who has had enough (`stackwise ask | head`) is no failure.
fn written(result: std::io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(Failure::ours),
    }
}

/// Prints to standard output.
fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    written(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// Prints what is good to know and not needed: a bot goes on when nobody can read it.
fn tell(text: &str) {
    if let Err(Failure::Ours(error) | Failure::Person(error)) = print(text) {
        tracing::warn!(%error, "standard output cannot be written");
    }
}

/// A small runtime for commands that wait for one or two answers.
fn block_on<T>(work: impl Future<Output = T>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    Ok(runtime.map_err(Failure::ours)?.block_on(work))
}

#[cfg(test)]
mod tests {
    use anyhow::anyhow;

    use super::*;

    #[test]
    fn what_to_do_comes_last_and_nothing_is_said_twice() {
        let error = anyhow!("in use").context("cannot listen: in use\n  help: choose another");
        assert_eq!(told(&error), "cannot listen: in use\n  help: choose another");
        let error = anyhow!("dns").context("no answer\n  help: check the network");
        assert_eq!(told(&error), "no answer: dns\n  help: check the network");
        let error = error.context("cannot start");
        assert_eq!(told(&error), "cannot start: no answer: dns\n  help: check the network");
        let faults = anyhow!("2 faults\na:1: x\n  help: y\na:2: z\n  help: w");
        assert_eq!(told(&faults), faults.to_string());
    }
}
