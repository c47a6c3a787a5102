//! Single values, printed and read: texts, times, octets, serial numbers, names.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::error::ChainError;
use super::line::{Line, NOTHING};
use super::words::{GeneralNameKind, Word};
use crate::world::{GeneralName, Name, Serial, Spelling, Text};

/// Prints a list: `nothing`, or elements with commas between them.
pub(super) fn print_list<T>(out: &mut String, list: &[T], mut element: impl FnMut(&mut String, &T)) {
    for (at, one) in list.iter().enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        element(out, one);
    }
    if list.is_empty() {
        out.push_str(NOTHING);
    }
}

/// Prints a text with every character escaped that `is_plain` does not admit, or that nobody could read.
pub(super) fn print_escaped(out: &mut String, text: &str, is_plain: impl Fn(char) -> bool) {
    for c in text.chars() {
        match c {
            c if (c.is_ascii() || c.is_alphanumeric()) && is_plain(c) => out.push(c),
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\0' => out.push_str("\\0"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c => out.extend(c.escape_unicode()),
        }
    }
}

pub(super) fn print_quoted(out: &mut String, text: &str) {
    out.push('"');
    print_escaped(out, text, |c| !c.is_ascii_control() && !matches!(c, '"' | '\\'));
    out.push('"');
}

/// Prints a text as a word where it is one, in quotes elsewhere.
pub(super) fn print_text(out: &mut String, text: &str) {
    let is_word = !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b".-_*:/@%".contains(&b));
    if is_word { out.push_str(text) } else { print_quoted(out, text) }
}

/// Prints an instant in RFC 3339, outside of the years 0 to 9999 as Unix seconds.
pub(super) fn print_time(out: &mut String, at: i64) {
    match OffsetDateTime::from_unix_timestamp(at).ok().and_then(|instant| instant.format(&Rfc3339).ok()) {
        Some(text) => out.push_str(&text),
        None => out.push_str(&format!("@{at}")),
    }
}

pub(super) fn read_time(line: &mut Line<'_>) -> Result<i64, ChainError> {
    const WHAT: &str = "a time, as 2026-06-15T00:00:00Z, 2026-06-15 or @1781481600";
    let word = line.word(WHAT)?;
    let parsed = match word.strip_prefix('@') {
        Some(seconds) => seconds.parse().ok(),
        None => {
            let midnight = format!("{word}T00:00:00Z");
            let text = if word.len() == "2026-06-15".len() { &midnight } else { word };
            let instant = OffsetDateTime::parse(text, &Rfc3339).ok();
            // A fraction would be lost, and a leap second is one.
            instant.filter(|instant| instant.nanosecond() == 0).map(OffsetDateTime::unix_timestamp)
        }
    };
    parsed.ok_or_else(|| line.error_before(WHAT))
}

/// Prints an address, an address with its mask, or any other octets in hexadecimal.
pub(super) fn print_octets(out: &mut String, octets: &[u8]) {
    let (base, mask) = octets.split_at(octets.len() / 2);
    out.push_str(&match (address(octets), address(base), address(mask)) {
        (Some(address), ..) => address.to_string(),
        (None, Some(base), Some(mask_address)) => match prefix_length(mask) {
            Some(length) => format!("{base}/{length}"),
            None => format!("{base}/{mask_address}"),
        },
        _ => hexadecimal(octets),
    });
}

fn hexadecimal(octets: &[u8]) -> String {
    octets.iter().fold("0x".to_owned(), |text, octet| text + &format!("{octet:02x}"))
}

fn address(octets: &[u8]) -> Option<IpAddr> {
    let v4 = <[u8; 4]>::try_from(octets).ok().map(|four| Ipv4Addr::from(four).into());
    v4.or_else(|| <[u8; 16]>::try_from(octets).ok().map(|sixteen| Ipv6Addr::from(sixteen).into()))
}

/// How many ones a mask begins with, if only zeros follow.
fn prefix_length(mask: &[u8]) -> Option<u32> {
    let ones = mask.iter().map(|octet| octet.leading_ones()).sum::<u32>();
    (mask_of(ones, mask.len()).as_slice() == mask).then_some(ones)
}

fn mask_of(ones: u32, octets: usize) -> Vec<u8> {
    let all = (0..octets as u32).map(|at| ones.saturating_sub(8 * at).min(8));
    all.map(|ones| !(0xff_u8.checked_shr(ones).unwrap_or(0))).collect()
}

fn octets_of(address: IpAddr) -> Vec<u8> {
    match address {
        IpAddr::V4(address) => address.octets().to_vec(),
        IpAddr::V6(address) => address.octets().to_vec(),
    }
}

pub(super) fn read_octets(line: &mut Line<'_>) -> Result<Vec<u8>, ChainError> {
    const WHAT: &str = "an address, as 192.0.2.1, 192.0.2.0/24, 2001:db8::1 or 0xc0000201";
    let word = line.word(WHAT)?;
    let octets = match (word.strip_prefix("0x"), word.split_once('/')) {
        (Some(digits), _) => from_hexadecimal(digits),
        (None, Some((base, mask))) => base.parse::<IpAddr>().ok().and_then(|base| {
            let base = octets_of(base);
            let mask = match (mask.parse::<u32>(), mask.parse::<IpAddr>()) {
                (Ok(ones), _) if ones as usize <= 8 * base.len() => mask_of(ones, base.len()),
                (_, Ok(mask)) if octets_of(mask).len() == base.len() => octets_of(mask),
                _ => return None,
            };
            Some([base, mask].concat())
        }),
        (None, None) => word.parse::<IpAddr>().ok().map(octets_of),
    };
    octets.ok_or_else(|| line.error_before(WHAT))
}

