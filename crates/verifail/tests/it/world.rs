//! Generated worlds: a server's certificate, its CAs, anchors, CRLs and the question asked about them, as data that a
//! test edits before anything is encoded and signed. What comes out is the same octets in every run.
//!
//! [`World::good`] is a chain that every policy accepts without a single finding; a test breaks it in one place.

use std::collections::BTreeSet;

use verifail::classification::{Diagnosis, from_verdict};
use verifail::crl::CertificateList;
use verifail::danger::{Relaxations, dangerously_relaxed};
use verifail::verdict::report::Report;
use verifail::verdict::{Counters, Link, Repair, SignatureState};
use verifail::{
    AnchorEnforcement, Certificate, Finding, Identity, InitialPolicies, Inputs, KeyPurpose, Policy, Reason, Revocation,
    RevocationScope, Severity, TrustAnchor, TrustAnchors, Verifier, algorithms,
};

use crate::der::{self, Extension, oid};
use crate::key::{self, Digest};

/// The instant at which worlds are asked about.
pub(crate) const NOW: &str = "2026-06-15T00:00:00Z";
/// The name they are asked for.
pub(crate) const NAME: &str = "www.example.com";

/// Positions of the good world's keys in the pool.
pub(crate) const ROOT_KEY: usize = 0;
pub(crate) const CA_KEY: usize = 1;
pub(crate) const SERVER_KEY: usize = 2;

/// A certificate before it is signed.
#[derive(Clone, Debug)]
pub(crate) struct Template {
    /// As people count it.
    pub(crate) version: u8,
    /// The INTEGER's contents.
    pub(crate) serial_number: Vec<u8>,
    /// Names with tag and length.
    pub(crate) issuer: Vec<u8>,
    pub(crate) subject: Vec<u8>,
    /// `YYYYMMDDhhmmssZ`.
    pub(crate) not_before: String,
    pub(crate) not_after: String,
    /// The SubjectPublicKeyInfo with tag and length.
    pub(crate) public_key_info: Vec<u8>,
    pub(crate) issuer_unique_id: bool,
    pub(crate) extensions: Vec<Extension>,
    /// Who signs, by position in the pool.
    pub(crate) signer: usize,
    pub(crate) digest: Digest,
    /// The AlgorithmIdentifiers inside and outside of what is signed, where not the digest's.
    pub(crate) inner_algorithm: Option<Vec<u8>>,
    pub(crate) outer_algorithm: Option<Vec<u8>>,
    /// The last octet of the signature is another one.
    pub(crate) tampered: bool,
}

impl Template {
    fn new(subject: &str, subject_key: usize, issuer: &str, signer: usize) -> Self {
        Self {
            version: 3,
            serial_number: vec![0x11, subject_key as u8 + 1, signer as u8 + 1],
            issuer: der::name(issuer),
            subject: der::name(subject),
            not_before: "20200101000000Z".to_owned(),
            not_after: "20360101000000Z".to_owned(),
            public_key_info: key::public_key_info(subject_key).to_vec(),
            issuer_unique_id: false,
            extensions: Vec::new(),
            signer,
            digest: Digest::Sha256,
            inner_algorithm: None,
            outer_algorithm: None,
            tampered: false,
        }
    }

    /// A CA certificate as the Baseline Requirements want it.
    pub(crate) fn ca(subject: &str, subject_key: usize, issuer: &str, signer: usize) -> Self {
        let mut template = Self::new(subject, subject_key, issuer, signer);
        template.extensions = vec![
            der::basic_constraints(true, None),
            der::key_usage(der::KEY_CERT_SIGN | der::CRL_SIGN),
            der::subject_key_identifier(&key::identifier(subject_key)),
        ];
        if (subject, subject_key) != (issuer, signer) {
            template.extensions.push(der::authority_key_identifier(&key::identifier(signer)));
            template.extensions.push(der::extended_key_usage(&[oid::SERVER_AUTH]));
        }
        template
    }

    /// A server's certificate for [`NAME`].
    pub(crate) fn server(subject_key: usize, issuer: &str, signer: usize) -> Self {
        let mut template = Self::new(NAME, subject_key, issuer, signer);
        template.not_before = "20260601000000Z".to_owned();
        template.not_after = "20260715000000Z".to_owned();
        template.extensions = vec![
            der::key_usage(der::DIGITAL_SIGNATURE),
            der::extended_key_usage(&[oid::SERVER_AUTH]),
            der::authority_key_identifier(&key::identifier(signer)),
            der::subject_alt_name(&[der::dns(NAME)]),
        ];
        template
    }

