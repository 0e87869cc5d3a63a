//! The sentences that stand in the program's sources.

use std::collections::BTreeMap;
use std::fs;
use std::iter::Peekable;
use std::path::Path;
use std::str::Chars;

use crate::support::root;

/// What stands before a sentence that reaches people without the words of a language.
const CALLS: &[&str] = &[
    "#[error(",
    "bail!(",
    "anyhow!(",
    "ensure!(",
    "context(",
    "Err(",
    "map_err(",
    "foreign(",
    "unusable(",
    "terminal::note(",
    "Finding::works(",
    "Finding::missing(",
    "Finding::broken(",
];

/// The code of each source file, without comments and tests.
pub(crate) fn sources() -> BTreeMap<String, String> {
    fn read(folder: &Path, found: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                read(&path, found);
                continue;
            }
            let text = fs::read_to_string(&path).expect("a source file");
            let code = text.split("\n#[cfg(test)]\nmod tests").next().unwrap_or_default();
            let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
            found.insert(path.display().to_string(), lines.collect::<Vec<_>>().join("\n"));
        }
    }
    let mut found = BTreeMap::new();
    read(&root().join("src"), &mut found);
    found
}

/// What stands in quotes, after the first of them.
fn text(letters: &mut Peekable<Chars<'_>>) -> String {
    let mut text = String::new();
    while let Some(letter) = letters.next().filter(|letter| *letter != '"') {
        match (letter, letters.peek()) {
            ('\\', Some('\n')) => while letters.next_if(|letter| letter.is_whitespace()).is_some() {},
            ('\\', Some('n')) => text.extend(letters.next().map(|_| '\n')),
            ('\\', _) => text.extend(letters.next()),
            _ => text.push(letter),
        }
    }
    text
}

/// The texts in a piece of code, and the code without them. Ends at the bracket that closes it.
fn texts_and_code(code: &str) -> (Vec<String>, String) {
    let (mut texts, mut rest, mut depth) = (Vec::new(), String::new(), 0);
    let mut letters = code.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => texts.push(text(&mut letters)),
            // A letter in quotes, and not a lifetime.
            '\'' => {
                let ahead: Vec<char> = letters.clone().take(3).collect();
                let more = match ahead[..] {
                    ['\\', _, '\''] => 3,
                    [_, '\'', ..] => 2,
                    _ => 0,
                };
                (0..more).for_each(|_| _ = letters.next());
            }
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => break,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        rest.push(letter);
    }
    (texts, rest)
}

/// A sentence with `{}` in the place of what is filled in.
fn with_places(text: &str) -> String {
    let braces = text.replace("{{", "\u{1}").replace("}}", "\u{2}");
    let parts = braces.split('{').enumerate().map(|(number, part)| match part.split_once('}') {
        Some((_, after)) if number > 0 => format!("{{}}{after}"),
        _ => part.to_string(),
    });
    parts.collect::<String>().replace('\u{1}', "{").replace('\u{2}', "}")
}

/// Whether it says something, and is no separator, name or file.
fn is_sentence(text: &str) -> bool {
    let words = text
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphabetic) && !word.starts_with('{'));
    words.count() > 1
}

/// The sentences of a call. Where a context has none of its own, those of the functions and constants that it names,
/// `steps` names away at most.
fn sentences(call: &str, file: &str, sources: &BTreeMap<String, String>, steps: usize) -> Vec<String> {
    let (texts, code) = texts_and_code(call);
    if !texts.is_empty() || steps == 0 {
        return texts.iter().map(|text| with_places(text)).filter(|text| is_sentence(text)).collect();
    }
    let names = code.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    names.filter(|name| !name.is_empty()).flat_map(|name| named(name, file, sources, steps - 1)).collect()
}

fn named(name: &str, file: &str, sources: &BTreeMap<String, String>, steps: usize) -> Vec<String> {
    let begins = [
        format!("fn {name}(path: &Path) -> String {{"),
        format!("const {name}: &str ="),
        format!("let {name} = ||"),
    ];
    let here = sources.get_key_value(file).into_iter();
    let found = here.chain(sources).find_map(|(file, code)| {
        let (begin, after) = begins.iter().find_map(|begin| Some((begin, code.split_once(begin)?.1)))?;
        let end = if begin.starts_with("fn") { "\n}" } else { ";" };
        Some(sentences(after.split(end).next()?, file, sources, steps))
    });
    found.unwrap_or_default()
}

/// Each sentence that must be known, with a file in which it stands.
pub(crate) fn wanted(sources: &BTreeMap<String, String>) -> BTreeMap<String, &str> {
    let mut wanted = BTreeMap::new();
    for (file, code) in sources {
        for call in CALLS {
            for (at, _) in code.match_indices(call) {
                let steps = if *call == "context(" { 2 } else { 0 };
                let found = sentences(&code[at + call.len()..], file, sources, steps);
                wanted.extend(found.into_iter().map(|sentence| (sentence, file.as_str())));
            }
        }
    }
    wanted
}

/// Every text of a piece of code, as a sentence.
pub(crate) fn in_texts(code: &str) -> impl Iterator<Item = String> + '_ {
    // Between two texts there is something that is taken for one, and no harm.
    code.match_indices('"').map(|(at, _)| with_places(&text(&mut code[at + 1..].chars().peekable())))
}

#[test]
fn a_sentence_is_found_however_it_is_written() {
    let code = r#"
        const WHY: &str = "no room for it";
        fn cannot(path: &Path) -> String {
            format!("cannot do {}", path.display())
        }
        let explained = || cannot(path);
        file.with_context(explained)?;
        thread.context(WHY)?;
        bail!("{} and {more:?} \
               go on", 1);
    "#;
    let sources = BTreeMap::from([("a.rs".to_string(), code.replace("\n        }", "\n}"))]);
    let found: Vec<String> = wanted(&sources).into_keys().collect();
    assert_eq!(found, ["cannot do {}", "no room for it", "{} and {} go on"]);
}
