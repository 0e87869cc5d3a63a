//! What holds in every session, whatever the camera sees and whoever presses keys.

use holdfast::coach::{
    Ending, Interruption, Item, Moment, Record, Request, SetResult, Sound, Stage, Tone, Urgency, takes_secs,
};
use holdfast::motion::{Assessor, Event, Settings};
use proptest::prelude::*;

use crate::play::{Film, item, utterances};

/// Frames are so far apart at most, in seconds: rounding must not decide.
const SLACK_SECS: f64 = 1e-6;

/// Recordings and their exercises.
const RECORDED: [(&str, &str); 6] = [
    ("bridge-low", "bridge"),
    ("bridge-overarched", "bridge"),
    ("bridge-side", "bridge"),
    ("bridge-three-quarter", "bridge"),
    ("cat-cow-side", "cat-cow"),
    ("rotation-head-end", "lower-trunk-rotation"),
];

#[derive(Debug, Clone)]
enum Scene {
    Recording { place: usize, from_secs: f64, secs: f64 },
    Nobody { secs: f64 },
    Asked(Request),
}

fn scene() -> impl Strategy<Value = Scene> {
    use Interruption::{Asked, Away, Camera};
    use Request::{Finish, Next, Pause, Resume};
    let requests = vec![Pause(Asked), Pause(Camera), Pause(Away), Resume, Resume, Next, Finish];
    prop_oneof![
        6 => (0..RECORDED.len(), 0.0..8.0, 2.0..20.0)
            .prop_map(|(place, from_secs, secs)| Scene::Recording { place, from_secs, secs }),
        2 => (0.5..6.0).prop_map(|secs| Scene::Nobody { secs }),
        1 => proptest::sample::select(requests).prop_map(Scene::Asked),
    ]
}

fn film(scenes: &[Scene]) -> Film {
    scenes.iter().fold(Film::default(), |film, scene| match scene {
        Scene::Recording { place, from_secs, secs } => {
            film.recording(RECORDED[*place].0, *from_secs, from_secs + secs)
        }
        Scene::Nobody { secs } => film.nobody(*secs, Some(100.0)),
        Scene::Asked(request) => film.ask(*request),
    })
}

fn items() -> impl Strategy<Value = Vec<Item>> {
    let one = (0..RECORDED.len(), 1..3_u32, 1..3_u32, prop_oneof![Just(0.0), 4.0..9.0], 1.0..4.0);
    let one = one.prop_map(|(place, repetitions, sets, rest_secs, hold_secs)| {
        let mut item = item(RECORDED[place].1, repetitions, sets, rest_secs);
        item.settings.hold_secs = Some(hold_secs);
        item
    });
    proptest::collection::vec(one, 1..3)
}