    /// Puts an extension in, in place of one of its type.
    pub(crate) fn set(&mut self, extension: Extension) {
        match self.extensions.iter_mut().find(|e| e.id == extension.id) {
            Some(old) => *old = extension,
            None => self.extensions.push(extension),
        }
    }

    /// Takes an extension out.
    pub(crate) fn remove(&mut self, id: &[u8]) {
        self.extensions.retain(|e| e.id != id);
    }

    /// Changes whether an extension is critical.
    pub(crate) fn set_critical(&mut self, id: &[u8], critical: bool) {
        for extension in self.extensions.iter_mut().filter(|e| e.id == id) {
            extension.critical = critical;
        }
    }

    /// Without any key identifier, so that names alone lead.
    pub(crate) fn without_key_identifiers(mut self) -> Self {
        self.remove(oid::AUTHORITY_KEY_IDENTIFIER);
        self.remove(oid::SUBJECT_KEY_IDENTIFIER);
        self
    }

    /// Encodes and signs.
    pub(crate) fn der(&self) -> Vec<u8> {
        let algorithm = self.digest.algorithm();
        let version = match self.version {
            1 => Vec::new(),
            version => der::tlv(0xa0, &der::unsigned(&[version - 1])),
        };
        let extensions: Vec<_> = self.extensions.iter().map(Extension::der).collect();
        let tbs = der::sequence(&[
            version,
            der::tlv(0x02, &self.serial_number),
            self.inner_algorithm.clone().unwrap_or_else(|| algorithm.clone()),
            self.issuer.clone(),
            der::sequence(&[der::time(&self.not_before), der::time(&self.not_after)]),
            self.subject.clone(),
            self.public_key_info.clone(),
            if self.issuer_unique_id { der::tlv(0x81, &[0, 1]) } else { Vec::new() },
            if extensions.is_empty() { Vec::new() } else { der::tlv(0xa3, &der::sequence(&extensions)) },
        ]);
        let mut signature = key::sign(self.signer, self.digest, &tbs);
        if let Some(last) = signature.last_mut().filter(|_| self.tampered) {
            *last ^= 1;
        }
        let outer = self.outer_algorithm.clone().unwrap_or(algorithm);
        der::sequence(&[tbs, outer, der::bit_string(&signature)])
    }
}

/// A CRL before it is signed.
#[derive(Clone, Debug)]
pub(crate) struct CrlTemplate {
    pub(crate) issuer: Vec<u8>,
    pub(crate) signer: usize,
    pub(crate) this_update: String,
    pub(crate) next_update: String,
    /// Serial numbers, as the INTEGERs' contents.
    pub(crate) revoked: Vec<Vec<u8>>,
}

impl CrlTemplate {
    pub(crate) fn of(issuer: &str, signer: usize) -> Self {
        Self {
            issuer: der::name(issuer),
            signer,
            this_update: "20260610000000Z".to_owned(),
            next_update: "20260620000000Z".to_owned(),
            revoked: Vec::new(),
        }
    }

    pub(crate) fn revoking(mut self, certificate: &Template) -> Self {
        self.revoked.push(certificate.serial_number.clone());
        self
    }

    pub(crate) fn der(&self) -> Vec<u8> {
        let algorithm = Digest::Sha256.algorithm();
        let entries: Vec<_> = self
            .revoked
            .iter()
            .map(|serial| der::sequence(&[der::tlv(0x02, serial), der::time("20260605000000Z")]))
            .collect();
        let extensions = [
            der::authority_key_identifier(&key::identifier(self.signer)).der(),
            Extension::new(oid::CRL_NUMBER, false, der::unsigned(&[7])).der(),
        ];
        let tbs = der::sequence(&[
            der::unsigned(&[1]),
            algorithm.clone(),
            self.issuer.clone(),
            der::time(&self.this_update),
            der::time(&self.next_update),
            if entries.is_empty() { Vec::new() } else { der::sequence(&entries) },
            der::tlv(0xa0, &der::sequence(&extensions)),
        ]);
        let signature = key::sign(self.signer, Digest::Sha256, &tbs);
        der::sequence(&[tbs, algorithm, der::bit_string(&signature)])
    }
}

