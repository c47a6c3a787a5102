//! Of any certificate in which the core finds nothing wrong: written again from what was read, it is the same octets.
//! So no two encodings are one certificate (DER is not malleable), and nothing in it went unread.
//!
//! Oracle: a writer of its own, which knows RFC 5280 section 4.1 and X.690. 8 KiB.

use verifail::certificate::GeneralName;
use verifail::{Certificate, Time};
use verifail_testkit::materialise::der::Der;

use crate::{Checked, Class, Difference, Form, Target};

/// The target.
pub const TARGET: Target = Target {
    name: "der_roundtrip",
    property: "a certificate without a defect, written from what was read, is the same octets",
    oracle: "round trip through a writer of its own",
    form: Form::Der,
    class: Class::Octets,
    compares: true,
    max_len: 8 << 10,
    check,
};

fn check(data: &[u8]) -> Checked {
    let Ok(certificate) = Certificate::from_der(data) else { return Ok(()) };
    // Unique identifiers are said to be there, not what they are: any policy of today refuses them.
    if !certificate.defects().is_empty() || certificate.has_unique_identifiers() {
        return Ok(());
    }
    let (Some(validity), Some(key)) = (certificate.validity(), certificate.public_key()) else {
        return Difference::found("a part is missing", "no defect, and no validity or key");
    };
    let mut period = Der::default();
    period.sequence(|der| {
        time(der, validity.not_before);
        time(der, validity.not_after);
    });
    // Times of another form are read, and refused by those policies that mind.
    if !behind(data, certificate.issuer().as_contents()).starts_with(period.as_slice()) {
        return Ok(());
    }
    let mut der = Der::with_capacity(data.len());
    der.sequence(|der| {
        der.sequence(|der| {
            // A default value that is spelled out is read, by every verifier that policies model; that and nothing
            // else.
            if certificate.version() > 1 || before(data, certificate.serial_number()).ends_with(&[0xa0, 3, 2, 1, 0]) {
                der.node(0xa0, |der| der.integer(u64::from(certificate.version()) - 1));
            }
            der.octets(2, certificate.serial_number());
            der.node(0x30, |der| der.raw(certificate.tbs_signature_algorithm()));
            der.node(0x30, |der| der.raw(certificate.issuer().as_contents()));
            der.raw(period.as_slice());
            der.node(0x30, |der| der.raw(certificate.subject().as_contents()));
            der.node(0x30, |der| der.raw(key.as_contents()));
            if !certificate.extensions().is_empty() {
                der.node(0xa3, |der| {
                    der.sequence(|der| certificate.extensions().iter().for_each(|each| extension(der, each, data)))
                });
            }
        });
        der.node(0x30, |der| der.raw(certificate.signature_algorithm()));
        der.bit_string(certificate.signature());
    });
    let written = der.as_slice();
    if written != data {
        let at = written.iter().zip(data).position(|(one, other)| one != other);
        let tag = at.and_then(|at| data.get(at)).copied().unwrap_or_default();
        return Difference::found(
            "other octets",
            format_args!("from octet {at:?} on, 0x{tag:02x}\n{written:02x?}\nof\n{data:02x?}"),
        );
    }
    values(&certificate)
}

/// What comes behind these contents: they are borrowed from the data.
fn behind<'d>(data: &'d [u8], contents: &[u8]) -> &'d [u8] {
    let at = contents.as_ptr_range().end.addr().checked_sub(data.as_ptr().addr());
    at.and_then(|at| data.get(at..)).unwrap_or_default()
}

/// What comes before the element whose contents these are: they are borrowed from the data.
fn before<'d>(data: &'d [u8], contents: &[u8]) -> &'d [u8] {
    let header = match contents.len() {
        0..0x80 => 2,
        0x80..0x100 => 3,
        _ => 4,
    };
    let at = contents.as_ptr().addr().checked_sub(data.as_ptr().addr()).and_then(|at| at.checked_sub(header));
    at.and_then(|at| data.get(..at)).unwrap_or_default()
}

