//! SMTP: <https://www.rfc-editor.org/rfc/rfc3207#section-4>.

use super::super::stream::Bounded;
use super::{MAX_LINES, line, say};

pub(super) async fn prepare(stream: &mut Bounded) -> Result<(), String> {
    reply(stream, "220").await?;
    // An address literal is what a client without a name of its own gives.
    say(stream, b"EHLO [127.0.0.1]\r\n").await?;
    let offers = reply(stream, "250").await?;
    let offered =
        offers.iter().any(|line| line.get(4..).is_some_and(|text| text.trim().eq_ignore_ascii_case("STARTTLS")));
    if !offered {
        return Err("the server does not offer it".to_owned());
    }
    say(stream, b"STARTTLS\r\n").await?;
    reply(stream, "220").await.map(|_| ())
}

/// The lines of a reply of that code: `250-first`, `250 last`.
async fn reply(stream: &mut Bounded, code: &str) -> Result<Vec<String>, String> {
    let mut lines = Vec::new();
    while lines.len() < MAX_LINES {
        let line = line(stream).await?;
        if !line.starts_with(code) {
            return Err(format!("{line:?} where {code} is wanted"));
        }
        let goes_on = line.as_bytes().get(3) == Some(&b'-');
        lines.push(line);
        if !goes_on {
            return Ok(lines);
        }
    }
    Err("a reply without an end".to_owned())
}
