//! holdfast watches a person do back-care exercises and says whether the form is right.
//!
//! This page is the map of the code: the way of one frame, what each module is for, and what holds
//! everywhere. How to use the program is in `README.md`, how to change it in `CONTRIBUTING.md`, and how to use
//! the library in `examples`: judge a video, judge poses of your own, write a report.
//!
//! # The way of one frame
//!
//! A [`source`] reads a picture and gives it the time at which the recording shows it: from here on
//! it is a [`frame`]. [`pose`] cuts the region around the person out of it, turned so that the body
//! stands upright, runs the network, and answers with the 33 points of the body in the picture and
//! in space and, where it is asked for, the outline of the back. [`motion`] takes that pose and its
//! time. It measures angles and distances, waits until the person has kept the start position, follows
//! each way out of it and back, and says what happened as events: an attempt began, the target was
//! reached, this fault was seen, that cannot be judged and why.
//!
//! Which measure drives an exercise, where its target lies and what counts as a fault is not in the
//! code. [`rules`] reads it from a file and hands [`motion`] a checked [`Exercise`](motion::Exercise).
//!
//! [`pipeline`] leads the frames along this way. Those of a recording go every one and in order, and
//! decoding runs ahead in a thread of its own. Those of a camera may be skipped, so that what is judged
//! is never old; a [`coach`] makes of them what is said, shown and kept, and that is never skipped.
//! [`cli`] decides what is read and written: a [`report`] of the verdicts, a [`recording`] of the poses,
//! or the pictures with the shapes of [`ui`] drawn in and given to a [`sink`].
//!
//! # Modules and layers
//!
//! A module uses what stands below its row, never its own row or one above. `tests/tidy` enforces
//! it.
//!
//! | row | module | is |
//! |---|---|---|
//! | 1 | `main` | the environment, then [`cli`] |
//! | 2 | [`cli`] | one file a subcommand: arguments as typed, then as resolved; exit codes |
//! | 3 | [`pipeline`] | the frames of a source, through the pose model, to the verdicts |
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
//! | 6 | [`graphics`] | what pictures, screens and pages share: the skeleton of a body, the axis of a chart, the font |
//! | 6 | [`phrases`] | the program's own sentences, in one place |
//! | 7 | [`motion`] | poses over time -> measures, attempts, holds, repetitions, faults |
//!
//! # What does not happen
//!
//! - [`motion`] knows nothing of pixels, models, clocks, threads, files or file formats. Time comes
//!   with the pose and only grows. So it cannot fail, and a recording gives the same verdicts on
//!   every machine at every speed.
//! - No exercise is known to the code. Its name, its limits and its sentences are in
//!   `data/exercises`; code knows kinds of measures and kinds of faults.
//! - [`frame`] does not know where it came from, [`source`] nothing of bodies, [`pose`] nothing of
//!   exercises, [`rules`] nothing of pictures, [`ui`] nothing of threads and files.
//! - The order of the points in a network's answer is known to [`pose`] alone. Everywhere else a point
//!   has a name.
//! - Modules of the fourth row do not know each other. What they share is in [`frame`] and [`motion`].
//! - Types of [`motion`] are in no file. Whatever is written has a type of its own, a format name and
//!   a version number.
//! - What was not seen is never 0 and never a guess. It is `None`, then *cannot judge* with its
//!   reason, then null.
//! - The depth of a point decides about no angle. It says only how the trunk lies and from where the
//!   camera looks.
//! - Pictures are not mirrored before the pose is found: left and right are the person's own.
//! - Nothing is sent anywhere. No crate can speak to a network, and of the libraries only OpenCV's is asked
//!   to: for a camera whose address the person names. `tests/privacy` watches the program for it.
//! - Nothing unwraps: what can go wrong outside is an error that says what to do next.

#![warn(clippy::panic, clippy::unreachable, reason = "a panic loses a person's session")]
#![warn(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "whoever uses the library decides what is printed"
)]

// In the order in which they are best read: the core, what surrounds it, what joins them.
pub mod motion;

pub mod frame;
pub mod graphics;
pub mod phrases;

pub mod coach;

pub mod pose;
pub mod recording;
pub mod report;
pub mod rules;
pub mod sink;
pub mod source;
pub mod store;
pub mod ui;

pub mod pipeline;

pub mod cli;
