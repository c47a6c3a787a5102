//! Situations of path building and validation that RFC 4158 and RFC 5280 speak of, one sentence each.

use verifail::verdict::SignatureState;
use verifail::{Policy, RevocationScope, Severity};

use crate::der::{self, Extension, oid};
use crate::faults::extra_ca;
use crate::key;
use crate::world::{CA_KEY, CrlTemplate, NAME, ROOT_KEY, SERVER_KEY, Template, World, policies};

const EXHAUSTIVE: [&str; 4] = ["rustls", "rfc5280", "web-pki", "go"];

/// A second root with its own key.
fn second_root(world: &mut World) {
    let mut root = world.anchors[0].clone();
    root.subject = der::name("Second Root");
    root.issuer = der::name("Second Root");
    root.public_key_info = key::public_key_info(4).to_vec();
    root.signer = 4;
    root.set(der::subject_key_identifier(&key::identifier(4)));
    world.anchors.push(root);
}

#[test]
fn an_expired_intermediate_is_gone_round_by_a_cross_signed_one() {
    let world = World::with(|w| {
        w.intermediate().not_after = "20260614000000Z".to_owned();
        second_root(w);
        w.intermediates.push(Template::ca("CA", CA_KEY, "Second Root", 4));
    });
    // Envoy takes the first certificate of the name, whatever its dates.
    world.ask("envoy").expect_reasons(&["expired"]);
    for policy in policies().filter(|policy| *policy != "envoy") {
        world.ask(policy).expect_accepted().expect_path(&["CN=www.example.com", "CN=CA", "[CN=Second Root]"]);
    }
}

#[test]
fn an_expired_intermediate_with_an_expired_way_round_gives_both_paths() {
    let world = World::with(|w| {
        w.intermediate().not_after = "20260614000000Z".to_owned();
        second_root(w);
        let mut other = Template::ca("CA", CA_KEY, "Second Root", 4);
        other.not_after = "20260613000000Z".to_owned();
        w.intermediates.push(other);
    });
    for policy in EXHAUSTIVE {
        let answer = world.ask(policy);
        answer.expect_reasons(&["expired"]);
        assert_eq!(answer.paths.len(), 2, "{}", answer.text);
    }
}

#[test]
fn of_two_anchors_of_one_name_the_one_whose_key_signed_is_found() {
    for (with_identifiers, swapped) in [(true, false), (true, true), (false, false), (false, true)] {
        let world = World::with(|w| {
            let mut other = w.anchors[0].clone();
            other.public_key_info = key::public_key_info(4).to_vec();
            other.signer = 4;
            other.set(der::subject_key_identifier(&key::identifier(4)));
            w.anchors.push(other);
            if swapped {
                w.anchors.reverse();
            }
            if !with_identifiers {
                w.anchors = w.anchors.drain(..).map(Template::without_key_identifiers).collect();
                w.intermediates = w.intermediates.drain(..).map(Template::without_key_identifiers).collect();
            }
        });
        for policy in ["rustls", "rfc5280", "go"] {
            world.ask(policy).expect_accepted();
        }
        if with_identifiers {
            world.ask("openssl").expect_accepted();
        }
    }
}

#[test]
fn an_expired_anchor_is_refused_by_go_and_openssl_and_by_neither_rfc5280_nor_rustls() {
    let world = World::with(|w| w.anchor().not_after = "20260614000000Z".to_owned());
    for policy in ["rfc5280", "rustls"] {
        world.ask(policy).expect_accepted();
    }
    for policy in ["go", "openssl"] {
        let answer = world.ask(policy);
        answer.expect_reasons(&["expired"]);
        assert!(answer.errors().all(|finding| finding.depth == 2), "{}", answer.text);
    }
}

#[test]
fn an_anchor_that_wants_its_validity_enforced_is_refused_by_rfc5280_too() {
    let world = World::with(|w| {
        w.anchor().not_after = "20260614000000Z".to_owned();
        w.question.enforcement.validity = true;
    });
    world.ask("rfc5280").expect_reasons(&["expired"]);
}

