//! Which side a program is on, by where in a source the text comes from, by the name of a daemon, or by how it speaks
//! of its peer.
//!
//! Marks without a reason: they place what another row says. Frames and files first: those name one side of a handshake
//! whoever calls them. A frame of a server's framework is none, where such a program calls others out of its own.

use super::super::row::{Row, StackRows};
use crate::taxonomy::Stack;

const fn client(text: &'static str) -> Row {
    Row::new(text).by_client().seen("frames and files of engines, and how programs speak of a server")
}

const fn server(text: &'static str) -> Row {
    Row::new(text).by_server().seen("frames and files of engines, names of daemons, and how programs speak of a client")
}

/// Marks of a side.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Shared,
    rows: &[
        // Files of OpenSSL, BoringSSL, Mbed TLS, wolfSSL.
        client("statem_clnt.c"),
        client("s3_clnt.c"),
        client("s23_clnt.c"),
        client("handshake_client.cc"),
        client("tls13_client.cc"),
        client("ssl_client_socket"),
        client("ssl_cli.c"),
        client("ssl_tls12_client.c"),
        client("ssl_tls13_client.c"),
        server("statem_srvr.c"),
        server("s3_srvr.c"),
        server("s23_srvr.c"),
        server("handshake_server.cc"),
        server("tls13_server.cc"),
        server("ssl_server_socket"),
        server("ssl_srv.c"),
        server("ssl_tls12_server.c"),
        server("ssl_tls13_server.c"),
        // Modules of rustls.
        client("rustls::client"),
        client("/src/client/hs.rs"),
        client("/src/client/tls13.rs"),
        server("rustls::server"),
        server("/src/server/hs.rs"),
        server("/src/server/tls13.rs"),
        // Go's handshakes.
        client("(*Conn).clientHandshake"),
        client("handshake_client.go"),
        client("handshake_client_tls13.go"),
        server("(*Conn).serverHandshake"),
        server("handshake_server.go"),
        server("handshake_server_tls13.go"),
        // Java's handshakes.
        client("ssl.ClientHandshaker"),
        client("ServerHello$ServerHelloConsumer"),
        client("CertificateConsumer.checkServerCerts"),
        client("TlsClientProtocol"),
        client("com.rabbitmq.client"),
        server("ssl.ServerHandshaker"),
        server("ClientHello$ClientHelloConsumer"),
        server("CertificateConsumer.checkClientCerts"),
        server("TlsServerProtocol"),
        server("Netty4HttpServerTransport"),
        server("sun.net.httpserver.SSLStreams"),
        server("NettyServerCnxnFactory"),
        server("kafka.network.Processor"),
        server("activemq.broker"),
        server("ActiveMQ Transport Server"),
        // .NET's, Node's, Ruby's.
        client("SslStream.AuthenticateAsClient"),
        client("EstablishSslConnectionAsync"),
        client("TLSSocket.onConnectSecure"),
        client("connect_nonblock"),
        server("SslStream.AuthenticateAsServer"),
        server("AuthenticateAsServerAsync"),
        server("Kestrel.Https"),
        server("Failed to authenticate HTTPS connection"),
        server("onServerSocketSecure"),
        server("tlsClientError"),
        server("accept_nonblock"),
        server("Puma SSL error"),
        server("puma/minissl"),
        // Python's accept().
        server("newsock, addr ="),
        // Daemons, as syslog names them.
        server("cyrus/imap"),
        server("cyrus/pop3"),
        server("smtpd["),
        server("imapd["),
        server("imaps["),
        server("pop3d["),
        server("pop3s["),
        server("proftpd["),
        server("vsftpd["),
        server("pure-ftpd["),
        server("ftpd["),
        server("mysqld["),
        server("mariadbd["),
        server("redis-server["),
        server("nsd["),
        server("mosquitto["),
        server("ejabberd["),
        server("murmurd["),
        server("ngircd["),
        server("hitch["),
        server("libvirtd["),
        server("cupsd["),
        server("nrpe["),
        server("httpd["),
        server("lighttpd["),
        server("dnsdist["),
        server("couriertls: accept"),
        client("couriertls: connect"),
        // How a server speaks of who comes to it.
        server("from client"),
        server("incoming connection"),
        server("inbound connection"),
        server("accepting connection"),
        server("accepting a connection"),
        server("accepting new connection"),
        server("accepting client"),
        server("accepting TLS connection"),
        server("accepting SSL connection"),
        server("failed to accept"),
        server("could not accept"),
        server("couldn't accept"),
        server("unable to accept"),
        server("error accepting"),
        server("connection from #"),
        server("connection from ["),
        server("connection from /"),
        server("handshake from #"),
        server("handshake with client"),
        server("handshake with a client"),
        server("remote client"),
        // How a client speaks of where it goes.
        client("failed to connect to"),
        client("failed to dial"),
        client("could not connect to"),
        client("couldn't connect to"),
        client("unable to connect to"),
        client("cannot connect to"),
        client("can't connect to"),
        client("error connecting to"),
        client("connecting to server"),
        client("connection to server"),
        client("handshake with server"),
        client("handshake with the server"),
    ],
};
