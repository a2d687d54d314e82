//! What is made of known words alone.

/// Whether the whole text is words of the list, one behind the other: 平台建设情况 of 平台, 建设, 情况. Of nothing is none.
pub fn is_made_of(text: &str, of: &[String]) -> bool {
    let mut reached = vec![false; text.len().saturating_add(1)];
    reached[0] = true;
    for (at, _) in text.char_indices() {
        if !reached[at] {
            continue;
        }
        for word in of.iter().filter(|w| !w.is_empty() && text[at..].starts_with(w.as_str())) {
            reached[at.saturating_add(word.len())] = true;
        }
    }
    !text.is_empty() && reached.last() == Some(&true)
}

#[cfg(test)]
mod tests {
    use super::is_made_of;

    #[test]
    fn a_word_that_begins_like_another_is_tried_as_both() {
        let of = ["公开", "公开工", "作", "工作"].map(String::from);
        assert!(is_made_of("公开工作", &of) && is_made_of("公开公开工作", &of));
        assert!(!is_made_of("公开好", &of) && !is_made_of("好公开", &of) && !is_made_of("", &of));
    }
}
