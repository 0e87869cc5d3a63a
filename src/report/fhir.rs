//! A session as a FHIR R4 bundle of observations, for a clinic's record.
//!
//! FHIR has no profile for repetitions and holds. So each set is an observation of an exercise
//! (LOINC 73985-4) whose components have codes of this program; duration (55411-3) and pain
//! (72514-3) have LOINC's own. The bundle names no patient: whoever files it knows whose it is.

use std::io::{self, Write};

use jiff::fmt::temporal::Pieces;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::session::{Session, Set};
use super::{Layout, Report, Unit, number};
use crate::messages::english;

const LOINC: &str = "http://loinc.org";
const UCUM: &str = "http://unitsofmeasure.org";
const CATEGORIES: &str = "http://terminology.hl7.org/CodeSystem/observation-category";
/// Codes of this program: exercises by their id, and the components below.
const OWN: &str = "urn:holdfast:codes";

pub(super) fn begin<'a>(out: &'a mut dyn Write, _layout: Layout) -> Box<dyn Report + 'a> {
    Box::new(Fhir { out })
}

struct Fhir<'a> {
    out: &'a mut dyn Write,
}

impl Report for Fhir<'_> {
    fn add(&mut self, session: &Session) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *self.out, &bundle(session))?;
        writeln!(self.out)
    }

    fn finish(&mut self, _failed: usize) -> io::Result<()> {
        self.out.flush()
    }
}

fn bundle(session: &Session) -> Value {
    let names = Names::of(session);
    let device = names.urn("device");
    let mut entries = vec![json!({"fullUrl": device, "resource": program(session)})];
    let mut observe = |name: String, mut observation: Map<String, Value>| {
        observation.insert("device".to_string(), json!({"reference": device}));
        entries.push(json!({"fullUrl": names.urn(&name), "resource": observation}));
    };
    for (place, set) in session.sets.iter().enumerate() {
        observe(format!("set {place}"), exercise(session, set));
    }
    observe("duration".to_string(), duration(session));
    for (when, score, at) in
        [("before", session.pain_before, 0.0), ("after", session.pain_after, session.duration_secs)]
    {
        if let Some(score) = score {
            observe(format!("pain {when}"), pain(session, when, score, at));
        }
    }
    let mut bundle = json!({
        "resourceType": "Bundle",
        "identifier": {"system": "urn:ietf:rfc:3986", "value": names.urn("bundle")},
        "type": "collection",
        "entry": entries,
    });
    if let Some(at) = moment(session, session.duration_secs) {
        bundle["timestamp"] = json!(at);
    }
    bundle
}

fn program(session: &Session) -> Value {
    let program = session.sets.first().map(|set| &set.analysis.program);
    let (name, version) = program.map_or((env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION")), |program| {
        (program.name.as_str(), program.version.as_str())
    });
    json!({
        "resourceType": "Device",
        "deviceName": [{"name": name, "type": "user-friendly-name"}],
        "version": [{"value": version}],
    })
}

fn exercise(session: &Session, set: &Set) -> Map<String, Value> {
    let analysis = &set.analysis;
    let mut observation = observation(
        &[coding(LOINC, "73985-4", "Exercise activity")],
        "Exercise activity",
        period(session, set.start, set.start + analysis.source.duration_secs),
    );
    observation.insert(
        "valueCodeableConcept".to_string(),
        json!({"coding": [coding(OWN, &analysis.exercise, &analysis.title)], "text": analysis.title}),
    );
    let counted =
        |verdict: &str| analysis.excursions.iter().filter(|attempt| attempt.verdict == verdict).count();
    let mut components = vec![
        component(
            "repetitions",
            "Repetitions",
            quantity(f64::from(analysis.repetitions.total), "{repetitions}"),
        ),
        component(
            "repetitions-good",
            "Good repetitions",
            quantity(f64::from(analysis.repetitions.good), "{repetitions}"),
        ),
        component(
            "attempts-faulty",
            "Attempts with a fault",
            quantity(counted("faulty") as f64, "{attempts}"),
        ),
        component(
            "attempts-partial",
            "Attempts short of the target",
            quantity(counted("partial") as f64, "{attempts}"),
        ),
        component(
            "attempts-not-judged",
            "Attempts not judged",
            quantity(counted("unjudged") as f64, "{attempts}"),
        ),
        component("judged", "Time judged", quantity(analysis.coverage.judged_secs, "s")),
    ];
    for attempt in &analysis.excursions {
        let name = super::words::movement(attempt.phase.as_deref(), attempt.side.as_deref(), english());
        let named = |what: &str| if name.is_empty() { what.to_string() } else { format!("{what}, {name}") };
        if attempt.target_reached.is_some() {
            components.push(component("hold", &named("Hold"), quantity(attempt.hold_secs, "s")));
        }
        let unit = match attempt.unit {
            Some(Unit::Degrees) => "deg",
            Some(Unit::TorsoLengths) => "{trunk length}",
            Some(Unit::Seconds) => "s",
            None => "1",
        };
        if let Some(peak) = attempt.peak {
            components.push(component("peak", &named("Farthest value"), quantity(peak, unit)));
        }
    }
    for finding in &set.findings {
        components.push(json!({
            "code": {"coding": [coding(OWN, "fault", "Fault")], "text": "Fault"},
            "valueCodeableConcept": {"coding": [coding(OWN, &finding.id, &finding.cue)], "text": finding.cue},
        }));
    }
    observation.insert("component".to_string(), Value::Array(components));
    let method = format!("Pose model {}, rules {}", analysis.model.id, analysis.rules.id);
    observation.insert("method".to_string(), json!({"text": method}));
    observation
}

