//! What the command line says of itself: in Chinese, every option with what it does.

use clap::CommandFactory;
use gongkai::cli::Args;

use crate::made::folder::Folder;

/// English words of a text: letters beside each other that are no option, no extension, no name of a format.
fn english(text: &str) -> Vec<&str> {
    let ours = |w: &str| w.starts_with('-') || w.starts_with('.') || w.contains(['.', '/']);
    let known = ["gongkai", "Word", "WPS", "PDF", "Excel", "OFD", "OpenDocument", "JSON", "CSV", "UTF-8"];
    let formats = ["pdf", "docx", "html", "ofd", "xlsx", "csv", "json"];
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && !['-', '.', '/'].contains(&c));
    words.filter(|w| w.chars().filter(char::is_ascii_alphabetic).count() > 1 && !ours(w)).fold(
        Vec::new(),
        |mut all, w| {
            if !known.contains(&w) && !formats.contains(&w) {
                all.push(w);
            }
            all
        },
    )
}

#[test]
fn every_option_says_in_chinese_what_it_does() {
    let d = Folder::new();
    let commands = Args::command();
    for command in commands.get_subcommands() {
        let name = command.get_name();
        for arg in command.get_arguments() {
            let said = arg.get_help().map(ToString::to_string).unwrap_or_default();
            assert!(!said.is_empty(), "{name}: {} says nothing", arg.get_id());
        }
        let help = d.ok(&[name, "--help"]);
        assert!(help.contains("用法：") && help.contains("看用法"), "{help}");
        let names: Vec<_> = commands.get_subcommands().map(clap::Command::get_name).collect();
        let sources = ["gknb", "doc", "wps", "ods", "xls", "et", "mht", "mhtml", "htm", "txt", "md", "zip"];
        let odd: Vec<_> =
            english(&help).into_iter().filter(|w| !names.contains(w) && !sources.contains(w)).collect();
        assert!(odd.is_empty(), "{name}: {odd:?} in {help}");
    }
}

#[test]
fn what_cannot_be_run_is_told_in_chinese_and_does_nothing() {
    let d = Folder::new();
    for (args, words) in [
        (&["export"][..], "还要写上"),
        (&["new", "--year", "今年", "--office", "某局", "-o", "x.gknb"], "后面不能写 今年"),
        (&["new", "--yaer", "2025"], "没有 --yaer 这个选项"),
        (&["new", "--year"], "后面要写内容"),
        (&["export", "a.gknb", "-o", "b.docx", "--comments", "--format", "pdf"], "不能和"),
        (&["a.gknb", "b.gknb"], "这个"),
    ] {
        let o = d.run(args);
        assert_eq!(o.status.code(), Some(2), "{args:?}");
        assert!(o.stdout.is_empty(), "{args:?}");
        let said = String::from_utf8_lossy(&o.stderr).into_owned();
        assert!(said.contains(words) && said.contains("什么也没有做"), "{args:?}: {said}");
        let odd: Vec<_> = english(&said).into_iter().filter(|w| !["export", "new"].contains(w)).collect();
        assert!(odd.is_empty(), "{args:?}: {odd:?} in {said}");
    }
    assert!(!d.has("x.gknb"));
}
