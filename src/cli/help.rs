//! Help, and what is wrong with a command line, in other languages: clap itself knows English alone.

use std::io::{self, Write};

use clap::builder::{PossibleValuesParser, Resettable, StyledStr};
use clap::error::ErrorKind;
use clap::{Arg, Command, CommandFactory};

use super::{Arguments, terminal};
use crate::messages::Language;

/// What clap writes around the texts of commands and options.
const OF_CLAP: [&str; 9] = [
    "Usage:",
    "Commands:",
    "Arguments:",
    "Options:",
    "Possible values:",
    "[possible values: ",
    "[default: ",
    "[OPTIONS]",
    "tip:",
];

/// Prints the help that was asked for, or what is wrong with the command line.
///
/// Fails where the help cannot be written.
pub(super) fn print(error: &clap::Error, language: &Language) -> io::Result<()> {
    if language.is_english() {
        return error.print();
    }
    // The same again, of commands that are described in the language.
    let again = described(language).try_get_matches().err();
    let error = again.as_ref().unwrap_or(error);
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            write!(anstream::stdout(), "{}", framed(&error.render().ansi().to_string(), language))?;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            terminal::print_errors(&framed(&error.render().to_string(), language));
        }
        _ => terminal::complain_of(&mistake(&error.render().to_string(), language)),
    }
    Ok(())
}

/// What is wrong with a command line, line by line.
fn mistake(in_english: &str, language: &Language) -> String {
    let lines = in_english.trim_start_matches("error: ").trim_end().lines().map(|line| {
        let text = line.trim_start();
        let margin = &line[..line.len() - text.len()];
        margin.to_owned() + &language.message(text)
    });
    framed(&lines.collect::<Vec<_>>().join("\n"), language)
}

/// A text of clap's with its headings in the language.
fn framed(text: &str, language: &Language) -> String {
    let put = |text: String, english: &&str| text.replace(english, &sentence(english, language));
    OF_CLAP.iter().fold(text.to_owned(), put)
}

/// The command line, described in a language.
fn described(language: &Language) -> Command {
    let mut command = Arguments::command();
    command.build();
    translated(command, language)
}

fn translated(command: Command, language: &Language) -> Command {
    let told = |text: Option<&StyledStr>| -> Resettable<StyledStr> {
        text.map(|text| in_words(&text.to_string(), language).into()).into()
    };
    let (about, long_about) = (told(command.get_about()), told(command.get_long_about()));
    let after = told(command.get_after_help());
    let of_argument = |argument: Arg| {
        let (help, long_help) = (told(argument.get_help()), told(argument.get_long_help()));
        let values = argument.get_possible_values().into_iter().map(|value| match value.get_help() {
            Some(help) => {
                let help = in_words(&help.to_string(), language);
                value.help(help)
            }
            None => value,
        });
        let values: Vec<_> = values.collect();
        let argument = if values.iter().any(|value| value.get_help().is_some()) {
            argument.value_parser(PossibleValuesParser::new(values))
        } else {
            argument
        };
        argument.help(help).long_help(long_help)
    };
    let command = command.about(about).long_about(long_about).after_help(after);
    command.mut_args(of_argument).mut_subcommands(|command| translated(command, language))
}

/// A text of several paragraphs in the language. Lines that are set in are typed as they are.
fn in_words(text: &str, language: &Language) -> String {
    let paragraphs = paragraphs(text).map(|lines| {
        let translated = lines.iter().map(|line| match line.strip_prefix(SET_IN) {
            Some(_) => line.clone(),
            None => sentence(line, language),
        });
        translated.collect::<Vec<_>>().join("\n")
    });
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

/// Before what is to be typed.
const SET_IN: &str = "  ";

/// The paragraphs of a text: a line each, or several where some are set in.
fn paragraphs(text: &str) -> impl Iterator<Item = Vec<String>> + '_ {
    text.split("\n\n").map(|paragraph| {
        let lines: Vec<String> = paragraph.lines().map(str::to_owned).collect();
        if lines.iter().any(|line| line.starts_with(SET_IN)) { lines } else { vec![lines.join(" ")] }
    })
}

/// A sentence in the language, with a full stop where it has one; as it stands where there is no translation.
fn sentence(in_english: &str, language: &Language) -> String {
    let (text, stop) = in_english.strip_suffix('.').map_or((in_english, ""), |text| (text, "."));
    let translated = language.words.help.get(text);
    translated.map_or_else(|| in_english.to_owned(), |translated| translated.clone() + stop)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::messages::english;

    /// Every sentence of a command, and of those within it.
    fn sentences(command: &Command, found: &mut BTreeSet<String>) {
        let mut texts: Vec<String> =
            [command.get_about(), command.get_long_about(), command.get_after_help()]
                .into_iter()
                .flatten()
                .map(StyledStr::to_string)
                .collect();
        for argument in command.get_arguments() {
            let own = [argument.get_help(), argument.get_long_help()];
            texts.extend(own.into_iter().flatten().map(StyledStr::to_string));
            let values = argument.get_possible_values();
            texts.extend(values.iter().filter_map(|value| Some(value.get_help()?.to_string())));
            assert!(argument.get_help_heading().is_none(), "no option stands below a heading of its own");
        }
        let lines = texts.iter().flat_map(|text| paragraphs(text).collect::<Vec<_>>()).flatten();
        let whole = lines.filter(|line| !line.starts_with(SET_IN));
        found.extend(whole.map(|line| line.strip_suffix('.').unwrap_or(&line).to_owned()));
        command.get_subcommands().for_each(|command| sentences(command, found));
    }

    #[test]
    fn every_sentence_of_the_help_is_translated_and_no_other() {
        let mut wanted: BTreeSet<String> = OF_CLAP.map(str::to_owned).into();
        sentences(&described(english()), &mut wanted);
        for language in Language::all().iter().filter(|language| *language != english()) {
            let there: BTreeSet<String> = language.words.help.keys().cloned().collect();
            let list =
                |texts: Vec<&String>| texts.iter().map(|text| format!("\n    {text:?}")).collect::<String>();
            let missing = list(wanted.difference(&there).collect());
            let idle = list(there.difference(&wanted).collect());
            assert!(
                missing.is_empty() && idle.is_empty(),
                "data/languages/{}.toml lacks under [help]:{missing}\nand has for nothing:{idle}",
                language.id
            );
        }
    }

    #[test]
    fn paragraphs_are_translated_one_by_one_and_commands_stay() {
        let text = "Examples:\n  holdfast check a.mp4\n\nIt ends\nhere.";
        let found: Vec<_> = paragraphs(text).flatten().collect();
        assert_eq!(found, ["Examples:", "  holdfast check a.mp4", "It ends here."]);
        let german = Language::of("de").expect("it is ours");
        assert_eq!(in_words(text, german), "Beispiele:\n  holdfast check a.mp4\n\nIt ends here.");
    }

    #[test]
    fn a_mistake_is_told_line_by_line() {
        let german = Language::of("de").expect("it is ours");
        let english = "error: unexpected argument '--langage' found\n\n  tip: a similar argument exists: '--language'\n\n\
                       Usage: holdfast check [OPTIONS] <VIDEO>...\n\nFor more information, try '--help'.\n";
        let expected = "die Option oder Angabe '--langage' gibt es nicht\n\n  Tipp: ähnlich ist '--language'\n\n\
                        Aufruf: holdfast check [OPTIONEN] <VIDEO>...\n\nMehr dazu sagt '--help'.";
        assert_eq!(mistake(english, german), expected);
    }
}
