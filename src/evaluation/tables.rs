//! The figures as tables for people.

use super::bootstrap::Estimate;
use super::figures::Figures;

/// Where nothing was compared.
const NOTHING: &str = "-";
const ALL: &str = "all";
/// An angle on which little depends: JSON has it.
const UNTOLD: &str = "elbow_angle";

/// A table: what it is about, how to read it, its headings and rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What it is about.
    pub title: &'static str,
    /// How to read it.
    pub about: &'static str,
    /// The headings of its columns.
    pub headings: Vec<&'static str>,
    /// Its rows, each with a cell for each heading.
    pub rows: Vec<Vec<String>>,
}

/// All tables that have a row.
pub fn tables(figures: &[Figures]) -> Vec<Table> {
    let tables = [attempts(figures), holds(figures), faults(figures), each_fault(figures), angles(figures)];
    tables.into_iter().filter(|table| !table.rows.is_empty()).collect()
}

fn attempts(figures: &[Figures]) -> Table {
    let row = |of: &Figures| {
        let (attempts, counts) = (&of.attempts, of.attempts.counts);
        vec![
            of.clips.to_string(),
            of.bodies.to_string(),
            format!("{} of {}", counts.matched, counts.expected),
            percent(attempts.recall),
            (counts.found - counts.matched).to_string(),
            percent(attempts.precision),
            attempts.wrong_counts.to_string(),
            match counts.good_for_nothing {
                0 => counts.good_that_was_not.to_string(),
                nothing => format!("{} ({nothing} for nothing)", counts.good_that_was_not),
            },
        ]
    };
    Table {
        title: "Attempts",
        about: "Found: of the attempts that were made. False: found where none was made. Wrong counts: clips with \
                another number of attempts than the true one. Good and was not: called good although a fault was \
                done that was not told, or although nothing was done.",
        headings: vec![
            "exercise",
            "view",
            "clips",
            "bodies",
            "found",
            "recall",
            "false",
            "precision",
            "wrong counts",
            "good and was not",
        ],
        rows: figures.iter().map(|of| named(of, row(of))).collect(),
    }
}

fn holds(figures: &[Figures]) -> Table {
    let row = |of: &Figures| {
        let holds = &of.holds;
        vec![
            holds.compared.to_string(),
            with(holds.mean_error_secs, 2, " s"),
            with(holds.p95_error_secs, 2, " s"),
        ]
    };
    let compared = figures.iter().filter(|of| of.holds.compared > 0);
    Table {
        title: "Holds",
        about: "The distance of the time that was told from the interval of right ones: the mean, and what 95 % of \
                the holds do not exceed, where there are twenty and more.",
        headings: vec!["exercise", "view", "holds", "mean error", "95 % within"],
        rows: compared.map(|of| named(of, row(of))).collect(),
    }
}

fn faults(figures: &[Figures]) -> Table {
    let row = |of: &Figures| {
        let (faults, counts) = (&of.faults, of.faults.counts);
        vec![
            format!("{} of {}", counts.told, counts.told + counts.missed),
            counts.told_wrongly.to_string(),
            percent(faults.precision),
            percent(faults.recall),
            with(faults.f1, 2, ""),
            percent(faults.refused_share),
        ]
    };
    let compared = figures.iter().filter(|of| of.faults.counts.asked + of.faults.counts.missed > 0);
    Table {
        title: "Faults",
        about: "Told: of those that were done. Wrong: told and not done. Refused: the share of questions, an attempt \
                and a fault each, that were answered with \"cannot judge\".",
        headings: vec!["exercise", "view", "told", "wrong", "precision", "recall", "F1", "refused"],
        rows: compared.map(|of| named(of, row(of))).collect(),
    }
}

fn each_fault(figures: &[Figures]) -> Table {
    // The row of all views comes after those of each.
    let is_whole = |place: &usize| {
        let of = &figures[*place];
        of.exercise.is_some() && figures.get(place + 1).is_none_or(|next| next.exercise != of.exercise)
    };
    let rows = (0..figures.len()).filter(is_whole).flat_map(|place| {
        let of = &figures[place];
        of.faults.by_id.iter().map(|(id, counts)| {
            vec![
                of.exercise.clone().unwrap_or_default(),
                id.clone(),
                format!("{} of {}", counts.told, counts.told + counts.missed),
                counts.told_wrongly.to_string(),
                format!("{} of {}", counts.refused, counts.asked),
            ]
        })
    });
    Table {
        title: "Fault by fault",
        about: "From all views together.",
        headings: vec!["exercise", "fault", "told", "wrong", "refused"],
        rows: rows.collect(),
    }
}

fn angles(figures: &[Figures]) -> Table {
    let rows = figures.iter().flat_map(|of| {
        let angle = |(measure, angle): (&String, &super::figures::Angle)| {
            let limits = angle.limits_of_agreement_deg;
            let limits = limits.map(|[low, high]| format!("{low:.1} to {high:.1}°"));
            named(
                of,
                vec![
                    measure.clone(),
                    angle.clips.to_string(),
                    angle.frames.to_string(),
                    with(angle.mean_error_deg, 1, "°"),
                    with(angle.bias_deg, 1, "°"),
                    limits.unwrap_or(NOTHING.to_owned()),
                ],
            )
        };
        let curve = (of.curve.clips > 0).then(|| {
            let r = format!("r = {}", with(of.curve.r, 2, ""));
            let clips = of.curve.clips.to_string();
            let nothing = || NOTHING.to_owned();
            named(of, vec!["curve of the back".to_owned(), clips, nothing(), r, nothing(), nothing()])
        });
        let angles = of.angles.iter().filter(|(measure, _)| *measure != UNTOLD);
        angles.map(angle).chain(curve).collect::<Vec<_>>()
    });
    Table {
        title: "Angles",
        about: "What was measured less what is, in the frames in which the exercise is done; joints on the side nearer \
                the camera. 95 % of the differences lie within the limits of agreement (Bland and Altman), if they are \
                spread evenly about the bias. Each clip weighs the same. The curve of the back is correlated with the \
                true bend of the spine.",
        headings: vec![
            "exercise",
            "view",
            "measure",
            "clips",
            "frames",
            "mean error",
            "bias",
            "limits of agreement",
        ],
        rows: rows.collect(),
    }
}

/// A row of an exercise and a view.
fn named(of: &Figures, cells: Vec<String>) -> Vec<String> {
    let name = |name: &Option<String>| name.clone().unwrap_or(ALL.to_owned());
    [name(&of.exercise), name(&of.view)].into_iter().chain(cells).collect()
}

/// A share in percent, with its interval.
fn percent(share: Estimate) -> String {
    let times = |value: f64| value * 100.0;
    let share = Estimate { value: share.value.map(times), interval: share.interval.map(|of| of.map(times)) };
    with(share, 0, " %")
}

/// A figure with its unit and its interval.
fn with(estimate: Estimate, decimals: usize, unit: &str) -> String {
    let Some(value) = estimate.value else { return NOTHING.to_owned() };
    match estimate.interval {
        Some([low, high]) => format!("{value:.decimals$}{unit} ({low:.decimals$} to {high:.decimals$})"),
        None => format!("{value:.decimals$}{unit}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_with_what_is_known_of_them() {
        let estimate = Estimate { value: Some(0.957), interval: Some([0.9, 1.0]) };
        assert_eq!(percent(estimate), "96 % (90 to 100)");
        assert_eq!(with(Estimate { interval: None, ..estimate }, 2, " s"), "0.96 s");
        assert_eq!(percent(Estimate::default()), "-");
    }
}