/// The root has a new key; the old one issued the CA, the new one is trusted, and a self-issued certificate links them.
fn rollover() -> World {
    World::with(|w| {
        w.anchors[0] = Template::ca("Root", 4, "Root", 4);
        w.intermediates.push(Template::ca("Root", ROOT_KEY, "Root", 4));
    })
}

#[test]
fn a_self_issued_certificate_leads_from_an_old_key_to_the_new_one() {
    for policy in ["rustls", "rfc5280", "web-pki", "go", "openssl"] {
        rollover().ask(policy).expect_accepted().expect_path(&["CN=www.example.com", "CN=CA", "CN=Root", "[CN=Root]"]);
    }
}

#[test]
fn a_self_issued_certificate_does_not_count_against_a_path_length_but_for_rustls_and_go() {
    let mut world = rollover();
    world.intermediates[1].set(der::basic_constraints(true, Some(1)));
    world.intermediates[0].set(der::basic_constraints(true, Some(0)));
    world.anchors[0].set(der::basic_constraints(true, Some(1)));
    for policy in ["rfc5280", "web-pki", "openssl", "rustls"] {
        world.ask(policy).expect_accepted();
    }
    world.ask("go").expect_reasons(&["path-length"]);
}

#[test]
fn a_path_length_of_one_holds_for_one_ca_and_not_for_two() {
    let limited = |cas: usize| {
        World::with(|w| {
            for _ in 0..cas.min(1) {
                extra_ca(w);
            }
            if cas == 2 {
                let mut lowest = Template::ca("Lowest CA", 5, "Lower CA", 3);
                lowest.serial_number = vec![9];
                w.intermediates.insert(0, lowest);
                w.end_entity.issuer = der::name("Lowest CA");
                w.end_entity.signer = 5;
                w.end_entity.set(der::authority_key_identifier(&key::identifier(5)));
            }
            if let Some(top) = w.intermediates.last_mut() {
                top.set(der::basic_constraints(true, Some(1)));
            }
        })
    };
    for policy in policies() {
        limited(0).ask(policy).expect_accepted();
        limited(1).ask(policy).expect_accepted();
        limited(2).ask(policy).expect_reasons(&["path-length"]);
    }
}

#[test]
fn a_partial_chain_is_enough_unless_the_policy_wants_a_root() {
    let world = World::with(|w| w.anchors = std::mem::take(&mut w.intermediates));
    for policy in Policy::all() {
        world.ask(policy.name()).expect_accepted().expect_path(&["CN=www.example.com", "[CN=CA]"]);
        let mut parameters = policy.parameters().clone();
        parameters.trust.partial_chain = false;
        let complete = policy.clone().with_parameters("complete chains", parameters);
        let answer = world.chain().ask_under(&complete, &world.question);
        answer.expect_reasons(&["unknown-issuer"]);
    }
}

#[test]
fn an_end_entity_among_the_anchors_is_trusted_by_go_and_not_by_rustls() {
    let world = World::with(|w| {
        w.intermediates.clear();
        w.anchors = vec![w.end_entity.clone()];
    });
    world.ask("go").expect_accepted().expect_path(&["CN=www.example.com"]);
    world.ask("rustls").expect_reasons(&["unknown-issuer"]);
}

#[test]
fn a_trusted_end_entity_is_still_held_to_its_own_checks() {
    let world = World::with(|w| {
        w.intermediates.clear();
        w.end_entity.not_after = "20260614000000Z".to_owned();
        w.anchors = vec![w.end_entity.clone()];
    });
    world.ask("go").expect_reasons(&["expired"]);
}

