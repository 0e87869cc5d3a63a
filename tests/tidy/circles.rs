//! No two files of a module use each other, directly or by way of others: each can be understood before those
//! that need it. A parent and the files in its folder may, as they are read together.

use std::collections::{BTreeMap, BTreeSet};

use super::sources::{code, is_of_word, sources};

#[test]
fn no_files_of_a_module_use_each_other_in_a_circle() {
    let found = circles(&sources());
    let found: Vec<String> = found.iter().map(|circle| circle.join(" -> ")).collect();
    assert!(found.is_empty(), "these use each other in a circle:\n{}", found.join("\n"));
}

#[test]
fn a_planted_circle_is_caught() {
    let planted = |files: &[(&str, &str)]| {
        let own = |(path, text): &(&str, &str)| (path.to_string(), text.to_string());
        circles(&files.iter().map(own).collect::<Vec<_>>())
    };
    let parent = ("src/ui/mod.rs", "mod area;\npub mod chart;\npub use chart::{Axis, Line as Curve};");
    let area = ("src/ui/area.rs", "");
    // Two files, three, one that is named as its parent exports it, one that is named in passing.
    for (chart, others) in [
        ("use super::area::Area;", vec![("src/ui/area.rs", "use crate::ui::chart::Axis;")]),
        (
            "use crate::{frame::Frame, ui::{area::{Area, Edge}, colour}};",
            vec![("src/ui/area.rs", "use super::page;"), ("src/ui/page.rs", "use super::chart::Axis;")],
        ),
        ("use super::area::Area;", vec![("src/ui/area.rs", "use super::Curve;")]),
        ("fn f() -> super::area::Area {}", vec![("src/ui/area.rs", "use super::{Axis};")]),
        (
            "use super::area::Area;",
            vec![
                ("src/ui/area/edge.rs", "use super::super::Axis;"),
                ("src/ui/area.rs", "use self::edge::Edge;\nuse super::chart;"),
            ],
        ),
    ] {
        let files = [&[parent, ("src/ui/chart.rs", chart)], &others[..]].concat();
        assert_eq!(planted(&files).len(), 1, "{files:?}");
    }
    // One way only, by way of the parent itself, in comments and tests.
    for chart in [
        "use super::area::Area;",
        "use super::Area;\nmod axis;",
        "// See super::area::Area.\n#[cfg(test)]\nmod tests {\n    use super::super::area::Area;\n}",
    ] {
        let files = [parent, area, ("src/ui/chart.rs", chart), ("src/ui/chart/axis.rs", "use super::Line;")];
        assert_eq!(planted(&files), Vec::<Vec<String>>::new(), "{chart}");
    }
}

/// The files that use each other in circles, by their paths.
fn circles(sources: &[(String, String)]) -> Vec<Vec<String>> {
    let modules: BTreeMap<Vec<&str>, &str> =
        sources.iter().map(|(path, text)| (module_of(path), text.as_str())).collect();
    let texts = modules.iter().map(|(module, text)| (module, code(text).collect::<Vec<_>>().join("\n")));
    let texts: BTreeMap<&Vec<&str>, String> = texts.collect();
    let tree = Tree { exports: texts.iter().map(|(module, text)| (*module, exports(text))).collect() };
    let mut uses: BTreeMap<&[&str], BTreeSet<&[&str]>> = BTreeMap::new();
    for (module, text) in &texts {
        for path in paths(text) {
            let Some(used) = tree.absolute(module, &path).and_then(|path| tree.file_of(&path, 0)) else {
                continue;
            };
            let is_family = used.starts_with(module) || module.starts_with(used);
            if !is_family && used[0] == module[0] {
                uses.entry(module).or_default().insert(used);
            }
        }
    }
    let reach = |from| {
        let mut reached = BTreeSet::new();
        let mut next = vec![from];
        while let Some(module) = next.pop() {
            next.extend(uses.get(module).into_iter().flatten().filter(|used| reached.insert(**used)));
        }
        reached
    };
    let reached: BTreeMap<&[&str], BTreeSet<&[&str]>> =
        uses.keys().map(|module| (*module, reach(module))).collect();
    let mut circles = BTreeSet::new();
    for (module, others) in reached.iter().filter(|(module, others)| others.contains(*module)) {
        let back = |other: &&&[&str]| reached.get(**other).is_some_and(|others| others.contains(module));
        circles.insert(others.iter().filter(back).map(|module| module.join("/")).collect::<Vec<_>>());
    }
    circles.into_iter().collect()
}

