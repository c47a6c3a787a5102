//! IMAP: <https://www.rfc-editor.org/rfc/rfc9051#section-6.2.1>.

use super::super::stream::Bounded;
use super::{MAX_LINES, line, say};

pub(super) async fn prepare(stream: &mut Bounded) -> Result<(), String> {
    let greeting = line(stream).await?;
    if !greeting.starts_with("* OK") && !greeting.starts_with("* PREAUTH") {
        return Err(format!("{greeting:?} where a greeting is wanted"));
    }
    say(stream, b"a1 STARTTLS\r\n").await?;
    for _ in 0..MAX_LINES {
        let line = line(stream).await?;
        match line.strip_prefix("a1 ") {
            Some(status) if status.get(..2).is_some_and(|status| status.eq_ignore_ascii_case("OK")) => return Ok(()),
            Some(status) => return Err(format!("the server answers {status:?}")),
            // Untagged data may come between.
            None if line.starts_with('*') => {}
            None => return Err(format!("{line:?} where an answer is wanted")),
        }
    }
    Err("an answer without an end".to_owned())
}