#[test]
fn a_self_signed_end_entity_that_is_an_anchor_ends_its_own_path() {
    let world = World::with(|w| {
        w.intermediates.clear();
        w.end_entity.issuer = der::name(NAME);
        w.end_entity.signer = SERVER_KEY;
        w.end_entity.remove(oid::AUTHORITY_KEY_IDENTIFIER);
        w.anchors = vec![w.end_entity.clone()];
    });
    for policy in ["rustls", "go", "openssl"] {
        world.ask(policy).expect_accepted();
    }
}

#[test]
fn a_loop_of_cross_signed_cas_ends() {
    let world = World::with(|w| {
        w.anchors.clear();
        w.intermediates = vec![Template::ca("CA", CA_KEY, "Other CA", 3), Template::ca("Other CA", 3, "CA", CA_KEY)];
    });
    for policy in policies() {
        world.ask(policy).expect_reasons(&["unknown-issuer"]);
    }
}

#[test]
fn a_loop_beside_the_way_does_not_hide_it() {
    let world = World::with(|w| {
        w.intermediates.insert(0, Template::ca("CA", CA_KEY, "Other CA", 3));
        w.intermediates.push(Template::ca("Other CA", 3, "CA", CA_KEY));
    });
    for policy in EXHAUSTIVE {
        world.ask(policy).expect_accepted();
    }
}

#[test]
fn a_chain_in_the_wrong_order_is_put_in_order() {
    let world = World::with(|w| {
        extra_ca(w);
        w.intermediates.reverse();
    });
    for policy in policies() {
        world.ask(policy).expect_accepted();
    }
}

#[test]
fn an_issuer_of_another_name_is_found_by_its_key() {
    let world = World::with(|w| w.end_entity.issuer = der::name("Renamed CA"));
    for policy in EXHAUSTIVE {
        let answer = world.ask(policy);
        answer.expect_reasons(&["issuer-mismatch"]);
        answer.expect_path(&["CN=www.example.com", "CN=CA", "[CN=Root]"]);
        assert_eq!(answer.paths[0].signatures[0], SignatureState::Valid);
    }
}

#[test]
fn a_ca_of_the_right_name_with_another_key_is_a_bad_signature() {
    let world = World::with(|w| {
        w.end_entity.signer = 7;
        w.end_entity.remove(oid::AUTHORITY_KEY_IDENTIFIER);
    });
    for policy in ["rustls", "rfc5280", "go", "openssl"] {
        world.ask(policy).expect_reasons(&["bad-signature"]);
    }
}

#[test]
fn a_ca_of_another_key_identifier_is_no_issuer_only_where_the_policy_compares_them() {
    let world = World::with(|w| {
        w.end_entity.signer = 7;
        w.end_entity.set(der::authority_key_identifier(&key::identifier(7)));
    });
    let rfc5280 = world.ask("rfc5280");
    rfc5280.expect_path(&["CN=www.example.com", "CN=CA", "[CN=Root]"]);
    assert!(rfc5280.codes().contains("bad-signature"), "{}", rfc5280.text);
    for policy in ["openssl", "web-pki"] {
        let answer = world.ask(policy);
        assert!(!answer.codes().contains("bad-signature"), "{policy}: {}", answer.text);
    }
}

/// CRLs of both CAs, current and empty.
fn crls() -> Vec<CrlTemplate> {
    vec![CrlTemplate::of("CA", CA_KEY), CrlTemplate::of("Root", ROOT_KEY)]
}

#[test]
fn a_certificate_on_no_crl_is_accepted() {
    let world = World::with(|w| w.check_revocation(crls()));
    for policy in policies() {
        world.ask(policy).expect_accepted();
    }
}

#[test]
fn a_revoked_end_entity_and_a_revoked_intermediate_are_refused_where_they_are() {
    for depth in 0..2 {
        let world = World::with(|w| {
            let revoked = if depth == 0 { w.end_entity.clone() } else { w.intermediates[0].clone() };
            let mut crls = crls();
            crls[depth] = crls[depth].clone().revoking(&revoked);
            w.check_revocation(crls);
        });
        for policy in policies() {
            let answer = world.ask(policy);
            answer.expect_reasons(&["revoked"]);
            assert!(answer.errors().all(|finding| finding.depth == depth), "{}", answer.text);
        }
    }
}

