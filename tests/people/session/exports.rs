//! Files for other programs: laid out as OpenSim documents TRC and MOT, and as FHIR R4 documents a
//! bundle.

use serde_json::Value;

use super::sessions::{bridges, session, text};

#[test]
fn trc_has_the_layout_that_opensim_reads() {
    let session = bridges();
    let trc = text("trc", &session);
    let lines: Vec<Vec<&str>> = trc.lines().map(|line| line.split('\t').collect()).collect();
    let frames = session.sets[0].film.len();
    assert_eq!(lines[0][..3], ["PathFileType", "4", "(X/Y/Z)"]);
    let names =
        "DataRate CameraRate NumFrames NumMarkers Units OrigDataRate OrigDataStartFrame OrigNumFrames";
    assert_eq!(lines[1], names.split(' ').collect::<Vec<_>>());
    let count = frames.to_string();
    assert_eq!(lines[2], ["15", "15", &count, "27", "m", "15", "1", &count]);
    assert_eq!(lines[3][..6], ["Frame#", "Time", "Hip", "", "", "RHip"]);
    assert_eq!(lines[3].iter().filter(|name| !name.is_empty()).count(), 2 + 27);
    assert_eq!(lines[4][..6], ["", "", "X1", "Y1", "Z1", "X2"]);
    assert_eq!(lines[4].last(), Some(&"Z27"));
    assert_eq!(lines.len(), 5 + frames);
    for (number, row) in lines[5..].iter().enumerate() {
        assert_eq!(row.len(), 2 + 3 * 27);
        assert_eq!(row[0], (number + 1).to_string());
        assert!(row[1..].iter().all(|cell| cell.parse::<f64>().is_ok()), "{row:?}");
    }
}

#[test]
fn trc_is_in_metres_with_y_up() {
    let session = bridges();
    let trc = text("trc", &session);
    let rows: Vec<Vec<Option<f64>>> =
        trc.lines().skip(5).map(|line| line.split('\t').map(|cell| cell.parse().ok()).collect()).collect();
    let column = |name: &str, axis: usize| {
        let names = trc.lines().nth(3).expect("names").split('\t').collect::<Vec<_>>();
        names.iter().position(|other| *other == name).expect("a marker") + axis
    };
    let heights = |name: &str| rows.iter().filter_map(|row| row[column(name, 1)]).collect::<Vec<f64>>();
    let lowest = |name: &str| heights(name).into_iter().fold(f64::INFINITY, f64::min);
    let highest = |name: &str| heights(name).into_iter().fold(f64::NEG_INFINITY, f64::max);
    // The hips rise by a hand or two, the shoulders stay on the floor.
    let rise = highest("Hip") - lowest("Hip");
    assert!((0.12..0.45).contains(&rise), "{rise}");
    assert!(highest("Neck") - lowest("Neck") < 0.12);
    assert!(lowest("RKnee") > lowest("RAnkle") && lowest("RAnkle") >= 0.0);
    let thigh: Vec<f64> = rows
        .iter()
        .filter_map(|row| {
            let way = |axis| Some(row[column("RHip", axis)]? - row[column("RKnee", axis)]?);
            Some((way(0)?.powi(2) + way(1)?.powi(2) + way(2)?.powi(2)).sqrt())
        })
        .collect();
    let mean = thigh.iter().sum::<f64>() / thigh.len() as f64;
    assert!((0.3..0.55).contains(&mean), "a thigh of {mean} m");
}

