//! The program: a subcommand runs on the command line; a file or nothing opens the window.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use clap::Parser;
use gongkai::store::folders;
use gongkai::{app, cli, ui};
use std::process::ExitCode;

fn main() -> ExitCode {
    app::uptime_ms();
    app::crash::install(folders::data());
    #[cfg(windows)]
    attach_console();
    let args = match cli::Args::try_parse() {
        Ok(args) => args,
        Err(e) => return cli::words::reply(&e).print(&mut std::io::stdout(), &mut std::io::stderr()).into(),
    };
    match args.command {
        Some(c) => cli::run(&c, &mut std::io::stdout(), &mut std::io::stderr()).into(),
        None => ui::run(args.file).into(),
    }
}

/// A program for the window has no console on Windows; one started from a console speaks there.
#[cfg(windows)]
#[allow(unsafe_code)]
fn attach_console() {
    use windows_sys::Win32::System::Console::{ATTACH_PARENT_PROCESS, AttachConsole};
    // SAFETY: takes no pointer; without a parent console it fails and changes nothing.
    unsafe { AttachConsole(ATTACH_PARENT_PROCESS) };
}
