//! `validate`: the rules without a server.

use std::error::Error;
use std::io::Read;
use std::process::ExitCode;

use serde_json::Value;

/// Largest body that is read, in bytes: Discord's own limit.
const MAX_BODY: u64 = 25 * 1024 * 1024;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Method and path as Discord documents them, such as "POST /channels/1/messages".
    #[arg(long)]
    route: String,
    /// File with the JSON body, or - for standard input.
    file: String,
}

#[expect(clippy::print_stdout, reason = "the error is the answer")]
pub(crate) fn run(args: &Args) -> Result<ExitCode, Box<dyn Error>> {
    let text = read(&args.file).map_err(|error| format!("cannot read `{}`: {error}", args.file))?;
    let text = if text.trim().is_empty() { "null" } else { &text };
    let body: Value = serde_json::from_str(text)
        .map_err(|error| format!("`{}` is not JSON: {error}", args.file))?;
    match stackwise_sandbox::validate(&args.route, &body)? {
        None => Ok(ExitCode::SUCCESS),
        Some(answer) => {
            println!("{answer}");
            Ok(ExitCode::from(1))
        }
    }
}

fn read(file: &str) -> std::io::Result<String> {
    let mut text = String::new();
    if file == "-" {
        std::io::stdin().take(MAX_BODY).read_to_string(&mut text)?;
    } else {
        std::fs::File::open(file)?.take(MAX_BODY).read_to_string(&mut text)?;
    }
    Ok(text)
}
