//! What a file is by its beginning, whatever it is called.

/// As much of a file as tells what it is, in bytes.
pub const HEAD: u64 = 4096;

/// Whether the bytes are a project file, of any version, whole or not.
pub fn is_project(bytes: &[u8]) -> bool {
    says(bytes, "format")
}

/// Whether the bytes are a collection file, of any version, whole or not.
pub fn is_collection(bytes: &[u8]) -> bool {
    says(bytes, "collection")
}

/// Whether the bytes are a file of this program's own.
pub fn is_own(bytes: &[u8]) -> bool {
    is_project(bytes) || is_collection(bytes)
}

/// Whether a file begins, behind comments, by saying this.
fn says(bytes: &[u8], word: &str) -> bool {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD as usize)]);
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    while let Some(comment) = rest.strip_prefix("//") {
        rest = comment.split_once('\n').map_or("", |(_, r)| r).trim_start();
    }
    rest.strip_prefix('(').is_some_and(|r| r.trim_start().starts_with(word))
}

/// Whether both are of one sort: two project files, two PDFs. An empty file is of any.
pub fn are_kin(a: &[u8], b: &[u8]) -> bool {
    const SORT: usize = 4;
    let head = |bytes: &[u8]| bytes.iter().take(SORT).copied().collect::<Vec<u8>>();
    a.is_empty()
        || b.is_empty()
        || head(a) == head(b)
        || is_project(a) && is_project(b)
        || is_collection(a) && is_collection(b)
}
