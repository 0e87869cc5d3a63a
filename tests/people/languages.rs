//! Every language says everything: the program's own words, and those of every built-in exercise.

use std::collections::BTreeSet;

use holdfast::messages::{ExerciseTexts, Language, english};
use holdfast::motion::{SidedMeasure, WholeMeasure};
use holdfast::rules::{Catalogue, RuleFile};

/// What an exercise says and shows.
fn texts(file: &RuleFile) -> Vec<String> {
    let (exercise, texts) = (&file.exercise, &file.texts);
    let rules = texts.faults.iter().flat_map(|rule| [&rule.cue, &rule.why].into_iter().chain(&rule.better));
    let phases = texts.phases.iter().flat_map(|phase| [&phase.out, &phase.hold, &phase.back]);
    let lists = [&texts.steps, &texts.cautions, &texts.limits];
    let own = lists.into_iter().flatten().chain([&texts.title]).chain(rules).chain(phases.flatten()).cloned();
    own.chain(exercise.phases.iter().filter_map(|phase| Some(phase.id.as_ref()?.replace('-', " ")))).collect()
}

fn built_in() -> Vec<RuleFile> {
    let catalogue = Catalogue::load(None).expect("the built-in exercises");
    catalogue.files().to_vec()
}

#[test]
fn every_sentence_of_every_exercise_is_translated_and_no_other() {
    let wanted: BTreeSet<String> = built_in().iter().flat_map(texts).collect();
    for language in Language::all().iter().filter(|language| *language != english()) {
        let there: BTreeSet<String> = language.words.texts.keys().cloned().collect();
        let list =
            |texts: Vec<&String>| texts.iter().map(|text| format!("\n    {text:?}")).collect::<String>();
        let missing = list(wanted.difference(&there).collect());
        let idle = list(there.difference(&wanted).collect());
        assert!(
            missing.is_empty() && idle.is_empty(),
            "data/languages/{}.toml lacks under [texts]:{missing}\nand has for nothing:{idle}",
            language.id
        );
    }
}

/// "On, slowly" would be right of all, and helps less.
#[test]
fn every_exercise_says_in_its_own_words_what_to_do() {
    for file in built_in() {
        for (phase, _) in file.exercise.phases() {
            let words = file.texts.phase(phase);
            let held = file.exercise.dose.hold_secs.is_some();
            assert!(words.out.is_some() && words.back.is_some(), "{}: {words:?}", file.id);
            assert_eq!(words.hold.is_some(), held, "{}: {words:?}", file.id);
        }
        let out: BTreeSet<_> = file.texts.phases.iter().map(|words| &words.out).collect();
        assert_eq!(out.len(), file.exercise.phases.len(), "{}: the ways out are told apart", file.id);
    }
}

#[test]
fn every_fault_that_is_gone_can_be_praised_by_name() {
    for file in built_in() {
        for ((_, rule), texts) in file.exercise.rules().zip(&file.texts.faults) {
            assert!(texts.better.is_some(), "{}: {} has no `better`", file.id, rule.id);
        }
    }
}

#[test]
fn every_fault_and_every_measure_has_a_name_in_other_languages_and_nothing_else_has() {
    let files = built_in();
    let faults = files.iter().flat_map(|file| file.exercise.rules().map(|(_, rule)| rule.id.clone()));
    let sided = SidedMeasure::ALL.iter().map(|measure| measure.name());
    let measures = sided.chain(WholeMeasure::ALL.iter().map(|measure| measure.name()));
    let wanted: BTreeSet<String> = faults.chain(measures.map(str::to_string)).collect();
    for language in Language::all() {
        let named: BTreeSet<String> = language.words.names.keys().cloned().collect();
        let idle: Vec<&String> = named.difference(&wanted).collect();
        assert!(idle.is_empty(), "data/languages/{}.toml names for nothing: {idle:?}", language.id);
        let missing: Vec<&String> = wanted.difference(&named).filter(|_| language != english()).collect();
        assert!(missing.is_empty(), "data/languages/{}.toml lacks under [names]: {missing:?}", language.id);
    }
}

#[test]
fn a_translation_keeps_what_is_filled_in() {
    let names = |text: &str| -> BTreeSet<String> {
        let after = text.split('{').skip(1).filter_map(|part| part.split_once('}'));
        after.map(|(name, _)| name.to_string()).collect()
    };
    // Both tables, key by key.
    let tables = |id: &str| -> toml::Table {
        let path = format!("{}/data/languages/{id}.toml", env!("CARGO_MANIFEST_DIR"));
        toml::from_str(&std::fs::read_to_string(path).expect("a file")).expect("a language")
    };
    fn sentences(prefix: &str, table: &toml::Table, found: &mut Vec<(String, String)>) {
        for (key, value) in table {
            match value {
                toml::Value::Table(inner) => sentences(&format!("{prefix}{key}."), inner, found),
                value => {
                    found.push((format!("{prefix}{key}"), value.as_str().unwrap_or_default().to_string()));
                }
            }
        }
    }
    let (mut here, mut there) = (Vec::new(), Vec::new());
    sentences("", &tables("en"), &mut here);
    // A title has its place where a language can decline it, or stands for itself.
    let same = |name: &str| if name == "exercise" { "title".to_string() } else { name.to_string() };
    for language in Language::all() {
        there.clear();
        sentences("", &tables(&language.id), &mut there);
        for (key, sentence) in &here {
            let other = there.iter().find(|(other, _)| other == key).map(|(_, text)| text.as_str());
            let other = other.unwrap_or_else(|| panic!("{} lacks {key}", language.id));
            let as_named = |text: &str| names(text).iter().map(|name| same(name)).collect::<BTreeSet<_>>();
            // "One good repetition" need not say the number.
            if !key.ends_with(".one") {
                assert_eq!(as_named(other), as_named(sentence), "{}: {key}", language.id);
            }
        }
    }
}

#[test]
fn an_exercise_speaks_the_language_and_its_own_where_nothing_is_translated() {
    let german = Language::of("de").expect("it is there");
    let bridge = built_in().into_iter().find(|file| file.id == "bridge").expect("it is built in").texts;
    let told = german.translated(&bridge);
    assert_eq!(told.title, "Brücke");
    assert_eq!(told.faults[0].cue, "Heb das Becken bis auf die Höhe der Knie");
    assert_eq!(told.faults[0].source, bridge.faults[0].source);
    let own = ExerciseTexts { title: "My own bridge".to_string(), ..bridge };
    assert_eq!(german.translated(&own).title, "My own bridge");
}
