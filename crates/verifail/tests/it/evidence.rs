//! Evidence that is no text: errors with their causes, what a program states, verdicts.

use std::error::Error;
use std::fmt;
use std::io;

use verifail::classification::{
    Circumstances, Evidence, MAX_CAUSES, MAX_CHAIN_TEXT, Note, Side, Statement, causes, chain_text, classify,
};
use verifail::{Confidence, Hop, KeyPurpose, Reason, Rejection, RetryAdvice, Stack};

use crate::world::{CA_KEY, CrlTemplate, ROOT_KEY, World, policies};

/// An error with a text and a cause.
#[derive(Debug)]
struct Level(String, Option<Box<dyn Error + Send + Sync>>);

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for Level {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.1.as_deref().map(|cause| cause as _)
    }
}

fn level(text: &str, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Level {
    Level(text.to_owned(), Some(cause.into()))
}

fn last(text: &str) -> Level {
    Level(text.to_owned(), None)
}

#[test]
fn the_texts_of_a_chain_are_joined_and_repetitions_left_out() {
    let inner = last("invalid peer certificate: Expired");
    let io = io::Error::new(io::ErrorKind::InvalidData, inner);
    let error = level("error sending request", level("client error (Connect)", io));
    assert_eq!(chain_text(&error), "error sending request: client error (Connect): invalid peer certificate: Expired");
    // A wrapper that prints its cause, and one that is transparent.
    let error = level("failed: timed out", level("timed out", last("timed out")));
    assert_eq!(chain_text(&error), "failed: timed out");
}

#[test]
fn a_chain_is_read_to_a_bounded_depth_and_length() {
    let mut deep = last("the end");
    for number in 0..100 {
        deep = level(&format!("level {number}"), deep);
    }
    assert_eq!(causes(&deep).count(), MAX_CAUSES);
    assert!(!chain_text(&deep).contains("the end"));
    for length in [MAX_CHAIN_TEXT - 3, MAX_CHAIN_TEXT - 1, MAX_CHAIN_TEXT, 10 * MAX_CHAIN_TEXT] {
        let long = level(&"ä".repeat(length / 2), level(&"ö".repeat(length), last("TLS")));
        let text = chain_text(&long);
        assert!(text.len() <= MAX_CHAIN_TEXT && text.starts_with('ä'), "{length}: {}", text.len());
    }
}

/// An error that would print forever.
#[derive(Debug)]
struct Endless;

impl fmt::Display for Endless {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        loop {
            f.write_str("unknown issuer ")?;
        }
    }
}

impl Error for Endless {}

#[test]
fn an_error_that_prints_without_an_end_is_cut_off() {
    assert_eq!(chain_text(&Endless).len(), MAX_CHAIN_TEXT);
    let _ = classify(&Evidence::error(&Endless));
}

#[test]
fn a_chain_says_what_its_text_says_where_that_is_precise() {
    for text in [
        "invalid peer certificate: UnknownIssuer",
        "received fatal alert: CertificateRequired",
        "peer closed connection without sending TLS close_notify",
        "x509: OSStatus -26276",
    ] {
        let error = io::Error::new(io::ErrorKind::ConnectionReset, last(text));
        let (chain, plain) = (classify(&Evidence::error(&error)), classify(&Evidence::text(text)));
        assert_eq!((chain.reason, chain.retry, chain.hop), (plain.reason, plain.retry, plain.hop), "{text}");
    }
}

#[test]
fn the_kind_of_an_io_error_decides_where_its_text_is_the_systems() {
    // What a system says in one language is something else in another; the kind is the same.
    for (kind, reason, retry) in [
        (io::ErrorKind::ConnectionAborted, Reason::HandshakeReset, RetryAdvice::FreshConnection),
        (io::ErrorKind::ConnectionReset, Reason::HandshakeReset, RetryAdvice::FreshConnection),
        (io::ErrorKind::BrokenPipe, Reason::HandshakeReset, RetryAdvice::FreshConnection),
        (io::ErrorKind::UnexpectedEof, Reason::HandshakeEof, RetryAdvice::FreshConnection),
        (io::ErrorKind::TimedOut, Reason::HandshakeTimeout, RetryAdvice::FreshConnection),
        (io::ErrorKind::ConnectionRefused, Reason::NotTlsRelated, RetryAdvice::OtherAddress),
        (io::ErrorKind::HostUnreachable, Reason::NotTlsRelated, RetryAdvice::OtherAddress),
    ] {
        for error in [io::Error::from(kind), io::Error::new(kind, "接続が切断されました")] {
            let diagnosis = classify(&Evidence::error(&level("error sending request", error)));
            assert_eq!((diagnosis.reason, diagnosis.retry), (Some(reason), retry), "{kind:?}");
        }
    }
    #[cfg(target_os = "linux")]
    for (errno, reason) in
        [(104, Reason::HandshakeReset), (110, Reason::HandshakeTimeout), (111, Reason::NotTlsRelated)]
    {
        let diagnosis = classify(&Evidence::error(&io::Error::from_raw_os_error(errno)));
        assert_eq!(diagnosis.reason, Some(reason), "{errno}");
    }
    assert_eq!(classify(&Evidence::error(&io::Error::from(io::ErrorKind::NotFound))).reason, None);
}

