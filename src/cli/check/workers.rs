//! Work on many things at the same time, of which the results come in order.

use std::collections::BTreeMap;
use std::thread;

use anyhow::{Context, Result, bail};
use crossbeam_channel::unbounded;

use crate::cli::NO_THREAD;

/// How many results of each worker may wait for an earlier one: more would keep all workers busy beside a long
/// recording, and take more memory.
const AHEAD: usize = 16;

/// Does `work` for each place from 0 to `count` in so many threads, each with a tool of its own that `equip` makes.
/// Hands what comes out to `take`, in the order of the places.
///
/// Fails where `take` does or the system refuses the threads; what is at work then is still done, and nothing more is
/// begun.
pub(super) fn in_order<Tool, Out: Send>(
    count: usize,
    workers: usize,
    equip: impl Fn() -> Tool + Sync,
    work: impl Fn(&mut Tool, usize) -> Out + Sync,
    mut take: impl FnMut(usize, Out) -> Result<()>,
) -> Result<()> {
    thread::scope(|scope| {
        let (jobs, to_do) = unbounded::<usize>();
        let (done, results) = unbounded::<(usize, Out)>();
        for number in 0..workers.clamp(1, count.max(1)) {
            let (to_do, done, equip, work) = (to_do.clone(), done.clone(), &equip, &work);
            let worker = move || {
                let mut tool = equip();
                for place in to_do {
                    // Nobody waits for results where taking one has failed.
                    if done.send((place, work(&mut tool, place))).is_err() {
                        return;
                    }
                }
            };
            let begun = thread::Builder::new().name(format!("worker {number}")).spawn_scoped(scope, worker);
            if number == 0 {
                begun.context(NO_THREAD)?;
            }
        }
        drop((to_do, done));
        let (mut waiting, mut begun) = (BTreeMap::new(), 0);
        for place in 0..count {
            let out = loop {
                while begun < count.min(place + AHEAD * workers.max(1)) && jobs.send(begun).is_ok() {
                    begun += 1;
                }
                if let Some(out) = waiting.remove(&place) {
                    break out;
                }
                let Ok((place, out)) = results.recv() else { bail!("the work ended too early") };
                waiting.insert(place, out);
            };
            take(place, out)?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn results_come_in_order_and_few_wait() {
        let (begun, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let mut seen = Vec::new();
        let work = |_: &mut (), place: usize| {
            let ahead = begun.fetch_add(1, Ordering::SeqCst) - taken.load(Ordering::SeqCst).min(place);
            assert!(ahead <= 3 * AHEAD + 3, "{ahead}");
            // The first takes longest.
            for _ in 0..if place == 0 { 1000 } else { 1 } {
                thread::yield_now();
            }
            place * 2
        };
        let take = |place, out| {
            seen.push((place, out));
            taken.store(place, Ordering::SeqCst);
            Ok(())
        };
        in_order(500, 3, || (), work, take).expect("done");
        assert_eq!(seen, (0..500).map(|place| (place, place * 2)).collect::<Vec<_>>());
    }

    #[test]
    fn each_worker_has_a_tool_of_its_own() {
        let tools = AtomicUsize::new(0);
        let equip = || tools.fetch_add(1, Ordering::SeqCst);
        in_order(4, 2, equip, |_, place| place, |_, _| Ok(())).expect("done");
        assert_eq!(tools.load(Ordering::SeqCst), 2);
        in_order(1, 64, equip, |_, place| place, |_, _| Ok(())).expect("done");
        assert_eq!(tools.load(Ordering::SeqCst), 3);
    }

    #[test]
    fn nothing_is_begun_after_a_failure() {
        let begun = AtomicUsize::new(0);
        let work = |_: &mut (), place: usize| begun.fetch_add(1, Ordering::SeqCst) + place;
        let take = |place, _| if place == 1 { bail!("full") } else { Ok(()) };
        let error = in_order(10_000, 2, || (), work, take).expect_err("it fails").to_string();
        assert_eq!(error, "full");
        assert!(begun.load(Ordering::SeqCst) <= 2 + 2 * AHEAD + 2);
    }
}
