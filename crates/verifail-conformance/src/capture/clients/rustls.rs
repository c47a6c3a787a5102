//! rustls with rustls-webpki, in this program.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned, crypto::aws_lc_rs};

use super::{Client, Connects, Target, Version, without_proxy};

pub(super) static RUSTLS: Client = Client {
    name: "rustls",
    stack: "rustls",
    version: Version::Own(locked),
    meets: without_proxy,
    connects: Connects::Inside(connect),
    picks: |said| said.err.clone(),
};

/// The version that this workspace is locked to.
fn locked() -> Option<String> {
    let lock = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.lock"));
    let (_, rest) = lock.split_once("name = \"rustls\"\nversion = \"")?;
    rest.split_once('"').map(|(version, _)| format!("rustls {version}"))
}

fn connect(target: &Target<'_>) -> Option<String> {
    Some(exchange(target).err().map(|error| error.to_string()).unwrap_or_default())
}

fn exchange(target: &Target<'_>) -> Result<(), Box<dyn std::error::Error>> {
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(target.trust())? {
        roots.add(certificate?)?;
    }
    let builder = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()));
    let builder = builder.with_safe_default_protocol_versions()?.with_root_certificates(roots);
    let mut config = match target.own() {
        Some((certificate, key)) => {
            let chain = CertificateDer::pem_file_iter(certificate)?.collect::<Result<_, _>>()?;
            builder.with_client_auth_cert(chain, PrivateKeyDer::from_pem_file(key)?)?
        }
        None => builder.with_no_client_auth(),
    };
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    let connection = ClientConnection::new(Arc::new(config), ServerName::try_from(target.host())?)?;
    let stream = TcpStream::connect((target.host(), target.port))?;
    stream.set_read_timeout(Some(Duration::from_secs(3)))?;
    let mut stream = StreamOwned::new(connection, stream);
    stream.write_all(b"GET / HTTP/1.0\r\n\r\n")?;
    stream.read_to_end(&mut Vec::new())?;
    Ok(())
}