#[test]
fn an_unknown_status_is_refused_unless_the_caller_allows_it_and_then_is_a_warning() {
    let unknown = |allow| {
        World::with(|w| {
            w.check_revocation(vec![CrlTemplate::of("Root", ROOT_KEY)]);
            w.question.revocation = Some((RevocationScope::Path, allow));
        })
    };
    for policy in policies() {
        unknown(false).ask(policy).expect_reasons(&["revocation-unavailable"]);
        let answer = unknown(true).ask(policy);
        answer.expect_accepted();
        assert!(
            answer.findings().iter().any(|f| f.severity == Severity::Warning
                && f.reason == verifail::Reason::RevocationUnavailable
                && f.depth == 0),
            "{}",
            answer.text
        );
    }
}

#[test]
fn whoever_spends_the_budget_gets_no_revoked_certificate_past_its_crl() {
    for allow_unknown in [false, true] {
        let world = World::with(|w| {
            // A second CA of the name, whose CRL covers the certificate as well and does not list it.
            w.intermediates.push(Template::ca("CA", 7, "Root", ROOT_KEY));
            let mut crls = crls();
            crls[0] = crls[0].clone().revoking(&w.end_entity);
            crls.push(CrlTemplate::of("CA", 7));
            w.check_revocation(crls);
            w.question.revocation = Some((RevocationScope::Path, allow_unknown));
        });
        for policy in Policy::all() {
            for signatures in 0..16 {
                let mut parameters = policy.parameters().clone();
                parameters.budget.signatures = signatures;
                let poor = policy.clone().with_parameters("poor", parameters);
                let answer = world.chain().ask_under(&poor, &world.question);
                assert!(!answer.accepted, "{} with {signatures} signatures: {}", policy.name(), answer.text);
            }
        }
    }
}

#[test]
fn a_crl_that_is_out_of_date_or_of_another_key_establishes_nothing() {
    let edits: [fn(&mut CrlTemplate); 2] = [|crl| crl.next_update = "20260614000000Z".to_owned(), |crl| crl.signer = 7];
    for edit in edits {
        let world = World::with(|w| {
            let mut crls = crls();
            edit(&mut crls[0]);
            w.check_revocation(crls);
        });
        world.ask("rfc5280").expect_reasons(&["revocation-unavailable"]);
    }
}

#[test]
fn revocation_of_the_end_entity_only_leaves_a_revoked_ca_alone() {
    let world = World::with(|w| {
        let mut crls = crls();
        crls[1] = crls[1].clone().revoking(&w.intermediates[0]);
        w.check_revocation(crls);
        w.question.revocation = Some((RevocationScope::EndEntity, false));
    });
    for policy in policies() {
        world.ask(policy).expect_accepted();
    }
}

#[test]
fn a_validity_period_without_seconds_is_malformed_to_all_but_go() {
    let world = World::with(|w| {
        w.end_entity.not_before = "202606010000Z".to_owned();
        w.end_entity.not_after = "202607010000Z".to_owned();
    });
    world.ask("go").expect_accepted();
    for policy in policies().filter(|policy| *policy != "go") {
        world.ask(policy).expect_reasons(&["malformed"]);
    }
}

#[test]
fn an_anchor_whose_name_constraints_cannot_be_read_is_not_unlimited() {
    let world = World::with(|w| {
        w.anchor().set(Extension::new(oid::NAME_CONSTRAINTS, true, der::tlv(0x04, &[1])));
    });
    for policy in ["rustls", "rfc5280", "web-pki", "go", "apple-tls-server"] {
        world.ask(policy).expect_reasons(&["malformed"]);
    }
    // BoringSSL's pki/ takes nothing from an anchor but its name and key.
    world.ask("boringssl-pki").expect_accepted();
}
