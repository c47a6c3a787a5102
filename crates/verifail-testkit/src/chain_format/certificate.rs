//! A certificate's block, printed and read: a base, and what differs from it.
//!
//! Printing takes a certificate apart without `..`, and each field has its [`Property`], all of which are read: a new
//! field does not compile until both know it.

use super::error::ChainError;
use super::extension::{
    print_authority_key_identifier, print_basic_constraints, print_certificate_policies, print_extended_key_usage,
    print_key_usage, print_name_constraints, print_policy_constraints, print_policy_mappings, print_presence,
    print_subject_alt_name, print_subject_key_identifier, read_authority_key_identifier, read_basic_constraints,
    read_certificate_policies, read_extended_key_usage, read_key_usage, read_name_constraints, read_policy_constraints,
    read_policy_mappings, read_presence, read_subject_alt_name, read_subject_key_identifier,
};
use super::line::Line;
use super::value::{print_list, print_name, print_quoted, print_serial, print_time, read_name, read_serial, read_time};
use super::words::{Base, BlockKind, Property, Word};
use crate::world::{CertSpec, KeyId, PublicKey, Validity};

impl Base {
    fn certificate(self, key: KeyId, signer: KeyId) -> CertSpec {
        match self {
            Self::Server => CertSpec::server(key, signer),
            Self::Ca => CertSpec::ca(key, signer),
            Self::Root => CertSpec::root(key),
            Self::Bare => CertSpec::bare(key, signer),
        }
    }
}

/// Prints a block on the base from which it differs in the fewest properties.
pub(super) fn print(out: &mut String, kind: BlockKind, spec: &CertSpec) {
    let (key, signer) = (spec.key.id, spec.signer);
    let bases = Base::ALL.iter().copied().filter(|base| *base != Base::Root || key == signer);
    let bases = bases.map(|base| (base, base.certificate(key, signer)));
    // The first of several that are as good: `min_by_key` says so.
    let Some((base, basis)) = bases.min_by_key(|(_, basis)| differences(spec, basis, None)) else { return };
    out.push_str(&format!("\n{} = {} key {key}", kind.word(), base.word()));
    if base != Base::Root {
        out.push_str(&format!(" issued by {signer}"));
    }
    // A name of its own has a line of its own.
    if let Some(name) = spec.subject.common_name.as_ref().filter(|_| spec.subject == basis.subject) {
        out.push_str("  # ");
        print_quoted(out, name);
    }
    out.push('\n');
    differences(spec, &basis, Some(out));
}

/// What differs from a base: counted, and printed where there is a place for it, a line each.
struct Differences<'o> {
    count: usize,
    out: Option<&'o mut String>,
}

impl Differences<'_> {
    fn line(&mut self, no: bool, property: Property, print: impl FnOnce(&mut String)) {
        self.count += 1;
        let Some(out) = self.out.as_deref_mut() else { return };
        out.push_str(if no { "  no " } else { "  " });
        out.push_str(property.word());
        out.push(' ');
        print(out);
        out.truncate(out.trim_end().len());
        out.push('\n');
    }

    fn field<T: PartialEq>(&mut self, property: Property, ours: &T, base: &T, print: impl FnOnce(&mut String, &T)) {
        if ours != base {
            self.line(false, property, |out| print(out, ours));
        }
    }

    fn extension<T: PartialEq>(
        &mut self,
        property: Property,
        ours: &Option<T>,
        base: &Option<T>,
        print: impl FnOnce(&mut String, &T),
    ) {
        match ours {
            Some(ours) if base.as_ref() != Some(ours) => self.line(false, property, |out| print(out, ours)),
            None if base.is_some() => self.line(true, property, |_| ()),
            _ => {}
        }
    }
}

/// How many properties differ from a base.
fn differences(spec: &CertSpec, base: &CertSpec, out: Option<&mut String>) -> usize {
    let CertSpec {
        version,
        serial,
        subject,
        issuer,
        validity: Validity { not_before, not_after },
        // Key and signer are in the header.
        key: PublicKey { id: _, form },
        signer: _,
        signature,
        unique_id,
        basic_constraints,
        key_usage,
        extended_key_usage,
        subject_alt_name,
        name_constraints,
        subject_key_identifier,
        authority_key_identifier,
        certificate_policies,
        policy_mappings,
        policy_constraints,
        inhibit_any_policy,
        ca_issuers,
        unknown_extension,
        faults,
    } = spec;
    let number = |out: &mut String, number: &u8| out.push_str(&number.to_string());
    let mut d = Differences { count: 0, out };
    d.field(Property::Version, version, &base.version, number);
    d.field(Property::Serial, serial, &base.serial, |out, serial| print_serial(out, *serial));
    d.field(Property::Subject, subject, &base.subject, print_name);
    d.field(Property::Issuer, issuer, &base.issuer, print_name);
    d.field(Property::NotBefore, not_before, &base.validity.not_before, |out, at| print_time(out, *at));
    d.field(Property::NotAfter, not_after, &base.validity.not_after, |out, at| print_time(out, *at));
    d.field(Property::KeyForm, form, &base.key.form, |out, form| out.push_str(form.word()));
    d.field(Property::Signature, signature, &base.signature, |out, form| out.push_str(form.word()));
    d.extension(Property::UniqueId, &unique_id.then_some(()), &base.unique_id.then_some(()), |_, ()| ());
    d.extension(Property::BasicConstraints, basic_constraints, &base.basic_constraints, print_basic_constraints);
    d.extension(Property::KeyUsage, key_usage, &base.key_usage, print_key_usage);
    d.extension(Property::ExtendedKeyUsage, extended_key_usage, &base.extended_key_usage, print_extended_key_usage);
    d.extension(Property::SubjectAltName, subject_alt_name, &base.subject_alt_name, print_subject_alt_name);
    d.extension(Property::NameConstraints, name_constraints, &base.name_constraints, print_name_constraints);
    d.extension(
        Property::SubjectKeyIdentifier,
        subject_key_identifier,
        &base.subject_key_identifier,
        print_subject_key_identifier,
    );
    d.extension(
        Property::AuthorityKeyIdentifier,
        authority_key_identifier,
        &base.authority_key_identifier,
        print_authority_key_identifier,
    );
    d.extension(
        Property::CertificatePolicies,
        certificate_policies,
        &base.certificate_policies,
        print_certificate_policies,
    );
    d.extension(Property::PolicyMappings, policy_mappings, &base.policy_mappings, print_policy_mappings);
    d.extension(Property::PolicyConstraints, policy_constraints, &base.policy_constraints, print_policy_constraints);
    d.extension(Property::InhibitAnyPolicy, inhibit_any_policy, &base.inhibit_any_policy, number);
    d.extension(Property::CaIssuers, ca_issuers, &base.ca_issuers, print_presence);
    d.extension(Property::UnknownExtension, unknown_extension, &base.unknown_extension, print_presence);
    d.field(Property::EncodingFaults, faults, &base.faults, |out, faults| {
        print_list(out, faults, |out, fault| out.push_str(fault.word()));
    });
    d.count
}

