//! Of any number: what a code book says of it is what a walk through its entries says; a bare number is what its
//! likeliest reading says; and a number in the words of the stack that prints it, in decimal or hexadecimal, is read as
//! that book reads it.
//!
//! Input: eight octets of a number, or its digits. Oracle: the walk, and the book for the text.

use verifail::classification::{BOOKS, Book, Evidence, Layout, classify, readings};

use crate::{Checked, Class, Difference, Form, Target};

/// The target.
pub const TARGET: Target = Target {
    name: "code_books",
    property: "a number is what a walk through the books says, bare or in its stack's words",
    oracle: "a walk through the books",
    form: Form::Text,
    class: Class::Octets,
    compares: true,
    max_len: 24,
    check,
};

fn check(data: &[u8]) -> Checked {
    let digits = std::str::from_utf8(data).ok().map(str::trim);
    let number = match (digits.and_then(|digits| digits.parse().ok()), <[u8; 8]>::try_from(data)) {
        (Some(number), _) => number,
        (None, Ok(octets)) => i64::from_le_bytes(octets),
        _ => return Ok(()),
    };
    for book in BOOKS {
        let said = book.read(number).map(|reading| (reading.name, reading.reason));
        let expected = walk(book, number);
        if let Some(expected) = expected {
            Difference::unless(said == expected, book.name, || {
                format!("{number}: {said:?}, by the walk {expected:?}")
            })?;
        }
        if let Some((name, _)) = said {
            let is_there =
                matches!(book.layout, Layout::Packed(_)) || book.entries.iter().any(|entry| entry.name == name);
            Difference::unless(is_there, "a name of no entry", || format!("{number}: {name} of {}", book.name))?;
        }
    }
    let readings = readings(number);
    let bare = classify(&Evidence::number(number));
    let likeliest = readings.first().and_then(|reading| reading.reason);
    Difference::unless(bare.reason == likeliest, "not the likeliest", || {
        format!("{number}: {:?}, {likeliest:?}", bare.reason)
    })?;
    let says_first = readings
        .iter()
        .position(|reading| reading.reason.is_none())
        .is_none_or(|mute| readings.iter().skip(mute).all(|reading| reading.reason.is_none()));
    Difference::unless(says_first, "one that says nothing before one that does", || format!("{number}: {readings:?}"))?;
    in_words(number)
}

/// What the walk says; `None` for layouts that take numbers apart.
fn walk(book: &Book, number: i64) -> Option<Option<(&'static str, Option<verifail::Reason>)>> {
    let of =
        |number: i64| book.entries.iter().find(|entry| entry.number == number).map(|entry| (entry.name, entry.reason));
    let signed = if (0x8000_0000..=0xffff_ffff).contains(&number) { number - (1 << 32) } else { number };
    match book.layout {
        Layout::Plain => Some(of(number).or_else(|| of(signed))),
        Layout::Hresult => {
            let unsigned = if number < 0 { number & 0xffff_ffff } else { number };
            Some(of(if unsigned >> 16 == 0x8007 { unsigned & 0xffff } else { unsigned }))
        }
        Layout::Bits | Layout::Parts | Layout::Packed(_) => None,
    }
}

/// Numbers between the words that stacks print around them.
fn in_words(number: i64) -> Checked {
    let book = |name: &str| BOOKS.iter().copied().find(|book| book.name == name);
    let spelled: [(&str, String); 4] = [
        ("apple-security", format!("tls: failed to verify certificate: x509: OSStatus {number}")),
        ("curl-exit", format!("curl: ({number}) ")),
        ("packed", format!("TLS_error:|{number}:SSL routines:OPENSSL_internal:X")),
        ("windows-hresult", format!("HRESULT: 0x{:08x}", number as u32)),
    ];
    for (name, text) in spelled {
        let is_spelled = match name {
            "apple-security" => (-70_000..0).contains(&number),
            "curl-exit" => (1..100).contains(&number),
            "packed" => (0x1000_0000..0x2000_0000).contains(&number),
            _ => (0x8009_0000..0x800c_0000).contains(&number),
        };
        let reading = book(name).filter(|_| is_spelled).and_then(|book| book.read(number));
        let Some(reason) = reading.and_then(|reading| reading.reason) else { continue };
        let said = classify(&Evidence::text(&text));
        let kept = said.reason == Some(reason) || said.also.contains(&reason);
        Difference::unless(kept, format_args!("{name} in words"), || {
            format!("{text:?}: {:?}, the book {reason:?}", said.reason)
        })?;
    }
    Ok(())
}
