//! The overlay's own words; everything else it says is given to it.

/// Short captions in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// Below the count when all repetitions were good, for one repetition.
    pub repetition: String,
    /// Below the count when all repetitions were good, for none or several.
    pub repetitions: String,
    /// Below the count of good ones; `{total}` is the number of all.
    pub good_of_total: String,
    /// Below the seconds of a hold; `{target}` is the number of seconds to reach.
    pub of_target: String,
    /// Below the seconds of a hold without a target.
    pub seconds: String,
}

impl Wording {
    /// English.
    pub fn english() -> Self {
        Self {
            repetition: "repetition".into(),
            repetitions: "repetitions".into(),
            good_of_total: "good of {total}".into(),
            of_target: "of {target} s".into(),
            seconds: "seconds".into(),
        }
    }
}
