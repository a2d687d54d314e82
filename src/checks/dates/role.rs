//! What a year does in its clause: it leads what was done, is compared with, carries over, begins a plan, or stands in
//! a name. Read from the words around it alone; which year would be right there follows from the report's own.

use super::plan;
use super::stops::{first_clause, last_clause};
use super::vocabulary::{begins, ends, holds, vocabulary};
use crate::chinese::numerals::digit;
use crate::chinese::years::{YearAt, years};
use std::ops::Range;

/// See the module. With each the years that would be right, counted from the report's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearRole {
    /// 「2025年，我局公开信息208条」
    Told,
    /// 「将政务公开纳入2025年度考核」
    Entered,
    /// What happened once: 「2023年，我局启用新网站」
    Event,
    /// 「2026年，将进一步完善目录」
    Plan,
    /// 「2025年存在的主要问题」
    Problem,
    /// 「针对2024年的问题，已逐项整改」
    Mended,
    /// 「比2024年增加12条」
    Compared,
    /// 「今年公开信息59条，2024年公开48条」: last year's, or this one's called by its number.
    BesideThis,
    /// 「去年（2024年）」, 「较上年度（2024年）」: last year, whatever it is.
    Renamed,
    /// 「2024年收到9件，2025年收到12件」: told beside a later year.
    Beside,
    /// 「2024年结转的5件」
    CarriedIn,
    /// 「结转2026年办理3件」
    CarriedOut,
    /// 「上年结转2025年办理5件」: from last year into this one.
    CarriedOver,
    /// 「本报告于2026年1月经局务会审定」: the year that it is made in.
    Made,
    /// 「完成2025年年度报告，并于2025年1月15日前公布」: the year after is meant.
    TooEarly,
    /// 「公开2024年部门决算」
    Lagging,
    /// 「《2025年政务公开工作要点》」
    Notice,
    /// 「《法治政府建设年度报告（2024年）》」
    Titled,
    /// 「反映2025年全区政府信息公开情况」: within what is spoken of, where most years have their reason.
    Within,
    /// 「2021—2025年」, 「2019年修订的条例」: any year has its reason.
    Free,
}

impl YearRole {
    /// The years that are right, the likeliest first, counted from the report's; empty where any is.
    pub fn right(self) -> &'static [i32] {
        match self {
            YearRole::Told | YearRole::Entered | YearRole::Event | YearRole::Problem | YearRole::Notice => {
                &[0]
            }
            YearRole::Plan | YearRole::CarriedOut | YearRole::Made => &[1],
            YearRole::Compared | YearRole::Beside | YearRole::Renamed => &[-1],
            YearRole::BesideThis
            | YearRole::Mended
            | YearRole::CarriedIn
            | YearRole::Lagging
            | YearRole::Titled => &[-1, 0],
            YearRole::TooEarly | YearRole::CarriedOver | YearRole::Within | YearRole::Free => &[],
        }
    }
}

/// A year of a paragraph and what it does.
#[derive(Clone, Debug)]
pub struct SpokenYear {
    pub at: YearAt,
    pub role: YearRole,
    /// Bytes of its sentence.
    pub sentence: Range<usize>,
    /// Nothing but a numbering stands before it in the sentence.
    pub leads: bool,
    /// The office or its work follows: 「2024年，我局…」.
    pub own: bool,
    /// What is told there was done.
    pub done: bool,
    /// The time to come is spoken of.
    pub ahead: bool,
    /// It is set beside the year before: 同比.
    pub compares: bool,
    /// What stands there is to be done as likely as it was: 「2025年，加强培训，完善制度」.
    pub aims: bool,
    /// 今年 stands behind it.
    pub this_year: bool,
}

/// A year within its sentence.
pub(super) struct YearAround<'a> {
    /// What stands before the sentence in its paragraph.
    pub above: &'a str,
    pub s: &'a str,
    pub y: &'a YearAt,
    /// Where the next year of the sentence begins.
    pub until: usize,
}

/// What an item of a list, or a caption, begins with: （一）, 一是, 3., 图1.
pub(super) const NUMBERING: [char; 29] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '一', '二', '三', '四', '五', '六', '七', '八', '九',
    '十', ' ', '（', '）', '(', ')', '.', '、', '图', '表',
];

