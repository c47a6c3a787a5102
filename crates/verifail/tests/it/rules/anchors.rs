//! What an anchor wants held against itself (RFC 5937 and `AnchorEnforcement`), where the policy looks at no anchor.

use std::sync::LazyLock;

use verifail::policy::Row;
use verifail::{AnchorEnforcement, Policy, Requirement, Severity};

use crate::der::{self, oid};
use crate::faults::Fault;
use crate::world::{Template, World};

/// Looks at every requirement below the anchor.
static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let warn = Severity::Warning;
    let row = |requirement| Row {
        requirement,
        end_entity: warn,
        intermediate: warn,
        anchor: Severity::Off,
        clause: "each rule by itself",
        source: "",
    };
    Requirement::ALL.iter().copied().map(row).collect()
});

/// What is breached, at which depth, by what.
type Case = (Requirement, usize, Fault<World>);

const VALIDITY: &[Case] = &[
    (Requirement::NotBefore, 2, ("from tomorrow on", |w| w.anchor().not_before = "20260616000000Z".to_owned())),
    (Requirement::NotAfter, 2, ("until yesterday", |w| w.anchor().not_after = "20260614000000Z".to_owned())),
];

const BASIC_CONSTRAINTS: &[Case] = &[(
    Requirement::CaBasicConstraintsPresent,
    2,
    ("no basic constraints", |w| w.anchor().remove(oid::BASIC_CONSTRAINTS)),
)];

fn eku(template: &mut Template, purposes: &[&[u8]]) {
    template.set(der::extended_key_usage(purposes));
}

const CONSTRAINTS: &[Case] = &[
    (Requirement::CaFlagSet, 2, ("no CA", |w| w.anchor().set(der::basic_constraints(false, None)))),
    (Requirement::PathLengthRespected, 1, ("no CA below", |w| w.anchor().set(der::basic_constraints(true, Some(0))))),
    (Requirement::KeyCertSign, 2, ("CRLs only", |w| w.anchor().set(der::key_usage(der::CRL_SIGN)))),
    (Requirement::KeyPurpose, 2, ("clients", |w| eku(w.anchor(), &[oid::CLIENT_AUTH]))),
    (Requirement::KeyPurposeNotOnlyAny, 2, ("any purpose", |w| eku(w.anchor(), &[oid::ANY_EXTENDED_KEY_USAGE]))),
    (Requirement::ExtendedKeyUsagePresent, 2, ("no purpose", |_| {})),
    (
        Requirement::NamePermitted,
        0,
        ("another domain permitted", |w| {
            w.anchor().set(der::name_constraints(&[der::dns("example.net")], &[]));
        }),
    ),
    (
        Requirement::NameNotExcluded,
        0,
        ("the domain excluded", |w| {
            w.anchor().set(der::name_constraints(&[], &[der::dns("example.com")]));
        }),
    ),
    (Requirement::CertificatePolicy, 0, ("a policy required", |w| w.anchor().set(der::require_explicit_policy(0)))),
    (
        Requirement::PolicyMappingNotAny,
        2,
        ("a policy mapped to any", |w| {
            w.anchor().set(der::policy_mappings(&[(oid::POLICY_ONE, oid::ANY_POLICY)]));
        }),
    ),
    (Requirement::CriticalExtensionRecognised, 2, ("an extension", |w| w.anchor().set(der::unknown(true)))),
];

/// The policy whose parameters are taken.
fn like(requirement: Requirement) -> &'static str {
    match requirement {
        // Any purpose permits all, and purposes are read in anchors.
        Requirement::KeyPurpose | Requirement::KeyPurposeNotOnlyAny => "go",
        _ => "web-pki",
    }
}

#[test]
fn an_anchor_is_held_to_what_it_wants_enforced_and_to_nothing_else() {
    let kinds = [
        (VALIDITY, [true, false, false]),
        (BASIC_CONSTRAINTS, [false, true, false]),
        (CONSTRAINTS, [false, false, true]),
    ];
    for (cases, [validity, basic_constraints, constraints]) in kinds {
        let wanted = AnchorEnforcement { validity, constraints, basic_constraints };
        let others =
            AnchorEnforcement { validity: !validity, constraints: !constraints, basic_constraints: !basic_constraints };
        for (requirement, depth, (name, edit)) in cases {
            let parameters = Policy::named(like(*requirement)).unwrap().parameters().clone();
            let policy = Policy::new("below the anchor", "every rule but the anchor's", ROWS.as_slice(), parameters);
            let found = |enforcement| {
                let world = World::with(|w| {
                    edit(w);
                    w.question.enforcement = enforcement;
                });
                let answer = world.chain().ask_under(&policy, &world.question);
                answer.findings().iter().any(|f| f.requirement == *requirement && f.depth == *depth)
            };
            assert!(found(wanted), "{name}: {requirement}");
            assert!(!found(others), "{name}: {requirement}");
            assert!(!found(AnchorEnforcement::default()), "{name}: {requirement}");
        }
    }
}
