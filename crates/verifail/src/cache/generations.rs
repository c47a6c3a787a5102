//! A bounded memory in two halves: the older one is forgotten as a whole when the younger one is full. What is asked
//! for moves into the younger one. Every operation is one or two look-ups; nothing is sorted or linked.

use std::collections::HashMap;
use std::mem;

pub(super) struct Generations<V> {
    half: usize,
    young: HashMap<[u8; 32], V>,
    old: HashMap<[u8; 32], V>,
}

impl<V: Copy> Generations<V> {
    /// Holds at most `capacity` entries, rounded down to an even number.
    pub(super) fn new(capacity: usize) -> Self {
        Self { half: capacity / 2, young: HashMap::new(), old: HashMap::new() }
    }

    pub(super) fn find(&mut self, key: &[u8; 32]) -> Option<V> {
        if let Some(value) = self.young.get(key) {
            return Some(*value);
        }
        let value = self.old.remove(key)?;
        self.insert(*key, value);
        Some(value)
    }

    pub(super) fn insert(&mut self, key: [u8; 32], value: V) {
        if self.half == 0 {
            return;
        }
        if self.young.len() >= self.half && !self.young.contains_key(&key) {
            self.old = mem::take(&mut self.young);
        }
        self.young.insert(key, value);
    }

    pub(super) fn remove(&mut self, key: &[u8; 32]) {
        self.young.remove(key);
        self.old.remove(key);
    }

    pub(super) fn len(&self) -> usize {
        self.young.len() + self.old.len()
    }

    pub(super) fn clear(&mut self) {
        (self.young, self.old) = (HashMap::new(), HashMap::new());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(n: u8) -> [u8; 32] {
        [n; 32]
    }

    #[test]
    fn the_bound_holds_whatever_is_inserted() {
        for capacity in 0..9 {
            let mut memory = Generations::new(capacity);
            for n in 0..100 {
                memory.insert(key(n), n);
                memory.find(&key(n / 2));
                assert!(memory.len() <= capacity, "{} of {capacity}", memory.len());
            }
        }
    }

    #[test]
    fn what_is_used_outlives_what_is_not() {
        let mut memory = Generations::new(8);
        for n in 0..100 {
            memory.insert(key(n), n);
            assert_eq!(memory.find(&key(0)), Some(0));
        }
        assert_eq!(memory.find(&key(1)), None);
    }

    #[test]
    fn what_is_removed_is_gone_from_both_halves() {
        let mut memory = Generations::new(4);
        (0..3).for_each(|n| memory.insert(key(n), n));
        memory.remove(&key(0));
        memory.remove(&key(2));
        assert_eq!((memory.find(&key(0)), memory.find(&key(1)), memory.find(&key(2))), (None, Some(1), None));
        memory.clear();
        assert_eq!(memory.len(), 0);
    }
}
