//! What is made public a year later: 「公开2024年部门决算」.

use super::role::{YearAround, YearRole};
use super::stops::first_clause;
use super::tells::is_towards;
use super::vocabulary::{begins, ends, holds, vocabulary};

impl YearAround<'_> {
    /// What is made public a year later.
    pub(super) fn lagging(&self) -> Option<YearRole> {
        // 「2024年国民经济和社会发展统计公报」; behind the next year is that one's.
        // 「2025年举办“审计开放日”1次」, 「2025年区政府公报出刊6期」 name no such thing.
        let said = unquoted(first_clause(self.own_words())).replace("政府公报", "");
        let near: String = said.chars().take(20).collect();
        // 「在2024年全市考核中」 is 全市 no own subject.
        let within = self.opening().ends_with('在') && self.clause().contains('中');
        // 「2024年政策评估工作刚刚起步」: what was done, not what came of it.
        let v = vocabulary();
        let ongoing = self.opening().trim().is_empty()
            && holds(&near, &v.measuring)
            && !holds(self.clause(), &v.measured);
        // 「2024年政务公开继续占绩效考核4分」: told of the work, what is measured is far off.
        let of_work = begins(&near, &v.of_work);
        let far = v
            .lagging
            .iter()
            .filter_map(|l| near.find(l.as_str()))
            .min()
            .is_some_and(|i| near[..i].chars().count() > 8);
        let leads = self.opening().trim().is_empty();
        let ongoing = ongoing || leads && (is_towards(self.behind()) || of_work && far);
        // 「其中，2024年政府信息公开工作年度报告1条」
        let counted = super::plan::counts_something(self.clause()) && holds(&near, &v.yearly);
        // 「法治政府建设年度报告（2024年）已公开」
        let titled = self
            .opening()
            .strip_suffix(['（', '('])
            .is_some_and(|o| ends(o, &vocabulary().yearly) || o.ends_with("报告"));
        // 「2025年还将继续探索审计结果公开」 is a plan.
        (titled
            || (!self.own() || within || counted)
                && !super::plan::will(self.clause())
                && !ongoing
                && holds(&near, &vocabulary().lagging))
        .then_some(YearRole::Lagging)
    }
}

/// Words without what stands in quotes.
fn unquoted(words: &str) -> String {
    let (mut out, mut rest) = (String::new(), words);
    while let Some((before, quoted)) = rest.split_once('“') {
        out.push_str(before);
        rest = quoted.split_once('”').map_or("", |(_, r)| r);
    }
    out + rest
}