fn extension(der: &mut Der, extension: &verifail::certificate::Extension<'_>, data: &[u8]) {
    der.sequence(|der| {
        der.object_identifier(extension.id.as_bytes());
        if extension.critical {
            der.truth();
        } else if behind(data, extension.id.as_bytes()).starts_with(&[1, 1, 0]) {
            der.raw(&[1, 1, 0]);
        }
        der.octets(4, extension.value);
    });
}

/// The values of extensions that are decoded whole.
fn values(certificate: &Certificate<'_>) -> Checked {
    let value = |id: &[u8]| {
        certificate.extensions().iter().find(|extension| extension.id.as_bytes() == id).map(|extension| extension.value)
    };
    let same = |what: &str, id: &[u8], written: Der| {
        let value = value(id).unwrap_or_default();
        Difference::unless(written.as_slice() == value, what, || format!("{:02x?} of {value:02x?}", written.as_slice()))
    };
    // A path length beyond all chains is read as the largest there is.
    if let Some(Ok(constraints)) = certificate.basic_constraints()
        && !constraints.explicit_default
        && constraints.path_length != Some(u32::MAX)
    {
        let mut der = Der::default();
        der.sequence(|der| {
            if constraints.ca {
                der.truth();
            }
            if let Some(length) = constraints.path_length {
                der.integer(length.into());
            }
        });
        same("basicConstraints", &[0x55, 0x1d, 19], der)?;
    }
    if let Some(Ok(purposes)) = certificate.extended_key_usage() {
        let mut der = Der::default();
        der.sequence(|der| purposes.purposes().for_each(|purpose| der.object_identifier(purpose.as_bytes())));
        same("extKeyUsage", &[0x55, 0x1d, 37], der)?;
    }
    if let Some(Ok(identifier)) = certificate.subject_key_identifier() {
        let mut der = Der::default();
        der.octets(4, identifier);
        same("subjectKeyIdentifier", &[0x55, 0x1d, 14], der)?;
    }
    if let Some(Ok(names)) = certificate.subject_alt_name() {
        let read: Result<Vec<_>, _> = names.iter().collect();
        if let Ok(read) = read {
            let mut der = Der::default();
            der.sequence(|der| read.iter().for_each(|name| general_name(der, name)));
            same("subjectAltName", &[0x55, 0x1d, 17], der)?;
        }
    }
    Ok(())
}

fn general_name(der: &mut Der, name: &GeneralName<'_>) {
    match name {
        GeneralName::OtherName(contents) => der.octets(0xa0, contents),
        GeneralName::Rfc822Name(text) => der.octets(0x81, text),
        GeneralName::DnsName(text) => der.octets(0x82, text),
        GeneralName::X400Address(contents) => der.octets(0xa3, contents),
        GeneralName::DirectoryName(name) => der.node(0xa4, |der| der.octets(0x30, name.as_contents())),
        GeneralName::EdiPartyName(contents) => der.octets(0xa5, contents),
        GeneralName::UniformResourceIdentifier(text) => der.octets(0x86, text),
        GeneralName::IpAddress(octets) => der.octets(0x87, octets),
        GeneralName::RegisteredId(id) => der.octets(0x88, id.as_bytes()),
        // The enumeration is open; what is new is not written, and shows.
        _ => {}
    }
}

/// RFC 5280 section 4.1.2.5: UTCTime through 2049, then GeneralizedTime, in seconds and Z.
fn time(der: &mut Der, time: Time) {
    let text = time.to_string();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_utc = matches!(digits.get(..4), Some(year) if ("1950".."2050").contains(&year));
    let (tag, digits) = if is_utc { (0x17, digits.get(2..).unwrap_or_default()) } else { (0x18, digits.as_str()) };
    der.octets(tag, format!("{digits}Z").as_bytes());
}
