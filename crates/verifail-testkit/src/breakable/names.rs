//! Distinguished names: compared as RFC 5280 section 7.1 says, by text and not by octets.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-7.1>

use verifail::certificate::DistinguishedName;

use super::bug::{Bug, Switches};
use super::der::{Element, Reader};

/// Tags of the string types that hold text.
const TEXT: [u8; 8] = [0x0c, 0x12, 0x13, 0x14, 0x16, 0x1a, 0x1c, 0x1e];

/// A relative distinguished name: its attributes, sorted.
type Rdn = Vec<(Vec<u8>, Value)>;

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Value {
    Text(String),
    Octets(u8, Vec<u8>),
}

/// Both names are the same.
pub(super) fn same(left: DistinguishedName<'_>, right: DistinguishedName<'_>, bugs: Switches) -> bool {
    if left.as_contents() == right.as_contents() {
        return true;
    }
    if bugs.on(Bug::NamesComparedAsOctets) {
        return false;
    }
    let (left, right) = (read(left), read(right));
    left.is_some() && left == right
}

/// Subject and issuer are the same name.
pub(super) fn self_issued(certificate: &verifail::Certificate<'_>, bugs: Switches) -> bool {
    same(certificate.subject(), certificate.issuer(), bugs)
}

/// A name lies in the subtree below `base`: its first relative names are those of `base`.
pub(super) fn within(name: DistinguishedName<'_>, base: DistinguishedName<'_>) -> bool {
    let (Some(name), Some(base)) = (read(name), read(base)) else { return false };
    name.len() >= base.len() && name.iter().zip(&base).all(|(name, base)| name == base)
}

/// The text of every attribute of a type; what does not decode ends the list.
pub(super) fn values(name: DistinguishedName<'_>, kind: &[u8]) -> Vec<String> {
    let mut texts = Vec::new();
    let mut rdns = Reader::new(name.as_contents());
    while let Some(rdn) = rdns.expect(0x31) {
        let mut attributes = Reader::new(rdn);
        while let Some((found, value)) = attribute(&mut attributes) {
            if found == kind {
                texts.push(characters(value).collect());
            }
        }
    }
    texts
}

/// The relative names with their text normalised; `None` when the name does not decode.
fn read(name: DistinguishedName<'_>) -> Option<Vec<Rdn>> {
    let mut rdns = Reader::new(name.as_contents());
    let mut out = Vec::new();
    while !rdns.is_empty() {
        let mut attributes = Reader::new(rdns.expect(0x31)?);
        let mut rdn = Rdn::new();
        while !attributes.is_empty() {
            let (kind, value) = attribute(&mut attributes)?;
            let value = if TEXT.contains(&value.0) {
                let folded: String = characters(value).flat_map(char::to_lowercase).collect();
                Value::Text(folded.split_whitespace().collect::<Vec<_>>().join(" "))
            } else {
                Value::Octets(value.0, value.1.to_vec())
            };
            rdn.push((kind.to_vec(), value));
        }
        rdn.sort();
        out.push(rdn);
    }
    Some(out)
}

fn attribute<'a>(attributes: &mut Reader<'a>) -> Option<(&'a [u8], Element<'a>)> {
    let mut fields = Reader::new(attributes.expect(0x30)?);
    Some((fields.expect(6)?, fields.element()?))
}

/// The characters of a string by its type; T.61 is read as Latin-1.
fn characters((tag, contents): Element<'_>) -> Box<dyn Iterator<Item = char> + '_> {
    let wide = |octets: &[u8]| {
        let code = octets.iter().fold(0, |code, octet| code << 8 | u32::from(*octet));
        char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
    };
    match tag {
        0x0c => Box::new(String::from_utf8_lossy(contents).into_owned().chars().collect::<Vec<_>>().into_iter()),
        0x1e => Box::new(contents.chunks(2).map(wide)),
        0x1c => Box::new(contents.chunks(4).map(wide)),
        _ => Box::new(contents.iter().map(|octet| char::from(*octet))),
    }
}
