//! Few certificates, names, times, CRLs and anchors, so that the same ones meet again in another combination.

use std::sync::OnceLock;

use verifail::crl::CertificateList;
use verifail::{Time, TrustAnchor, TrustAnchors};

use crate::der;
use crate::world::{CA_KEY, CrlTemplate, NAME, ROOT_KEY, SERVER_KEY, Template};

pub(crate) const END_ENTITIES: usize = 6;
pub(crate) const INTERMEDIATES: usize = 7;
pub(crate) const ANCHOR_SETS: usize = 4;
pub(crate) const CRL_SETS: usize = 5;
pub(crate) const NAMES: [&str; 3] = [NAME, "other.example.com", "192.0.2.1"];

/// About every instant at which something below begins or ends, and further away.
pub(crate) const TIMES: [&str; 17] = [
    "2026-05-31T23:59:59Z",
    "2026-06-01T00:00:00Z",
    "2026-06-01T00:00:01Z",
    "2026-06-09T23:59:59Z",
    "2026-06-10T00:00:00Z",
    "2026-06-15T00:00:00Z",
    "2026-06-15T00:00:01Z",
    "2026-06-17T23:59:59Z",
    "2026-06-18T00:00:00Z",
    "2026-06-18T00:00:01Z",
    "2026-06-20T00:00:00Z",
    "2026-06-20T00:00:01Z",
    "2026-07-01T00:00:00Z",
    "2026-07-01T00:00:01Z",
    "2026-07-15T00:00:00Z",
    "2026-07-15T00:00:01Z",
    "2036-01-01T00:00:01Z",
];

const OTHER_ROOT_KEY: usize = 3;
const OTHER_SERVER_KEY: usize = 4;

/// Everything, encoded once.
pub(crate) struct Pool {
    end_entities: Vec<Vec<u8>>,
    intermediates: Vec<Vec<u8>>,
    anchor_sets: Vec<Vec<Vec<u8>>>,
    crl_sets: Vec<Vec<Vec<u8>>>,
}

/// The pool; signing all of it takes a second.
pub(crate) fn pool() -> &'static Pool {
    static POOL: OnceLock<Pool> = OnceLock::new();
    POOL.get_or_init(Pool::new)
}

impl Pool {
    fn new() -> Self {
        let server = Template::server(SERVER_KEY, "CA", CA_KEY);
        let with = |template: &Template, edit: &dyn Fn(&mut Template)| {
            let mut template = template.clone();
            edit(&mut template);
            template
        };
        let end_entities = [
            server.clone(),
            with(&server, &|t| {
                t.set(der::subject_alt_name(&[der::dns("other.example.com"), der::ip(&[192, 0, 2, 1])]))
            }),
            with(&server, &|t| t.not_after = "20260618000000Z".to_owned()),
            with(&server, &|t| t.not_before = "20260615000001Z".to_owned()),
            with(&server, &|t| t.tampered = true),
            Template::server(OTHER_SERVER_KEY, "CA", CA_KEY),
        ];
        let ca = Template::ca("CA", CA_KEY, "Root", ROOT_KEY);
        let intermediates = [
            ca.clone(),
            // The same signed octets with another signature.
            with(&ca, &|t| t.tampered = true),
            with(&ca, &|t| t.not_after = "20260701000000Z".to_owned()),
            with(&ca, &|t| {
                t.not_before = "20260618000000Z".to_owned();
                t.set(der::name_constraints(&[], &[der::dns("www.example.com")]));
            }),
            Template::ca("CA", CA_KEY, "Other Root", OTHER_ROOT_KEY),
            // Its issuer's name, by another key.
            Template::ca("CA", CA_KEY, "Root", OTHER_ROOT_KEY).without_key_identifiers(),
            Template::ca("CA", 5, "Root", ROOT_KEY).without_key_identifiers(),
        ];
        let mut root = Template::ca("Root", ROOT_KEY, "Root", ROOT_KEY);
        root.not_after = "20460101000000Z".to_owned();
        let short = with(&root, &|t| t.not_after = "20260618000000Z".to_owned());
        let other = Template::ca("Other Root", OTHER_ROOT_KEY, "Other Root", OTHER_ROOT_KEY);
        let same_name = Template::ca("Root", OTHER_ROOT_KEY, "Root", OTHER_ROOT_KEY);
        let anchor_sets = [vec![root.clone()], vec![short], vec![other], vec![root, same_name]];
        let (of_root, of_ca) = (CrlTemplate::of("Root", ROOT_KEY), CrlTemplate::of("CA", CA_KEY));
        let short = CrlTemplate { next_update: "20260618000000Z".to_owned(), ..of_ca.clone() };
        let crl_sets = [
            vec![of_root.clone(), of_ca.clone()],
            vec![of_root.clone(), of_ca.clone().revoking(&server)],
            vec![of_root.clone(), short],
            vec![of_ca.clone()],
            vec![of_root.revoking(&ca), of_ca],
        ];
        Self {
            end_entities: end_entities.iter().map(Template::der).collect(),
            intermediates: intermediates.iter().map(Template::der).collect(),
            anchor_sets: anchor_sets.iter().map(|set| set.iter().map(Template::der).collect()).collect(),
            crl_sets: crl_sets.iter().map(|set| set.iter().map(CrlTemplate::der).collect()).collect(),
        }
    }

    pub(crate) fn end_entity(&self, at: usize) -> &[u8] {
        &self.end_entities[at]
    }

    pub(crate) fn intermediate(&self, at: usize) -> &[u8] {
        &self.intermediates[at]
    }

    pub(crate) fn time(&self, at: usize) -> Time {
        TIMES[at].parse().unwrap()
    }

    pub(crate) fn crls(&self, set: usize) -> Vec<CertificateList<'_>> {
        self.crl_sets[set].iter().map(|der| CertificateList::from_der(der).unwrap()).collect()
    }

    pub(crate) fn anchors(&self) -> Vec<TrustAnchors<'_>> {
        self.anchor_sets.iter().map(|set| set.iter().map(|der| TrustAnchor::from_der(der).unwrap()).collect()).collect()
    }

    /// The same, parsed once.
    pub(crate) fn anchors_for_ever(&'static self) -> &'static [TrustAnchors<'static>] {
        static ANCHORS: OnceLock<Vec<TrustAnchors<'static>>> = OnceLock::new();
        ANCHORS.get_or_init(|| self.anchors())
    }
}
