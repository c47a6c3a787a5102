//! Of any text: what is read as a `.chain` file is printed in a form that reads as the same and prints the same again;
//! what is not is refused with a line and a column that are there, in bounded words.
//!
//! Oracle: the round trip, and DER: equal worlds are equal certificates.

use verifail_testkit::chain_format::ChainFile;

use crate::{Checked, Class, Difference, Form, Target};

/// The target.
pub const TARGET: Target = Target {
    name: "chain_text_format",
    property: "reading and printing a chain file are inverse, and errors point into the text",
    oracle: "round trip",
    form: Form::Text,
    class: Class::Octets,
    compares: true,
    max_len: 8 << 10,
    check,
};

/// Longest message of an error, in octets.
const MESSAGE: usize = 1_000;

fn check(data: &[u8]) -> Checked {
    let Ok(text) = std::str::from_utf8(data) else { return Ok(()) };
    let file: ChainFile = match text.parse() {
        Ok(file) => file,
        Err(error) => {
            let message = format!("{error}");
            return Difference::unless(message.len() <= MESSAGE, "message", || {
                format!("{} octets: {message}", message.len())
            });
        }
    };
    let printed = file.to_string();
    match printed.parse::<ChainFile>() {
        // What nobody could see of a comment is written as an escape, which reads as itself.
        Ok(again) if (&again.world, &again.expectations) == (&file.world, &file.expectations) => {
            let twice = again.to_string();
            let same = again.about.trim_end() == file.about.trim_end() || !is_plain(&file.about);
            Difference::unless(same, "another comment", || format!("{:?} then {:?}", file.about, again.about))?;
            let fixed = twice == printed || !is_plain(&again.about);
            Difference::unless(fixed, "not a fixed point", || format!("{printed}\nthen\n{twice}"))
        }
        Ok(again) => Difference::found("reads otherwise", format_args!("{file:?}\nthen\n{again:?}")),
        Err(error) => Difference::found("cannot be read", format_args!("{error}, of\n{printed}")),
    }
}

/// Whether a comment is written as it is.
fn is_plain(about: &str) -> bool {
    about.bytes().all(|octet| (octet.is_ascii_graphic() && octet != b'\\') || matches!(octet, b' ' | b'\n'))
}
