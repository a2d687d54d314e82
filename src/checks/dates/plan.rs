//! Whether what follows a year is still to come: 「2026年，将进一步完善目录」, 「2026年工作打算：」; not
//! 「2025年，我局将政务公开纳入年度考核」, where 将 is 把.

use super::vocabulary::{begins, ends, holds, vocabulary};
use crate::chinese::numerals::is_arabic;
use crate::chinese::years::years;

/// What names of offices and places end with: 我局, 云溪区, 政府办公室.
pub const ENDS_NAME: [char; 25] = [
    '伍', '局', '县', '市', '区', '镇', '乡', '委', '办', '室', '厅', '院', '校', '心', '位', '道', '旗',
    '州', '处', '省', '府', '会', '里', '村', '们',
];

/// No name of an office in a clause is longer.
const LONGEST_NAME: usize = 8;

/// Whether something is counted: 公开312条.
pub fn counts_something(said: &str) -> bool {
    said.char_indices().any(|(i, c)| {
        let rest = said[i.saturating_add(c.len_utf8())..].trim_start_matches(['余', '多', '万', '亿']);
        is_arabic(c) && rest.starts_with(|m| vocabulary().measures.contains(&m))
    })
}

/// Whether a sentence speaks of the time to come as a whole: 「下一步，…」.
pub fn is_ahead(sentence: &str) -> bool {
    let v = vocabulary();
    let head =
        |w: &String| sentence.split(['，', '：', '；']).any(|c| c.trim_start().starts_with(w.as_str()));
    v.ahead.iter().any(head) || will(sentence)
}

/// What stands behind a year, and before it in its sentence.
pub fn is_plan(before: &str, behind: &str) -> bool {
    let v = vocabulary();
    let opening = before.rsplit(['，', '：', '；']).next().unwrap_or("");
    if ends(opening.trim_end(), &v.own_plans) {
        return false;
    }
    // 「改进打算：2026年一季度为18个站所换屏」
    let promised = |b: &str| ends(b, &v.plans) || will(b.rsplit('。').next().unwrap_or(b));
    // 「招生信息公开提早谋划：2023年3月公布方案」 was done.
    let thought = |b: &str| b.ends_with("谋划") && !b.ends_with("工作谋划");
    let led = before.strip_suffix(['：', ':']).is_some_and(|b| promised(b) && !thought(b)) && !past(behind);
    if led && !behind.contains('已') {
        return true;
    }
    if ends(opening.trim_end(), &v.intends) {
        return !past(behind) && !behind.contains('已');
    }
    // 「结转下一年度7件」, 「2025年换届时增到9人」 are no plan.
    let carried = |before: &str| ends(before.trim_end_matches(['至', '到', '入']), &v.carries);
    let coming = |text: &str, w: &str| {
        text.match_indices(w).any(|(i, _)| !carried(&text[..i]) && !text[..i].ends_with('换'))
    };
    let ahead = |text: &str| v.ahead.iter().any(|w| coming(text, w));
    let done = behind.contains('已') || past(behind);
    (ahead(before) || ahead(behind)) && !done
        || named(opening, behind) && !goes_on_from(before)
        // 「2025年计划项目42个，实际完成45个」 is over.
        || means(behind) && !holds(behind, &v.fulfilled)
        || following(behind)
        || will(behind)
}

/// Whether what is said is to be done as likely as it was, for no word tells: 「加强学习培训，完善制度」.
pub(super) fn aims(behind: &str) -> bool {
    let v = vocabulary();
    let said = behind_subject(behind.trim_start_matches(['，', ',']));
    let told = said.contains('已') || past(said) || counts_something(said) || holds(said, &v.problems);
    begins(said, &v.promises) && !told
}

/// 了 of what was done; 为了 and 了解 are other words.
pub(super) fn past(text: &str) -> bool {
    text.replace("为了", "").replace("了解", "").contains('了')
}

/// 「2026年工作打算：」, 「谋划2026年工作」: a heading, or what is thought of.
fn named(opening: &str, behind: &str) -> bool {
    let v = vocabulary();
    // 「公布2025年防治方案、2025年度供地计划」
    if opening.contains(['、', '和', '及']) && holds(opening, &v.publishes) {
        return false;
    }
    if opening.ends_with("谋划") || opening.ends_with("部署好") {
        return true;
    }
    let head: String = behind.chars().take(22).collect();
    let Some((at, word)) = v.plans.iter().filter_map(|p| head.find(p.as_str()).map(|i| (i, p))).min() else {
        return false;
    };
    let rest = &head[at.saturating_add(word.len())..];
    // 「2026年的努力方向」
    let between = head[..at].trim_start_matches('的');
    let plain = !between.contains(['，', '：', '。', '、', '的']) || between.ends_with("的");
    let ends_there = rest.is_empty() || rest.starts_with(['：', ':', '。', '，']) || begins_as(rest);
    plain && ends_there && !counts_something(behind.split('。').next().unwrap_or(""))
}

