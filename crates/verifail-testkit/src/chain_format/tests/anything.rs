//! Worlds without rhyme or reason, for the format alone: every field takes every kind of value.

use proptest::prelude::*;
use verifail::{Policy, Reason};

use crate::chain_format::words::Word;
use crate::chain_format::*;
use crate::choices::{Choices, Recorded};
use crate::world::{
    AuthorityKeyIdentifier, BasicConstraints, CertificatePolicies, ExtendedKeyUsage, GeneralName, KeyIdentifier,
    KeyUsage, Name, NameConstraints, PolicyConstraints, PolicyMappings, PublicKey, Question, Reference,
    RevocationQuestion, Serial, SubjectAltName, SubjectKeyIdentifier, Text, Validity,
};

/// Any world at all, sense or none: every field takes every kind of value.
#[derive(Debug)]
pub(super) struct Anything(Recorded);

impl Anything {
    fn below(&mut self, bound: u32) -> u32 {
        self.0.below(bound)
    }

    fn flag(&mut self) -> bool {
        self.below(2) == 1
    }

    fn octet(&mut self) -> u8 {
        self.below(256) as u8
    }

    fn word<W: Word>(&mut self) -> W {
        W::ALL[self.below(W::ALL.len() as u32) as usize]
    }

    fn option<T>(&mut self, some: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.flag() { Some(some(self)) } else { None }
    }

