//! What a report holds that is neither cell nor text: office, dates, settings, explanations. Each with a name, how
//! it is shown in few words, and how it is copied.

use crate::report::strict::Strict;
use crate::report::{Part, Report};

/// Something of a report that is neither cell nor text.
pub struct Fact {
    pub name: &'static str,
    pub same: fn(&Report, &Report) -> bool,
    /// In a few words; nothing where it can't be said in few.
    pub shown: fn(&Report) -> String,
    pub copy: fn(&mut Report, &Report),
}

macro_rules! fact {
    ($name:literal, $field:ident, $shown:expr) => {
        fact!($name, $field, $shown, [])
    };
    // With what was typed into the fields it is made of.
    ($name:literal, $field:ident, $shown:expr, $strict:expr) => {
        Fact {
            name: $name,
            same: |a, b| {
                let fields: &[Strict] = &$strict;
                a.$field == b.$field && fields.iter().all(|f| a.typed.get(f) == b.typed.get(f))
            },
            shown: $shown,
            copy: |to, from| {
                to.$field = from.$field.clone();
                let fields: &[Strict] = &$strict;
                fields.iter().for_each(|f| f.copy(to, from));
            },
        }
    };
}

pub const FACTS: &[Fact] = &[
    fact!("年度", year, |r| r.year.to_string()),
    fact!("标题", title, |r| r.words(Part::Title).replace('\n', " ⏎ ")),
    fact!("机关信息", office, |r| r.office.name.clone()),
    fact!("文号", letters, |r| r.letters.join("、")),
    fact!("报送期限", deadline, |r| Strict::Due.text(r), [Strict::Due]),
    fact!(
        "落款",
        signature,
        |r| format!("{} {}", r.signature.office, Strict::Signed.text(r)),
        [Strict::Signed]
    ),
    fact!("标题的写法", heading_set, |_| String::new()),
    fact!("未填项的打印方式", blank_policy, |_| String::new()),
    fact!("版式", layout, |_| String::new()),
    fact!("审核的界限", thresholds, |_| String::new(), Strict::LIMITS),
    fact!("关闭的审核", switched_off, |r| r.switched_off.iter().cloned().collect::<Vec<_>>().join("、")),
    fact!("说明", explanations, |r| format!("{}条", r.explanations.len())),
    fact!("批注", comments, |r| format!("{}条", r.comments.len())),
    fact!("读入时的提示", notes, |r| format!("{}条", r.notes.len())),
    fact!("去年的报告", predecessor, |r| {
        r.predecessor.as_ref().map(|p| format!("{}年", p.snapshot.year)).unwrap_or_default()
    }),
    fact!("前年的数", earlier, |r| {
        r.earlier.as_ref().map(|e| format!("{}年", e.year)).unwrap_or_default()
    }),
    fact!("汇总的单位", units, |r| format!("{}个", r.units.len())),
    Fact {
        name: "各部分的标题",
        same: |a, b| a.sections.iter().map(|s| &s.heading).eq(b.sections.iter().map(|s| &s.heading)),
        shown: |_| String::new(),
        copy: |to, from| {
            for (t, f) in to.sections.iter_mut().zip(&from.sections) {
                t.heading = f.heading.clone();
            }
        },
    },
];
