//! Which target runs next: every one once, then the more the more it found last, and none is forgotten.

/// What is known of each target.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    turns: Vec<Turn>,
    started: u64,
}

#[derive(Clone, Copy, Debug, Default)]
struct Turn {
    running: u32,
    rounds: u64,
    /// New edges of the last rounds; each round halves what was before.
    fresh: f64,
    last: u64,
    /// It dies of the same thing again and again.
    paused: u32,
}

/// After so many finds in a row a target waits for somebody to look at them.
const PATIENCE: u32 = 8;

impl Plan {
    /// For that many targets.
    pub(super) fn new(targets: usize) -> Self {
        Self { turns: vec![Turn::default(); targets], started: 0 }
    }

    /// The target whose turn it is: one that has not run, else the one with most new edges for the rounds it waited.
    pub(super) fn next(&mut self) -> Option<usize> {
        let now = self.started;
        let weight = |turn: &Turn| {
            let waited = (now - turn.last) as f64 + 1.0;
            let share = (1.0 + turn.fresh.sqrt()) * waited / f64::from(1 + turn.running * 8);
            if turn.rounds == 0 && turn.running == 0 { f64::INFINITY } else { share }
        };
        let able = self.turns.iter().enumerate().filter(|(_, turn)| turn.paused < PATIENCE);
        let (at, _) = able.rev().max_by(|(_, one), (_, other)| weight(one).total_cmp(&weight(other)))?;
        self.started += 1;
        let turn = self.turns.get_mut(at)?;
        turn.running += 1;
        turn.last = now;
        Some(at)
    }

    /// A round ended with so many new edges; or with a find.
    pub(super) fn ended(&mut self, target: usize, fresh: u64, found: bool) {
        let Some(turn) = self.turns.get_mut(target) else { return };
        turn.running = turn.running.saturating_sub(1);
        turn.rounds += 1;
        turn.fresh = turn.fresh / 2.0 + fresh as f64;
        turn.paused = if found { turn.paused + 1 } else { 0 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_runs_once_before_any_runs_twice() {
        let mut plan = Plan::new(5);
        let first: Vec<_> = (0..5).filter_map(|_| plan.next()).collect();
        assert_eq!(first, [0, 1, 2, 3, 4]);
    }

    #[test]
    fn who_finds_most_runs_most_and_nobody_starves() {
        let mut plan = Plan::new(4);
        let mut rounds = [0; 4];
        for _ in 0..200 {
            let at = plan.next().expect("a target");
            rounds[at] += 1;
            plan.ended(at, if at == 2 { 50 } else { 0 }, false);
        }
        assert!(rounds[2] > 100 && rounds.iter().all(|rounds| *rounds > 5), "{rounds:?}");
    }

    #[test]
    fn a_target_that_only_dies_waits_for_somebody() {
        let mut plan = Plan::new(1);
        for _ in 0..PATIENCE {
            assert_eq!(plan.next(), Some(0));
            plan.ended(0, 0, true);
        }
        assert_eq!(plan.next(), None);
    }
}
