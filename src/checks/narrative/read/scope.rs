//! Whose things a clause counts, as far as its words tell before it is walked through.

use super::super::lex::{STOPS, Token, TokenKind};
use super::super::words::{Class, Concept, ConceptId, RequestStep, Set, words};
use super::frame::ReportFrame;
use super::{Carry, is};
use crate::form::{self, Role};

/// Words that say here what they say nowhere else: the own level, and 申请 as what people do to get something.
pub(super) fn told_of(text: &str, mut tokens: Vec<Token>, setting: &ReportFrame) -> Vec<Token> {
    let Some(silent) = words().first(Class::Filler) else { return tokens };
    let both: Vec<usize> = (0..tokens.len()).filter(|i| is_of_both(text, &tokens, *i)).collect();
    for i in 0..tokens.len() {
        let t = &tokens[i];
        let way = |t: &Token| is(t) == Some(Class::WayOfAsking);
        let written = text[t.from..t.to] == *"书面" && tokens.iter().filter(|t| way(t)).count() == 1;
        if both.contains(&i)
            // 「收到书面申请2件」 are all there are, where no other way is told.
            || written
            // 「准予行政许可460件」 are the decisions, where none was refused.
            || text[t.from..t.to] == *"准予" && !text.contains("不予")
            || is_own_level(text, &tokens[i..], setting)
            || text[t.from..t.to] == *"某" && is_somebody(&text[..t.from], &text[t.to..])
            || is_field(text, &tokens, i)
            || setting.narrow && text[t.from..t.to].ends_with("本级")
            || is_against_own(text, t, setting)
        {
            tokens[i].kind = TokenKind::Word(silent);
        } else if let Some(kind) = decided_by(text, t) {
            tokens[i].kind = TokenKind::Word(kind);
        } else if is_applied_for(text, &tokens[..i], &tokens[i..])
            || is_asked(text, &tokens[..=i])
            || is_for_licence(text, &tokens[..=i])
        {
            tokens[i].kind = TokenKind::Other;
        }
    }
    tokens
}

/// Whether two names of one office are told together, 「以区政府名义和区政府办公室名义制发规范性文件共6件」: all there is.
fn is_of_both(text: &str, tokens: &[Token], i: usize) -> bool {
    let named = |t: &Token| text[t.from..t.to] == *"名义";
    if !named(&tokens[i]) {
        return false;
    }
    let stops = |t: &&Token| !matches!(t.kind, TokenKind::Number { .. } | TokenKind::Comma);
    let link = |t: &Token| t.kind == TokenKind::List || is(t) == Some(Class::And);
    let other = |near: &[&Token]| {
        near.iter().position(|t| named(t)).is_some_and(|at| near[..at].iter().any(|t| link(t)))
    };
    let behind: Vec<&Token> = tokens[i..].iter().skip(1).take_while(stops).collect();
    let before: Vec<&Token> = tokens[..i].iter().rev().take_while(stops).collect();
    other(&behind) || other(&before)
}

/// Whether something is told once of the office by whatever name, 「以局名义印发规范性文件2件」, 「以总局为被申请人的信息公开类行政复议，结果维持的有62件」;
/// among parts it is one of them.
fn is_against_own(text: &str, t: &Token, setting: &ReportFrame) -> bool {
    let spelled = &text[t.from..t.to];
    if !["为被申请人", "名义"].contains(&spelled) || text.matches(spelled).count() > 1 {
        return false;
    }
    let before = &text[..t.from];
    let own = |who: &str| {
        let end = |name: &str| name.chars().next_back();
        let lower = ["镇", "乡", "街道", "下属", "所属"].iter().any(|w| who.contains(w));
        let governs = !setting.narrow && !setting.bureau && who.ends_with(['府', '门']);
        // 「以局名义印发规范性文件2件」; 「以区政府名义」 may be a part.
        let short = spelled != "名义" || who.chars().count() < 3;
        who.starts_with(['我', '本']) || !lower && short && (governs || end(who) == end(&setting.office))
    };
    let parts = ["其中", "分："].iter().any(|w| before.contains(w));
    !parts && before.rsplit_once('以').is_some_and(|(_, who)| !who.contains('，') && own(who))
}