    pub(super) fn list<T>(&mut self, mut one: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(4)).map(|_| one(self)).collect()
    }

    fn text(&mut self) -> Text {
        const PIECES: &[&str] = &[
            "",
            "www.example.com",
            "*.",
            "nothing",
            "critical",
            " ",
            "\"",
            "\\",
            "\0",
            "\n",
            "\r\n",
            "\t",
            "#",
            ",",
            "é",
            "\u{202e}",
            "\u{85}",
            "\u{2028}",
            "\u{1f980}",
            "e\u{301}",
            "=",
            "email",
            "\u{7f}",
            "\u{feff}",
            "a",
        ];
        (0..self.below(4)).map(|_| PIECES[self.below(PIECES.len() as u32) as usize]).collect::<String>().into()
    }

    fn name(&mut self) -> Name {
        Name { common_name: self.option(Self::text), email: self.option(Self::text), spelling: self.word() }
    }

    fn octets(&mut self) -> Vec<u8> {
        let length = [0, 1, 4, 5, 8, 16, 32][self.below(7) as usize];
        let plain = [0, 0xff, 0xf0][self.below(3) as usize];
        (0..length).map(|_| if self.flag() { self.octet() } else { plain }).collect()
    }

    fn general_name(&mut self) -> GeneralName {
        match self.below(10) {
            0 => GeneralName::Dns(self.text()),
            1 => GeneralName::Ip(self.octets()),
            2 => GeneralName::Email(self.text()),
            3 => GeneralName::Uri(self.text()),
            4 => GeneralName::Directory(self.name()),
            5 => GeneralName::Other(self.text()),
            6 => GeneralName::X400,
            7 => GeneralName::EdiParty(self.text()),
            8 => GeneralName::RegisteredId(self.octet()),
            _ => GeneralName::Octets { tag: self.octet(), contents: self.octets() },
        }
    }

    fn serial(&mut self) -> Serial {
        match self.below(5) {
            0 => Serial::Number(u64::from(self.below(70_000))),
            1 => Serial::Number(u64::MAX),
            2 => Serial::Zero,
            3 => Serial::Negative,
            _ => Serial::TooLong,
        }
    }

    fn instant(&mut self) -> i64 {
        match self.below(4) {
            0 => i64::from(self.below(u32::MAX)),
            1 => -i64::from(self.below(u32::MAX)) * 20,
            2 => i64::MIN,
            _ => 253_402_300_799 + i64::from(self.below(2)),
        }
    }

    fn key_identifier(&mut self) -> KeyIdentifier {
        if self.flag() { KeyIdentifier::Of(self.octet()) } else { KeyIdentifier::Stray(self.octet()) }
    }

    fn certificate(&mut self) -> CertSpec {
        CertSpec {
            version: self.octet(),
            serial: self.serial(),
            subject: self.name(),
            issuer: self.name(),
            validity: Validity { not_before: self.instant(), not_after: self.instant() },
            key: PublicKey { id: self.octet(), form: self.word() },
            signer: self.octet(),
            signature: self.word(),
            unique_id: self.flag(),
            basic_constraints: self.option(|any| BasicConstraints {
                ca: any.flag(),
                path_length: any.option(Self::octet),
                critical: any.flag(),
            }),
            key_usage: self.option(|any| KeyUsage { bits: any.below(1 << 16) as u16, critical: any.flag() }),
            extended_key_usage: self
                .option(|any| ExtendedKeyUsage { purposes: any.list(Self::word), critical: any.flag() }),
            subject_alt_name: self
                .option(|any| SubjectAltName { names: any.list(Self::general_name), critical: any.flag() }),
            name_constraints: self.option(|any| NameConstraints {
                permitted: any.list(Self::general_name),
                excluded: any.list(Self::general_name),
                critical: any.flag(),
            }),
            subject_key_identifier: self
                .option(|any| SubjectKeyIdentifier { identifier: any.key_identifier(), critical: any.flag() }),
            authority_key_identifier: self.option(|any| AuthorityKeyIdentifier {
                identifier: any.option(Self::key_identifier),
                issuer_and_serial: any.option(|any| (any.name(), any.serial())),
                critical: any.flag(),
            }),
            certificate_policies: self.option(|any| CertificatePolicies {
                policies: any.list(Self::octet),
                unknown_qualifier: any.flag(),
                critical: any.flag(),
            }),
            policy_mappings: self.option(|any| PolicyMappings { pairs: any.list(|any| (any.octet(), any.octet())) }),
            policy_constraints: self.option(|any| PolicyConstraints {
                require_explicit_policy: any.option(Self::octet),
                inhibit_policy_mapping: any.option(Self::octet),
                critical: any.flag(),
            }),
            inhibit_any_policy: self.option(Self::octet),
            ca_issuers: self.option(Self::flag),
            unknown_extension: self.option(Self::flag),
            faults: self.list(Self::word),
        }
    }

    /// A certificate as it should be, one property taken from any other.
    fn nearly_usual(&mut self) -> CertSpec {
        let (key, signer) = (self.octet(), self.octet());
        let mut spec = match self.below(4) {
            0 => CertSpec::server(key, signer),
            1 => CertSpec::ca(key, signer),
            2 => CertSpec::root(key),
            _ => CertSpec::bare(key, signer),
        };
        let other = self.certificate();
        match self.below(4) {
            0 => spec.validity = other.validity,
            1 => spec.key_usage = other.key_usage,
            2 => spec.subject_alt_name = other.subject_alt_name,
            _ => {}
        }
        spec
    }

    pub(super) fn world(&mut self) -> World {
        let certificate = |any: &mut Self| if any.flag() { any.certificate() } else { any.nearly_usual() };
        World {
            scheme: self.word(),
            end_entity: certificate(self),
            intermediates: self.list(certificate),
            anchors: self.list(certificate),
            crls: self.list(|any| CrlSpec {
                issuer: any.name(),
                signer: any.octet(),
                this_update: any.instant(),
                next_update: any.instant(),
                revoked: any.list(Self::serial),
            }),
            question: Question {
                time: self.instant(),
                reference: self
                    .option(|any| if any.flag() { Reference::Dns(any.text()) } else { Reference::Ip(any.octets()) }),
                purpose: self.word(),
                policies: self.list(Self::octet),
                explicit_policy: self.flag(),
                distrusted: self.list(Self::octet),
                max_path_depth: self.option(Self::octet),
                revocation: self
                    .option(|any| RevocationQuestion { end_entity_only: any.flag(), allow_unknown: any.flag() }),
            },
        }
    }

    pub(super) fn expectation(&mut self) -> Expectation {
        let policy = &Policy::all()[self.below(Policy::all().len() as u32) as usize];
        let reasons = |any: &mut Self| any.list(|any| Reason::ALL[any.below(Reason::ALL.len() as u32) as usize]);
        let decision = if self.flag() { Decision::Accept } else { Decision::Reject(reasons(self)) };
        Expectation::new(policy.name(), decision).unwrap()
    }
}

/// Shrinks to the plainest of each kind.
pub(super) fn anything() -> impl Strategy<Value = Anything> {
    prop::collection::vec(any::<u32>(), 0..600).prop_map(|numbers| Anything(Recorded::new(numbers)))
}
