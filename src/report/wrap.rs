//! Breaking sentences into lines.

/// Words of `text` in lines of at most `width` characters; a longer word has a line of its own.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_string()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_the_width_and_words_stay_whole() {
        assert_eq!(wrap("lift your hips", 9), ["lift your", "hips"]);
        assert_eq!(wrap("unbreakable a b", 4), ["unbreakable", "a b"]);
        assert!(wrap("  ", 10).is_empty());
    }
}
