//! Extensions, printed and read, each behind its property's word.

use super::error::ChainError;
use super::line::Line;
use super::value::{
    print_general_name, print_list, print_name, print_serial, read_general_name, read_name, read_serial,
};
use super::words::{KeyUsageBit, Subtree, Word};
use crate::world::{
    AuthorityKeyIdentifier, BasicConstraints, CertificatePolicies, ExtendedKeyUsage, KeyIdentifier, KeyUsage,
    NameConstraints, PolicyConstraints, PolicyId, PolicyMappings, SubjectAltName, SubjectKeyIdentifier,
};

const CRITICAL: &str = "critical";

fn print_critical(out: &mut String, critical: bool) {
    if critical {
        out.push_str("critical ");
    }
}

/// Extensions of which only this is known: that they are there, and whether they are critical.
pub(super) fn print_presence(out: &mut String, critical: &bool) {
    if *critical {
        out.push_str(CRITICAL);
    }
}

pub(super) fn read_presence(line: &mut Line<'_>) -> Result<bool, ChainError> {
    Ok(line.take_word(CRITICAL))
}

pub(super) fn print_basic_constraints(out: &mut String, extension: &BasicConstraints) {
    let BasicConstraints { ca, path_length, critical } = *extension;
    print_critical(out, critical);
    out.push_str(if ca { "ca" } else { "end-entity" });
    if let Some(limit) = path_length {
        out.push_str(" path-length ");
        out.push_str(&limit.to_string());
    }
}

pub(super) fn read_basic_constraints(line: &mut Line<'_>) -> Result<BasicConstraints, ChainError> {
    let critical = line.take_word(CRITICAL);
    let ca = line.take_word("ca");
    if !ca && !line.take_word("end-entity") {
        return Err(line.error("\"ca\" or \"end-entity\""));
    }
    let path_length = if line.take_word("path-length") { Some(line.small()?) } else { None };
    Ok(BasicConstraints { ca, path_length, critical })
}

pub(super) fn print_key_usage(out: &mut String, extension: &KeyUsage) {
    let KeyUsage { bits, critical } = *extension;
    print_critical(out, critical);
    let set: Vec<_> = KeyUsageBit::ALL.iter().filter(|bit| bits & mask(**bit) != 0).collect();
    print_list(out, &set, |out, bit| out.push_str(bit.word()));
}

/// The bits are in the order of their numbers.
const fn mask(bit: KeyUsageBit) -> u16 {
    1 << bit as u16
}

pub(super) fn read_key_usage(line: &mut Line<'_>) -> Result<KeyUsage, ChainError> {
    let critical = line.take_word(CRITICAL);
    let bits = line.list(Line::keyword::<KeyUsageBit>)?.into_iter().fold(0, |bits, bit| bits | mask(bit));
    Ok(KeyUsage { bits, critical })
}

pub(super) fn print_extended_key_usage(out: &mut String, extension: &ExtendedKeyUsage) {
    let ExtendedKeyUsage { purposes, critical } = extension;
    print_critical(out, *critical);
    print_list(out, purposes, |out, purpose| out.push_str(purpose.word()));
}

pub(super) fn read_extended_key_usage(line: &mut Line<'_>) -> Result<ExtendedKeyUsage, ChainError> {
    let critical = line.take_word(CRITICAL);
    Ok(ExtendedKeyUsage { purposes: line.list(Line::keyword)?, critical })
}

pub(super) fn print_subject_alt_name(out: &mut String, extension: &SubjectAltName) {
    let SubjectAltName { names, critical } = extension;
    print_critical(out, *critical);
    print_list(out, names, print_general_name);
}

pub(super) fn read_subject_alt_name(line: &mut Line<'_>) -> Result<SubjectAltName, ChainError> {
    let critical = line.take_word(CRITICAL);
    Ok(SubjectAltName { names: line.list(read_general_name)?, critical })
}

pub(super) fn print_name_constraints(out: &mut String, extension: &NameConstraints) {
    let NameConstraints { permitted, excluded, critical } = extension;
    print_critical(out, *critical);
    let permitted = permitted.iter().map(|base| (Subtree::Permit, base));
    let subtrees: Vec<_> = permitted.chain(excluded.iter().map(|base| (Subtree::Exclude, base))).collect();
    print_list(out, &subtrees, |out, (kind, base)| {
        out.push_str(kind.word());
        out.push(' ');
        print_general_name(out, base);
    });
}

pub(super) fn read_name_constraints(line: &mut Line<'_>) -> Result<NameConstraints, ChainError> {
    let mut extension = NameConstraints { critical: line.take_word(CRITICAL), ..NameConstraints::default() };
    for (kind, base) in line.list(|line| Ok((line.keyword()?, read_general_name(line)?)))? {
        match kind {
            Subtree::Permit => extension.permitted.push(base),
            Subtree::Exclude => extension.excluded.push(base),
        }
    }
    Ok(extension)
}

fn print_key_identifier(out: &mut String, identifier: KeyIdentifier) {
    let (word, number) = match identifier {
        KeyIdentifier::Of(key) => ("key ", key),
        KeyIdentifier::Stray(number) => ("stray ", number),
    };
    out.push_str(word);
    out.push_str(&number.to_string());
}

fn take_key_identifier(line: &mut Line<'_>) -> Result<Option<KeyIdentifier>, ChainError> {
    if line.take_word("key") {
        return Ok(Some(KeyIdentifier::Of(line.small()?)));
    }
    Ok(if line.take_word("stray") { Some(KeyIdentifier::Stray(line.small()?)) } else { None })
}

