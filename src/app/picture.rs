//! Putting a picture from a file into the text.

use super::session::Session;
use crate::page::pictures;
use crate::report::Part;
use crate::report::edit::Edit;
use crate::report::text::Para;
use std::path::Path;

/// A larger file is a photograph straight from a camera; mail and portals refuse it too.
const MOST: u64 = 8 << 20;

impl Session {
    /// Puts the picture behind a paragraph, its name as the caption; says why not if it can't.
    pub fn insert_picture(&mut self, part: Part, paragraph: usize, path: &Path) {
        let bytes = match self.disk.read(path, MOST) {
            Ok(b) => b,
            Err(e) => {
                let words = format!("没有读到这张图片，报告没有改动：{e}（{}）", path.display());
                return self.tell_bad(words);
            }
        };
        // What is larger was read only so far.
        if bytes.len() as u64 > MOST {
            let words = "这张图片超过8 MB，没有放进去，报告没有改动；请在画图软件里缩小以后再插入。".into();
            return self.tell_bad(words);
        }
        if pictures::shape(&bytes).is_none() {
            let words =
                "这个文件不是能排版的 PNG 或 JPG 图片，报告没有改动；请在画图软件里另存为 PNG。".into();
            return self.tell_bad(words);
        }
        let Some(report) = self.report() else { return };
        let mut paras = report.paras(part).to_vec();
        let at = (paragraph + 1).min(paras.len());
        let caption = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        paras.insert(at, Para::Picture { bytes, caption });
        self.apply("插入图片", None, [Edit::Text(part, paras)]);
        self.tell("图片放在了这一段后面；【图：】里的字是图下的说明，可以改。".into());
    }
}