fn read_tag(line: &mut Line<'_>) -> Result<u8, ChainError> {
    const WHAT: &str = "a tag, as 0x82";
    match line.word(WHAT)?.strip_prefix("0x").and_then(from_hexadecimal).as_deref() {
        Some([tag]) => Ok(*tag),
        _ => Err(line.error_before(WHAT)),
    }
}

fn from_hexadecimal(digits: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = digits.as_bytes().as_chunks::<2>();
    let digit = |octet: u8| char::from(octet).to_digit(16);
    let octets = pairs.iter().map(|[high, low]| Some((digit(*high)? * 16 + digit(*low)?) as u8)).collect();
    if rest.is_empty() { octets } else { None }
}

pub(super) fn print_serial(out: &mut String, serial: Serial) {
    match serial {
        Serial::Number(number) => out.push_str(&number.to_string()),
        Serial::Zero => out.push_str("zero"),
        Serial::Negative => out.push_str("negative"),
        Serial::TooLong => out.push_str("too-long"),
    }
}

pub(super) fn read_serial(line: &mut Line<'_>) -> Result<Serial, ChainError> {
    const WHAT: &str = "a serial number (a number, zero, negative, too-long)";
    Ok(match line.word(WHAT)? {
        "zero" => Serial::Zero,
        "negative" => Serial::Negative,
        "too-long" => Serial::TooLong,
        number => Serial::Number(number.parse().map_err(|_| line.error_before(WHAT))?),
    })
}

pub(super) fn print_name(out: &mut String, name: &Name) {
    let Name { common_name, email, spelling } = name;
    match (common_name, email) {
        (None, None) => out.push_str("empty"),
        (Some(text), None) => print_quoted(out, text),
        (common_name, Some(email)) => {
            if let Some(text) = common_name {
                print_quoted(out, text);
                out.push(' ');
            }
            out.push_str("email ");
            print_quoted(out, email);
        }
    }
    if *spelling != Spelling::default() {
        out.push_str(" spelled ");
        out.push_str(spelling.word());
    }
}

pub(super) fn read_name(line: &mut Line<'_>) -> Result<Name, ChainError> {
    let mut name = Name::empty();
    if !line.take_word("empty") {
        name.common_name = line.take_quoted().map(Text::from);
        if line.take_word("email") {
            name.email = Some(line.text()?.into());
        } else if name.common_name.is_none() {
            return Err(line.error("a name: a text in quotes, \"email\" and a text, or \"empty\""));
        }
    }
    if line.take_word("spelled") {
        name.spelling = line.keyword()?;
    }
    Ok(name)
}

pub(super) fn print_general_name(out: &mut String, name: &GeneralName) {
    let mut kind = |kind: GeneralNameKind| {
        out.push_str(kind.word());
        out.push(' ');
    };
    match name {
        GeneralName::Dns(text) => {
            kind(GeneralNameKind::Dns);
            print_text(out, text);
        }
        GeneralName::Ip(octets) => {
            kind(GeneralNameKind::Ip);
            print_octets(out, octets);
        }
        GeneralName::Email(text) => {
            kind(GeneralNameKind::Email);
            print_text(out, text);
        }
        GeneralName::Uri(text) => {
            kind(GeneralNameKind::Uri);
            print_text(out, text);
        }
        GeneralName::Directory(directory) => {
            kind(GeneralNameKind::Directory);
            print_name(out, directory);
        }
        GeneralName::Other(text) => {
            kind(GeneralNameKind::Other);
            print_text(out, text);
        }
        GeneralName::X400 => out.push_str(GeneralNameKind::X400.word()),
        GeneralName::EdiParty(text) => {
            kind(GeneralNameKind::EdiParty);
            print_text(out, text);
        }
        GeneralName::RegisteredId(arc) => {
            kind(GeneralNameKind::RegisteredId);
            out.push_str(&arc.to_string());
        }
        GeneralName::Octets { tag, contents } => {
            kind(GeneralNameKind::Octets);
            out.push_str(&hexadecimal(&[*tag]));
            out.push(' ');
            out.push_str(&hexadecimal(contents));
        }
    }
}

pub(super) fn read_general_name(line: &mut Line<'_>) -> Result<GeneralName, ChainError> {
    Ok(match line.keyword()? {
        GeneralNameKind::Dns => GeneralName::Dns(line.text()?.into()),
        GeneralNameKind::Ip => GeneralName::Ip(read_octets(line)?),
        GeneralNameKind::Email => GeneralName::Email(line.text()?.into()),
        GeneralNameKind::Uri => GeneralName::Uri(line.text()?.into()),
        GeneralNameKind::Directory => GeneralName::Directory(read_name(line)?),
        GeneralNameKind::Other => GeneralName::Other(line.text()?.into()),
        GeneralNameKind::X400 => GeneralName::X400,
        GeneralNameKind::EdiParty => GeneralName::EdiParty(line.text()?.into()),
        GeneralNameKind::RegisteredId => GeneralName::RegisteredId(line.small()?),
        GeneralNameKind::Octets => GeneralName::Octets { tag: read_tag(line)?, contents: read_octets(line)? },
    })
}
