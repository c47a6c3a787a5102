//! What is reported depends on how certificates are related, and not on octets that only tell them apart. The reference
//! model of the testkit holds the core to this in random worlds; here are the situations by themselves.

use crate::der::{self, Extension, oid};
use crate::key;
use crate::world::{CA_KEY, CrlTemplate, ROOT_KEY, SERVER_KEY, Template, World, policies};

const EXHAUSTIVE: [&str; 4] = ["rustls", "rfc5280", "web-pki", "go"];

/// The key of a second root, and of a second certificate of the CA.
const OTHER_KEY: usize = SERVER_KEY + 1;

fn root(name: &str, key: usize) -> Template {
    let mut root = Template::ca(name, key, name, key);
    root.not_before = "20100101000000Z".to_owned();
    root.not_after = "20460101000000Z".to_owned();
    root
}

#[test]
fn of_two_paths_that_lack_as_much_the_same_one_is_reported_whatever_their_octets() {
    for serial in [1, 3] {
        let world = World::with(|w| {
            let mut late = w.intermediates[0].clone();
            late.not_after = "20260614000000Z".to_owned();
            late.serial_number = vec![2];
            let mut early = w.intermediates[0].clone();
            early.not_before = "20260616000000Z".to_owned();
            early.serial_number = vec![serial];
            w.intermediates = vec![late, early];
        });
        for policy in EXHAUSTIVE {
            let answer = world.ask(policy);
            answer.expect_reasons(&["expired"]);
            assert_eq!(answer.paths.len(), 2, "{}", answer.text);
        }
    }
}

#[test]
fn several_breaches_of_one_kind_at_one_certificate_count_once() {
    // Two excluded names in one certificate lack no more than one; a second certificate to be mended does.
    let world = World::with(|w| {
        let names = [der::dns("www.example.com"), der::dns("a.example.com"), der::dns("b.example.com")];
        w.end_entity.set(der::subject_alt_name(&names));
        let mut constrained = w.intermediates[0].clone();
        constrained.set(der::name_constraints(&[], &[der::dns("example.com")]));
        let mut other = w.intermediates[0].clone();
        other.set(der::basic_constraints(false, None));
        other.not_after = "20260614000000Z".to_owned();
        w.intermediates = vec![other, constrained];
    });
    for policy in EXHAUSTIVE {
        world.ask(policy).expect_reasons(&["name-constraints"]);
    }
}

#[test]
fn a_path_that_is_longer_than_the_policy_walks_is_shown_whole() {
    let world = World::with(|w| {
        for at in 0..8 {
            let (issuer, signer) = if at == 0 { ("CA".to_owned(), CA_KEY) } else { (format!("CA {at}"), OTHER_KEY) };
            w.intermediates.push(Template::ca(&format!("CA {}", at + 1), OTHER_KEY, &issuer, signer));
        }
        w.end_entity = Template::server(SERVER_KEY, "CA 8", OTHER_KEY);
    });
    let answer = world.ask("rustls");
    answer.expect_reasons(&["chain-limits"]);
    assert!(answer.paths[0].anchored && answer.paths[0].subjects.len() == 11, "{}", answer.text);
    world.ask("rfc5280").expect_accepted();
}

#[test]
fn times_without_seconds_are_malformed_but_for_go() {
    let world = World::with(|w| w.end_entity.not_after = "202607150000Z".to_owned());
    for policy in policies().filter(|policy| *policy != "go") {
        world.ask(policy).expect_reasons(&["malformed"]);
    }
    world.ask("go").expect_accepted();
}

#[test]
fn an_anchor_whose_name_constraints_cannot_be_read_refuses_everything_below_it() {
    let world = World::with(|w| w.anchors[0].set(Extension::new(oid::NAME_CONSTRAINTS, true, vec![4, 1, 1])));
    for policy in EXHAUSTIVE {
        world.ask(policy).expect_reasons(&["malformed"]);
    }
}

#[test]
fn name_constraints_of_an_end_entity_that_are_no_sequence_are_malformed() {
    let world = World::with(|w| w.end_entity.set(Extension::new(oid::NAME_CONSTRAINTS, true, vec![4, 1, 1])));
    for policy in policies() {
        let answer = world.ask(policy);
        assert!(answer.codes().contains("malformed"), "{policy}: {}", answer.text);
    }
}

#[test]
fn a_crl_signer_whose_first_path_leads_elsewhere_still_leads_to_the_right_anchor() {
    for serial in [1, 3] {
        let world = World::with(|w| {
            w.anchors.push(root("Second Root", 4));
            // The CA has a second key, certified by a CA that both roots certify.
            w.intermediates.push(Template::ca("CA", OTHER_KEY, "Mid", 5));
            let mut mid = Template::ca("Mid", 5, "Root", ROOT_KEY);
            mid.serial_number = vec![2];
            let mut crossed = Template::ca("Mid", 5, "Second Root", 4);
            crossed.serial_number = vec![serial];
            w.intermediates.extend([mid, crossed]);
            let issuers = [("CA", OTHER_KEY), ("Root", ROOT_KEY), ("Mid", 5), ("Second Root", 4)];
            w.check_revocation(issuers.map(|(issuer, key)| CrlTemplate::of(issuer, key)).to_vec());
        });
        // rustls takes no CA certificate for the end of a path.
        for policy in ["rfc5280", "go"] {
            world.ask(policy).expect_accepted();
        }
    }
}

#[test]
fn a_way_round_by_key_is_found_behind_every_certificate_that_leads_up_by_name() {
    // The CA's issuer was renamed; a stranger of the CA's name and key leads nowhere at all.
    let world = World::with(|w| {
        w.intermediates[0].issuer = der::name("Renamed Root");
        let mut stranger = Template::ca("CA", CA_KEY, "Nobody", 9);
        stranger.set(der::authority_key_identifier(&key::identifier(9)));
        w.intermediates.insert(0, stranger);
    });
    for policy in EXHAUSTIVE {
        world.ask(policy).expect_reasons(&["issuer-mismatch"]).expect_path(&[
            "CN=www.example.com",
            "CN=CA",
            "[CN=Root]",
        ]);
    }
}