pub(super) fn print_subject_key_identifier(out: &mut String, extension: &SubjectKeyIdentifier) {
    let SubjectKeyIdentifier { identifier, critical } = *extension;
    print_critical(out, critical);
    print_key_identifier(out, identifier);
}

pub(super) fn read_subject_key_identifier(line: &mut Line<'_>) -> Result<SubjectKeyIdentifier, ChainError> {
    let critical = line.take_word(CRITICAL);
    let identifier = take_key_identifier(line)?.ok_or_else(|| line.error("\"key\" or \"stray\", and a number"))?;
    Ok(SubjectKeyIdentifier { identifier, critical })
}

pub(super) fn print_authority_key_identifier(out: &mut String, extension: &AuthorityKeyIdentifier) {
    let AuthorityKeyIdentifier { identifier, issuer_and_serial, critical } = extension;
    print_critical(out, *critical);
    let mut parts = Vec::new();
    if let Some(identifier) = identifier {
        let mut part = String::new();
        print_key_identifier(&mut part, *identifier);
        parts.push(part);
    }
    if let Some((issuer, serial)) = issuer_and_serial {
        let mut part = "issuer ".to_owned();
        print_name(&mut part, issuer);
        part.push_str(" serial ");
        print_serial(&mut part, *serial);
        parts.push(part);
    }
    print_list(out, &parts, |out, part| out.push_str(part));
}

pub(super) fn read_authority_key_identifier(line: &mut Line<'_>) -> Result<AuthorityKeyIdentifier, ChainError> {
    let critical = line.take_word(CRITICAL);
    let (mut key, mut issuer_and_serial) = (None, None);
    line.list(|line| {
        if let Some(identifier) = take_key_identifier(line)? {
            return line.once(&mut key, identifier);
        }
        if !line.take_word("issuer") {
            return Err(line.error("\"key\", \"stray\" or \"issuer\""));
        }
        let issuer = read_name(line)?;
        line.expect_word("serial")?;
        let serial = read_serial(line)?;
        line.once(&mut issuer_and_serial, (issuer, serial))
    })?;
    Ok(AuthorityKeyIdentifier { identifier: key, issuer_and_serial, critical })
}

pub(super) fn print_policy(out: &mut String, policy: &PolicyId) {
    match policy {
        0 => out.push_str("any"),
        number => out.push_str(&number.to_string()),
    }
}

pub(super) fn read_policy(line: &mut Line<'_>) -> Result<PolicyId, ChainError> {
    if line.take_word("any") { Ok(0) } else { line.parsed("a certificate policy: \"any\" or a number up to 255") }
}

pub(super) fn print_certificate_policies(out: &mut String, extension: &CertificatePolicies) {
    let CertificatePolicies { policies, unknown_qualifier, critical } = extension;
    print_critical(out, *critical);
    if *unknown_qualifier {
        out.push_str("unknown-qualifier ");
    }
    print_list(out, policies, print_policy);
}

pub(super) fn read_certificate_policies(line: &mut Line<'_>) -> Result<CertificatePolicies, ChainError> {
    let critical = line.take_word(CRITICAL);
    let unknown_qualifier = line.take_word("unknown-qualifier");
    Ok(CertificatePolicies { policies: line.list(read_policy)?, unknown_qualifier, critical })
}

pub(super) fn print_policy_mappings(out: &mut String, extension: &PolicyMappings) {
    let PolicyMappings { pairs } = extension;
    print_list(out, pairs, |out, (issuer, subject)| {
        print_policy(out, issuer);
        out.push_str(" to ");
        print_policy(out, subject);
    });
}

pub(super) fn read_policy_mappings(line: &mut Line<'_>) -> Result<PolicyMappings, ChainError> {
    let pair = |line: &mut Line<'_>| {
        let issuer = read_policy(line)?;
        line.expect_word("to")?;
        Ok((issuer, read_policy(line)?))
    };
    Ok(PolicyMappings { pairs: line.list(pair)? })
}

pub(super) fn print_policy_constraints(out: &mut String, extension: &PolicyConstraints) {
    let PolicyConstraints { require_explicit_policy, inhibit_policy_mapping, critical } = *extension;
    print_critical(out, critical);
    let constraints =
        [("require-explicit-policy", require_explicit_policy), ("inhibit-policy-mapping", inhibit_policy_mapping)];
    let there: Vec<_> = constraints.iter().filter_map(|(word, skip)| skip.map(|skip| (word, skip))).collect();
    print_list(out, &there, |out, (word, skip)| out.push_str(&format!("{word} {skip}")));
}

pub(super) fn read_policy_constraints(line: &mut Line<'_>) -> Result<PolicyConstraints, ChainError> {
    let critical = line.take_word(CRITICAL);
    let (mut require, mut inhibit) = (None, None);
    line.list(|line| {
        let slot = match line.word("a policy constraint")? {
            "require-explicit-policy" => &mut require,
            "inhibit-policy-mapping" => &mut inhibit,
            _ => return Err(line.error_before("\"require-explicit-policy\" or \"inhibit-policy-mapping\"")),
        };
        let skip = line.small()?;
        line.once(slot, skip)
    })?;
    Ok(PolicyConstraints { require_explicit_policy: require, inhibit_policy_mapping: inhibit, critical })
}
