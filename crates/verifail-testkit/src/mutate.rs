//! Worlds changed a little, and put together out of two: what a fuzzer does between two questions.
//!
//! A fuzzer that flips the bits of certificates spends its time on octets that no parser reads. One that edits
//! structure stays among the chains that a verifier has something to say about. Here an edit is one thing that a person
//! could have done wrong or differently: a field takes another value, a certificate comes twice, under another name, in
//! another place, what one certificate has another gets too, the question is asked a second later, a letter of a name
//! is another one.
//!
//! Every edit keeps a world within a [`Size`], so that what grows does not grow for ever, and is made by
//! [`Choices`], so that it can be repeated.
//!
//! ```
//! use verifail_testkit::choices::Random;
//! use verifail_testkit::{World, mutate};
//!
//! let mut choices = Random::new(3);
//! let mut world = World::good();
//! (0..20).for_each(|_| mutate::mutate(&mut world, &mut choices));
//! assert_ne!(world, World::good());
//! assert!(mutate::Size::DEFAULT.holds(&world));
//! ```

mod certificates;
mod graft;
mod question;
mod text;

pub use graft::graft;

use crate::choices::Choices;
use crate::generate::{self, Profile};
use crate::world::{CertSpec, World};

/// What a world may grow to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Most supplied certificates.
    pub intermediates: usize,
    /// Most trust anchors.
    pub anchors: usize,
    /// Most CRLs.
    pub crls: usize,
    /// Most names, subtrees and other things in one extension or in the question.
    pub items: usize,
    /// Most octets of a text.
    pub text: usize,
}

impl Size {
    /// Six supplied certificates, three anchors, three CRLs, eight names in an extension, 80 octets a name.
    pub const DEFAULT: Self = Self { intermediates: 6, anchors: 3, crls: 3, items: 8, text: 80 };

    /// Whether a world keeps to it.
    pub fn holds(&self, world: &World) -> bool {
        let mut same = world.clone();
        self.cut(&mut same);
        same == *world
    }

    /// Cuts off what is too much.
    pub fn cut(&self, world: &mut World) {
        world.intermediates.truncate(self.intermediates);
        world.anchors.truncate(self.anchors);
        world.crls.truncate(self.crls);
        world.question.policies.truncate(self.items);
        world.question.distrusted.truncate(self.items);
        for crl in &mut world.crls {
            crl.revoked.truncate(self.items);
        }
        for spec in world.certificates_mut() {
            self.cut_certificate(spec);
        }
        text::each(world, &mut |text| {
            if text.len() > self.text {
                let end = (0..=self.text).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
                text.to_mut().truncate(end);
            }
        });
    }

    fn cut_certificate(&self, spec: &mut CertSpec) {
        spec.faults.truncate(self.items);
        if let Some(extension) = &mut spec.subject_alt_name {
            extension.names.truncate(self.items);
        }
        if let Some(extension) = &mut spec.name_constraints {
            extension.permitted.truncate(self.items);
            extension.excluded.truncate(self.items);
        }
        if let Some(extension) = &mut spec.extended_key_usage {
            extension.purposes.truncate(self.items);
        }
        if let Some(extension) = &mut spec.certificate_policies {
            extension.policies.truncate(self.items);
        }
        if let Some(extension) = &mut spec.policy_mappings {
            extension.pairs.truncate(self.items);
        }
    }
}

/// One edit, or rarely several at once.
pub fn mutate(world: &mut World, choices: &mut dyn Choices) {
    let times = [1, 1, 1, 1, 1, 2, 3, 4].get(choices.below(8) as usize).copied().unwrap_or(1);
    for _ in 0..times {
        edit(world, choices);
    }
    Size::DEFAULT.cut(world);
}

fn edit(world: &mut World, choices: &mut dyn Choices) {
    match choices.below(16) {
        0..=4 => generate::fault(&Profile::DEFAULT, choices, world),
        5..=8 => certificates::edit(world, choices),
        9 | 10 => question::edit(world, choices),
        11 | 12 => text::edit(world, choices),
        13 => certificates::mend(world, choices),
        14 => generate::harmless(&Profile::DEFAULT, choices, world),
        _ => generate::stray(&Profile::DEFAULT, choices, world),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choices::Random;
    use crate::model;
    use verifail::Policy;

    #[test]
    fn worlds_stay_within_their_size_and_readable_as_text() {
        let mut choices = Random::new(1);
        let mut world = World::good();
        for step in 0..3_000 {
            mutate(&mut world, &mut choices);
            assert!(Size::DEFAULT.holds(&world), "step {step}");
            assert_eq!(World::from_chain(&world.to_chain()).as_ref(), Ok(&world), "step {step}");
        }
    }

    #[test]
    fn one_edit_of_a_good_world_is_refused_about_as_often_as_not() {
        let rustls = Policy::named("rustls").expect("a policy");
        let accepted = (0..1_000).filter(|seed| {
            let mut world = World::good();
            mutate(&mut world, &mut Random::new(*seed));
            model::judge(&world, rustls).accepted
        });
        let accepted = accepted.count();
        assert!((300..800).contains(&accepted), "{accepted} of 1000");
    }

    #[test]
    fn a_graft_takes_something_of_either() {
        let (mut taken, mut kept) = (0, 0);
        for seed in 0..500 {
            let mut choices = Random::new(seed);
            let (one, other) = (generate::world(&mut choices), generate::world(&mut choices));
            let mut grafted = one.clone();
            graft(&mut grafted, &other, &mut choices);
            taken += usize::from(grafted != one);
            kept += usize::from(grafted != other);
        }
        assert!(taken > 300 && kept > 450, "{taken} {kept}");
    }
}
