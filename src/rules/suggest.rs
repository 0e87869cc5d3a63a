//! "Did you mean": the known word nearest to a mistyped one.

/// The known word that was probably meant, if one is near enough.
pub(super) fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = plain(typed);
    // A third of the letters may differ: `suppine` is near `supine`, `prone` is not.
    let most = (typed.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|word| (strsim::damerau_levenshtein(&typed, &plain(word)), word))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// The help for a mistyped word: the nearest known one, or all of them.
pub(super) fn help(typed: &str, known: &[&str], what: &str) -> String {
    match nearest(typed, known.iter().copied()) {
        Some(word) => format!("did you mean `{word}`?"),
        None => format!("{what}: {}", list(known)),
    }
}

/// Words in backticks with commas between.
pub(super) fn list(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// Whether two words are one but for case and the kind of dash.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}

/// Case and the kind of dash are no difference.
fn plain(word: &str) -> String {
    word.to_lowercase().replace(['_', ' '], "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognised_and_another_word_is_not() {
        let known = ["supine", "quadruped", "standing", "seated"];
        assert_eq!(nearest("Suppine", known), Some("supine"));
        assert_eq!(nearest("standign", known), Some("standing"));
        assert_eq!(nearest("prone", known), None);
        assert_eq!(nearest("", known), None);
        assert_eq!(nearest("hip angle", ["hip_angle"]), Some("hip_angle"));
    }
}
