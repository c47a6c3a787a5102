//! Callers of one breaker: R18. Attempts succeed, fail, are dropped, and outlast whatever happens to the breaker
//! meanwhile.

use std::time::Duration;

use stateright::{Model, Property};
use verifail_retry::breaker::state::{Admission, Breaking, Kind, Outcome, State};

use super::{explore, is_full, violation};

/// The model: callers that each make some attempts, and a clock.
struct Probes {
    callers: usize,
    attempts: u8,
    /// The last millisecond; the breaker is open for one.
    end: u64,
    breaking: Breaking,
    /// Whether the state is swapped only if it is what was read.
    swaps: bool,
}

impl Probes {
    fn new(callers: usize, attempts: u8, end: u64) -> Self {
        Self { callers, attempts, end, breaking: Breaking::new(2, Duration::from_millis(1)), swaps: true }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Shared {
    bits: u64,
    now: u64,
    callers: Vec<Caller>,
    /// A caller was let through that is no probe, by a breaker that was not closed.
    passed_open: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Caller {
    attempts_left: u8,
    phase: Phase,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Phase {
    Idle,
    /// Asking to be let through; `read` is the state that was read.
    Asking {
        read: Option<u64>,
    },
    /// Let through.
    Trying {
        generation: u32,
        probe: bool,
    },
    /// Saying how it ended.
    Telling {
        generation: u32,
        probe: bool,
        outcome: Outcome,
        read: Option<u64>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Begin(usize),
    End(usize, Outcome),
    Read(usize),
    Swap(usize),
    Tick,
}

impl Model for Probes {
    type State = Shared;
    type Action = Step;

    fn init_states(&self) -> Vec<Shared> {
        let idle = Caller { attempts_left: self.attempts, phase: Phase::Idle };
        let bits = State::default().to_bits();
        vec![Shared { bits, now: 0, callers: vec![idle; self.callers], passed_open: false }]
    }

    fn actions(&self, state: &Shared, actions: &mut Vec<Step>) {
        if state.now < self.end {
            actions.push(Step::Tick);
        }
        for (id, caller) in state.callers.iter().enumerate() {
            match caller.phase {
                Phase::Idle if caller.attempts_left > 0 => actions.push(Step::Begin(id)),
                Phase::Idle => {}
                Phase::Asking { read: None } | Phase::Telling { read: None, .. } => actions.push(Step::Read(id)),
                Phase::Asking { .. } | Phase::Telling { .. } => actions.push(Step::Swap(id)),
                Phase::Trying { .. } => {
                    let outcomes = [Outcome::Abandoned, Outcome::Failed, Outcome::Succeeded];
                    actions.extend(outcomes.map(|outcome| Step::End(id, outcome)));
                }
            }
        }
    }

    fn next_state(&self, state: &Shared, step: Step) -> Option<Shared> {
        let mut next = state.clone();
        let (Step::Begin(id) | Step::End(id, _) | Step::Read(id) | Step::Swap(id)) = step else {
            next.now += 1;
            return Some(next);
        };
        let now = Duration::from_millis(state.now);
        let Shared { bits, callers, passed_open, .. } = &mut next;
        let caller = &mut callers[id];
        caller.phase = match (step, caller.phase) {
            (Step::Begin(_), _) => {
                caller.attempts_left -= 1;
                Phase::Asking { read: None }
            }
            (Step::End(_, outcome), Phase::Trying { generation, probe }) => {
                Phase::Telling { generation, probe, outcome, read: None }
            }
            (Step::Read(_), Phase::Asking { .. }) => Phase::Asking { read: Some(*bits) },
            (Step::Read(_), Phase::Telling { generation, probe, outcome, .. }) => {
                Phase::Telling { generation, probe, outcome, read: Some(*bits) }
            }
            (Step::Swap(_), Phase::Asking { read: Some(read) }) => {
                let (changed, admission) = self.breaking.admit(State::from_bits(read), now);
                if self.swaps && *bits != read {
                    Phase::Asking { read: None }
                } else {
                    *bits = changed.to_bits();
                    match admission {
                        Admission::Pass { generation } => {
                            *passed_open |= !matches!(changed.kind, Kind::Closed { .. });
                            Phase::Trying { generation, probe: false }
                        }
                        Admission::Probe { generation } => Phase::Trying { generation, probe: true },
                        Admission::Refused { .. } => Phase::Idle,
                    }
                }
            }
            (Step::Swap(_), Phase::Telling { generation, probe, outcome, read: Some(read) }) => {
                let changed = self.breaking.ended(State::from_bits(read), generation, outcome, now);
                if self.swaps && *bits != read {
                    Phase::Telling { generation, probe, outcome, read: None }
                } else {
                    *bits = changed.to_bits();
                    Phase::Idle
                }
            }
            _ => return None,
        };
        Some(next)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        fn probes(state: &Shared) -> usize {
            let is_probe = |caller: &&Caller| {
                matches!(caller.phase, Phase::Trying { probe: true, .. } | Phase::Telling { probe: true, .. })
            };
            state.callers.iter().filter(is_probe).count()
        }
        fn kind(state: &Shared) -> Kind {
            State::from_bits(state.bits).kind
        }
        vec![
            Property::always("R18: one probe at a time", |_, state: &Shared| probes(state) <= 1),
            Property::always("only a closed breaker lets others through", |_, state: &Shared| !state.passed_open),
            Property::always("a probe is under way exactly while the breaker says so", |_, state: &Shared| {
                (kind(state) == Kind::Probing) == (probes(state) == 1)
            }),
            Property::sometimes("a probe that was dropped leaves it half open", |_, state: &Shared| {
                kind(state) == Kind::HalfOpen
            }),
            Property::sometimes("it is closed again by a probe", |_, state: &Shared| {
                let state = State::from_bits(state.bits);
                state.generation >= 3 && matches!(state.kind, Kind::Closed { .. })
            }),
            Property::sometimes("it opens again after a probe failed", |_, state: &Shared| {
                let state = State::from_bits(state.bits);
                state.generation >= 3 && matches!(state.kind, Kind::Open { since: 1.. })
            }),
            Property::sometimes("an attempt outlasts its generation", |_, state: &Shared| {
                let generation = State::from_bits(state.bits).generation;
                let outlasts = |caller: &Caller| matches!(caller.phase, Phase::Trying { generation: own, probe: false } if own != generation);
                state.callers.iter().any(outlasts)
            }),
        ]
    }
}

#[test]
fn callers_of_one_breaker_get_one_probe_however_they_interleave() {
    explore("probes", if is_full() { Probes::new(3, 2, 5) } else { Probes::new(2, 3, 2) });
}

#[test]
fn with_a_plain_store_two_probes_get_through() {
    let model = Probes { swaps: false, ..Probes::new(3, 2, 1) };
    assert!(violation(model, "R18: one probe at a time") > 4);
}