/// The module that a file holds: `src/ui/screen/mod.rs` holds `ui`, `screen`.
fn module_of(path: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = path.trim_start_matches("src/").trim_end_matches(".rs").split('/').collect();
    parts.pop_if(|last| *last == "mod");
    parts
}

struct Tree<'a> {
    /// What each file passes on from others: the name, and the path it has there.
    exports: BTreeMap<&'a Vec<&'a str>, Vec<(String, Vec<String>)>>,
}

impl<'a> Tree<'a> {
    /// A path in a file, from the crate's root; none if it leads out of the crate.
    fn absolute(&self, module: &[&str], path: &[String]) -> Option<Vec<String>> {
        let mut own: Vec<String> = module.iter().map(ToString::to_string).collect();
        let mut rest = path;
        match rest[0].as_str() {
            "crate" => own.clear(),
            "self" => {}
            "super" => {
                while rest[0] == "super" {
                    own.pop()?;
                    rest = &rest[1..];
                }
                own.extend_from_slice(rest);
                return Some(own);
            }
            first => {
                let child = [module, &[first]].concat();
                return self.exports.contains_key(&child).then(|| [own, path.to_vec()].concat());
            }
        }
        own.extend_from_slice(&rest[1..]);
        Some(own)
    }

    /// The file in which a path's item is, through what others pass on.
    fn file_of(&self, path: &[String], depth: usize) -> Option<&'a [&'a str]> {
        let (module, exports) = (0..=path.len()).rev().find_map(|length| {
            let known = |(module, _): &(&&Vec<&str>, _)| module.iter().eq(&path[..length]);
            self.exports.iter().find(known)
        })?;
        let name = path.get(module.len());
        let passed_on = exports.iter().find(|(other, _)| Some(other) == name).filter(|_| depth < 8);
        let further =
            passed_on.and_then(|(_, inner)| self.file_of(&self.absolute(module, inner)?, depth + 1));
        Some(further.unwrap_or(module))
    }
}

/// What a file passes on: names and their paths.
fn exports(text: &str) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    for start in ["pub use ", "pub(crate) use ", "pub(super) use "] {
        for (at, _) in text.match_indices(start) {
            expand(&text[at + start.len()..], &mut Vec::new(), &mut |path, name| {
                found.push((name.to_string(), path.to_vec()));
            });
        }
    }
    found
}

/// The paths in a file that begin at its own place or at the crate's root.
fn paths(text: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for start in ["crate::", "super::", "self::"] {
        for (at, _) in text.match_indices(start) {
            let before = text[..at].chars().next_back();
            if !before.is_some_and(|c| is_of_word(c) || c == ':') {
                expand(&text[at..], &mut Vec::new(), &mut |path, _| found.push(path.to_vec()));
            }
        }
    }
    found
}

/// Every path of a tree such as `a::{b, c::d as e}` with the name that it has from then on; returns what follows.
fn expand<'t>(text: &'t str, before: &mut Vec<String>, found: &mut impl FnMut(&[String], &str)) -> &'t str {
    let depth = before.len();
    let mut rest = text.trim_start();
    loop {
        if let Some(group) = rest.strip_prefix('{') {
            rest = group;
            loop {
                rest = expand(rest, before, found).trim_start();
                match rest.strip_prefix(',') {
                    Some(more) if !more.trim_start().starts_with('}') => rest = more,
                    more => {
                        rest = more.unwrap_or(rest).trim_start().trim_start_matches('}');
                        break;
                    }
                }
            }
            break;
        }
        let length = rest.find(|c: char| !is_of_word(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(length);
        rest = after;
        if word != "self" || before.is_empty() {
            before.push(word.to_string());
        }
        if let Some(more) = rest.strip_prefix("::") {
            rest = more;
            continue;
        }
        let mut name = before.last().cloned().unwrap_or_default();
        if let Some(renamed) = rest.trim_start().strip_prefix("as ") {
            let length = renamed.find(|c: char| !is_of_word(c)).unwrap_or(renamed.len());
            name = renamed[..length].to_string();
            rest = &renamed[length..];
        }
        found(before, &name);
        break;
    }
    before.truncate(depth);
    rest
}