/// Whether what another year brought to an end stands before: 「试点均已在2020年完成，2021年重点是巩固提升」.
fn goes_on_from(before: &str) -> bool {
    !years(before).is_empty() && before.contains('已') && before.contains("完成")
}

fn begins_as(rest: &str) -> bool {
    begins(rest, &vocabulary().plan_goes_on)
}

/// 「2026年，我局计划开展培训」: the verb stands behind the subject.
pub fn means(behind: &str) -> bool {
    let v = vocabulary();
    let mut clauses = behind.split(['，', ',', '：', '；']);
    let first = clauses.next().unwrap_or("");
    let verb = |c: &str| {
        let short = c.chars().count() <= 2;
        let rest = behind_subject(c).trim_start_matches(['还', '也', '仍']);
        let word = v.means.iter().find(|m| rest.starts_with(m.as_str()));
        // 「应披露企业214家」 was to be done then.
        let due = word.is_some_and(|w| matches!(w.as_str(), "应" | "需" | "须")) && c.contains(is_arabic);
        // 「计划安排的培训有1次未能举办」
        let failed = c.contains('的') && c.contains('未');
        !short && !due && !failed && word.is_some_and(|w| goes_on(&rest[w.len()..], w)) && !past(c)
    };
    verb(first) || clauses.next().is_some_and(|c| first.chars().count() < 10 && verb(c))
}

/// A clause without its subject: the office by any of its names, 我局, 全市, 区政府办.
fn behind_subject(clause: &str) -> &str {
    const BEGIN: [char; 15] =
        ['我', '全', '本', '各', '区', '县', '市', '省', '镇', '乡', '州', '旗', '局', '办', '中'];
    // 「县政府办公室计划对乡镇开展检查」: what is meant ends the name.
    let long = |m: &&String| m.chars().count() > 1;
    let verb = vocabulary().means.iter().filter(long).filter_map(|m| clause.find(m.as_str())).min();
    // 「高坪乡计划录制方言广播12期」
    let named = verb.and_then(|i| clause.get(..i)).filter(|n| n.ends_with(ENDS_NAME) && !n.contains('的'));
    let named = named.filter(|n| (2..=LONGEST_NAME).contains(&n.chars().count()));
    // Not 「云溪县计划投资项目信息公开12条」, 「高坪村准备金使用情况」.
    let named = named.filter(|n| {
        let mut meant = vocabulary().means.iter().filter_map(|m| clause[n.len()..].strip_prefix(m.as_str()));
        meant.any(|r| begins(r, &vocabulary().acts) || begins(r, &vocabulary().promises))
    });
    if let (Some(name), false) = (named, clause.starts_with(BEGIN)) {
        return &clause[name.len()..];
    }
    if !clause.starts_with(BEGIN) {
        return clause;
    }
    let near = clause[..verb.unwrap_or(clause.len())].char_indices().take(12);
    let name = near
        .take_while(|(i, c)| *i == 0 || !"的将要拟，".contains(*c))
        .filter(|(_, c)| ENDS_NAME.contains(c));
    name.last().map_or(clause, |(i, c)| &clause[i.saturating_add(c.len_utf8())..])
}

/// Behind 要, 应 and the like: 要求, 应当公开的 and 需要 are none.
fn goes_on(rest: &str, word: &str) -> bool {
    match word {
        "要" => !rest.starts_with(['求', '点', '闻', '素']),
        "应" => !rest.starts_with(['当', '用', '急', '诉', '公', '对', '付', '邀', '届']),
        "需" | "须" => !rest.starts_with('求'),
        "准备" | "计划" => {
            !rest.starts_with(['的', '工', '类', '生', '：', '内', '外', '性', '不', '充', '项'])
                && !rest.starts_with(is_arabic)
        }
        _ => true,
    }
}

/// 「2026年重点抓好以下工作：」
fn following(behind: &str) -> bool {
    let v = vocabulary();
    let first = behind.trim_start_matches(['，', '我', '局']).split(['：', '。']).next().unwrap_or("");
    let head: String = first.chars().take(10).collect();
    (head.contains("重点") || head.contains("着力") || head.contains("着重"))
        && holds(first, &v.following)
        && !past(first)
        && !first.contains('已')
        && !holds(first, &v.plan_things)
}

