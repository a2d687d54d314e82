//! A path as text that leads back to it, whatever its names hold: a line's end, blanks at the end, bytes that are no
//! text (`报告` as GBK, from an archive made elsewhere). What text can't show goes as `%0A`.

use serde::{Deserialize, Deserializer, Serializer};
use std::path::{Path, PathBuf};

/// Nothing where the system's names can't be written so.
pub fn text(path: &Path) -> Option<String> {
    let (bytes, mut out) = (bytes(path)?, String::new());
    for chunk in bytes.utf8_chunks() {
        chunk.valid().chars().for_each(|c| match c {
            '%' => out += "%25",
            c if c.is_control() => c.encode_utf8(&mut [0; 4]).bytes().for_each(|b| out += &hex(b)),
            c => out.push(c),
        });
        chunk.invalid().iter().for_each(|b| out += &hex(*b));
    }
    // Who reads a line takes away the blanks round it.
    let (start, end) = (out.trim_start().len(), out.trim_end().len());
    let (start, end) = (out.len() - start, end.max(out.len() - start));
    let blanks = |part: &str| part.bytes().map(hex).collect::<String>();
    Some(format!("{}{}{}", blanks(&out[..start]), &out[start..end], blanks(&out[end..])))
}

/// The path that `text` was made of.
pub fn path(text: &str) -> Option<PathBuf> {
    let mut out = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, more)) = rest.split_first() {
        let byte = more.get(..2).and_then(|h| u8::from_str_radix(std::str::from_utf8(h).ok()?, 16).ok());
        rest = match byte.filter(|_| *first == b'%') {
            Some(b) => {
                out.push(b);
                &more[2..]
            }
            None => {
                out.push(*first);
                more
            }
        };
    }
    from_bytes(out)
}

fn hex(byte: u8) -> String {
    format!("%{byte:02X}")
}

#[cfg(unix)]
fn bytes(path: &Path) -> Option<&[u8]> {
    Some(std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str()))
}
#[cfg(unix)]
fn from_bytes(bytes: Vec<u8>) -> Option<PathBuf> {
    let name: std::ffi::OsString = std::os::unix::ffi::OsStringExt::from_vec(bytes);
    Some(name.into())
}
#[cfg(not(unix))]
fn bytes(path: &Path) -> Option<&[u8]> {
    path.to_str().map(str::as_bytes)
}
#[cfg(not(unix))]
fn from_bytes(bytes: Vec<u8>) -> Option<PathBuf> {
    String::from_utf8(bytes).ok().map(PathBuf::from)
}

/// Lists of paths in settings, for serde; those that can't be written are left out.
pub fn serialize<S: Serializer>(paths: &[PathBuf], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(paths.iter().filter_map(|p| text(p)))
}
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<PathBuf>, D::Error> {
    Ok(Vec::<String>::deserialize(from)?.iter().filter_map(|t| path(t)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_comes_back_whatever_its_names_hold() {
        for name in [
            "/甲/a\nb.gknb",
            "/甲/100%.gknb",
            "/甲/100%41.gknb",
            "x.gknb ",
            " \u{3000}x\u{3000}",
            "a\r",
            " ",
            "",
            "C:\\甲",
        ] {
            let shown = text(Path::new(name)).expect("text");
            assert_eq!(shown.trim(), shown);
            assert!(!shown.contains(['\n', '\r']), "{shown}");
            assert_eq!(path(&shown), Some(name.into()));
        }
        assert_eq!(text(Path::new("/甲/报告.gknb")).as_deref(), Some("/甲/报告.gknb"));
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_no_text_comes_back() {
        // 报告 as GBK.
        let name: std::ffi::OsString =
            std::os::unix::ffi::OsStringExt::from_vec(b"/x/\xb1\xa8\xb8\xe6.gknb".to_vec());
        let shown = text(Path::new(&name)).expect("text");
        assert_eq!((shown.as_str(), path(&shown)), ("/x/%B1%A8%B8%E6.gknb", Some(name.into())));
    }
}