#[test]
fn mot_has_the_layout_that_opensim_reads() {
    let session = bridges();
    let mot = text("mot", &session);
    let lines: Vec<&str> = mot.lines().collect();
    let frames = session.sets[0].film.len();
    let end = lines.iter().position(|line| *line == "endheader").expect("a header");
    assert_eq!(lines[..2], ["Coordinates", "version=1"]);
    let of = |name: &str| lines[..end].iter().find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
    let columns: Vec<&str> = lines[end + 1].split('\t').collect();
    assert_eq!(of("nColumns"), Some(columns.len().to_string().as_str()));
    assert_eq!(of("inDegrees"), Some("yes"));
    assert_eq!(columns[0], "time");
    assert!(columns.contains(&"hip_angle_signed") && !columns.contains(&"hip_lift"), "{columns:?}");
    let rows: Vec<Vec<f64>> = lines[end + 2..]
        .iter()
        .map(|line| line.split('\t').map(|cell| cell.parse().expect("a number")).collect())
        .collect();
    assert_eq!(of("nRows"), Some(rows.len().to_string().as_str()));
    assert_eq!(rows.len(), frames);
    assert!(rows.iter().all(|row| row.len() == columns.len() && row.iter().all(|cell| cell.is_finite())));
    assert!(rows.windows(2).all(|pair| pair[0][0] < pair[1][0]));
    let hip = columns.iter().position(|name| *name == "hip_angle_signed").expect("a column");
    let highest = rows.iter().map(|row| row[hip]).fold(0.0, f64::max);
    assert!((170.0..210.0).contains(&highest), "{highest}");
}

/// The times in a file; `place` is the column.
fn times(file: &str, begins: &str, place: usize) -> Vec<String> {
    let rows = file.lines().skip_while(|line| !line.starts_with(begins)).skip(1);
    rows.filter_map(|line| line.split('\t').nth(place))
        .map(str::to_owned)
        .filter(|cell| !cell.is_empty())
        .collect()
}

#[test]
fn both_files_have_the_times_of_the_session() {
    let (mot, trc) = (text("mot", &session()), text("trc", &session()));
    let of_mot = times(&mot, "time", 0);
    assert_eq!(of_mot, times(&trc, "Frame#", 1));
    let secs: Vec<f64> = of_mot.iter().map(|time| time.parse().expect("a number")).collect();
    assert_eq!(secs[0], 12.5);
    for start in [12.5, 80.0, 150.0] {
        assert!(secs.contains(&start), "no row at {start}: {secs:?}");
    }
    assert!(secs.windows(2).all(|pair| pair[0] < pair[1]));
}

