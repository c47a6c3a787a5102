//! What evidence says.

use std::ops::Range;

use crate::taxonomy::{
    Confidence, Family, Fault, Guidance, Hop, Knob, Layer, Party, Reason, Rejection, Remedy, RetryAdvice, Stack, word,
};

/// Reasons besides the one that decided.
pub const MAX_ALSO: usize = 4;

/// What evidence says: what failed, who says so, between whom, what follows for the next try, and what is excluded.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Diagnosis {
    /// The reason that decided; `None` is *unclassified*: something about TLS that no rule knows.
    pub reason: Option<Reason>,
    /// Other reasons that the text gives, at most [`MAX_ALSO`].
    pub also: Vec<Reason>,
    /// What it may have said where it ends as if it had been cut: reasons of longer texts that begin with these words.
    pub perhaps: Vec<Reason>,
    /// What follows from the circumstances that came with the evidence.
    pub notes: Vec<Note>,
    /// Whose words these are.
    pub stack: Option<Stack>,
    /// Who refuses whom.
    pub rejection: Rejection,
    /// Between whom.
    pub hop: Hop,
    /// Whose fault it is, as far as the text says.
    pub fault: Fault,
    /// Whether and how to try again.
    pub retry: RetryAdvice,
    /// How sure this is.
    pub confidence: Confidence,
    /// What cannot be the cause, given this evidence. Sorted.
    pub excludes: Vec<Reason>,
    /// The octets of the text that prove it; empty where there is no text.
    pub span: Range<usize>,
    /// A number that was read on the way, with its name: `-26276` is `errSecInternal`.
    pub code: Option<DecodedNumber>,
    /// Whether TLS is spoken of at all: an unclassified text without it is, as far as can be seen, about something
    /// else.
    pub mentions_tls: bool,
    /// Whether the text was longer than what is read.
    pub cut: bool,
}

word! {
    /// What follows from the circumstances of an observation.
    Note {
        /// The client's own verification is off: a refused certificate was refused at a later hop, whose text was
        /// handed on.
        NotTheFirstHop "not-the-first-hop"
            "the client does not verify, so this was said at a later hop and handed on; the option proves nothing about that hop";
        /// Through a proxy that may terminate TLS: the certificate that was refused may be the proxy's.
        PerhapsInterception "perhaps-interception"
            "seen through a proxy, which may present a certificate of its own: compare the issuer outside";
        /// A sandbox denies services of the system, the one that verifies certificates among them.
        SandboxDenies "sandbox-denies"
            "a sandbox that denies the verification service gives exactly this: allow the service, or give the client its own CA bundle";
    }
}

/// A number and what it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecodedNumber {
    /// As it was read, sign included.
    pub number: i64,
    /// The book that has it.
    pub book: &'static str,
    /// Its name there.
    pub name: &'static str,
}

impl Diagnosis {
    /// The reason's code, or `unclassified`.
    pub fn code_of_reason(&self) -> &'static str {
        self.reason.map_or("unclassified", Reason::code)
    }

    /// The layer at which it fails.
    pub fn layer(&self) -> Option<Layer> {
        self.reason.map(Reason::layer)
    }

    /// Whether it tells of a failure of TLS at all.
    pub fn is_failure(&self) -> bool {
        self.reason.is_some_and(|reason| reason.layer() != Layer::Outside)
    }

    /// What a person reads about it, given between whom it failed.
    pub fn guidance(&self) -> Option<&'static Guidance> {
        self.reason.map(|reason| reason.guidance_at(self.hop))
    }

    /// What to do, and who does it in this position: a proxy is the client of its upstream, and where a server refuses
    /// a client, the client is the one that presents.
    pub fn remedies(&self) -> impl Iterator<Item = Remedy> {
        let presented_by_client = match self.rejection {
            Rejection::WeRejectClient => self.reason.is_some_and(Reason::is_about_certificate),
            Rejection::ClientRejectsUs => self.reason == Some(Reason::PeerRejectedOurCert),
            _ => false,
        };
        let hop = self.hop;
        // A hop's own guidance names everybody as they are.
        let own = self.reason.is_some_and(|reason| reason.guidance_at(hop) != reason.guidance());
        self.guidance().into_iter().flat_map(|guidance| guidance.remedies).map(move |remedy| {
            let by = match remedy.by {
                Party::Client if presented_by_client => Party::Server,
                Party::Server if presented_by_client => Party::Client,
                Party::Client if hop == Hop::ProxyToUpstream && !own => Party::Proxy,
                Party::Client if hop == Hop::OriginToUpstream => Party::Operator,
                by => by,
            };
            Remedy { by, text: remedy.text }
        })
    }

    /// The setting that names other trust anchors, where they would decide otherwise and whose words these are is
    /// known.
    pub fn knob(&self) -> Option<&'static Knob> {
        let reason = self.reason.filter(|reason| reason.depends_on_trust_anchors())?;
        let verifies_here = matches!(
            self.rejection,
            Rejection::WeRejectServer
                | Rejection::WeRejectPeer
                | Rejection::IntermediaryRejectsUpstream
                | Rejection::Local
        );
        match self.stack.filter(|_| verifies_here)? {
            // Only on macOS is there a service that does not answer.
            stack if reason == Reason::TrustServiceUnavailable && stack.family() == Family::Go => {
                Stack::GoDarwin.knob()
            }
            stack => stack.knob(),
        }
    }
}
