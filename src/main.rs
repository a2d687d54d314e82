//! The program: a subcommand runs on the command line; a file or nothing opens the window.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use clap::Parser;
use gongkai::{app, cli, ui};
use std::process::ExitCode;

fn main() -> ExitCode {
    app::uptime_ms();
    let args = cli::Args::parse();
    match args.command {
        Some(c) => cli::run(&c, &mut std::io::stdout(), &mut std::io::stderr()).into(),
        None => match ui::run(args.file) {
            Ok(()) => ExitCode::SUCCESS,
            Err(sentence) => {
                eprintln!("{sentence}");
                ExitCode::from(2)
            }
        },
    }
}
