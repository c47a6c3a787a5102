//! `.chain` files: certificates described in text, with the question that is asked about them.
//!
//! Such a file says everything: certificates, trust anchors, CRLs, time, name, purpose. An option of the command line
//! takes the place of what the file says; nothing that was given is ignored.

use std::path::Path;

use verifail::{Certificate, Verdict};
use verifail_testkit::adapter::core;
use verifail_testkit::chain_format::{ChainFile, Expectation};
use verifail_testkit::materialise;
use verifail_testkit::signing::Scheme;
use verifail_testkit::{Case, World};

use crate::anchors::Loaded;
use crate::failure::Failure;
use crate::input;
use crate::terminal::Terminal;

/// What a file describes, made.
#[derive(Debug)]
pub(crate) struct Chain {
    /// Certificates, CRLs and the question.
    pub(crate) case: Case,
    /// What the file says must come of it.
    expectations: Vec<Expectation>,
}

impl Chain {
    /// Reads the text and makes the certificates; says what they are made of.
    pub(crate) fn read(path: &Path, bytes: &[u8], terminal: &mut Terminal) -> Result<Self, Failure> {
        let path = input::name(path);
        let text = std::str::from_utf8(bytes).map_err(|_| Failure::of_file(path, "is no UTF-8"))?;
        let file: ChainFile = text.parse().map_err(|error| Failure::of_file(path, error))?;
        announce(path, &file.world, terminal);
        Ok(Self { case: file.world.materialise(), expectations: file.expectations })
    }

    /// The certificates, end entity first. An intermediate that is no certificate at all cannot be part of a path: it
    /// is said on standard error and left out.
    pub(crate) fn certificates(&self, path: &Path, terminal: &mut Terminal) -> Vec<Vec<u8>> {
        let mut certificates = vec![self.case.end_entity.clone()];
        for (at, der) in (1..).zip(&self.case.intermediates) {
            match Certificate::from_der(der) {
                Ok(_) => certificates.push(der.clone()),
                Err(error) => {
                    terminal.note(&format!("{}: intermediate {at} left out: {error}", input::name(path).display()));
                }
            }
        }
        certificates
    }

    /// The anchors, as loaded from that file.
    pub(crate) fn anchors(&self, path: &Path) -> Loaded {
        Loaded::of_file(input::name(path).to_path_buf(), self.case.anchors.clone())
    }

    /// The keys that the file distrusts, as deny lists have them.
    pub(crate) fn distrusted(&self) -> Vec<Vec<u8>> {
        let keys = self.case.question.distrusted.iter();
        keys.map(|key| materialise::public_key_contents(self.case.scheme, *key)).collect()
    }

    /// Says where a verdict is not what the file expects.
    pub(crate) fn compare(&self, path: &Path, verdict: &Verdict<'_>, terminal: &mut Terminal) {
        let outcome = core::outcome(verdict);
        for expectation in self.expectations.iter().filter(|one| one.policy() == verdict.policy().name()) {
            if !expectation.agrees_with(&outcome) {
                terminal.warn(&format!("{}: it says `{expectation}`", input::name(path).display()));
            }
        }
    }
}

/// Says what the certificates are made of, loudly where it is no cryptography.
fn announce(path: &Path, world: &World, terminal: &mut Terminal) {
    let what = match world.scheme {
        Scheme::Toy => "with toy signatures: checksums that anybody can make",
        Scheme::P256 => "made now, with P-256 keys that everybody knows",
        Scheme::Rsa2048 => "made now, with new RSA keys of 2048 bits",
        Scheme::Ed25519 => "made now, with Ed25519 keys that everybody knows",
    };
    let certificates = world.len();
    let line = format!("{}: {certificates} certificates described in text, {what}", path.display());
    if world.scheme.is_real() { terminal.note(&line) } else { terminal.warn(&line) }
}
