//! Putting a picture from a file into the text.

use super::session::Session;
use crate::page::pictures::FINEST;
use crate::report::Part;
use crate::report::edit::Edit;
use crate::report::picture::{Picture, Refused};
use crate::report::text::Para;
use crate::store::StoreError;
use std::path::Path;

/// A camera's largest; what is put in is made as fine as paper shows it.
const MOST: u64 = 32 << 20;

impl Session {
    /// Puts the picture behind a paragraph, its name as the caption; says why not if it can't.
    pub fn insert_picture(&mut self, part: Part, paragraph: usize, path: &Path) {
        let bytes = match self.disk.read(path, MOST) {
            Ok(b) => b,
            Err(e) => {
                let words = format!("没有放进图片，报告没有改动：{}", StoreError::reading(path, &e));
                return self.tell_bad(words);
            }
        };
        // What is larger was read only so far.
        if bytes.len() as u64 > MOST {
            let words = "这张图片超过32 MB，没有放进去，报告没有改动；请在画图软件里缩小以后再插入。".into();
            return self.tell_bad(words);
        }
        let picture = match Picture::taken(&bytes, FINEST) {
            Ok(p) => p,
            Err(why) => return self.tell_bad(refusal(why).into()),
        };
        drop(bytes);
        let Some(report) = self.report() else { return };
        let mut paras = report.paras(part).to_vec();
        let at = (paragraph + 1).min(paras.len());
        let caption = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        paras.insert(at, Para::Picture { bytes: picture, caption });
        self.apply("插入图片", None, [Edit::Text(part, paras)]);
        self.tell("图片放在了这一段后面；【图：】里的字是图下的说明，可以改。".into());
    }
}

fn refusal(why: Refused) -> &'static str {
    match why {
        Refused::NoPicture => {
            "这个文件不是能排版的 PNG 或 JPG 图片，报告没有改动；请在画图软件里另存为 PNG。"
        }
        Refused::Damaged => {
            "这张图片是坏的或者不完整，没有放进去，报告没有改动；请在画图软件里打开看看，另存为 PNG 再插入。"
        }
        Refused::TooFine => {
            "这张图片太大（超过6000万像素），没有放进去，报告没有改动；请在画图软件里缩小以后再插入。"
        }
    }
}
