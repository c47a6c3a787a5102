//! What a fault is: its name, what it must be diagnosed as, how a client meets it. How it is served is in `behaviour`.

use std::fmt;
use std::future::Future;

use verifail::{Hop, Reason, Rejection, RetryAdvice};

use crate::behaviour::Behaviour;
use crate::{LabError, LabOptions, Running};

/// A fault of the catalogue, or the control without one.
///
/// # Examples
/// ```
/// use verifail::Reason;
/// let fault = verifail_lab::fault("expired").ok_or("no such fault")?;
/// assert_eq!(fault.expected.reasons, [Reason::Expired, Reason::ExpiredOrNotYetValid]);
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Fault {
    /// In kebab case, unique, never renamed.
    pub name: &'static str,
    /// The file it is in.
    pub family: Family,
    /// What is wrong, in one sentence.
    pub description: &'static str,
    /// What it must be diagnosed as.
    pub expected: Expected,
    /// How a client gets to it.
    pub reach: Reach,
    /// What a client has to be told besides the address and the trust anchors.
    pub needs: Needs,
    pub(crate) behaviour: Behaviour,
}

/// What a fault must be diagnosed as, in the taxonomy's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Expected {
    /// The first is what is wrong. The others are what a client may say of it that says less, or looks at something
    /// else first. Without any, nothing is wrong and the connection must work.
    pub reasons: &'static [Reason],
    /// What the text of a plain rustls client says; `None` where it connects and gets its answer.
    pub rustls: Option<Reason>,
    /// Between whom.
    pub hop: Hop,
    /// Whether and how to try again.
    pub retry: RetryAdvice,
    /// Who refuses whom: the role of the program that reports.
    pub rejection: Rejection,
}

impl Expected {
    /// The reason that decides; `None` where nothing is wrong.
    pub fn reason(&self) -> Option<Reason> {
        self.reasons.first().copied()
    }

    /// Whether nothing is wrong.
    pub const fn is_accepted(&self) -> bool {
        self.reasons.is_empty()
    }
}

/// The families, each a file or a directory of the crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Family {
    /// The server ends the handshake by an alert.
    Alerts,
    /// Which certificates are presented, in which order, below which trust anchor.
    Chain,
    /// The server asks the client for a certificate.
    ClientCertificate,
    /// Nothing is wrong.
    Control,
    /// Algorithms and sizes of keys and signatures.
    Cryptography,
    /// How the certificate is written.
    Encoding,
    /// Several nodes behind one address.
    Fleet,
    /// A gateway and its upstream.
    Gateway,
    /// The names that the certificate is for.
    Names,
    /// Versions, cipher suites, application protocols, server names.
    Negotiation,
    /// What does not speak TLS at all.
    Plaintext,
    /// An inspecting proxy.
    Proxy,
    /// What the certificates may be used for.
    Purpose,
    /// Records that are broken.
    Records,
    /// Sessions that are resumed where they must not be.
    Resumption,
    /// The status of the certificates in revocation lists.
    Revocation,
    /// The connection ends or stands still.
    Transport,
    /// The platform's verification does not answer.
    TrustService,
    /// When the certificates are valid.
    Validity,
    /// An origin that calls an upstream.
    Worker,
}

impl Family {
    /// The word that lists show.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Alerts => "alerts",
            Self::Chain => "chain",
            Self::ClientCertificate => "client-certificate",
            Self::Control => "control",
            Self::Cryptography => "cryptography",
            Self::Encoding => "encoding",
            Self::Fleet => "fleet",
            Self::Gateway => "gateway",
            Self::Names => "names",
            Self::Negotiation => "negotiation",
            Self::Plaintext => "plaintext",
            Self::Proxy => "proxy",
            Self::Purpose => "purpose",
            Self::Records => "records",
            Self::Resumption => "resumption",
            Self::Revocation => "revocation",
            Self::Transport => "transport",
            Self::TrustService => "trust-service",
            Self::Validity => "validity",
            Self::Worker => "worker",
        }
    }
}

impl fmt::Display for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

/// How a client gets to a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reach {
    /// [`Running::address`] is a proxy, and [`Running::url`] is asked for through it with CONNECT.
    ConnectProxy,
    /// It connects to [`Running::address`] itself.
    Direct,
    /// [`Running::address`] is a gateway, which the client talks to as to the server.
    Gateway,
    /// No server can bring it about: the one at [`Running::address`] is good, and [`Running::simulated`] is what the
    /// client prints on the platform where it happens.
    Simulated,
}

/// What a client has to be told besides the address and the trust anchors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Needs {
    /// Application protocols to offer; none are offered otherwise.
    pub application_protocols: &'static [&'static str],
    /// To present [`Running::client_identity`].
    pub client_certificate: bool,
    /// To speak HTTP without TLS.
    pub plain: bool,
    /// To check every certificate against [`Running::crls`].
    pub revocation: bool,
    /// The name to ask for, in server_name and of the certificate: `localhost`, or an address.
    pub server_name: &'static str,
    /// To offer TLS 1.3 and nothing older.
    pub only_tls13: bool,
}

/// The name that servers of the lab are asked for, unless a fault says otherwise.
pub const SERVER_NAME: &str = "localhost";

impl Needs {
    pub(crate) const NOTHING: Self = Self {
        application_protocols: &[],
        client_certificate: false,
        plain: false,
        revocation: false,
        server_name: SERVER_NAME,
        only_tls13: false,
    };
}

impl Fault {
    /// A fault that a client meets by connecting, and which it refuses by itself.
    pub(crate) const fn new(
        family: Family,
        name: &'static str,
        description: &'static str,
        reasons: &'static [Reason],
        behaviour: Behaviour,
    ) -> Self {
        let (rustls, rejection) = match reasons {
            [first, ..] => (Some(*first), Rejection::WeRejectServer),
            [] => (None, Rejection::Neither),
        };
        let retry = if reasons.is_empty() { RetryAdvice::NotApplicable } else { RetryAdvice::Never };
        let expected = Expected { reasons, rustls, hop: Hop::Direct, retry, rejection };
        Self { name, family, description, expected, reach: Reach::Direct, needs: Needs::NOTHING, behaviour }
    }

    /// With this advice instead of `never`.
    pub(crate) const fn retry(mut self, retry: RetryAdvice) -> Self {
        self.expected.retry = retry;
        self
    }

    /// At this hop instead of `direct`.
    pub(crate) const fn hop(mut self, hop: Hop) -> Self {
        self.expected.hop = hop;
        self
    }

    /// Refused by somebody else than the client.
    pub(crate) const fn rejection(mut self, rejection: Rejection) -> Self {
        self.expected.rejection = rejection;
        self
    }

    /// rustls says that of it, and not what is wrong.
    pub(crate) const fn said_by_rustls(mut self, reason: Reason) -> Self {
        self.expected.rustls = Some(reason);
        self
    }

    /// rustls does not mind.
    pub(crate) const fn accepted_by_rustls(mut self) -> Self {
        self.expected.rustls = None;
        self
    }

    /// Met only by clients that are told this.
    pub(crate) const fn needing(mut self, needs: Needs) -> Self {
        self.needs = needs;
        self
    }

    /// Reached in this way.
    pub(crate) const fn reached(mut self, reach: Reach) -> Self {
        self.reach = reach;
        self
    }

    /// Serves it until what is returned is dropped. Takes a tokio runtime with network and time.
    ///
    /// # Errors
    /// When no port can be had at the address that the options name, or a certificate cannot be made.
    pub fn start(&'static self, options: &LabOptions) -> impl Future<Output = Result<Running, LabError>> + Send {
        self.behaviour.start(self, options.clone())
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
