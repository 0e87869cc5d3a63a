//! The history: sessions in a database of the person's own (SQLite).
//!
//! [`Store`] opens the folder of the history and reads it. [`Writer`] keeps a session as it happens:
//! what an attempt came to is on the disk before [`Writer::keep`] returns, frames follow within a
//! second. A session that is cut off is closed when the store is opened next, with all that was kept
//! of it. The same record kept twice changes nothing.
//!
//! Kept are verdicts, times, the driving measures at ten samples a second, and the landmarks of the
//! moments that a report draws. Every frame's landmarks are kept for [`MOTION_DAYS`] days and at most
//! [`MOTION_BYTES`] bytes, the oldest go first: only exports for other programs read them. There
//! are no pictures. Folder and files are their owner's alone.
//!
//! Packed pieces that are damaged are left out and counted, so that the rest can be shown.
//!
//! The store knows no files but its own, no rules file and no report: who makes a report asks for a
//! [`KeptSession`] and has all of it.

mod error;
mod history;
mod moments;
mod names;
mod packing;
mod place;
mod plan;
mod planned;
mod poses;
mod reader;
mod rest;
mod rows;
mod schema;
mod session;
mod space;
mod storing;
mod tally;
mod trace;
mod weeks;
mod writer;

pub use error::StoreError;
pub use history::{Filter, Listed};
pub use moments::KeyPose;
pub use plan::{PainMark, PlanItem};
pub use planned::Planned;
pub use reader::Motion;
pub use rest::Rest;
pub use session::{About, KeptPause, KeptSession, KeptSet, NewSession, Origin, Pain, Rules, Standing, When};
pub use storing::Store;
pub use trace::Trace;
pub use weeks::{PhaseRange, Week, monday_of};
pub use writer::{MOTION_BYTES, MOTION_DAYS, Writer};
