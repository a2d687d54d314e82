//! The words by which Windows prints a file: what follows `-Command` is one script, so the path stands in it.

use std::path::Path;

/// The script that prints the file at `path`.
pub fn script(path: &Path) -> String {
    // Typographic quotes end a string there as the plain one does; two of them are one that doesn't.
    let mut quoted = String::new();
    for c in path.to_string_lossy().chars() {
        quoted.push(c);
        if matches!(c, '\'' | '\u{2018}'..='\u{201b}') {
            quoted.push(c);
        }
    }
    format!("Start-Process -FilePath '{quoted}' -Verb Print")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_stands_in_the_script_and_no_quote_ends_it() {
        for (path, quoted) in [
            (r"C:\用户 一\打印.pdf", r"C:\用户 一\打印.pdf"),
            (r"C:\a'; del b\c.pdf", r"C:\a''; del b\c.pdf"),
            ("C:\\“甲”‘乙’.pdf", "C:\\“甲”‘‘乙’’.pdf"),
        ] {
            let wanted = format!("Start-Process -FilePath '{quoted}' -Verb Print");
            assert_eq!(script(Path::new(path)), wanted);
        }
    }
}