fn duration(session: &Session) -> Map<String, Value> {
    let mut observation = observation(
        &[coding(LOINC, "55411-3", "Exercise duration")],
        "Exercise duration",
        period(session, 0.0, session.duration_secs),
    );
    let minutes = number::to_decimals(session.duration_secs / 60.0, 2);
    let mut value = quantity(minutes, "min");
    value["unit"] = json!("minute");
    observation.insert("valueQuantity".to_string(), value);
    observation
}

fn pain(session: &Session, when: &str, score: u8, at_secs: f64) -> Map<String, Value> {
    let name = "Pain severity - 0-10 verbal numeric rating [Score] - Reported";
    let text = format!("Pain {when} the exercises, 0 to 10");
    let at = moment(session, at_secs).map(|at| ("effectiveDateTime", json!(at)));
    let mut observation = observation(&[coding(LOINC, "72514-3", name)], &text, at);
    observation.insert("category".to_string(), json!([{"coding": [coding(CATEGORIES, "survey", "Survey")]}]));
    observation.insert("valueQuantity".to_string(), quantity(f64::from(score), "{score}"));
    observation
}

fn observation(codings: &[Value], text: &str, effective: Option<(&str, Value)>) -> Map<String, Value> {
    let mut observation = Map::new();
    let mut insert = |name: &str, value: Value| observation.insert(name.to_string(), value);
    insert("resourceType", json!("Observation"));
    insert("status", json!("final"));
    insert("category", json!([{"coding": [coding(CATEGORIES, "activity", "Activity")]}]));
    insert("code", json!({"coding": codings, "text": text}));
    if let Some((name, value)) = effective {
        insert(name, value);
    }
    observation
}

fn component(code: &str, name: &str, quantity: Value) -> Value {
    json!({"code": {"coding": [coding(OWN, code, name)], "text": name}, "valueQuantity": quantity})
}

fn coding(system: &str, code: &str, display: &str) -> Value {
    json!({"system": system, "code": code, "display": display})
}

fn quantity(value: f64, unit: &str) -> Value {
    json!({"value": value, "unit": unit.trim_matches(['{', '}']), "system": UCUM, "code": unit.replace(' ', "_")})
}

fn period(session: &Session, from_secs: f64, to_secs: f64) -> Option<(&'static str, Value)> {
    let (start, end) = (moment(session, from_secs)?, moment(session, to_secs)?);
    Some(("effectivePeriod", json!({"start": start, "end": end})))
}

/// A moment of the session as FHIR's dateTime, to the second; none where nobody knows when the session was.
fn moment(session: &Session, secs: f64) -> Option<String> {
    let began = session.began.as_deref()?;
    let offset = Pieces::parse(began).ok()?.to_numeric_offset()?;
    let at = began.parse::<Timestamp>().ok()?;
    let at = at.checked_add(SignedDuration::try_from_secs_f64(secs).ok()?).ok()?;
    Some(at.to_zoned(TimeZone::fixed(offset)).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

/// Names for the parts of a bundle that are the same each time it is made.
struct Names {
    seed: String,
}

impl Names {
    fn of(session: &Session) -> Self {
        let sources = session.sets.iter().map(|set| set.analysis.source.name.as_str()).collect::<Vec<_>>();
        let seed =
            [session.id.as_deref().unwrap_or(""), session.began.as_deref().unwrap_or(""), &sources.join(" ")];
        Names { seed: seed.join("\n") }
    }

    /// A UUID of version 8 (RFC 9562): its bits are a hash of the session and the part.
    fn urn(&self, part: &str) -> String {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&Sha256::digest(format!("{}\n{part}", self.seed))[..16]);
        bytes[6] = bytes[6] & 0x0f | 0x80;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
    }
}
