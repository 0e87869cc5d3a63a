//! holdfast watches a person do back-care exercises and says whether the form is right.
//!
//! This page is the map of the code: the way of one frame, where to look for what, what each module is for, and
//! what holds everywhere. `README.md` says how to use the program, `CONTRIBUTING.md` how to change it. `examples`
//! show how to use the library: judge a video, judge poses of your own, write a report.
//!
//! # The way of one frame
//!
//! A [`source`] reads a picture and gives it its time in the recording: from here on it is a [`frame`].
//! [`pose`] cuts out the region around the person, turned so that the body stands upright, and runs the
//! network. It answers with the 33 points of the body, in the picture and in space, and with the outline of
//! the back where that is asked for. [`motion`] takes this pose and its time. It measures angles and
//! distances, and waits until the person has kept the start position. Then it follows each way out of that
//! position and back, and says what happened as events: an attempt began, the target was reached, this fault
//! was seen, that cannot be judged and why.
//!
//! Which measure drives an exercise, where its target lies and what counts as a fault is not in the
//! code. [`rules`] reads it from a file and hands [`motion`] a checked [`Exercise`](motion::Exercise).
//!
//! [`pipeline`] leads the frames along this way. Of a recording, every frame is judged, in order; decoding
//! runs ahead in a thread of its own. Of a camera, frames may be skipped, so that what is judged is never old.
//! A [`coach`] decides what is said, shown and kept, and none of that is skipped. [`cli`] decides what is read
//! and written: a [`report`] of the verdicts, a [`recording`] of the poses, or the pictures with the shapes of
//! [`ui`] drawn in, which a [`sink`] writes.
//!
//! # Where to look
//!
//! Paths are those below `src`.
//!
//! | question | file |
//! |---|---|
//! | Where does one frame go through the core? | `motion/set.rs` (`Assessor`) |
//! | How is an angle or a distance measured? | `motion/measuring.rs`; their names are in `motion/measure.rs` |
//! | When is the start position kept, and what is neutral? | `motion/start.rs`, `motion/neutral.rs` |
//! | When does an attempt begin, reach its target and end? | `motion/tracker.rs` for one phase, `motion/phases.rs` for several |
//! | How is a hold timed? | `motion/hold.rs`: live as the curve of an attempt (`motion/curve.rs`) grows, and again for the verdict (`motion/verdict.rs`) |
//! | When is a fault a fault? | `motion/faults`, a file for each sort; `motion/monitor.rs` watches conditions frame by frame |
//! | Good, faulty, partial or unjudged? | `motion/verdict.rs` |
//! | Why can something not be judged? | `motion/needs.rs`, `motion/sight.rs` |
//! | What makes a repetition? | `motion/repetition.rs` |
//! | Which cue is said, and when? | `coach/coaching.rs` says when, `coach/escalation.rs` in which words or not at all, `coach/speech.rs` which of several is spoken first |
//! | What happens before, between and after sets? | `coach/session.rs`, `coach/guide.rs`, `coach/rest.rs` |
//! | Where is a key of a rules file read? | its row and its use in `rules/document.rs`, `rules/phase.rs`, `rules/condition.rs`, `rules/fault.rs` or, for the kinds of faults, `rules/kind.rs`; the file itself in `rules/entries.rs` and `rules/value.rs` |
//! | Where do the sentences come from? | exercises: `data/exercises`, `data/languages`; the program's own: [`messages`] |
//! | How does a network's answer become points? | `pose/blazepose.rs`, `pose/heat_map.rs`, `pose/body.rs` |
//! | What is drawn in the window? | coaching: `ui/screen`, one file a screen; before and after: `ui/home`, one file a page |
//! | What does a report say? | `report/sheet.rs`; the verdicts as data are in `report/analysis.rs`, sessions in `report/session.rs` |
//! | How are verdicts compared with the truth? | `evaluation/comparison.rs` for a clip, `evaluation/figures.rs` for many; what is compared in `data/evaluation/conventions.toml` |
//! | What is kept of a session? | `store/writer.rs`, `store/schema.rs` |
//!
//! # Modules and layers
//!
//! A module uses only modules of the rows below its own. `tests/tidy` enforces it.
//!
//! | row | module | purpose |
//! |---|---|---|
//! | 1 | `main` | the environment, then [`cli`] |
//! | 2 | [`cli`] | one file a subcommand: arguments as typed, then as resolved; exit codes |
//! | 3 | [`pipeline`] | the frames of a source, through the pose model, to the verdicts |
//! | 3 | [`evaluation`] | verdicts and the truth of a clip -> how right they are, by exercise and view |
//! | 4 | [`source`] | video files, pictures, folders of pictures and cameras -> frames |
//! | 4 | [`pose`] | frame -> the body's points, by BlazePose on ONNX Runtime; the list of models |
//! | 4 | [`recording`] | poses over time in a file, for judging again without the pictures |
//! | 4 | [`report`] | verdicts and movement -> text, pages, PDF, JSON, CSV, TRC, MOT, FHIR: one file a format, types of their own |
//! | 4 | [`store`] | sessions in a database of the person's own; the day's programme |
//! | 4 | [`ui`] | what the person sees: plain shapes, and a painter that draws them |
//! | 4 | [`sink`] | frames -> a video file |
//! | 5 | [`rules`] | a rules file -> an exercise and what is said of it, or everything that is wrong with the file |
//! | 5 | [`coach`] | a live session: what is asked for, said, shown and kept at each moment |
//! | 6 | [`frame`] | a picture with its time |
//! | 6 | [`graphics`] | what pictures, screens and pages share: drawings, the skeleton of a body, the axis of a chart, the font |
//! | 6 | [`messages`] | the program's own sentences, in one place |
//! | 7 | [`motion`] | poses over time -> measures, attempts, holds, repetitions, faults |
//!
//! # What does not happen
//!
//! - [`motion`] knows nothing of pixels, models, clocks, threads, files or file formats. Time comes with the
//!   pose and only grows. So it cannot fail, and a recording gives the same verdicts on every machine at every
//!   speed.
//! - The code knows no exercise. Names, limits and sentences are in `data/exercises`; the code knows kinds of
//!   measures and kinds of faults.
//! - [`frame`] does not know where it came from, [`source`] nothing of bodies, [`pose`] nothing of
//!   exercises, [`rules`] nothing of pictures, [`ui`] nothing of threads and files.
//! - Only [`pose`] knows the order of the points in a network's answer. Everywhere else a point has a name.
//! - Modules of the fourth row do not know each other. What they share is in [`frame`] and [`motion`].
//! - Types of [`motion`] are never written to files. Whatever is written has a type of its own, a format name
//!   and a version number.
//! - What was not seen is never 0 and never a guess. It is `None`, then *cannot judge* with its reason, then
//!   null.
//! - No angle depends on a point's depth. Depth only tells how the trunk lies and from where the camera looks.
//! - Pictures are not mirrored before the pose is found: left and right are the person's own.
//! - Nothing is sent anywhere. No crate speaks to a network: of the window's, `zbus` tells screen readers over the
//!   machine's own sockets, and `main` leaves it no others. Of the libraries, only OpenCV is asked to: for a
//!   camera whose address the person names. `tests/privacy` watches the program for it.
//! - Nothing unwraps. What can go wrong outside is an error that says what to do next.

#![warn(clippy::panic, clippy::unreachable, reason = "a panic loses a person's session")]
#![warn(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "whoever uses the library decides what is printed"
)]

// In the best order to read them: the core, what surrounds it, what joins them.
pub mod motion;

mod bounded;
pub mod frame;
pub mod graphics;
pub mod messages;

pub mod coach;

pub mod pose;
pub mod recording;
pub mod report;
pub mod rules;
pub mod sink;
pub mod source;
pub mod store;
pub mod ui;

pub mod evaluation;
pub mod pipeline;

pub mod cli;

#[cfg(all(test, target_os = "linux"))]
#[allow(dead_code, reason = "the tests of the whole program use more of it")]
#[path = "../tests/support/desktop.rs"]
mod desktop;
#[cfg(test)]
#[path = "../tests/support/fuzzing.rs"]
mod fuzzing;