#[test]
fn fhir_is_a_bundle_of_observations() {
    let bundle: Value = serde_json::from_str(&text("fhir", &session())).expect("JSON");
    assert_eq!((&bundle["resourceType"], &bundle["type"]), (&"Bundle".into(), &"collection".into()));
    assert_eq!(bundle["timestamp"], "2026-11-23T09:01:50+01:00");
    let entries = bundle["entry"].as_array().expect("entries");
    assert_eq!(entries.len(), 1 + 3 + 1 + 2);
    let names: Vec<&str> = entries.iter().map(|entry| entry["fullUrl"].as_str().expect("a name")).collect();
    for (place, name) in names.iter().enumerate() {
        let uuid = name.strip_prefix("urn:uuid:").expect("a UUID");
        assert_eq!(uuid.split('-').map(str::len).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
        assert!(!names[..place].contains(name));
    }
    assert_eq!(entries[0]["resource"]["resourceType"], "Device");
    for entry in &entries[1..] {
        observation(&entry["resource"], names[0]);
    }
    let set = &entries[1]["resource"];
    assert_eq!(set["code"]["coding"][0]["code"], "73985-4");
    assert_eq!(set["valueCodeableConcept"]["coding"][0]["code"], "bridge");
    assert_eq!(set["effectivePeriod"]["start"], "2026-11-23T08:58:42+01:00");
    let component = |code: &str| {
        let all = set["component"].as_array().expect("components");
        all.iter().find(|one| one["code"]["coding"][0]["code"] == code).cloned().expect("a component")
    };
    assert_eq!(component("repetitions")["valueQuantity"]["value"], 2.0);
    assert_eq!(component("peak")["valueQuantity"]["code"], "deg");
    assert_eq!(component("fault")["valueCodeableConcept"]["coding"][0]["code"], "hold-short");
    let pain = &entries[5]["resource"];
    assert_eq!(
        (&pain["code"]["coding"][0]["code"], &pain["valueQuantity"]["value"]),
        (&"72514-3".into(), &3.0.into())
    );
}

#[test]
fn every_set_and_pain_mark_has_its_time_however_the_beginning_is_written() {
    for (began, first, last) in [
        ("2026-11-23T08:58:30+01:00", "2026-11-23T08:58:42+01:00", "2026-11-23T09:01:50+01:00"),
        ("2026-11-23T08:58:30.123+01:00", "2026-11-23T08:58:42+01:00", "2026-11-23T09:01:50+01:00"),
        ("2026-11-23T08:58:30.999+01:00", "2026-11-23T08:58:43+01:00", "2026-11-23T09:01:50+01:00"),
        ("2026-11-23T08:58:30.5-09:30", "2026-11-23T08:58:43-09:30", "2026-11-23T09:01:50-09:30"),
        ("2026-11-23T08:58:30Z", "2026-11-23T08:58:42+00:00", "2026-11-23T09:01:50+00:00"),
        ("2026-11-23T08:58:30.04Z", "2026-11-23T08:58:42+00:00", "2026-11-23T09:01:50+00:00"),
    ] {
        let session = holdfast::report::Session { began: Some(began.to_owned()), ..session() };
        let bundle: Value = serde_json::from_str(&text("fhir", &session)).expect("JSON");
        assert_eq!(bundle["timestamp"], last, "{began}");
        let entries = bundle["entry"].as_array().expect("entries");
        assert_eq!(entries[1]["resource"]["effectivePeriod"]["start"], first, "{began}");
        for entry in &entries[1..] {
            let resource = &entry["resource"];
            let times = match &resource["effectivePeriod"] {
                Value::Null => vec![&resource["effectiveDateTime"]],
                period => vec![&period["start"], &period["end"]],
            };
            for time in times {
                let time = time.as_str().unwrap_or_else(|| panic!("{began}: no time in {resource}"));
                assert!(time.parse::<jiff::Timestamp>().is_ok(), "{time} has no zone");
            }
        }
    }
}

#[test]
fn a_recording_without_a_date_has_none_in_fhir() {
    let bundle: Value = serde_json::from_str(&text("fhir", &bridges())).expect("JSON");
    assert!(bundle.get("timestamp").is_none());
    for entry in bundle["entry"].as_array().expect("entries") {
        let resource = entry["resource"].as_object().expect("a resource");
        assert!(resource.keys().all(|key| !key.starts_with("effective")), "{resource:?}");
    }
}

/// What FHIR R4 requires of an observation, and what it allows.
fn observation(resource: &Value, device: &str) {
    const ALLOWED: [&str; 12] = [
        "resourceType",
        "status",
        "category",
        "code",
        "effectivePeriod",
        "effectiveDateTime",
        "valueQuantity",
        "valueCodeableConcept",
        "component",
        "device",
        "method",
        "note",
    ];
    let fields = resource.as_object().expect("an object");
    assert!(fields.keys().all(|key| ALLOWED.contains(&key.as_str())), "{fields:?}");
    assert_eq!((&resource["resourceType"], &resource["status"]), (&"Observation".into(), &"final".into()));
    assert_eq!(resource["device"]["reference"], device);
    assert!(fields.keys().filter(|key| key.starts_with("value")).count() == 1);
    let mut concepts = vec![&resource["code"], &resource["category"][0]];
    for part in resource["component"].as_array().into_iter().flatten() {
        concepts.push(&part["code"]);
        let values =
            part.as_object().expect("an object").keys().filter(|key| key.starts_with("value")).count();
        assert_eq!(values, 1, "{part}");
    }
    for concept in concepts {
        for coding in concept["coding"].as_array().expect("codings") {
            assert!(["system", "code", "display"].iter().all(|key| coding[key].is_string()), "{coding}");
        }
    }
}