/// A 将 that promises.
pub fn will(text: &str) -> bool {
    text.match_indices('将').any(|(i, word)| {
        let (before, rest) = (&text[..i], &text[i.saturating_add(word.len())..]);
        let soon = before.ends_with('即');
        let told = before.rsplit(['，', '；']).next().is_some_and(|c| c.contains('已') || past(c));
        let clause = rest.split(['，', ',', '；', '。', '：']).next().unwrap_or("");
        soon || !rest.starts_with('近') && !told && promises(clause)
    })
}

/// Whether something is brought somewhere, or made something of: 将安排的经费划转至各镇, 将更新内容分为三类.
fn moves(clause: &str) -> bool {
    let behind = clause.char_indices().nth(2).map_or("", |(i, _)| &clause[i..]);
    behind.contains(['至', '到', '给', '成', '入', '于']) || behind.contains("为")
}

fn promises(clause: &str) -> bool {
    let v = vocabulary();
    // 「将对14个村的公开栏实行交叉检查」 is one all the same.
    if past(clause) || counts_something(clause) && clause.contains('的') && !clause.starts_with('对') {
        return false;
    }
    // 「乡镇专区将纳入便民服务中心」; not 「将列入计划的事项全部公开」
    if begins(clause, &v.goes_into) && !(clause.contains('的') && ends(clause, &v.deeds)) {
        return true;
    }
    // 「将为民服务事项全部公开」
    let all = holds(clause, &v.wholly) && ends(clause, &v.deeds);
    if all || begins(clause, &v.no_promises) || !begins(clause, &v.surely) && holds(clause, &v.made_into) {
        return false;
    }
    let things = clause.strip_prefix("重点").is_some_and(|r| begins(r, &v.things));
    if things || holds(clause, &v.becomes) && !begins(clause, &v.promises) {
        return false;
    }
    // 将按照条例应当公开的信息全部公开: the object stands before the verb.
    // 「将重点做好统计数据的发布」 is one.
    let verb = clause.split('的').next().is_some_and(|head| holds(head, &v.does));
    let object_first = clause.contains('的') && ends(clause, &v.deeds) && !verb;
    begins(clause, &v.promises) && !object_first || begins(clause, &v.acts) && !moves(clause)
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Case, check_finds, check_silent, zeros};
    use crate::report::{Part, Section};

    fn section(n: Section, words: &str) -> Case {
        zeros(2025).saying(Part::Before(n), words)
    }

    #[test]
    fn what_was_done_with_something_is_no_promise() {
        for words in [
            "2025年，我局将重点领域信息公开列入年度计划，公开312条。",
            "2025年，我局将重点领域信息列入年度计划。",
            "2025年，我局将按照条例应当公开的信息全部公开。",
            "2025年，我局将从群众来信中梳理的问题逐项答复。",
            "2025年，我局将持续更新的目录公开312条。",
        ] {
            check_silent("D103", &section(Section::Overview, words));
        }
    }

    #[test]
    fn an_office_called_by_its_name_meant_to_do_something_in_the_year_that_is_over() {
        let meant = "2025年，高坪乡计划录制方言广播12期，逐村播放。";
        check_finds("D103", &section(Section::Problems, meant), "打算应是 2026年的");
        for fine in [
            "2025年，高坪乡落实计划12项。",
            "2025年，云溪县计划投资项目信息公开12条。",
            "2025年，高坪村准备金使用情况公开12条。",
            "2025年，工程处计划财务科公开信息12条。",
        ] {
            check_silent("D103", &section(Section::Overview, fine));
        }
    }

    #[test]
    fn people_sent_and_things_bought_in_the_year_that_is_over_were_no_promise() {
        for words in [
            "2025年，我们计划新建村级电子屏5块。",
            "2025年，街道将选派3名社区工作者到区政府办跟班学习。",
            "2025年将争取县里支持，为9个村各配1台平板电脑。",
            "2025年将加印口袋书1万册。",
            "2025年，镇里将抽调4人到县局学习。",
        ] {
            check_finds("D103", &section(Section::Problems, words), "打算应是 2026年的");
        }
        for done in ["2025年，我局将选派的3名干部名单公开。", "2025年，我们将新增栏目调整到首页。"]
        {
            check_silent("D103", &section(Section::Problems, done));
        }
    }

    #[test]
    fn the_notice_of_the_year_was_taken_for_a_later_year_beside_the_one_left_in() {
        let says = |words: &str| section(Section::Overview, words);
        check_finds(
            "D103",
            &says("2024年，全县认真落实《2025年政务公开工作要点》，完成了各项任务。"),
            "2024年",
        );
        check_silent("D103", &says("2024年底，省局印发《2025年政务公开工作要点》，我局逐项落实。"));
    }
}
