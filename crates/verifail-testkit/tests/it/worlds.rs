//! Worlds as built: valid under every policy, the same octets every time.

use verifail::{Certificate, Policy};
use verifail_testkit::adapter::Core;
use verifail_testkit::signing::Scheme;
use verifail_testkit::{Case, Verifier, World};

#[test]
fn the_good_world_is_accepted_by_every_policy_without_a_finding_under_every_scheme() {
    for scheme in Scheme::ALL {
        let world = World::with(|world| world.scheme = scheme);
        let case = world.materialise();
        for policy in Policy::all() {
            let said = Core::judge(&case, policy, |verdict| format!("{verdict:#}\n{:?}", verdict.findings())).unwrap();
            let outcome = Core.verify(&case, policy);
            // The Baseline Requirements know no Ed25519.
            let permitted = scheme != Scheme::Ed25519 || policy.parameters().keys.ed25519;
            assert_eq!(outcome.is_accepted(), permitted, "{scheme:?}, {}: {said}", policy.name());
            assert!(!permitted || said.ends_with("[]"), "{scheme:?}, {}: {said}", policy.name());
        }
    }
}

#[test]
fn worlds_are_the_same_octets_every_time_but_for_the_nonce_of_real_ecdsa() {
    for scheme in Scheme::ALL {
        let world = World { scheme, ..World::tower(3) };
        let (once, again) = (world.materialise(), world.materialise());
        assert_eq!(once == again, scheme != Scheme::P256, "{scheme:?}");
        let tbs = |case: &Case| Certificate::from_der(&case.end_entity).unwrap().tbs().to_vec();
        assert_eq!(tbs(&once), tbs(&again), "{scheme:?}");
    }
}
