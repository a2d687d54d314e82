//! The faces of a web page: those that the report's style names, then what stands for the norm's on any machine.

use crate::report::{FaceRole, StyleSet};

const FANG: &str = "仿宋_GB2312,仿宋,FangSong,serif";
const KAI: &str = "楷体_GB2312,楷体,KaiTi,serif";
const HEI: &str = "黑体,SimHei,sans-serif";

/// Lists of faces, as a style has them.
pub struct Families {
    /// What is said of the title's face; nothing where no face is named: 22 pt, bold.
    pub title: String,
    pub hei: String,
    pub kai: String,
    pub fang: String,
}

impl Families {
    pub fn of(set: &StyleSet) -> Families {
        let named = |role: FaceRole| set.style.faces.get(&role).map(|n| quoted(n));
        let before = |role: FaceRole, norm: &str| {
            named(role).map_or_else(|| norm.to_string(), |name| format!("{name},{norm}"))
        };
        Families {
            title: named(FaceRole::Title).map_or_else(String::new, |n| format!(";font-family:{n},serif")),
            hei: before(FaceRole::Heading, HEI),
            kai: before(FaceRole::Subheading, KAI),
            fang: before(FaceRole::Body, FANG),
        }
    }

    /// The text's own face, size and lines: a portal's editor has others.
    pub fn body(&self) -> String {
        format!("font-family:{};font-size:16pt;line-height:1.8", self.fang)
    }
}

/// A name that nothing gets out of: whatever a file calls its face.
fn quoted(name: &str) -> String {
    let plain: String = name.chars().filter(|c| c.is_alphanumeric() || " _-.".contains(*c)).collect();
    format!("'{plain}'")
}