/// A certificate of which a part was read: the rest is as in its base.
pub(super) struct CertificateDraft {
    spec: CertSpec,
    read: Vec<Property>,
}

/// Reads a field that every certificate has.
fn field<'t, T>(
    line: &mut Line<'t>,
    absent: bool,
    read: impl FnOnce(&mut Line<'t>) -> Result<T, ChainError>,
) -> Result<T, ChainError> {
    if absent {
        return Err(line.error_before("something that a certificate can be without"));
    }
    read(line)
}

/// Reads an extension, or that there is none.
fn extension<'t, T>(
    line: &mut Line<'t>,
    absent: bool,
    read: impl FnOnce(&mut Line<'t>) -> Result<T, ChainError>,
) -> Result<Option<T>, ChainError> {
    if absent { Ok(None) } else { read(line).map(Some) }
}

impl CertificateDraft {
    pub(super) fn header(line: &mut Line<'_>) -> Result<Self, ChainError> {
        let base: Base = line.keyword()?;
        line.expect_word("key")?;
        let key = line.small()?;
        let signer = match base {
            Base::Root => key,
            Base::Server | Base::Ca | Base::Bare => {
                line.expect_word("issued")?;
                line.expect_word("by")?;
                line.small()?
            }
        };
        Ok(Self { spec: base.certificate(key, signer), read: Vec::new() })
    }

    pub(super) fn property(&mut self, line: &mut Line<'_>) -> Result<(), ChainError> {
        let no = line.take_word("no");
        let property = line.keyword()?;
        let spec = &mut self.spec;
        match property {
            Property::Version => spec.version = field(line, no, Line::small)?,
            Property::Serial => spec.serial = field(line, no, read_serial)?,
            Property::Subject => spec.subject = field(line, no, read_name)?,
            Property::Issuer => spec.issuer = field(line, no, read_name)?,
            Property::NotBefore => spec.validity.not_before = field(line, no, read_time)?,
            Property::NotAfter => spec.validity.not_after = field(line, no, read_time)?,
            Property::KeyForm => spec.key.form = field(line, no, Line::keyword)?,
            Property::Signature => spec.signature = field(line, no, Line::keyword)?,
            Property::UniqueId => spec.unique_id = extension(line, no, |_| Ok(()))?.is_some(),
            Property::BasicConstraints => spec.basic_constraints = extension(line, no, read_basic_constraints)?,
            Property::KeyUsage => spec.key_usage = extension(line, no, read_key_usage)?,
            Property::ExtendedKeyUsage => spec.extended_key_usage = extension(line, no, read_extended_key_usage)?,
            Property::SubjectAltName => spec.subject_alt_name = extension(line, no, read_subject_alt_name)?,
            Property::NameConstraints => spec.name_constraints = extension(line, no, read_name_constraints)?,
            Property::SubjectKeyIdentifier => {
                spec.subject_key_identifier = extension(line, no, read_subject_key_identifier)?
            }
            Property::AuthorityKeyIdentifier => {
                spec.authority_key_identifier = extension(line, no, read_authority_key_identifier)?
            }
            Property::CertificatePolicies => {
                spec.certificate_policies = extension(line, no, read_certificate_policies)?
            }
            Property::PolicyMappings => spec.policy_mappings = extension(line, no, read_policy_mappings)?,
            Property::PolicyConstraints => spec.policy_constraints = extension(line, no, read_policy_constraints)?,
            Property::InhibitAnyPolicy => spec.inhibit_any_policy = extension(line, no, Line::small)?,
            Property::CaIssuers => spec.ca_issuers = extension(line, no, read_presence)?,
            Property::UnknownExtension => spec.unknown_extension = extension(line, no, read_presence)?,
            Property::EncodingFaults => spec.faults = field(line, no, |line| line.list(Line::keyword))?,
        }
        if self.read.contains(&property) {
            return Err(line.error_at(0, "each statement once only"));
        }
        self.read.push(property);
        Ok(())
    }

    pub(super) fn finish(self) -> CertSpec {
        self.spec
    }
}
