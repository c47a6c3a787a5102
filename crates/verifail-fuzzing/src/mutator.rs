//! The mutator of structured targets: a [`Spec`] is read, edited and written again; and two of them become one.
//!
//! One time in fifty libFuzzer's own mutation is let at the text instead. Most of what it does is a syntax error; what
//! is not is a value that no edit would have chosen.

use std::rc::Rc;

use verifail::Policy;
use verifail_testkit::choices::Random;
use verifail_testkit::relation::{self, Relation};
use verifail_testkit::{Choices, mutate};

use crate::Spec;
use crate::spec::MOST_CHOICES;

/// Mutates the first `size` octets of `data`, which may become `max_size`; returns how many they are. `raw` is
/// libFuzzer's own mutation.
pub fn mutate(
    data: &mut [u8],
    size: usize,
    max_size: usize,
    seed: u32,
    raw: impl FnOnce(&mut [u8], usize, usize) -> usize,
) -> usize {
    let mut choices = Random::new(u64::from(seed));
    if choices.below(50) == 0 {
        return raw(data, size, max_size);
    }
    let read = data.get(..size).and_then(Spec::recall).map(Rc::unwrap_or_clone);
    // What a corpus keeps is refused, for more reasons with every edit, and what accepts too much shows only where
    // nothing else is wrong: so one world in eight is a fresh one.
    let mut spec = match read {
        Some(spec) if choices.below(8) > 0 => spec,
        Some(spec) => Spec { world: relation::base(&mut choices), ..spec },
        None => Spec::from(relation::base(&mut choices)),
    };
    edit(&mut spec, &mut choices);
    write(spec, data, size, max_size)
}

/// Puts two together: the first, with something of the second. Returns how many octets of `out` it takes.
pub fn cross_over(one: &[u8], other: &[u8], out: &mut [u8], seed: u32) -> usize {
    let mut choices = Random::new(u64::from(seed));
    let (Some(spec), Some(other)) = (Spec::recall(one), Spec::recall(other)) else {
        let len = one.len().min(out.len());
        out.iter_mut().zip(one).for_each(|(to, from)| *to = *from);
        return len;
    };
    let mut spec = Rc::unwrap_or_clone(spec);
    mutate::graft(&mut spec.world, &other.world, &mut choices);
    let max_size = out.len();
    write(spec, out, 0, max_size)
}

fn edit(spec: &mut Spec, choices: &mut Random) {
    match choices.below(20) {
        0 | 1 => spec.policy = choices.pick(Policy::all()).unwrap_or(spec.policy),
        2 | 3 => spec.relation = 1 + choices.below(Relation::ALL.len() as u32) as u8,
        4 | 5 => {
            let at = choices.below(MOST_CHOICES as u32 / 2) as usize;
            let bits = choices.below(8);
            let number = choices.below(1 << bits);
            if spec.choices.len() <= at {
                spec.choices.resize(at + 1, 0);
            }
            spec.choices.iter_mut().skip(at).take(1).for_each(|choice| *choice = number);
        }
        _ => mutate::mutate(&mut spec.world, choices),
    }
}

fn write(mut spec: Spec, data: &mut [u8], size: usize, max_size: usize) -> usize {
    spec.fit();
    let text = spec.to_string();
    let octets = text.as_bytes();
    match data.get_mut(..octets.len()) {
        Some(place) if octets.len() <= max_size => {
            place.copy_from_slice(octets);
            spec.remember(octets);
            octets.len()
        }
        _ => size,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use verifail_testkit::World;

    #[test]
    fn what_is_written_is_read_again_without_the_memory_too() {
        let mut data = vec![0; 16 << 10];
        let mut size = 0;
        for seed in 0..2_000 {
            size = mutate(&mut data, size, 16 << 10, seed, |_, size, _| size);
            let remembered = Spec::read(&data[..size]).expect("a spec");
            let spec: Spec = std::thread::scope(|scope| {
                let read = || Spec::read(&data[..size]).map(Rc::unwrap_or_clone);
                scope.spawn(read).join().expect("a thread").expect("a spec")
            });
            assert!(spec == *remembered, "seed {seed}:\n{spec}\n{remembered}");
        }
        assert_ne!(Spec::read(&data[..size]).expect("a spec").world, World::good());
    }

    #[test]
    fn crossing_over_writes_a_spec_within_its_place() {
        let one = Spec::from(World::tower(2)).to_string();
        let other = Spec::from(World::tower(3)).to_string();
        for seed in 0..200 {
            let mut out = vec![0; 8 << 10];
            let size = cross_over(one.as_bytes(), other.as_bytes(), &mut out, seed);
            assert!(Spec::read(&out[..size]).is_some(), "seed {seed}");
            let mut narrow = [0; 40];
            assert_eq!(cross_over(one.as_bytes(), other.as_bytes(), &mut narrow, seed), 0);
        }
        let mut out = [0; 8];
        assert_eq!(cross_over(b"no chain", b"neither", &mut out, 1), 8);
    }
}
