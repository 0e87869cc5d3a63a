//! JSON for programs, laid out so that people can read it too: a line for each top-level field, and
//! for each attempt and each fault.
//!
//! One recording gives one object. Several give an array of such objects, in the order of the
//! inputs; inputs that failed are not in it.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use super::session::Session;
use super::{Layout, Report};

/// Of each recording its analysis.
pub(super) fn begin<'a>(out: &'a mut dyn Write, layout: Layout) -> Box<dyn Report + 'a> {
    Box::new(Json { out, several: layout.several, whole: false, written: 0 })
}

/// Sessions as a whole.
pub(super) fn begin_sessions<'a>(out: &'a mut dyn Write, layout: Layout) -> Box<dyn Report + 'a> {
    Box::new(Json { out, several: layout.several, whole: true, written: 0 })
}

struct Json<'a> {
    out: &'a mut dyn Write,
    several: bool,
    /// Whether sessions are written, and not the analyses of their sets.
    whole: bool,
    written: usize,
}

impl Json<'_> {
    fn object(&mut self, object: &impl Serialize) -> io::Result<()> {
        if self.several {
            self.out.write_all(if self.written == 0 { b"[\n" } else { b",\n" })?;
        }
        self.written += 1;
        object.serialize(&mut Serializer::with_formatter(&mut *self.out, Lines::default()))?;
        if self.several { Ok(()) } else { self.out.write_all(b"\n") }
    }
}

impl Report for Json<'_> {
    fn add(&mut self, session: &Session) -> io::Result<()> {
        if self.whole {
            return self.object(session);
        }
        session.sets.iter().try_for_each(|set| self.object(&set.analysis))
    }

    fn finish(&mut self, _failed: usize) -> io::Result<()> {
        match (self.several, self.written) {
            (false, _) => Ok(()),
            (true, 0) => self.out.write_all(b"[]\n"),
            (true, _) => self.out.write_all(b"\n]\n"),
        }
    }
}

/// Breaks lines in the outermost object and in the arrays directly in it, and nowhere else.
#[derive(Default)]
struct Lines {
    /// For each open container, whether its items stand on lines of their own.
    open: Vec<bool>,
    empty: bool,
}

impl Lines {
    fn enter(&mut self, breaks: bool) {
        self.open.push(breaks);
        self.empty = true;
    }

    fn leave(&mut self, out: &mut (impl Write + ?Sized)) -> io::Result<()> {
        let broke = self.open.pop() == Some(true);
        if broke && !self.empty { self.break_line(out) } else { Ok(()) }
    }

    fn item(&mut self, out: &mut (impl Write + ?Sized), first: bool) -> io::Result<()> {
        self.empty = false;
        if !first {
            out.write_all(b",")?;
        }
        match self.open.last() {
            Some(true) => self.break_line(out),
            _ if first => Ok(()),
            _ => out.write_all(b" "),
        }
    }

    fn break_line(&self, out: &mut (impl Write + ?Sized)) -> io::Result<()> {
        write!(out, "\n{:indent$}", "", indent = 2 * self.open.len())
    }
}

impl Formatter for Lines {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.enter(self.open.len() == 1);
        out.write_all(b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.leave(out)?;
        self.empty = false;
        out.write_all(b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.item(out, first)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.enter(self.open.is_empty());
        out.write_all(b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.leave(out)?;
        self.empty = false;
        out.write_all(b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.item(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }
}
