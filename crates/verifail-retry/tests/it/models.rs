//! Every interleaving of a few callers, explored by a model checker: R1, R8, R9 and R18.
//!
//! The models run the crate's own transitions; what they add is that a caller may be interrupted between reading a
//! shared integer and swapping it. Each property has a control: with a plain store instead of the swap, a bucket that
//! overflows or a caller that forgets, it is violated, and the checker says how.
//!
//! Each test explores a smaller model of some ten thousand states; with `VERIFAIL_MODELS=full` in the environment, the
//! two large ones, of more than a million states each:
//!
//! ```text
//! VERIFAIL_MODELS=full cargo test -p verifail-retry --features tokio --test it -- models:: --nocapture
//! ```

mod calls;
mod probes;

use std::time::{Duration, Instant};

use stateright::{Checker, Model};

/// Whether the large models are explored.
fn is_full() -> bool {
    std::env::var_os("VERIFAIL_MODELS").is_some_and(|value| value == "full")
}

/// Explores all of a model, prints how much that is, and holds it to its properties.
fn explore<M>(name: &str, model: M)
where
    M: Model + Send + Sync + 'static,
    M::State: Clone + std::fmt::Debug + std::hash::Hash + PartialEq + Send + Sync,
    M::Action: Clone + std::fmt::Debug + PartialEq + Send + Sync,
{
    let began = Instant::now();
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(4);
    let checker = model.checker().threads(threads).spawn_bfs().join();
    let (states, took) = (checker.unique_state_count(), began.elapsed());
    println!("{name}: {states} states in {took:.1?}");
    checker.assert_properties();
    if is_full() {
        assert!(states >= 1_000_000, "{name}: {states} states");
        assert!(took < Duration::from_secs(60), "{name}: {took:?}");
    }
}

/// Explores a broken model until it violates the property, and returns how many steps that takes.
fn violation<M>(model: M, property: &'static str) -> usize
where
    M: Model + Send + Sync + 'static,
    M::State: Clone + std::fmt::Debug + std::hash::Hash + PartialEq + Send + Sync,
    M::Action: Clone + std::fmt::Debug + PartialEq + Send + Sync,
{
    let checker = model.checker().spawn_bfs().join();
    let path = checker.discovery(property);
    path.unwrap_or_else(|| panic!("{property} is not violated")).into_actions().len()
}
