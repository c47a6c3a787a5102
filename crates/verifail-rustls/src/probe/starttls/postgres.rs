//! PostgreSQL's SSLRequest: <https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-SSL>.

use tokio::io::AsyncReadExt as _;

use super::super::stream::Bounded;
use super::say;

/// Length 8, and the code 80877103.
const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f];

pub(super) async fn prepare(stream: &mut Bounded) -> Result<(), String> {
    say(stream, &SSL_REQUEST).await?;
    match stream.read_u8().await {
        Ok(b'S') => Ok(()),
        Ok(b'N') => Err("the server has TLS switched off".to_owned()),
        Ok(b'E') => Err("the server answers with an error, as one that is older than the request does".to_owned()),
        Ok(octet) => Err(format!("octet {octet:#04x} where S or N is wanted")),
        Err(error) => Err(error.to_string()),
    }
}
