//! Handshakes in memory: a client and a server of rustls, and what one writes the other reads.

use std::io::{Read as _, Write as _};
use std::sync::Arc;

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, Error, HandshakeKind, ServerConfig, ServerConnection};

/// Connects, exchanges a word in each direction, and says whether a session was resumed.
///
/// # Errors
/// The client's, or else the server's.
pub(crate) fn connect(
    client: &Arc<ClientConfig>,
    server: &Arc<ServerConfig>,
    name: &ServerName<'static>,
) -> Result<HandshakeKind, Error> {
    let mut client = ClientConnection::new(client.clone(), name.clone())?;
    let mut server = ServerConnection::new(server.clone())?;
    // Enough for every flight, so that a test that does not end fails.
    for _ in 0..20 {
        let mut wire = Vec::new();
        while client.wants_write() {
            client.write_tls(&mut wire).unwrap();
        }
        let mut wire = wire.as_slice();
        while !wire.is_empty() {
            server.read_tls(&mut wire).unwrap();
            server.process_new_packets()?;
        }
        let mut wire = Vec::new();
        while server.wants_write() {
            server.write_tls(&mut wire).unwrap();
        }
        if wire.is_empty() && !client.wants_write() {
            break;
        }
        let mut wire = wire.as_slice();
        while !wire.is_empty() {
            client.read_tls(&mut wire).unwrap();
            client.process_new_packets()?;
        }
    }
    assert!(!client.is_handshaking() && !server.is_handshaking());
    client.writer().write_all(b"word").unwrap();
    let mut wire = Vec::new();
    client.write_tls(&mut wire).unwrap();
    server.read_tls(&mut wire.as_slice()).unwrap();
    server.process_new_packets()?;
    let mut word = [0; 4];
    server.reader().read_exact(&mut word).unwrap();
    assert_eq!(&word, b"word");
    Ok(client.handshake_kind().unwrap())
}
