//! What a page's style sheet says where: whether a rule's condition holds at a desk.

/// Declarations without blanks, in small letters.
pub fn bare(declarations: &str) -> String {
    declarations.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase()
}

/// 0.8em, -3px, 50%: the number.
pub fn size(value: &str) -> Option<f64> {
    value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%').parse().ok()
}

/// Whether rules under `media screen and (min-width: 900px)` and the like hold where a page is read at a desk.
pub fn on_a_desk(rule: &str) -> bool {
    /// Dots that a desk's screen is wide.
    const WIDE: f64 = 1366.0;
    let rule = bare(rule);
    let Some(queries) = rule.strip_prefix("media") else {
        return (rule.starts_with("supports") && !rule.starts_with("supportsnot"))
            || rule.starts_with("layer");
    };
    let holds = |query: &str| {
        let (query, not) = query.strip_prefix("not").map_or((query, false), |q| (q, true));
        let medium = query.strip_prefix("only").unwrap_or(query);
        let is_screen = medium.starts_with("screen") || medium.starts_with("all") || medium.starts_with('(');
        let fits = |(name, value): (&str, &str)| match (name, size(value)) {
            ("min-width", Some(least)) => least <= WIDE,
            ("max-width", Some(most)) => WIDE <= most,
            _ => false,
        };
        let all = || {
            let asked = query.split('(').skip(1);
            asked
                .map(|f| f.split(')').next().unwrap_or_default())
                .all(|f| f.split_once(':').is_some_and(fits))
        };
        (is_screen && all()) != not
    };
    queries.split(',').any(holds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_for_a_desks_screen_hold_and_those_for_others_do_not() {
        for (rule, holds) in [
            ("media screen", true),
            ("media all", true),
            ("media only screen and (min-width: 768px)", true),
            ("media (min-width:768px) and (max-width:1920px)", true),
            ("media print, screen", true),
            ("media not print", true),
            ("supports (display:grid)", true),
            ("media screen and (max-width: 768px)", false),
            ("media (prefers-color-scheme: dark)", false),
            ("media print", false),
            ("media not screen", false),
            ("supports not (display:grid)", false),
            ("font-face", false),
        ] {
            assert_eq!(on_a_desk(rule), holds, "{rule}");
        }
    }
}