/// What is asked, besides the certificates.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    pub(crate) time: String,
    pub(crate) name: Option<String>,
    /// Envoy's matchers; with any, they stand in place of the name.
    pub(crate) san_matchers: Vec<&'static str>,
    pub(crate) purpose: KeyPurpose,
    /// Keys on the deny list, by position in the pool.
    pub(crate) distrusted: Vec<usize>,
    pub(crate) max_path_depth: Option<usize>,
    pub(crate) policies: InitialPolicies,
    /// Scope, and whether an unknown status is let pass.
    pub(crate) revocation: Option<(RevocationScope, bool)>,
    pub(crate) enforcement: AnchorEnforcement,
    pub(crate) relaxations: Relaxations,
}

impl Default for Question {
    fn default() -> Self {
        Self {
            time: NOW.to_owned(),
            name: Some(NAME.to_owned()),
            san_matchers: Vec::new(),
            purpose: KeyPurpose::ServerAuth,
            distrusted: Vec::new(),
            max_path_depth: None,
            policies: InitialPolicies::default(),
            revocation: None,
            enforcement: AnchorEnforcement::default(),
            relaxations: Relaxations::none(),
        }
    }
}

/// Everything, as templates.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) end_entity: Template,
    pub(crate) intermediates: Vec<Template>,
    pub(crate) anchors: Vec<Template>,
    pub(crate) crls: Vec<CrlTemplate>,
    pub(crate) question: Question,
}

impl World {
    /// Root, CA, server: nothing is wrong under any policy.
    pub(crate) fn good() -> Self {
        let mut root = Template::ca("Root", ROOT_KEY, "Root", ROOT_KEY);
        root.not_before = "20100101000000Z".to_owned();
        root.not_after = "20460101000000Z".to_owned();
        Self {
            end_entity: Template::server(SERVER_KEY, "CA", CA_KEY),
            intermediates: vec![Template::ca("CA", CA_KEY, "Root", ROOT_KEY)],
            anchors: vec![root],
            crls: Vec::new(),
            question: Question::default(),
        }
    }

    /// The good world, edited.
    pub(crate) fn with(edit: impl FnOnce(&mut Self)) -> Self {
        let mut world = Self::good();
        edit(&mut world);
        world
    }

    /// The CA directly above the end entity.
    pub(crate) fn intermediate(&mut self) -> &mut Template {
        &mut self.intermediates[0]
    }

    /// The first anchor.
    pub(crate) fn anchor(&mut self) -> &mut Template {
        &mut self.anchors[0]
    }

    /// Revocation of the whole path is checked by these CRLs; an unknown status is refused.
    pub(crate) fn check_revocation(&mut self, crls: Vec<CrlTemplate>) {
        self.crls = crls;
        self.question.revocation = Some((RevocationScope::Path, false));
    }

    pub(crate) fn chain(&self) -> Chain {
        Chain {
            end_entity: self.end_entity.der(),
            intermediates: self.intermediates.iter().map(Template::der).collect(),
            anchors: self.anchors.iter().map(Template::der).collect(),
            crls: self.crls.iter().map(CrlTemplate::der).collect(),
        }
    }

    pub(crate) fn ask(&self, policy: &str) -> Answer {
        self.chain().ask(policy, &self.question)
    }
}

/// Everything, encoded.
#[derive(Clone, Debug)]
pub(crate) struct Chain {
    pub(crate) end_entity: Vec<u8>,
    pub(crate) intermediates: Vec<Vec<u8>>,
    pub(crate) anchors: Vec<Vec<u8>>,
    pub(crate) crls: Vec<Vec<u8>>,
}

impl Chain {
    pub(crate) fn ask(&self, policy: &str, question: &Question) -> Answer {
        let policy = Policy::named(policy).unwrap_or_else(|| panic!("no policy {policy}"));
        self.ask_under(policy, question)
    }

    /// The same under a policy that has no name of its own.
    pub(crate) fn ask_under(&self, policy: &Policy, question: &Question) -> Answer {
        let end_entity = Certificate::from_der(&self.end_entity).unwrap();
        let parsed: Vec<_> = self.intermediates.iter().map(|der| Certificate::from_der(der).unwrap()).collect();
        let anchors: TrustAnchors<'_> = self
            .anchors
            .iter()
            .map(|der| TrustAnchor::from_der(der).unwrap().enforcing(question.enforcement))
            .collect();
        let crls: Vec<_> = self.crls.iter().map(|der| CertificateList::from_der(der).unwrap()).collect();
        let distrusted: Vec<&[u8]> = question.distrusted.iter().map(|key| key::public_key_contents(*key)).collect();
        let mut inputs = Inputs::path_only(question.time.parse().unwrap(), question.purpose.clone());
        if let Some(name) = &question.name {
            inputs.identity = Identity::Reference(name.parse().unwrap());
        }
        if !question.san_matchers.is_empty() {
            inputs.identity =
                Identity::SanMatchers(question.san_matchers.iter().map(|text| text.parse().unwrap()).collect());
        }
        inputs.policies = question.policies.clone();
        inputs.distrusted_keys = &distrusted;
        inputs.max_path_depth = question.max_path_depth;
        inputs.revocation =
            question.revocation.map(|(scope, allow_unknown)| Revocation { crls: &crls, scope, allow_unknown });
        let verifier = Verifier::new(policy, &anchors, algorithms::all());
        let verifier = dangerously_relaxed(verifier, question.relaxations);
        Answer::new(&verifier.verify(&end_entity, &parsed, &inputs))
    }
}