fn sets(moments: &[Moment]) -> Vec<SetResult> {
    let records = moments.iter().flat_map(|moment| &moment.records);
    records
        .filter_map(|record| if let Record::SetEnded(set) = record { Some(set.clone()) } else { None })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn one_voice_that_keeps_its_distances(scenes in proptest::collection::vec(scene(), 2..7), items in items()) {
        let moments = film(&scenes).play(items, "en");
        let said = utterances(&moments);
        for pair in said.windows(2) {
            let free_secs = pair[0].0 + takes_secs(&pair[0].1.text);
            let has_its_turn = pair[1].0 >= free_secs - SLACK_SECS;
            prop_assert!(has_its_turn || pair[1].1.cuts_in, "one talks over the other: {pair:?}");
            let may_be_cut = matches!(pair[0].1.urgency, Urgency::Flow | Urgency::Praise);
            prop_assert!(may_be_cut || !pair[1].1.cuts_in, "what must be heard is cut off: {pair:?}");
        }
        let spaced = |urgency: Urgency, secs: f64| {
            let times: Vec<f64> =
                said.iter().filter(|(_, said)| said.urgency == urgency).map(|(time, _)| *time).collect();
            times.windows(2).all(|pair| pair[1] - pair[0] >= secs - SLACK_SECS)
        };
        prop_assert!(spaced(Urgency::Form, 5.0) && spaced(Urgency::Praise, 15.0), "{said:?}");
    }

    #[test]
    fn a_countdown_is_heard_alone(scenes in proptest::collection::vec(scene(), 2..7), items in items()) {
        let moments = film(&scenes).play(items.clone(), "en");
        // When the last sentence that is no number is over.
        let mut over_secs = 0.0;
        // What is said as the target is reached is about the way there. Who goes much deeper later has held
        // for less, but the countdown is over.
        let mut counted_down = false;
        for moment in &moments {
            for sound in &moment.sounds {
                let Sound::Say(said) = sound else { continue };
                if said.urgency != Urgency::Count {
                    over_secs = moment.at_secs + takes_secs(&said.text);
                }
            }
            // What the person did not choose, as a pause, may come in between.
            let alone = match (&moment.stage, &moment.assessment) {
                (Stage::Rest(rest), _) => rest.secs_left < 3.0 && rest.secs - rest.secs_left > 3.0,
                _ => false,
            };
            if alone && !moments.iter().any(|other| matches!(other.stage, Stage::Paused(_))) {
                prop_assert!(moment.at_secs >= over_secs - 0.1, "talk at {}", moment.at_secs);
            }
            counted_down |= moment.sounds.contains(&Sound::Play(Tone::HoldDone));
            counted_down &= moment.assessment.as_ref().is_some_and(|now| now.in_target);
            if let (Stage::Set(set), Some(now)) = (&moment.stage, &moment.assessment)
                && let Some(target_secs) = items[set.item].settings.hold_secs
                && !counted_down
                && !moment.sounds.contains(&Sound::Play(Tone::Reached))
                && now.in_target
                && now.hold_secs >= target_secs - 3.0
                && now.hold_secs < target_secs
                && now.hold_secs > 0.0
            {
                let talks = moment.sounds.iter().any(
                    |sound| matches!(sound, Sound::Say(said) if !matches!(said.urgency, Urgency::Count | Urgency::Safety)),
                );
                prop_assert!(!talks, "talk in a hold at {}: {:?}", moment.at_secs, moment.sounds);
            }
        }
    }

    #[test]
    fn nothing_is_lost_and_nothing_is_there_twice(
        scenes in proptest::collection::vec(scene(), 2..7),
        items in items(),
    ) {
        let mut film = film(&scenes);
        film = film.ask(Request::Finish);
        let moments = film.play(items, "en");
        let (mut under_way, mut ended, mut finished, mut last_secs) = (None, Vec::new(), 0, f64::NEG_INFINITY);
        for record in moments.iter().flat_map(|moment| &moment.records) {
            prop_assert_eq!(finished, 0, "something follows the end");
            match record {
                Record::SetBegan(set) => {
                    prop_assert!(under_way.is_none());
                    under_way = Some(set.clone());
                }
                Record::Happened { event: Event::AttemptEnded(attempt), .. } => {
                    prop_assert!(under_way.is_some());
                    ended.push(attempt.clone());
                }
                Record::Happened { .. } => prop_assert!(under_way.is_some()),
                Record::Frame { at_secs, .. } => {
                    let begin = under_way.as_ref().map(|set| set.at_secs);
                    prop_assert!(begin.is_some_and(|begin| *at_secs >= begin));
                    prop_assert!(*at_secs > last_secs);
                    last_secs = *at_secs;
                }
                Record::SetEnded(set) => {
                    let began = under_way.take();
                    prop_assert_eq!(began.map(|began| (began.item, began.number)), Some((set.item, set.number)));
                    prop_assert_eq!(&set.attempts, &std::mem::take(&mut ended));
                }
                Record::Finished { .. } => finished += 1,
                Record::Paused { .. } | Record::Resumed { .. } | Record::Saves { .. } => {}
            }
        }
        prop_assert!(under_way.is_none() && finished == 1);
    }

    #[test]
    fn the_same_film_is_the_same_session(scenes in proptest::collection::vec(scene(), 2..5), items in items()) {
        prop_assert_eq!(film(&scenes).play(items.clone(), "en"), film(&scenes).play(items, "en"));
    }
}

/// Who ends the set or the session in the middle of a lift has not done it.
#[test]
fn an_attempt_that_is_cut_off_is_none() {
    let item = || item("bridge", 5, 1, 0.0);
    let film = Film::default().recording("bridge-side", 0.0, 1000.0);
    let mut assessor = Assessor::new(item().exercise, Settings::default());
    let mut began = film.frames.iter().filter_map(|(time, seen)| {
        let events = assessor.step(*time, seen.pose.as_deref()).events;
        events.iter().any(|event| matches!(event, Event::AttemptStarted { .. })).then_some(*time)
    });
    let second_secs = began.nth(1).expect("two bridges");
    for request in [Request::Next, Request::Finish] {
        let film = Film::default().recording("bridge-side", 0.0, second_secs + 0.5).ask(request);
        let moments = film.play(vec![item()], "en");
        let set = &sets(&moments)[0];
        assert_eq!((set.attempts.len(), set.repetitions.total), (1, 1), "{request:?}");
        let records = moments.iter().flat_map(|moment| &moment.records);
        let ended =
            |record: &&Record| matches!(record, Record::Happened { event: Event::AttemptEnded(_), .. });
        assert_eq!(records.filter(ended).count(), 1, "{request:?}");
    }
}

/// The coach neither loses an attempt that the core records nor makes one up.
#[test]
fn the_coach_counts_what_the_core_counts() {
    for (name, id) in RECORDED {
        let film = Film::default().recording(name, 0.0, 1000.0).ask(Request::Finish);
        let mut item = item(id, 1, 1, 0.0);
        item.repetitions = None;
        let mut assessor = Assessor::new(item.exercise.clone(), Settings::default());
        for (time, glimpse) in &film.frames {
            assessor.step(*time, glimpse.pose.as_deref());
        }
        assessor.finish();
        let moments = film.play(vec![item], "en");
        let sets = sets(&moments);
        assert_eq!(sets.len(), 1, "{name}");
        assert_eq!(sets[0].attempts, assessor.attempts(), "{name}");
        assert!(!sets[0].attempts.is_empty());
        assert_eq!(sets[0].repetitions, assessor.repetitions(), "{name}");
        let end = moments.iter().flat_map(|moment| &moment.records).last();
        assert!(matches!(end, Some(Record::Finished { how: Ending::Stopped, .. })));
    }
}
