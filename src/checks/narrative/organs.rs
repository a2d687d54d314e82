//! What offices are called: by it another organ is told from the report's own.

use serde::Deserialize;

/// How the names of organs begin and end.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organs {
    begin: Vec<char>,
    end: Vec<String>,
    /// Behind 各: parts of the office or others beside it.
    each: Vec<String>,
    /// How the names of parts of an office and of places end: 法规科, 云溪区.
    parts: Vec<String>,
    /// What is told beside a government's own.
    below: Vec<String>,
    /// The government itself.
    pub own: Vec<String>,
    /// That requests came in.
    got: Vec<String>,
    /// What is below an office: 街道.
    pub lower: Vec<String>,
}

impl Organs {
    /// The name of an organ among words that say nothing else: 会同市司法局.
    #[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
    pub fn named<'a>(&self, text: &'a str) -> Option<&'a str> {
        let from = text.find(self.begin.as_slice())?;
        let name = &text[from..];
        let end = self.end.iter().filter_map(|e| name.find(e.as_str()).map(|i| i + e.len())).min()?;
        Some(&name[..end]).filter(|n| n.chars().count() > 2)
    }
    /// Where the name of what is below an office ends in a clause; 本单位 is the office itself.
    pub fn is_below(&self, clause: &str) -> Option<usize> {
        let named = |b: &String| {
            let at = clause.find(b.as_str())?;
            let whose = clause.get(..at)?;
            (!whose.ends_with(['本', '我', '该'])).then_some(at.saturating_add(b.len()))
        };
        self.below.iter().filter_map(named).max()
    }
    /// Whether a clause says how many requests came in: not 「征求相关部门意见3次」.
    pub fn got(&self, clause: &str) -> bool {
        let came = self.got.iter().find_map(|g| clause.split_once(g.as_str()));
        came.is_some_and(|(_, behind)| counts_requests(behind))
    }
    /// Whether it says so of what is below the office: 「部门收到2042件」, 「区直部门20件」; not 「转相关单位答复5件」.
    pub fn got_below(&self, clause: &str) -> bool {
        let Some((name, behind)) = self.is_below(clause).and_then(|at| clause.split_at_checked(at)) else {
            return false;
        };
        let bare = behind.starts_with(|c: char| c.is_ascii_digit()) && !name.ends_with("单位");
        !clause.contains("其中") && (self.got(behind) || bare && counts_requests(behind))
    }
    /// Whether what a number was just said of are offices: 「申请超过50件的单位」.
    pub fn counted_by(&self, behind: &str) -> bool {
        let who = behind.strip_prefix('的');
        who.is_some_and(|who| self.below.iter().any(|b| who.starts_with(b.as_str())))
    }
    /// Whether words behind 各 name offices: 垂直管理局.
    pub fn are_offices(&self, text: &str) -> bool {
        self.each.iter().any(|e| text.ends_with(e.as_str()))
    }
    /// Whether a name is that of another office, a part or a place; not of the office itself, however much of its name it leaves
    /// out, nor of what it has for all of its work: 镇便民服务中心.
    pub fn are_parts(&self, name: &str, office: &str) -> bool {
        let mut rest = office.chars();
        let itself = name.chars().all(|c| rest.any(|o| o == c));
        let own = |c: &char| ['镇', '乡', '街', '局', '厅', '委', '全'].contains(c);
        let first = name.chars().next().filter(own);
        let of_all = first.is_some_and(|c| c == '全' || office.contains(c)) && !name.contains('属');
        let long = name.chars().count() > 2 && !name.contains('各');
        long && !itself && !of_all && self.parts.iter().any(|e| name.ends_with(e.as_str()))
    }
}

/// Whether the first number of some words is one of requests: 5件, not 3次.
fn counts_requests(words: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    words.find(digit).is_some_and(|at| words[at..].trim_start_matches(digit).starts_with('件'))
}
