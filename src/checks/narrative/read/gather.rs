//! What some pieces of a sentence name, and what they do.

use super::super::lex::{Token, TokenKind};
use super::super::words::{Class, ConceptId, Set, words};

/// Whether documents are counted by how open they are: not
/// 「制作政府信息64条，主动公开16条，依申请公开文件12条，不予公开文件36条」.
pub(super) fn of_documents(text: &str, tokens: &[Token]) -> bool {
    let openness = &words().plain.openness;
    let open = |t: &Token| openness.iter().any(|o| text[t.from..t.to] == **o);
    let counted = |i: usize| {
        let next = tokens[i..].iter().skip(1).find(|t| !matches!(is(t), Some(Class::Filler)));
        let taken = i.checked_sub(1).is_some_and(|b| is(&tokens[b]) == Some(Class::Handling));
        !taken && open(&tokens[i]) && next.is_some_and(|n| matches!(n.kind, TokenKind::Number { .. }))
    };
    let unit = |i: usize| {
        let n = tokens[i..].iter().find(|t| matches!(t.kind, TokenKind::Number { .. }));
        n.map_or("", |n| &text[n.digits..n.to])
    };
    let kinds = (0..tokens.len()).filter(|i| counted(*i));
    let kinds: Vec<(&str, &str)> = kinds.map(|i| (&text[tokens[i].from..tokens[i].to], unit(i))).collect();
    let by_itself = kinds.iter().find(|(k, _)| Some(*k) == openness.first().map(String::as_str));
    // 「制发文件74件，公开58件，依申请公开10件」
    let first = (0..tokens.len()).find(|i| counted(*i)).map_or("", |i| &text[..tokens[i].from]);
    let of_papers = words().plain.papers.iter().any(|p| first.contains(p.as_str()))
        && first.contains(|c: char| c.is_ascii_digit())
        && !first.contains("申请");
    text.contains("公开属性")
        || of_papers && kinds.len() > 1
        || by_itself.is_some_and(|(own, unit)| kinds.iter().any(|(k, u)| k != own && u == unit))
}

pub(super) fn is(t: &Token) -> Option<Class> {
    if let TokenKind::Word(id) = t.kind { Some(words().is(id)) } else { None }
}

/// The concept of this name.
pub(super) fn concept(name: &str) -> Option<ConceptId> {
    let at = words().concepts.iter().position(|c| c.name == name)?;
    ConceptId::try_from(at).ok()
}

/// The telling concepts of some pieces, and the last of them. 「通过网络、信函、当面、邮寄等途径收到政府信息公开申请」 says
/// nothing of the ways: all there are are meant; of 「商业企业、法律服务机构等法人或其他组织申请5件」 the last.
pub(super) fn gather(tokens: &[Token]) -> (Set, Option<usize>) {
    let mut set = Set::default();
    let mut last = None;
    let any = |tokens: &[Token], i: Class| tokens.iter().any(|t| is(t) == Some(i));
    let like = tokens.iter().rposition(|t| is(t) == Some(Class::AndSoOn));
    let ways = like.filter(|like| {
        let told = any(tokens, Class::Handling) || any(&tokens[*like..], Class::Request);
        any(&tokens[..*like], Class::WayOfAsking) && told
    });
    let results = like.filter(|like| any(&tokens[*like..], Class::Result));
    let who = like.filter(|like| any(&tokens[*like..], Class::Applicant));
    let before = |end: Option<usize>, i: usize| end.is_some_and(|end| i < end);
    for (i, t) in tokens.iter().enumerate() {
        let example = match is(t) {
            Some(Class::WayOfAsking) => before(ways, i),
            // 「会议纪要、讨论记录等过程性信息1件」
            Some(Class::ExcludesClause) => before(ways, i) || before(results, i),
            Some(Class::Applicant) => before(who, i),
            _ => false,
        };
        if let TokenKind::Word(id) = t.kind
            && words().is(id).tells()
            && !example
        {
            set = set.with(id);
            last = Some(i);
        }
    }
    (set, last)
}

/// Words that nobody here understands, numbers of other things, months.
pub(super) fn other(t: &Token) -> bool {
    matches!(t.kind, TokenKind::Other | TokenKind::Foreign | TokenKind::Month(_))
}

/// Whether an answer is named before a case as what brought it about.
pub(super) fn caused<'t>(left: &[Token], spelling: impl Fn(&Token) -> &'t str) -> bool {
    let Some(case) = left.iter().rposition(|t| is(t) == Some(Class::Case)) else { return false };
    let why = |t: &Token| ["不服", "因", "就", "对", "不满"].iter().any(|w| spelling(t).ends_with(w));
    let answer = left[..case].iter().rposition(|t| is(t) == Some(Class::Handling));
    let of_last_year = left.iter().any(|t| is(t) == Some(Class::LastYear));
    // 「我局信息公开答复被申请行政复议2件」
    let against =
        answer.is_some_and(|a| a.saturating_add(1) == case && spelling(&left[case]).starts_with('被'));
    // 「复议机关纠正我局答复3件」
    let end = left.iter().rposition(|t| is(t) == Some(Class::Outcome));
    let ended = end.is_some_and(|e| left[e..].iter().any(|t| is(t) == Some(Class::Handling)));
    ended || against || answer.is_some_and(|a| left[..a].iter().any(why)) && !of_last_year
}

/// Whether an answer is named behind a case as what brought it about: 「18件复议申请针对我委的信息公开答复」.
pub(super) fn why_behind<'t>(right: &[Token], spelling: impl Fn(&Token) -> &'t str) -> bool {
    let Some(case) = right.iter().position(|t| is(t) == Some(Class::Case)) else { return false };
    let behind = right.get(case..).unwrap_or_default();
    let why = behind.iter().position(|t| ["针对", "就", "因", "对", "不服"].contains(&spelling(t)));
    why.is_some_and(|w| behind[w..].iter().any(|t| is(t) == Some(Class::Handling)))
}

/// Whether those who asked are named to say that anybody did: 「公民、企业提交的公开申请」.
pub(super) fn of_everybody<'t>(left: &[Token], spelling: impl Fn(&Token) -> &'t str) -> bool {
    let who = |t: &Token| is(t) == Some(Class::Applicant);
    let link = |t: &Token| t.kind == TokenKind::List || is(t) == Some(Class::And);
    // 「商业企业和法律服务机构的申请」 are of those two.
    let person = |t: &Token| spelling(t).contains("民") || spelling(t).contains("人");
    let pair = left
        .windows(3)
        .position(|w| who(&w[0]) && link(&w[1]) && who(&w[2]) && (person(&w[0]) || person(&w[2])));
    pair.is_some_and(|i| left[i..].iter().any(|t| spelling(t).ends_with('的')))
}