/// Whether it says of which field the information is: 「未发生因教育信息公开引发的行政复议」.
fn is_field(text: &str, tokens: &[Token], i: usize) -> bool {
    let spelled = |i: usize| tokens.get(i).map_or("", |t| &text[t.from..t.to]);
    let led = i.checked_sub(1).is_some_and(|b| matches!(spelled(b), "因" | "由于" | "就" | "涉及" | "有关"));
    let public = ["信息公开", "政府信息公开", "公开"].contains(&spelled(i.saturating_add(1)));
    tokens[i].kind == TokenKind::Other && led && public && spelled(i).chars().count() <= 4
}

/// What is spoken of: 「从申请主体看，自然人62件」 needs no 申请 beside the number.
pub(super) fn of_what(text: &str, tokens: &[Token], before: &Carry) -> Set {
    let topic = before.topic;
    let lead = tokens.first().filter(|t| matches!(is(t), Some(Class::OfWhich | Class::DividedBy)));
    let named = lead.is_some_and(|t| text[t.from..t.to].contains("申请"));
    let balance = || is_balance(text, tokens) || before.anew && is_answered(text, tokens);
    let of_requests = topic.is_empty() && (named || before.seen.is_empty() && balance());
    if of_requests { words().all(Class::Request) } else { topic }
}

/// Whether what came in, was done and was carried over is told, and nothing else up to the last number: 「年内办结53件，结转3件」; not
/// 「信访办结53件，结转3件」.
fn is_balance(text: &str, tokens: &[Token]) -> bool {
    let counted = |t: &Token| matches!(t.kind, TokenKind::Number { .. } | TokenKind::Foreign);
    let Some(last) = tokens.iter().rposition(counted) else { return false };
    let told = tokens.get(..=last).unwrap_or_default();
    let known = |t: &Token| match t.kind {
        TokenKind::Number { .. } => text.get(t.digits..t.to) == Some("件"),
        TokenKind::Comma | TokenKind::List => true,
        _ if text.get(t.from..t.to) == Some("结") => true,
        _ => matches!(
            is(t),
            Some(Class::Handling | Class::CarryOver | Class::LastYear | Class::NextYear | Class::ThisYear)
        ),
    };
    let has = |of: Class| told.iter().any(|t| is(t) == Some(of));
    told.iter().all(known) && has(Class::Handling) && has(Class::CarryOver)
}

/// Whether a paragraph begins with what came in and was answered, 「新收25件、办结27件」, or with how it was answered in time,
/// 「全年办结27件，无一超期」; not 「接待群众咨询27件，无一超期」.
fn is_answered(text: &str, tokens: &[Token]) -> bool {
    let until = tokens.iter().position(|t| t.kind == TokenKind::Comma).unwrap_or(tokens.len());
    let first = tokens.get(..until).unwrap_or_default();
    let known = |t: &Token| match t.kind {
        TokenKind::Number { .. } => text.get(t.digits..t.to) == Some("件"),
        TokenKind::List | TokenKind::Year(_) => true,
        _ => matches!(is(t), Some(Class::Handling | Class::ThisYear | Class::Altogether)),
    };
    let step = |of: RequestStep| {
        let all = first.iter().filter(|t| is(t) == Some(Class::Handling));
        all.filter_map(|t| if let TokenKind::Word(id) = t.kind { Some(words().get(id)) } else { None })
            .any(|c| c.is_step(of))
    };
    let counted = first.iter().any(|t| matches!(t.kind, TokenKind::Number { .. }));
    let in_time = tokens.get(until).map_or("", |t| &text[t.to..]);
    let in_time = words().reading.told_in_time.iter().any(|w| in_time.contains(w.as_str()));
    let taken = step(RequestStep::Received);
    counted && first.iter().all(known) && step(RequestStep::Answered) && (taken || in_time)
}

