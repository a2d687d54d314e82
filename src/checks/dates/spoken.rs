//! The years of a paragraph, each with what it does in its clause (`role`), in the order of the text.

use super::role::{SpokenYear, YearAround, YearRole};
use super::stops::first_clause;
use super::vocabulary::{begins, holds, vocabulary};
use crate::checks::text::clauses;
use crate::chinese::years::{day_at, years};

/// The years of a paragraph.
pub fn spoken(words: &str) -> Vec<SpokenYear> {
    // Most paragraphs name none.
    if !words.contains('年') {
        return Vec::new();
    }
    let mut out: Vec<SpokenYear> = Vec::new();
    for (at, s) in clauses(words) {
        let all = years(s);
        // Each year looks at all of its sentence: one with more is taken to pieces.
        let starts = all.iter().step_by(MOST).skip(1).map(|y| y.digits.start);
        let (mut from, ends) = (0, starts.chain([s.len()]));
        for end in ends {
            let start = at.saturating_add(from);
            out.extend(in_sentence(&words[..start], &s[from..end], start));
            from = end;
        }
    }
    out
}

/// More years than a sentence has.
const MOST: usize = 16;

/// The years of a sentence, or a piece of one, that begins at `at` of its paragraph, with what stands before it there.
fn in_sentence(above: &str, s: &str, at: usize) -> Vec<SpokenYear> {
    let all = years(s);
    let until = |i: usize| all.get(i.saturating_add(1)).map_or(s.len(), |n| n.digits.start);
    let around = |(i, y)| YearAround { above, s, y, until: until(i) };
    let mut here: Vec<SpokenYear> = all.iter().enumerate().map(|a| around(a).spoken(at)).collect();
    side_by_side(&mut here);
    too_early(s, &mut here);
    here
}

/// 「完成2025年年度报告，并于2025年1月15日前公布」: a year's report is published in the year after.
fn too_early(s: &str, all: &mut [SpokenYear]) {
    let v = vocabulary();
    let at = |y: &SpokenYear| y.at.digits.start.saturating_sub(y.sentence.start);
    let end = |y: &SpokenYear| y.at.end().saturating_sub(y.sentence.start);
    for i in 1..all.len() {
        let (before, rest) = all.split_at_mut(i);
        let (Some(of), Some(day)) = (before.last(), rest.first_mut()) else { return };
        let own =
            of.at.year == day.at.year && begins(s[end(of)..].trim_start_matches(['度', '的']), &v.own_report);
        let early = day_at(s, end(day)).is_some_and(|d| d.month <= 3);
        let clause = first_clause(&s[at(day)..]);
        if own && early && s[..at(day)].ends_with(['于', '在']) && holds(clause, &v.publishes) {
            day.role = YearRole::TooEarly;
        }
    }
}

/// 「2024年收到9件，2025年收到12件」: the earlier one is what the later is compared with; those before it a row.
fn side_by_side(all: &mut [SpokenYear]) {
    // 「较2024年增长20%，较2023年增长38%」: the first says it all.
    let last = all.iter().filter(|s| s.role == YearRole::Compared).map(|s| s.at.year).max();
    for s in all.iter_mut().filter(|s| s.role == YearRole::Compared && Some(s.at.year) != last) {
        s.role = YearRole::Free;
    }
    let told = |s: &&SpokenYear| matches!(s.role, YearRole::Told | YearRole::Problem | YearRole::Event);
    let Some(latest) = all.iter().filter(told).map(|s| s.at.year).max() else { return };
    for s in all.iter_mut().filter(|s| matches!(s.role, YearRole::Told | YearRole::Problem | YearRole::Event))
    {
        match latest.abs_diff(s.at.year) {
            0 => {}
            1 => s.role = YearRole::Beside,
            _ => s.role = YearRole::Free,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, roles: &[YearRole]) {
        let seen: Vec<YearRole> = spoken(words).into_iter().map(|s| s.role).collect();
        assert_eq!(seen, roles, "{words}");
    }

    #[test]
    fn a_year_is_known_by_its_clause() {
        use YearRole::*;
        for (words, roles) in [
            ("2025年，我局公开信息208条，比上年增加12条。", &[Told][..]),
            ("公开信息208条，比2024年增加12条。", &[Compared]),
            ("与2024年相比，公开信息增加12条。", &[Compared]),
            ("由2024年的20件增至25件。", &[Compared]),
            ("申请量比2024年净增4件。", &[Compared]),
            ("较2024年增长20%，较2023年增长38%。", &[Compared, Free]),
            ("2024年收到9件，2025年收到12件。", &[Beside, Told]),
            ("办结2024年结转的5件。", &[CarriedIn]),
            ("3件结转至2026年办理。", &[CarriedOut]),
            ("公开2024年部门决算。", &[Lagging]),
            ("落实《2025年政务公开工作要点》。", &[Notice]),
            ("公开《法治政府建设年度报告（2024年）》。", &[Titled]),
            ("公开《示范区志（2018年）》。", &[Free]),
            ("与上年（2024年）相比，公开信息增加12条。", &[Renamed]),
            ("本报告所列数据截至2025年12月31日。", &[Told]),
            ("根据2019年修订的条例编制。", &[Free]),
            ("根据《条例（2019年修订）》编制。", &[Free]),
            ("自2023年起每季度检查。", &[Free]),
            ("2021—2025年规划期内公开900条。", &[Free]),
            ("2025年以来，我局公开信息。", &[Told]),
            ("2023年以来累计公开900条。", &[Free]),
            ("2025年存在的主要问题：解读不多。", &[Problem]),
            ("针对2024年存在的问题，我局已逐项整改。", &[Mended]),
            ("针对2025年存在的问题，下一步将逐项整改。", &[Problem]),
            ("2026年，将重点做好以下工作。", &[Plan]),
            ("2025年虽有进步，2026年将加以改进。", &[Told, Plan]),
            ("2026年工作打算：一是丰富解读形式。", &[Plan]),
            ("制定2025年工作计划，逐项落实。", &[Told]),
            ("2025年，我局将政务公开纳入年度考核。", &[Told]),
        ] {
            check(words, roles);
        }
    }
}