#[test]
fn a_general_text_stands_beside_the_kind_that_is_precise() {
    // The kind alone is precise: in English, the words would say it too.
    let error = level("TLS handshake failed", io::Error::new(io::ErrorKind::ConnectionReset, "接続が切断されました"));
    let diagnosis = classify(&Evidence::error(&error));
    assert_eq!(diagnosis.reason, Some(Reason::HandshakeReset));
    assert_eq!(diagnosis.also, [Reason::GenericHandshakeFailure]);
}

#[test]
fn what_a_program_states_is_taken_as_it_is() {
    for reason in Reason::ALL {
        let diagnosis = classify(&Evidence::statement(Statement::of(*reason).from(Stack::Go).by(Side::Client)));
        assert_eq!((diagnosis.reason, diagnosis.stack), (Some(*reason), Some(Stack::Go)), "{reason}");
        assert_eq!(diagnosis.confidence, Confidence::Proved);
        assert!(
            !diagnosis.excludes.contains(reason) && diagnosis.mentions_tls && diagnosis.span.is_empty(),
            "{reason}"
        );
    }
    let unknown = classify(&Evidence::statement(Statement::unclassified().from(Stack::Java)));
    assert_eq!((unknown.reason, unknown.stack, unknown.mentions_tls), (None, Some(Stack::Java), true));
}

#[test]
fn a_statement_says_which_side_refuses_whom() {
    let refused = Statement::of(Reason::Expired);
    let said = Statement::of(Reason::PeerRejectedOurCert).received();
    for (statement, rejection) in [
        (refused.by(Side::Client), Rejection::WeRejectServer),
        (refused.by(Side::Server), Rejection::WeRejectClient),
        (refused.by(Side::Either), Rejection::WeRejectPeer),
        (refused.at(Hop::ProxyToUpstream), Rejection::IntermediaryRejectsUpstream),
        (said.by(Side::Client), Rejection::ServerRejectsUs),
        (said.by(Side::Server), Rejection::ClientRejectsUs),
        (said, Rejection::PeerRejectsUs),
        (said.at(Hop::OriginToUpstream), Rejection::UpstreamRejectsIntermediary),
        (Statement::of(Reason::TlsConfigError).by(Side::Client), Rejection::Local),
    ] {
        assert_eq!(classify(&Evidence::statement(statement)).rejection, rejection, "{statement:?}");
    }
    let advised = classify(&Evidence::statement(refused.retry(RetryAdvice::OtherAddress).excludes(&[Reason::NoSan])));
    assert_eq!((advised.retry, advised.excludes), (RetryAdvice::OtherAddress, vec![Reason::NoSan]));
    let through_proxy = Circumstances { through_proxy: true, ..Circumstances::default() };
    let seen = classify(&Evidence::statement(refused.by(Side::Client)).under(through_proxy));
    assert_eq!((seen.hop, seen.notes), (Hop::ClientToProxy, vec![Note::PerhapsInterception]));
}

#[test]
fn a_verdict_has_its_first_reason_and_excludes_what_held() {
    let mut refused = 0;
    for (name, world) in crate::faults::worlds() {
        for policy in ["rustls", "go", "rfc5280", "web-pki"] {
            let answer = world.ask(policy);
            let diagnosis = &answer.diagnosis;
            let Some(first) = answer.reasons.first() else {
                assert_eq!(diagnosis.reason, Some(Reason::TlsNotFailure), "{name}");
                assert_eq!(diagnosis.retry, RetryAdvice::NotApplicable, "{name}");
                continue;
            };
            refused += 1;
            assert_eq!(diagnosis.reason, Some(*first), "{name} under {policy}");
            assert!(answer.reasons[1..].starts_with(&diagnosis.also), "{name} under {policy}");
            let mut found = answer.paths.iter().flat_map(|path| &path.findings);
            let contradicted = found.find(|finding| diagnosis.excludes.contains(&finding.reason));
            assert_eq!(contradicted, None, "{name} under {policy}: {:?}", diagnosis.excludes);
        }
    }
    assert!(refused > 100, "{refused}");
}

