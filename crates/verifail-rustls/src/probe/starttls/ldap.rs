//! LDAP's StartTLS: <https://www.rfc-editor.org/rfc/rfc4511#section-4.14>.

use tokio::io::AsyncReadExt as _;

use super::super::stream::Bounded;
use super::say;

/// LDAPMessage with messageID 1 and an ExtendedRequest of 1.3.6.1.4.1.1466.20037.
const START_TLS: &[u8] = b"\x30\x1d\x02\x01\x01\x77\x18\x80\x161.3.6.1.4.1.1466.20037";
/// Octets of an answer.
const MAX_ANSWER: usize = 4_096;
/// Tag of an ExtendedResponse.
const EXTENDED_RESPONSE: u8 = 0x78;

pub(super) async fn prepare(stream: &mut Bounded) -> Result<(), String> {
    say(stream, START_TLS).await?;
    let message = message(stream).await?;
    match result_code(&message) {
        Some(0) => Ok(()),
        Some(code) => Err(format!("the server answers with result code {code}{}", meaning(code))),
        None => Err("the answer is no ExtendedResponse".to_owned()),
    }
}

/// The contents of an LDAPMessage.
async fn message(stream: &mut Bounded) -> Result<Vec<u8>, String> {
    let failed = |error: std::io::Error| error.to_string();
    if stream.read_u8().await.map_err(failed)? != 0x30 {
        return Err("the answer is no LDAPMessage".to_owned());
    }
    let mut length = usize::from(stream.read_u8().await.map_err(failed)?);
    // The long form (X.690 section 8.1.3.5), in at most two octets.
    if let octets @ 0x81..=0x82 = length {
        length = 0;
        for _ in 0x80..octets {
            length = length << 8 | usize::from(stream.read_u8().await.map_err(failed)?);
        }
    }
    if length > MAX_ANSWER {
        return Err(format!("an answer of {length} octets"));
    }
    let mut contents = vec![0; length];
    stream.read_exact(&mut contents).await.map_err(failed)?;
    Ok(contents)
}

/// messageID 1, then an ExtendedResponse that begins with its result code.
fn result_code(message: &[u8]) -> Option<u8> {
    let rest = message.strip_prefix(&[2, 1, 1])?;
    let (&EXTENDED_RESPONSE, rest) = rest.split_first()? else { return None };
    let rest = match rest {
        [0x81, _, rest @ ..] | [0x82, _, _, rest @ ..] => rest,
        [length, rest @ ..] if *length < 0x80 => rest,
        _ => return None,
    };
    match rest {
        [0x0a, 1, code, ..] => Some(*code),
        _ => None,
    }
}

const fn meaning(code: u8) -> &'static str {
    match code {
        1 => ": operationsError",
        2 => ": protocolError, it does not know the request",
        52 => ": unavailable",
        53 => ": unwillingToPerform",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_result_code_is_found_behind_either_form_of_length() {
        assert_eq!(result_code(b"\x02\x01\x01\x78\x07\x0a\x01\x00\x04\x00\x04\x00"), Some(0));
        assert_eq!(result_code(b"\x02\x01\x01\x78\x84"), None);
        assert_eq!(result_code(b"\x02\x01\x01\x78\x81\x07\x0a\x01\x34\x04\x00\x04\x00"), Some(52));
        assert_eq!(result_code(b"\x02\x01\x02\x78\x07\x0a\x01\x00"), None);
        assert_eq!(result_code(b""), None);
    }
}
