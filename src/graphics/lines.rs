//! Breaking sentences into lines.

/// The words of a text in lines of at most `limit`; a longer word has a line of its own. `width` measures a line,
/// in characters, points or pixels. Non-breaking spaces hold words together.
pub fn filled(text: &str, limit: f64, width: impl Fn(&str) -> f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_ascii_whitespace() {
        if let Some(line) = lines.last_mut() {
            let longer = format!("{line} {word}");
            if width(&longer) <= limit {
                *line = longer;
                continue;
            }
        }
        lines.push(word.to_string());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_the_width_and_words_stay_whole() {
        let letters = |line: &str| line.chars().count() as f64;
        assert_eq!(filled("lift your hips", 9.0, letters), ["lift your", "hips"]);
        assert_eq!(filled("unbreakable a b", 4.0, letters), ["unbreakable", "a b"]);
        assert_eq!(filled("hold\n3\u{a0}s", 4.0, letters), ["hold", "3\u{a0}s"]);
        assert!(filled("  ", 10.0, letters).is_empty());
    }
}
