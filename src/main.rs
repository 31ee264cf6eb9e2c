//! Reads the command line; opens the window or runs one headless command.

use std::process::ExitCode;

fn main() -> ExitCode {
    roadscope::cli::run(std::env::args_os(), roadscope::app::run)
}
