//! The coach as a whole: frames in, what is said, shown and kept out.

mod properties;
mod transcripts;