/// A verdict, owned.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) accepted: bool,
    /// The reasons of the best path, most telling first.
    pub(crate) reasons: Vec<Reason>,
    pub(crate) paths: Vec<AnsweredPath>,
    pub(crate) repair: Option<Repair>,
    pub(crate) relaxations: Relaxations,
    pub(crate) counters: Counters,
    /// The whole report as text.
    pub(crate) text: String,
    /// And as data.
    pub(crate) report: Report,
    /// What follows from it.
    pub(crate) diagnosis: Diagnosis,
}

/// One path of it.
#[derive(Clone, Debug)]
pub(crate) struct AnsweredPath {
    /// Subjects, end entity first.
    pub(crate) subjects: Vec<String>,
    pub(crate) anchored: bool,
    /// How each certificate's signature came out; the last one's is of no meaning.
    pub(crate) signatures: Vec<SignatureState>,
    pub(crate) findings: Vec<Finding>,
}

impl Answer {
    fn new(verdict: &verifail::Verdict<'_>) -> Self {
        Self {
            accepted: verdict.is_accepted(),
            reasons: verdict.reasons(),
            paths: verdict
                .paths()
                .iter()
                .map(|path| AnsweredPath {
                    subjects: path
                        .steps()
                        .iter()
                        .map(|step| match step.link() {
                            Link::Certificate(certificate) => certificate.to_string(),
                            Link::Anchor(anchor) => format!("[{}]", anchor.subject()),
                        })
                        .collect(),
                    anchored: path.is_anchored(),
                    signatures: path.steps().iter().map(|step| step.signature()).collect(),
                    findings: path.findings().to_vec(),
                })
                .collect(),
            repair: verdict.repair().cloned(),
            relaxations: verdict.relaxations(),
            counters: verdict.counters(),
            text: format!("{verdict:#}"),
            report: verdict.to_report(),
            diagnosis: from_verdict(verdict),
        }
    }

    /// The findings of the best path.
    pub(crate) fn findings(&self) -> &[Finding] {
        &self.paths[0].findings
    }

    /// Those that refuse it.
    pub(crate) fn errors(&self) -> impl Iterator<Item = &Finding> {
        self.findings().iter().filter(|finding| finding.severity == Severity::Error)
    }

    /// The codes of the reasons, sorted.
    pub(crate) fn codes(&self) -> BTreeSet<&'static str> {
        self.reasons.iter().map(|reason| reason.code()).collect()
    }

    /// Fails unless trusted.
    #[track_caller]
    pub(crate) fn expect_accepted(&self) -> &Self {
        assert!(self.accepted, "{}", self.text);
        self
    }

    /// Fails unless refused for exactly these reasons, in any order.
    #[track_caller]
    pub(crate) fn expect_reasons(&self, codes: &[&'static str]) -> &Self {
        let expected: BTreeSet<_> = codes.iter().copied().collect();
        assert!(!self.accepted && self.codes() == expected, "expected {codes:?}\n{}", self.text);
        self
    }

    /// Fails unless the best path runs through these subjects; an anchor is in brackets.
    #[track_caller]
    pub(crate) fn expect_path(&self, subjects: &[&str]) -> &Self {
        assert_eq!(self.paths[0].subjects, subjects, "{}", self.text);
        self
    }
}

/// The names of all policies.
pub(crate) fn policies() -> impl Iterator<Item = &'static str> {
    Policy::all().iter().map(Policy::name)
}

#[test]
fn the_good_world_is_accepted_by_every_policy_without_a_finding() {
    for policy in policies() {
        let answer = World::good().ask(policy);
        answer.expect_accepted();
        assert!(answer.findings().is_empty(), "{policy}: {}", answer.text);
    }
}

#[test]
fn a_world_is_the_same_octets_every_time() {
    assert_eq!(World::good().chain().end_entity, World::good().chain().end_entity);
}
