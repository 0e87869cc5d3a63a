//! Where the tables go.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::show::{Format, Shown};
use crate::cli::output::OutputFile;
use crate::cli::terminal;
use crate::report::{Layout, Page};

/// Between these lines stand the tables in a Markdown file.
const BEGIN: &str = "<!-- made by `holdfast evaluate`: changes here are lost -->\n";
const END: &str = "<!-- end of what `holdfast evaluate` made -->\n";

/// A file, or standard output.
pub(super) struct Output {
    file: Option<OutputFile>,
    /// What stands in a Markdown file before and after the tables.
    around: (String, String),
}

impl Output {
    /// Fails before the work is done where the file cannot be written, or holds a text without a place for the tables.
    pub(super) fn open(path: Option<&Path>, format: Format) -> Result<Self> {
        let Some(path) = path.filter(|path| path.as_os_str() != "-") else {
            return Ok(Output { file: None, around: Default::default() });
        };
        let mut around = (String::new(), String::new());
        if format == Format::Markdown {
            around = (BEGIN.to_owned(), END.to_owned());
            if path.is_file() {
                let text =
                    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
                around = match parted(&text) {
                    Some((before, after)) => (before.to_owned(), after.to_owned()),
                    None => bail!(
                        "{} has no place for the tables: put these two lines where they belong, or name another \
                         file\n{BEGIN}{}",
                        path.display(),
                        END.trim_end()
                    ),
                };
            }
        }
        Ok(Output { file: Some(OutputFile::create(path)?), around })
    }

    pub(super) fn write(self, shown: &Shown<'_>, format: Format) -> Result<()> {
        let (before, after) = &self.around;
        let text = match format {
            Format::Text => None,
            Format::Json => Some(shown.json()?),
            Format::Markdown if self.file.is_some() => {
                Some(format!("{before}\n{}\n{after}", shown.markdown()))
            }
            Format::Markdown => Some(shown.markdown()),
        };
        match (self.file, text) {
            (None, None) => shown.text(&mut terminal::page()),
            (None, Some(text)) => Ok(terminal::output().write_all(text.as_bytes())?),
            (Some(mut file), None) => {
                let mut page = Page::new(&mut file, Layout::plain(false));
                let written = shown.text(&mut page);
                drop(page);
                written.map_err(|error| file.explain(error))?;
                file.commit()
            }
            (Some(mut file), Some(text)) => {
                file.write_all(text.as_bytes()).map_err(|error| file.explain(error.into()))?;
                file.commit()
            }
        }
    }
}

/// A text up to the first mark, and from the last one on; none where it has no marks.
fn parted(text: &str) -> Option<(&str, &str)> {
    let begins = text.find(BEGIN)? + BEGIN.len();
    let ends = begins + text[begins..].find(END)?;
    Some((&text[..begins], &text[ends..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_parted_where_the_tables_belong() {
        let text = format!("# A\n{BEGIN}old\n{END}B\n");
        let (before, after) = parted(&text).expect("marks");
        assert_eq!((before, after), (&*format!("# A\n{BEGIN}"), &*format!("{END}B\n")));
        assert_eq!(parted(&format!("{END}{BEGIN}")), None);
        assert_eq!(parted("# A\n"), None);
    }
}
