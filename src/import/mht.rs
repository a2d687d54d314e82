//! Web pages saved as one file (.mht): a MIME archive with the page in it.

use super::budget::MOST_SOURCE;
use super::input::Input;
use super::{ImportError, Imported, Importer, decode, html, text};
use crate::format::Format;
use mailparse::MailHeaderMap;

/// Most parts and lines of an archive, and bytes of all its heads.
const MOST_PARTS: usize = 10_000;
const MOST_LINES: usize = 1_000_000;
const MOST_HEADS: usize = 4 << 20;

pub const IMPORTER: Importer = Importer {
    format: Format { name: "单文件网页", extensions: &["mht", "mhtml"] },
    is: |c| c.bytes.len() <= MOST_SOURCE && is_archive(c.bytes) && is_modest(c.bytes),
    read: Some(read),
};

fn read(input: Input<'_>) -> Result<Imported, ImportError> {
    if has_attachment(input.bytes) {
        return Err(ImportError::Letter { name: input.name.into() });
    }
    match page(input.bytes) {
        Some(source) => html::of_source(&source, input.name, input.budget),
        // A letter that was saved: its words are all there is.
        None => text::import(input),
    }
}

fn is_archive(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_lowercase();
    head.contains("mime-version:") && head.contains("content-type:")
}

/// Whether it is a letter with a document to it: the report is that.
fn has_attachment(bytes: &[u8]) -> bool {
    let Ok(mail) = mailparse::parse_mail(bytes) else { return false };
    let is_picture = |p: &mailparse::ParsedMail<'_>| p.ctype.mimetype.starts_with("image/");
    let is_attached = |p: &mailparse::ParsedMail<'_>| {
        p.headers
            .get_first_value("Content-Disposition")
            .is_some_and(|d| d.trim_start().to_lowercase().starts_with("attachment"))
    };
    mail.parts().any(|p| is_attached(p) && !is_picture(p))
}

/// The source of the archive's page.
fn page(bytes: &[u8]) -> Option<String> {
    let mail = mailparse::parse_mail(bytes).ok()?;
    let page = mail.parts().find(|p| p.ctype.mimetype == "text/html")?;
    decode::page(&page.get_body_raw().ok()?)
}

/// Whether it has no more parts, lines and heads than a saved page: all of them are taken apart before anything is
/// known of them.
fn is_modest(bytes: &[u8]) -> bool {
    let (mut lines, mut parts, mut heads, mut in_head) = (0, 0, 0, true);
    for l in bytes.split(|b| *b == b'\n') {
        lines += 1;
        if l.starts_with(b"--") {
            (parts, in_head) = (parts + 1, true);
        }
        in_head &= !matches!(l, b"" | b"\r");
        heads += if in_head { l.len() } else { 0 };
        if lines > MOST_LINES || parts > MOST_PARTS || heads > MOST_HEADS {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_of_an_archive_is_decoded() {
        let mht = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\n\
            Content-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
            <p>=E5=B1=80</p>\r\n--b--\r\n";
        assert!(is_archive(mht.as_bytes()) && is_modest(mht.as_bytes()));
        assert_eq!(page(mht.as_bytes()).map(|t| t.trim().to_string()).as_deref(), Some("<p>局</p>"));
    }
}
