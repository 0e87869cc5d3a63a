//! What is written in plain English, such as errors, in another language: by the sentences under `[messages]` in its
//! file, and by those of cameras and voices, which each file has under `[notice]`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::language::{Language, english, fill};

/// Between sentences that stand in one text.
const BETWEEN: [&str; 4] = ["\n", ": ", "; ", ", "];

/// The sentences of each language, by its id.
static SENTENCES: LazyLock<BTreeMap<&str, Vec<Sentence>>> =
    LazyLock::new(|| Language::all().iter().map(|language| (&*language.id, sentences(language))).collect());

/// An English sentence, and what it is in another language.
struct Sentence {
    /// What stands before, between and after its places.
    parts: Vec<String>,
    /// The names of its places; those without one are counted from 1.
    names: Vec<String>,
    translated: String,
}

impl Language {
    /// A text that was written in plain English, in this language. What is not known of it stays as it is, such as the
    /// words of the operating system.
    pub fn message(&self, in_english: &str) -> String {
        if self.is_english() {
            return in_english.to_owned();
        }
        self.known_message(in_english).unwrap_or_else(|| {
            let apart = BETWEEN.iter().find_map(|between| Some((between, in_english.split_once(between)?)));
            apart.map_or_else(
                || in_english.to_owned(),
                |(between, (first, rest))| self.message(first) + between + &self.message(rest),
            )
        })
    }

    /// An error and what it comes from, as its alternate form `{:#}` joins them.
    pub fn error(&self, error: &anyhow::Error) -> String {
        error.chain().map(|cause| self.message(&cause.to_string())).collect::<Vec<_>>().join(": ")
    }

    /// The cause of something; where it is known in English alone, that the terminal has it.
    pub fn cause(&self, in_english: &str) -> String {
        if self.is_english() {
            return in_english.to_owned();
        }
        self.known_message(in_english).unwrap_or_else(|| self.words.notice.cause.clone())
    }

    /// The same of an error and what it comes from.
    pub fn cause_of(&self, error: &anyhow::Error) -> String {
        let is_known = self.is_english() || self.known_message(&error.to_string()).is_some();
        if is_known { self.error(error) } else { self.words.notice.cause.clone() }
    }

    /// The sentence with most words that a text is, in this language.
    fn known_message(&self, in_english: &str) -> Option<String> {
        let sentences = SENTENCES.get(&*self.id)?;
        let fit = sentences.iter().filter_map(|sentence| Some((sentence, sentence.places(in_english)?)));
        let (sentence, places) = fit.max_by_key(|(sentence, _)| sentence.letters())?;
        let places: Vec<String> = places.into_iter().map(|place| self.message(place)).collect();
        let values: Vec<(&str, &str)> =
            sentence.names.iter().map(String::as_str).zip(places.iter().map(String::as_str)).collect();
        Some(fill(&sentence.translated, &values))
    }
}

impl Sentence {
    fn new(in_english: &str, translated: &str) -> Self {
        let mut sentence = Self { parts: Vec::new(), names: Vec::new(), translated: translated.to_owned() };
        for (number, part) in in_english.split('{').enumerate() {
            let text = match part.split_once('}').filter(|_| number > 0) {
                Some((name, text)) => {
                    sentence.names.push(if name.is_empty() { number.to_string() } else { name.to_owned() });
                    text
                }
                None => part,
            };
            sentence.parts.push(text.to_owned());
        }
        sentence
    }

    /// What stands in the places of a text that is this sentence.
    fn places<'a>(&self, text: &'a str) -> Option<Vec<&'a str>> {
        let (first, others) = self.parts.split_first()?;
        let mut rest = text.strip_prefix(first.as_str())?;
        let Some((last, between)) = others.split_last() else { return rest.is_empty().then(Vec::new) };
        let mut places = Vec::new();
        for part in between {
            let (place, after) = rest.split_once(part.as_str())?;
            places.push(place);
            rest = after;
        }
        places.push(rest.strip_suffix(last.as_str())?);
        Some(places)
    }

    fn letters(&self) -> usize {
        self.parts.iter().map(String::len).sum()
    }
}

fn sentences(language: &Language) -> Vec<Sentence> {
    let own = language.words.messages.iter().map(|(english, translated)| Sentence::new(english, translated));
    let notices = |language: &Language| toml::Table::try_from(&language.words.notice).unwrap_or_default();
    let (of_english, of_language) = (notices(english()), notices(language));
    let pairs = of_english.iter().zip(of_language.iter()).filter_map(|((_, english), (_, translated))| {
        Some(Sentence::new(english.as_str()?, translated.as_str()?))
    });
    own.chain(pairs).collect()
}

#[cfg(test)]
mod tests {
    use anyhow::anyhow;

    use super::*;

    fn german() -> &'static Language {
        Language::of("de").expect("it is ours")
    }

    #[test]
    fn places_can_move_and_hold_anything() {
        let sentence = Sentence::new("{} is in {}: {}", "in {2} liegt {1}: {3}");
        assert_eq!(sentence.places("a b is in c: d: e"), Some(vec!["a b", "c", "d: e"]));
        assert_eq!(sentence.places("a is on c: d"), None);
        assert_eq!(Sentence::new("it ends", "").places("it ends here"), None);
        assert_eq!(Sentence::new("no `{id}`{hint}.", "").places("no `a`."), Some(vec!["a", ""]));
    }

    #[test]
    fn what_is_known_within_a_sentence_is_translated_and_the_rest_stays() {
        let said = "no such file or folder: a.mp4; did you mean b.mp4?";
        assert_eq!(
            german().message(said),
            "es gibt keine Datei und keinen Ordner dieses Namens: a.mp4; meintest du b.mp4?"
        );
        assert_eq!(english().message(said), said);
        assert_eq!(german().message("Input/output error (os error 5)"), "Input/output error (os error 5)");
    }

    #[test]
    fn what_an_error_comes_from_is_told_link_by_link() {
        let error = anyhow!("No space left on device").context("cannot write a");
        assert_eq!(german().error(&error), "a kann nicht geschrieben werden: No space left on device");
        assert_eq!(english().error(&error), format!("{error:#}"));
    }

    #[test]
    fn a_camera_speaks_by_its_own_words() {
        let gone = fill(&english().words.notice.vanished, &[("name", "HD-2000")]);
        assert_eq!(german().message(&gone), fill(&german().words.notice.vanished, &[("name", "HD-2000")]));
    }

    #[test]
    fn a_cause_is_told_where_it_is_known() {
        assert_eq!(
            german().cause("a.mp4 is empty (0 bytes); record or copy it again"),
            "a.mp4 ist leer (0 Bytes); nimm es noch einmal auf, oder kopier es noch einmal"
        );
        assert_eq!(german().cause("no such thing"), german().words.notice.cause);
        assert_eq!(english().cause("no such thing"), "no such thing");
        assert_eq!(german().cause_of(&anyhow!("no such thing")), german().words.notice.cause);
    }
}