/// Which cases are meant by who decides them: 「法院尚未审结的政府信息公开案件有9件」 are suits.
fn decided_by(text: &str, t: &Token) -> Option<ConceptId> {
    let TokenKind::Word(id) = t.kind else { return None };
    let all = words().get(id);
    if all.is != Class::Case || all.cases.len() < 3 {
        return None;
    }
    let clause = text[..t.from].rsplit(['，', '；', '。']).next().unwrap_or("");
    let kind = |c: &Concept| match c.cases.as_slice() {
        [Role::Reconsideration] => clause.contains("复议机关") || clause.contains("复议机构"),
        // 「出庭应诉案件31件，其中信息公开案件3件」
        [_, _] => clause.contains("法院") || text[..t.from].contains("应诉"),
        _ => false,
    };
    let found = words().concepts.iter().position(kind)?;
    ConceptId::try_from(found).ok()
}

/// Whether a surname stands before 某: 「村民王某提出的政府信息公开申请1件」; not 「某镇收到申请9件」.
fn is_somebody(before: &str, behind: &str) -> bool {
    const OTHERS: [char; 14] =
        ['镇', '乡', '县', '市', '区', '局', '街', '村', '单', '部', '企', '公', '个', '项'];
    let surname = |c: char| form::words::words().surnames.contains(c);
    before.chars().next_back().is_some_and(surname) && !behind.starts_with(OTHERS)
}

/// What is made public by a 区政府办公室 as 区级 is its own: 「区级现行有效行政规范性文件41件」; not 「区级部门312件」.
fn is_own_level(text: &str, tokens: &[Token], setting: &ReportFrame) -> bool {
    let [first, rest @ ..] = tokens else { return false };
    let own = |level: char| text[first.from..first.to].chars().eq([level, '级']);
    if is(first) != Some(Class::ExcludesAfter) || !setting.level.is_some_and(own) {
        return false;
    }
    let between = |t: &&Token| {
        matches!(
            is(t),
            Some(Class::Filler | Class::ThisYear | Class::DocumentDeed | Class::Handling | Class::Altogether)
        )
    };
    let next = rest.iter().find(|t| !between(t)).and_then(is);
    matches!(next, Some(Class::Document | Class::Decision | Class::Fee))
}

/// Whether 申请 asks for something else than information: 「受理群众申请低保、临时救助等事项860件」; not
/// 「收到的申请内容主要集中在征地领域」.
fn is_applied_for(text: &str, before: &[Token], tokens: &[Token]) -> bool {
    const TOLD: [&str; 12] =
        ["主要", "集中", "内容", "大多", "多为", "分别", "数", "量", "人", "表", "书", "接"];
    let [first, rest @ ..] = tokens else { return false };
    // 「申请办理抵押登记1.6万件」
    let handled = rest.first().is_some_and(|t| is(t) == Some(Class::Handling));
    let [thing, rest @ ..] = &rest[usize::from(handled)..] else { return false };
    if is(first) != Some(Class::Request) || text[first.from..first.to] != *"申请" {
        return false;
    }
    let clause = || rest.iter().take_while(|t| t.kind != TokenKind::Comma);
    let spelled = &text[thing.from..thing.to];
    let end = clause().last().map_or(thing.to, |t| t.to);
    thing.kind == TokenKind::Other
        && before.iter().any(|t| is(t) == Some(Class::Handling))
        && !TOLD.iter().any(|w| spelled.starts_with(w))
        && clause().any(|t| matches!(t.kind, TokenKind::Number { .. }))
        && !["公开", "信息"].iter().any(|w| text[thing.from..end].contains(w))
}

/// Whether 申请 is one for what is decided or served, of which the sentence spoke before: 「行政许可事项为1项，全年申请量0件，受理量0件」,
/// 「政务服务事项全年申请量1200件，受理量1198件，办结量1190件」.
fn is_for_licence(text: &str, tokens: &[Token]) -> bool {
    let [before @ .., asked] = tokens else { return false };
    let bare = text[asked.from..asked.to] == *"申请" && !text[..asked.from].contains(['；', ';']);
    let matter = |t: &Token| matches!(is(t), Some(Class::Decision | Class::ExcludesClause));
    let licence = |t: &Token| matter(t) && ["许可", "审批"].iter().any(|w| text[t.from..t.to].contains(w));
    let served = |w: &String| text[..asked.from].contains(w.as_str());
    let of_services = text[asked.to..].starts_with('量') && words().reading.services.iter().any(served);
    bare && (of_services || before.iter().any(licence)) && !text[..asked.from].contains("公开")
}