#[test]
fn a_verdict_on_a_name_excludes_the_rest_of_an_anchored_chain() {
    let elsewhere = World::with(|world| world.question.name = Some("elsewhere.example".to_owned()));
    let diagnosis = elsewhere.ask("rustls").diagnosis;
    assert_eq!(diagnosis.reason, Some(Reason::NameMismatch));
    assert_eq!((diagnosis.rejection, diagnosis.hop), (Rejection::WeRejectServer, Hop::Direct));
    for reason in [Reason::Expired, Reason::UnknownIssuer, Reason::BadSignature, Reason::EkuMissingOrWrong] {
        assert!(diagnosis.excludes.contains(&reason), "{reason}: {:?}", diagnosis.excludes);
    }
    // No CRL was supplied, so that nothing is known of a revocation.
    assert!(!diagnosis.excludes.contains(&Reason::Revoked));
    // Without an anchor only the name is certain.
    let unanchored = World::with(|world| world.anchors.clear()).ask("rustls").diagnosis;
    assert_eq!(unanchored.excludes, [Reason::NameMismatch, Reason::NoSan]);
}

/// A change of a world.
type Edit = fn(&mut World);

#[test]
fn a_verdict_excludes_what_was_asked_and_held_and_nothing_that_was_not_asked() {
    let excludes = |policy: &str, edit: Edit| {
        let world = World::with(|world| {
            world.end_entity.not_after = "20260614000000Z".to_owned();
            edit(world);
        });
        let diagnosis = world.ask(policy).diagnosis;
        assert!(!diagnosis.excludes.contains(&Reason::Expired) && diagnosis.excludes.is_sorted(), "{policy}");
        diagnosis.excludes
    };
    let crls = |world: &mut World| {
        let crls = [("CA", CA_KEY), ("Root", ROOT_KEY)].map(|(issuer, signer)| CrlTemplate::of(issuer, signer));
        world.check_revocation(crls.to_vec());
    };
    let asked_and_not: [(Reason, Edit, Edit); 5] = [
        (Reason::NameMismatch, |_| {}, |world| world.question.name = None),
        (Reason::NoSan, |_| {}, |world| world.question.name = None),
        (Reason::EkuMissingOrWrong, |_| {}, |world| world.question.purpose = KeyPurpose::Any),
        (Reason::ExplicitlyDistrusted, |world| world.question.distrusted = vec![7], |_| {}),
        (Reason::Revoked, crls, |_| {}),
    ];
    for (reason, asked, not) in asked_and_not {
        let with = policies().filter(|policy| excludes(policy, asked).contains(&reason)).count();
        let without = policies().filter(|policy| excludes(policy, not).contains(&reason)).count();
        assert!(with > 0 && without == 0, "{reason}: {with} with, {without} without");
    }
    // Of several rules under one reason some may have failed to be looked at; and an issuer that is known is all that
    // its absence is called.
    for policy in ["rustls", "web-pki", "go"] {
        let excludes = excludes(policy, |_| {});
        assert!(!excludes.contains(&Reason::Policy) && !excludes.contains(&Reason::ProfileViolation), "{policy}");
        for issuer in [
            Reason::UnknownIssuer,
            Reason::MissingIntermediate,
            Reason::SelfSignedInChain,
            Reason::SelfSignedLeaf,
            Reason::UntrustedRoot,
        ] {
            assert!(excludes.contains(&issuer), "{policy}: {issuer}");
        }
    }
    // A signature that nobody checked held nothing.
    let unchecked = World::with(|world| world.end_entity.signer = 7).ask("rustls").diagnosis;
    assert!(!unchecked.excludes.contains(&Reason::BadSignature));
    // Nothing that a limit kept from being looked at is excluded.
    let limited = World::with(|world| world.question.max_path_depth = Some(0)).ask("rustls");
    assert_eq!((limited.diagnosis.reason, limited.diagnosis.excludes), (Some(Reason::ChainLimits), Vec::new()));
}
