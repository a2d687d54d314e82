//! The program: a subcommand runs on the command line.

use clap::Parser;
use gongkai::cli;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = cli::Args::parse();
    match args.command {
        Some(c) => cli::run(&c, &mut std::io::stdout(), &mut std::io::stderr()).into(),
        None => ExitCode::from(2),
    }
}
