//! Names, written.

use super::der::Der;
use super::oid;
use crate::world::{GeneralName, Name, Spelling};

/// A Name, tag included.
pub(super) fn name(der: &mut Der, name: &Name) {
    der.sequence(|der| {
        if let Some(text) = &name.common_name {
            let (tag, text) = match name.spelling {
                Spelling::Utf8 => (0x0c, text.clone()),
                Spelling::Printable => (0x13, text.clone()),
                Spelling::OtherCase => (0x0c, text.chars().map(other_case).collect::<String>().into()),
                Spelling::Padded => (0x0c, format!(" {text} ").into()),
            };
            attribute(der, oid::COMMON_NAME, tag, text.as_bytes());
        }
        if let Some(text) = &name.email {
            attribute(der, oid::EMAIL_ADDRESS, 0x16, text.as_bytes());
        }
    });
}

fn attribute(der: &mut Der, kind: &[u8], tag: u8, value: &[u8]) {
    der.node(0x31, |der| {
        der.sequence(|der| {
            der.object_identifier(kind);
            der.octets(tag, value);
        });
    });
}

fn other_case(c: char) -> char {
    if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() }
}

/// A GeneralName, tag included.
pub(super) fn general_name(der: &mut Der, name: &GeneralName) {
    match name {
        GeneralName::Other(text) => der.node(0xa0, |der| {
            der.object_identifier(oid::NOBODYS);
            der.node(0xa0, |der| der.octets(0x0c, text.as_bytes()));
        }),
        GeneralName::Email(text) => der.octets(0x81, text.as_bytes()),
        GeneralName::Dns(text) => der.octets(0x82, text.as_bytes()),
        GeneralName::X400 => der.node(0xa3, |der| der.sequence(|_| ())),
        GeneralName::Directory(directory) => der.node(0xa4, |der| self::name(der, directory)),
        GeneralName::EdiParty(text) => {
            der.node(0xa5, |der| der.node(0xa1, |der| der.octets(0x0c, text.as_bytes())));
        }
        GeneralName::Uri(text) => der.octets(0x86, text.as_bytes()),
        GeneralName::Ip(octets) => der.octets(0x87, octets),
        GeneralName::RegisteredId(arc) => der.node(0x88, |der| {
            der.raw(oid::REGISTERED);
            der.raw(&[arc & 0x7f]);
        }),
    }
}
