//! Look-alikes: SSH, whose host keys, certificates and handshakes are its own.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

/// Is about SSH: what a connection failed of, in the same text, outweighs it.
const fn about(text: &'static str) -> Row {
    Row::new(text).means(R::NotTlsRelated).seen("OpenSSH 5-10 and others")
}

/// Says SSH, whatever words of keys, certificates and handshakes come with it.
const fn ssh(text: &'static str) -> Row {
    Row::new(text).means(R::NotTlsRelated).decisive().seen("OpenSSH 5-10, PuTTY, libssh2, paramiko, JSch, x/crypto/ssh")
}

/// Texts of SSH.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Ssh,
    rows: &[
        // Host keys.
        ssh("Host key verification failed"),
        ssh("WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED"),
        ssh("has changed and you have requested strict checking"),
        about("known_hosts"),
        ssh("The authenticity of host"),
        ssh("No matching host key fingerprint found in DNS"),
        ssh("no matching host key type found"),
        ssh("no hostkey alg"),
        ssh("Server's host key did not match"),
        ssh("The server's host key is not cached"),
        ssh("The host key is not cached"),
        ssh("The server's host key does not match the one PuTTY has cached"),
        ssh("UnknownHostKey"),
        ssh("reject HostKey"),
        ssh("HostKey has been changed"),
        ssh("knownhosts: key"),
        ssh("knownhosts: key mismatch"),
        ssh("invalid or unknown remote ssh hostkey"),
        about("hostkey verification"),
        ssh("ERROR: invalid or unknown remote ssh hostkey"),
        about("Permanently added"),
        // Negotiation.
        ssh("no matching key exchange method found"),
        ssh("no matching cipher found"),
        ssh("no matching MAC found"),
        ssh("Unable to negotiate with"),
        ssh("kex_exchange_identification"),
        ssh("ssh_exchange_identification"),
        ssh("kex_protocol_error"),
        ssh("ssh_dispatch_run_fatal"),
        ssh("ssh: handshake failed"),
        ssh("ssh: unable to authenticate"),
        ssh("ssh: no common algorithm"),
        ssh("ssh: must specify HostKeyCallback"),
        ssh("ssh: overflow reading version string"),
        ssh("ssh_packet_connect"),
        ssh("Failure establishing ssh session"),
        ssh("Unable to exchange encryption keys"),
        ssh("Algorithm negotiation fail"),
        about("com.jcraft.jsch"),
        ssh("JSchException"),
        about("net.schmizz.sshj"),
        about("org.apache.sshd"),
        about("paramiko"),
        ssh("SSHException"),
        ssh("Error reading SSH protocol banner"),
        ssh("invalid SSH identification string"),
        ssh("Bad remote protocol version identification"),
        ssh("Bad protocol version identification"),
        about("Protocol mismatch"),
        ssh("banner exchange: Connection from"),
        ssh("Did not receive identification string from"),
        about("libssh2"),
        about("Net::SSH"),
        // Keys and logins.
        ssh("Permission denied (publickey"),
        about("Permission denied, please try again"),
        about("Too many authentication failures"),
        ssh("No supported authentication methods available"),
        ssh("no mutual signature algorithm"),
        ssh("no mutual signature supported"),
        ssh("sign_and_send_pubkey"),
        ssh("agent refused operation"),
        about("Could not open a connection to your authentication agent"),
        ssh("UNPROTECTED PRIVATE KEY FILE"),
        ssh("It is required that your private key files are NOT accessible by others"),
        ssh("Load key \"*\":"),
        ssh("key_load_public"),
        ssh("not a valid OPENSSH private key file"),
        about("ssh-rsa"),
        about("ssh-ed25519"),
        about("ssh-keygen"),
        about("ssh-agent"),
        about("ssh-keyscan"),
        about("sshd["),
        about("sshd:"),
        about("ssh-add"),
        about("cert-authority"),
        ssh("Certificate invalid: expired"),
        ssh("Certificate invalid: name is not a listed principal"),
        ssh("Certificate invalid: not yet valid"),
        ssh("certificate signature algorithm * signature algorithm not supported"),
        ssh("Host certificate invalid"),
        ssh("ssh: cert has expired"),
        ssh("ssh: no authorities for hostname"),
        ssh("ssh: principal"),
        // Connections.
        ssh("ssh: connect to host"),
        ssh("ssh: Could not resolve hostname"),
        ssh("Connection closed by * port 22"),
        ssh("Connection reset by * port 22"),
        about("fatal: Could not read from remote repository"),
        about("Timeout, server * not responding"),
        ssh("client_loop: send disconnect"),
        ssh("packet_write_wait"),
        about("Received disconnect from"),
        about("UNREACHABLE! => *ssh"),
    ],
};
