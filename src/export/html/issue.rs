//! The red head and the 版记 of a web page.

use super::escaped;
use super::faces::Families;
use crate::page::issue::{COPIES, copies, issued};
use std::fmt::Write as _;

/// The mark, the number, the red rule.
pub fn red_head(mark: &str, number: &str, faces: &Families) -> String {
    let mut out = format!(
        "<p style=\"text-align:center;color:#c00;font-size:32pt;line-height:1.3;margin:0.5em 0{}\">{}</p>\n",
        faces.title,
        escaped(mark)
    );
    if !number.is_empty() {
        let body = faces.body();
        let _ = writeln!(out, "<p style=\"{body};text-align:center;margin:0\">{}</p>", escaped(number));
    }
    out + "<hr style=\"border:0;border-top:2px solid #c00;margin:0.5em 0 1.5em\">\n"
}

/// Two lines between rules.
pub fn imprint(copies_to: &str, issuer: &str, date: &str, faces: &Families) -> String {
    const THIN: &str = ";border-bottom:1px solid #000";
    let style = format!("font-family:{};font-size:14pt;line-height:1.5;margin:0;padding:0 1em", faces.fang);
    // On a phone the day stands below the name, and within the rules all the same.
    let rules = "border:solid #000;border-width:2px 0;margin:3em 0 0;overflow:hidden";
    let mut out = format!("<div style=\"{rules}\">\n");
    if !copies_to.is_empty() {
        let words = format!("{COPIES}{}", copies(copies_to));
        let hanging = "padding-left:4em;text-indent:-3em";
        let _ = writeln!(out, "<p style=\"{style};{hanging}{THIN}\">{}</p>", escaped(&words));
    }
    let _ = writeln!(
        out,
        "<p style=\"{style}\">{}<span style=\"float:right\">{}</span></p>\n</div>",
        escaped(issuer),
        escaped(&issued(date))
    );
    out
}