/// Whether 申请 asks for something to be done: 「收到医疗纠纷处理申请23件」.
fn is_asked(text: &str, tokens: &[Token]) -> bool {
    let [before @ .., thing, verb, asked] = tokens else { return false };
    let handles = |t: &Token| is(t) == Some(Class::Handling);
    text[asked.from..asked.to] == *"申请"
        && is(asked) == Some(Class::Request)
        && handles(verb)
        && thing.kind == TokenKind::Other
        && text[thing.from..thing.to].chars().count() > 2
        && before.iter().rev().take_while(|t| t.kind != TokenKind::Comma).any(handles)
}

/// Where an office is called by its name, or by the end of it: 区民政局 of 示范市新城区民政局, but not 市民政局.
fn own_names<'t>(text: &'t str, office: &'t str) -> impl Iterator<Item = (usize, &'t str)> {
    const SHORTEST: usize = 4;
    let level = |c: char| "省市州盟县区旗".contains(c);
    let ends = office.char_indices().map(move |(i, c)| (i, &office[i..], c));
    let short = ends.filter(move |(i, e, c)| *i > 0 && level(*c) && e.chars().count() >= SHORTEST);
    let names = std::iter::once(office).chain(short.map(|(_, e, _)| e));
    // 「管委会2022年政府信息公开申请零受理」: by its last words where a clause begins.
    let last = office.char_indices().rev().nth(2).and_then(|(i, _)| office.get(i..));
    let begins = |(at, _): &(usize, &str)| *at == 0 || text[..*at].ends_with(STOPS);
    let called = last.into_iter().flat_map(|name| text.match_indices(name)).filter(begins);
    names.flat_map(|name| text.match_indices(name)).chain(called).chain(short_names(text, office))
}

/// The office by what it is: 「复议机关均维持了街道作出的答复」 of a 街道办事处; not 「各街道」, 「街道社区」.
fn short_names<'t>(text: &'t str, office: &str) -> impl Iterator<Item = (usize, &'t str)> {
    const OTHERS: &str = "各个些某该市区县余他属等家镇乡两三四五六七八九十";
    // 「支队受理5件，大队受理9件」: told apart from others.
    let several =
        ["支队", "总队", "大队", "中队", "派出所"].iter().filter(|k| text.contains(**k)).count() > 1;
    let kinds = ["分局", "街道", "支队", "总队", "大队"].into_iter();
    let kind = kinds.filter(|_| !several).find(|k| office.contains(k));
    let own = |(at, name): &(usize, &str)| {
        let before = text[..*at].chars().next_back();
        let behind = text[at.saturating_add(name.len())..].chars().next();
        !before.is_some_and(|c| OTHERS.contains(c) || c.is_ascii_digit() || c == '、')
            && !behind.is_some_and(|c| "级各社居内办、".contains(c))
    };
    kind.into_iter().flat_map(|k| text.match_indices(k)).filter(own)
}

/// The office's own name says nothing, whatever words are in it: 「示范县自然资源局新收政府信息公开申请18件」, or a 信访局.
pub(super) fn own_name(text: &str, mut tokens: Vec<Token>, office: &str) -> Vec<Token> {
    let silent = words().first(Class::Filler).filter(|_| !office.is_empty());
    for (from, name) in own_names(text, office).filter(|_| silent.is_some()) {
        let within = from..=from.saturating_add(name.len());
        for t in tokens.iter_mut().filter(|t| within.contains(&t.from) && within.contains(&t.to)) {
            t.kind = silent.map_or(t.kind, TokenKind::Word);
        }
    }
    tokens
}
