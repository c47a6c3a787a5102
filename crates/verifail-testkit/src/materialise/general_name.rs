//! Names, written.

use std::borrow::Cow;

use super::der::Der;
use super::oid;
use crate::world::{GeneralName, Name, Spelling};

/// A Name, tag included.
pub(super) fn name(der: &mut Der, name: &Name) {
    der.sequence(|der| {
        if let Some(text) = &name.common_name {
            let (tag, value) = spelled(text, name.spelling);
            attribute(der, oid::COMMON_NAME, tag, &value);
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

/// The tag of the string type and the contents.
pub(super) fn spelled(text: &str, spelling: Spelling) -> (u8, Cow<'_, [u8]>) {
    let plain = Cow::Borrowed(text.as_bytes());
    match spelling {
        Spelling::Utf8 => (0x0c, plain),
        Spelling::OtherCase => (0x0c, text.chars().map(other_case).collect::<String>().into_bytes().into()),
        Spelling::Padded => (0x0c, format!(" {text} ").into_bytes().into()),
        Spelling::Printable => (0x13, latin_1(text)),
        Spelling::Teletex => (0x14, latin_1(text)),
        Spelling::Ia5 => (0x16, latin_1(text)),
        Spelling::Visible => (0x1a, latin_1(text)),
        Spelling::Universal => (0x1c, text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect()),
        Spelling::Bmp => (0x1e, text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
    }
}

/// One octet a character, or UTF-8 when a character has no such octet.
fn latin_1(text: &str) -> Cow<'_, [u8]> {
    if text.is_ascii() {
        return Cow::Borrowed(text.as_bytes());
    }
    let octets: Result<Vec<u8>, _> = text.chars().map(|c| u8::try_from(u32::from(c))).collect();
    octets.map_or(Cow::Borrowed(text.as_bytes()), Cow::Owned)
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
        GeneralName::Octets { tag, contents } => der.octets(*tag, contents),
    }
}
