//! The `stackwise` program: parse the command line, start, turn errors into exit codes.

use std::process::ExitCode;

fn main() -> ExitCode {
    stackwise::cli::main()
}