impl<'a> YearAround<'a> {
    pub(super) fn before(&self) -> &'a str {
        &self.s[..self.y.digits.start]
    }
    pub(super) fn behind(&self) -> &'a str {
        self.s[self.y.end()..].trim_start_matches('度')
    }
    /// What stands behind, up to the next year: of 「2025年虽有进步，2026年将加以改进」 the first is no plan.
    pub(super) fn own_words(&self) -> &'a str {
        self.s.get(self.y.end()..self.until).unwrap_or("").trim_start_matches('度')
    }
    /// The rest of the clause, to the next comma.
    pub(super) fn clause(&self) -> &'a str {
        first_clause(self.behind())
    }
    /// The clause up to the year.
    pub(super) fn opening(&self) -> &'a str {
        last_clause(self.before())
    }
    pub(super) fn own(&self) -> bool {
        self.behind().is_empty() || begins(self.behind(), &vocabulary().subjects)
    }

    /// What it does; the sentence begins at `at` of the paragraph.
    pub fn spoken(&self, at: usize) -> SpokenYear {
        let v = vocabulary();
        let numbering = |c: char| NUMBERING.contains(&c) || digit(c).is_some() || "　是．".contains(c);
        let mut head = self.before().trim_start_matches(numbering);
        head = v.as_of.iter().find_map(|x| head.strip_prefix(x.as_str())).unwrap_or(head);
        let rest = self.behind();
        SpokenYear {
            at: self.y.shifted(at),
            role: self.role(),
            sentence: at..at.saturating_add(self.s.len()),
            leads: head.is_empty() || matches!(head, "在" | "于"),
            own: self.own(),
            done: holds(self.own_words(), &v.told) || plan::counts_something(self.own_words()),
            ahead: plan::is_ahead(self.s),
            compares: holds(rest, &v.year_on_year),
            aims: plan::aims(rest),
            this_year: rest.contains("今年") && self.opening().is_empty(),
        }
    }

    fn role(&self) -> YearRole {
        if let Some(role) = self.named().or_else(|| self.beside_another()).or_else(|| self.of_old()) {
            return role;
        }
        match () {
            () if self.is_whole_year() => return YearRole::Told,
            () if self.is_made() => return YearRole::Made,
            () if self.is_next_named() => return YearRole::CarriedOut,
            // 「将于2026年扩大审计结果公开范围」
            () if ends(self.opening().trim_end(), &vocabulary().intends)
                && plan::is_plan(self.before(), self.own_words()) =>
            {
                return YearRole::Plan;
            }
            () if self.is_founding() || self.is_announced() => return YearRole::Free,
            () if ends(self.opening(), &vocabulary().enters) => return YearRole::Entered,
            () if self.is_of_next_year() => return YearRole::Plan,
            () if self.is_budget() => return YearRole::Notice,
            () => {}
        }
        if self.is_renamed() {
            return YearRole::Renamed;
        }
        // 「涉及2024年度预算执行审计、2023年资金审计」: of any year.
        // 「2025年度未收取信息处理费；2024年度亦未收取」
        if self.opening().is_empty() && self.clause().starts_with(['亦', '也']) {
            return YearRole::Lagging;
        }
        // 「发布2024年名单1批，2023年度名单2批」: what is named there, too.
        if self.goes_on_naming() {
            return YearRole::Within;
        }
        let listed = self.opening().contains('、') && !years(self.opening()).is_empty();
        if listed && self.lagging() == Some(YearRole::Lagging) {
            return YearRole::Free;
        }
        let roles = [self.carry(), self.compared(), self.lagging(), self.problem()];
        if let Some(role) = roles.into_iter().flatten().next() {
            return role;
        }
        // 「截至2024年底仍有4个未建成，省局将在2025年督办」
        let as_of = begins(self.opening().trim_start(), &vocabulary().up_to);
        if !as_of && !self.is_yet_to_be_published() && plan::is_plan(self.before(), self.own_words()) {
            return YearRole::Plan;
        }
        match () {
            () if self.is_under_problems() => YearRole::Problem,
            () if !self.tells() => YearRole::Within,
            () if self.happened_once() => YearRole::Event,
            () => YearRole::Told,
        }
    }

    /// Within 《》 a yearly notice or a name; within “” a name; 2025年第3期 a number.
    fn named(&self) -> Option<YearRole> {
        let (before, v) = (self.before(), vocabulary());
        let open = |a: char, b: char| before.matches(a).count() > before.matches(b).count();
        if open('《', '》') || open('〈', '〉') {
            let title = before.rsplit(['《', '〈']).next().unwrap_or("").to_string()
                + self.behind().split(['》', '〉']).next().unwrap_or("");
            // 「《事项目录（2024年版）》」
            let yearly = holds(&title, &v.notices) && !self.behind().starts_with('版');
            // 「《关于报送2025年度政府信息公开工作年度报告的通知》」
            let yearly = yearly || holds(&title, &v.yearly) && title.contains("通知");
            // 「《2023年政务公开工作要点》确定的长效机制」 stands since.
            let behind = self.behind().split_once('》').map_or("", |(_, r)| r);
            let clause = first_clause(behind);
            let stands = begins(behind, &v.stands) && ends(clause, &v.standing);
            return Some(match () {
                () if stands => YearRole::Free,
                () if yearly => YearRole::Notice,
                () if holds(&title, &v.yearly) => YearRole::Titled,
                () => YearRole::Free,
            });
        }
        let numbered = self.behind().strip_prefix('第').is_some_and(|r| {
            let rest = r.trim_start_matches(|c: char| c.is_ascii_digit() || digit(c).is_some() || c == '十');
            rest.len() < r.len() && rest.starts_with(['号', '期', '批', '次'])
        });
        (open('“', '”') || numbered).then_some(YearRole::Free)
    }

    /// 「2021—2025年」, 「2023年、2024年」: a row of years.
    fn beside_another(&self) -> Option<YearRole> {
        const LINKS: [char; 13] = ['—', '–', '-', '－', '~', '～', '至', '到', '、', '和', '与', '及', '/'];
        let linked = |t: &str, cut: &str| cut.len() < t.len();
        let before = self.before().trim_end();
        let cut = before.trim_end_matches(LINKS);
        let year_ends = |t: &str| {
            let t = t.trim_end_matches('度').trim_end_matches('年');
            t.chars().rev().take_while(|c| digit(*c).is_some()).count() == 4
        };
        let behind = self.behind();
        let next = behind.trim_start_matches(LINKS);
        let year_begins = next.chars().take_while(|c| digit(*c).is_some()).count() == 4;
        let row = linked(before, cut) && year_ends(cut) || linked(behind, next) && year_begins;
        row.then_some(YearRole::Free)
    }
}
