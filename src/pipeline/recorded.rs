//! Recorded input: every frame, in order, as fast as the machine can.

use crate::motion::{Assessment, Assessor, Event, Measurements};
use crate::pose::{BlazePose, PoseError};
use crate::recording::Recording;
use crate::source::{Source, SourceError};
