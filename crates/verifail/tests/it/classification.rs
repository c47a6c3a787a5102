//! Relations of classification: wrapping keeps a diagnosis, cutting never makes another, one cause has one advice in
//! every stack, and any input has an answer in time.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use verifail::classification::{
    BOOKS, Circumstances, Diagnosis, Evidence, Layout, Note, classify, known_texts, readings,
};
use verifail::{Hop, Layer, Reason, Rejection, RetryAdvice, Stack};

fn of(text: &str) -> Diagnosis {
    classify(&Evidence::text(text))
}

/// Every known text that gives a reason, with its gaps and numbers filled.
fn texts() -> Vec<String> {
    let fill = |text: &str| text.replace('*', " some.host.example ").replace('#', "20");
    known_texts().filter(|known| known.reason.is_some()).map(|known| fill(known.text)).collect()
}

/// What wrapping must keep: all but where the proof stands and which wrappers were seen.
fn essence(diagnosis: &Diagnosis) -> (Option<Reason>, Rejection, Hop, RetryAdvice) {
    (diagnosis.reason, diagnosis.rejection, diagnosis.hop, diagnosis.retry)
}

fn json(text: &str) -> String {
    let escaped = serde_json::to_string(text).expect("text is JSON");
    format!("{{\"level\":\"error\",\"msg\":{escaped},\"n\":1}}")
}

/// Relation 43: what loggers, terminals and formats do to a text.
fn wrapped(text: &str) -> [(&'static str, String); 10] {
    [
        ("a time stamp", format!("2026-11-21T10:00:00.123Z {text}")),
        ("a syslog line", format!("Nov 21 10:00:00 host app[123]: {text}")),
        ("a level and a place", format!("E1121 10:00:00.000000 1 main.rs:17] {text}")),
        ("JSON", json(text)),
        ("JSON in JSON", json(&json(text))),
        ("colour", format!("\u{1b}[31m{}\u{1b}[0m", text.replace(' ', " \u{1b}[1m"))),
        ("lines of a terminal", text.replacen(' ', "\n  ", 3)),
        ("capitals", text.to_ascii_uppercase()),
        ("quotes", format!("error: \"{text}\"")),
        ("a box", format!("│ {}\n│", text.replace(' ', "\n│ "))),
    ]
}

#[test]
fn wrapping_a_text_keeps_its_diagnosis() {
    let mut broken = Vec::new();
    // Something follows, as nearly always: a text that ends here may have been cut, which is the next test's matter.
    for text in texts().iter().map(|text| format!("{text} (1)")) {
        let plain = of(&text);
        for (how, wrapped) in wrapped(&text) {
            let diagnosis = of(&wrapped);
            if essence(&diagnosis) != essence(&plain) {
                broken.push(format!("{how}: {text:?}: {:?} became {:?}", essence(&plain), essence(&diagnosis)));
            }
        }
    }
    assert!(broken.is_empty(), "{} of them\n{}", broken.len(), broken[..broken.len().min(60)].join("\n"));
}

/// Whether a shorter text may say that much: the same, less, or what it may have gone on to say.
fn is_part_of(part: &Diagnosis, whole: &Diagnosis) -> bool {
    let Some(reason) = part.reason else { return true };
    Some(reason) == whole.reason
        || reason.is_generic()
        || whole.also.contains(&reason)
        || whole.reason.is_some_and(|reason| part.perhaps.contains(&reason))
}

/// What it may go on to say, if that is anything in particular.
fn few(part: &Diagnosis) -> Vec<Reason> {
    if part.perhaps.len() > 30 { Vec::new() } else { part.perhaps.clone() }
}

#[test]
fn a_text_that_is_cut_anywhere_never_says_something_else() {
    let (mut broken, mut cuts, mut open) = (Vec::new(), 0, 0);
    for text in texts() {
        let text = format!("2026-11-21 ERROR connect failed: {text} (1)");
        let whole = of(&text);
        for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
            let part = of(&text[..end]);
            cuts += 1;
            open += usize::from(!is_part_of(&Diagnosis { perhaps: few(&part), ..part.clone() }, &whole));
            if !is_part_of(&part, &whole) {
                broken.push(format!("{:?} of {text:?}: {:?}, not {:?}", &text[..end], part.reason, whole.reason));
                break;
            }
        }
    }
    assert!(broken.is_empty(), "{} of them\n{}", broken.len(), broken[..broken.len().min(60)].join("\n"));
    // That a beginning may go on to anything is said where it is a whole message as well, and of what only its words
    // tell.
    assert!(open * 25 < cuts, "{open} of {cuts}");
}

/// Relation 44: a cause in the words of many stacks.
#[test]
fn one_cause_has_one_advice_whoever_words_it() {
    // What a text leaves open, advice cannot settle: those that say nothing precise differ by stack. An alert that the
    // peer sent is its decision, where the same on one's own side may be chance. A pre-shared key is a ticket, which a
    // fresh session does without, or configured, which it does not.
    let mut advices: BTreeMap<_, BTreeMap<RetryAdvice, Vec<String>>> = BTreeMap::new();
    for text in texts() {
        let diagnosis = of(&text);
        let precise = |reason: &Reason| {
            !reason.is_generic() && *reason != Reason::PskOrTicket && reason.layer() != Layer::Outside
        };
        if let Some(reason) = diagnosis.reason.filter(precise) {
            // A list that was handed over, and a status or list that is asked for, fail for causes of their own.
            let named = |words: &[&str]| words.iter().any(|word| text.to_ascii_lowercase().contains(word));
            let asked_for = named(&["fetch", "network", "server", "uri", "url"]);
            let of_a_list = named(&["crl", "krl", "revocation list", "revocationlist"]) && !asked_for;
            let cause = (reason, reason == Reason::RevocationUnavailable && of_a_list, diagnosis.rejection);
            advices.entry(cause).or_default().entry(diagnosis.retry).or_default().push(text);
        }
    }
    for (cause, advices) in advices {
        // A row may know more than its reason: that a session was resumed, that a responder was unreachable.
        let (usual, all) = (advices.values().map(Vec::len).max(), advices.values().map(Vec::len).sum::<usize>());
        assert!(usual.unwrap_or(0) * 10 >= all * 9, "{cause:?}: {advices:#?}");
    }
}

#[test]
fn the_same_cause_in_twelve_stacks_is_the_same_reason() {
    let expired = [
        "x509: certificate has expired or is not yet valid: current time 2026-11-21T00:00:00Z is after 2026-01-01T00:00:00Z",
        "verify error:num=10:certificate has expired",
        "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1006)",
        "code: 'CERT_HAS_EXPIRED'",
        "invalid peer certificate: Expired",
        "java.security.cert.CertificateExpiredException: NotAfter: Thu Jan 01 00:00:00 UTC 2026",
        "SEC_ERROR_EXPIRED_CERTIFICATE",
        "Certificate verification failed: The certificate is NOT trusted. The certificate chain uses expired certificate.",
        "UNITYTLS_X509VERIFY_FLAG_EXPIRED",
        "errSSLCertExpired",
        "MBEDTLS_X509_BADCERT_EXPIRED",
        "curl: (60) SSL certificate problem: certificate has expired",
    ];
    for text in expired {
        assert_eq!((of(text).reason, of(text).retry), (Some(Reason::Expired), RetryAdvice::Never), "{text}");
    }
}

#[test]
fn circumstances_move_the_hop_and_never_the_reason() {
    let text = "x509: certificate signed by unknown authority";
    let under = |context| classify(&Evidence::text(text).under(context));
    let insecure = under(Circumstances { client_insecure: true, ..Circumstances::default() });
    assert_eq!(insecure.reason, Some(Reason::UnknownIssuer));
    assert_eq!((insecure.hop, insecure.rejection), (Hop::ProxyToUpstream, Rejection::IntermediaryRejectsUpstream));
    assert_eq!(insecure.notes, [Note::NotTheFirstHop]);
    let proxied = under(Circumstances { through_proxy: true, ..Circumstances::default() });
    assert_eq!((proxied.reason, proxied.hop), (Some(Reason::UnknownIssuer), Hop::ClientToProxy));
}

#[test]
fn alerts_are_a_verdict_on_whom_they_are_sent_to() {
    let received = classify(&Evidence::alert(48, true));
    assert_eq!((received.reason, received.rejection), (Some(Reason::PeerRejectedOurCert), Rejection::PeerRejectsUs));
    let sent = classify(&Evidence::alert(48, false));
    assert_eq!((sent.reason, sent.rejection), (Some(Reason::UnknownIssuer), Rejection::WeRejectServer));
    assert_eq!(classify(&Evidence::alert(255, true)).reason, None);
}

#[test]
fn a_connection_that_broke_beside_a_handshake_that_failed_did_so_within_it() {
    for (text, reason) in [
        ("curl: (35) Recv failure: Connection was reset", Reason::HandshakeReset),
        ("error: RPC failed; curl 35 Recv failure: Connection reset by peer", Reason::HandshakeReset),
        ("curl error 35 while downloading https://a.example/: Send failure: Broken pipe", Reason::HandshakeReset),
        ("curl: (56) Recv failure: Connection was reset", Reason::UncleanClose),
        // Another program's handshake.
        ("curl: (56) Recv failure: Connection was reset; OSStatus -9824", Reason::UncleanClose),
        ("curl: (56) Recv failure: Connection was reset; ERR_SSL_PROTOCOL_ERROR", Reason::UncleanClose),
        ("app: read tcp 10.0.0.1:51234: connection reset by peer during TLS handshake", Reason::HandshakeReset),
        ("Server disconnected during SSL handshake, ECONNRESET", Reason::HandshakeReset),
    ] {
        assert_eq!(of(text).reason, Some(reason), "{text}");
    }
}

#[test]
fn what_either_side_may_have_refused_is_refused_by_nobody_yet() {
    for text in [
        "SSL_ERROR_NO_CYPHER_OVERLAP",
        "net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH",
        "schannel: SEC_E_INVALID_TOKEN (0x80090308) - The token supplied to the function is invalid",
        "The message received was unexpected or badly formatted",
    ] {
        assert_eq!(of(text).rejection, Rejection::Unknown, "{text}");
    }
}

#[test]
fn two_thousand_numbers_and_more_decode() {
    let mut decoded = 0;
    for book in BOOKS {
        for entry in book.entries {
            let reading = book.read(entry.number);
            let known = reading.is_some() || (entry.number == 0 && matches!(book.layout, Layout::Bits));
            assert!(known, "{} {} {}", book.name, entry.number, entry.name);
            decoded += 1;
        }
        assert!(book.entries.windows(2).all(|pair| pair[0].number <= pair[1].number), "{} is out of order", book.name);
    }
    assert!(decoded >= 2_000, "{decoded}");
    // Alerts in both packings are computed, not listed.
    for alert in [0, 10, 40, 48, 112, 120] {
        for code in [0x0a00_0000 + 1000 + alert, 0x1000_0000 + 1000 + alert] {
            assert!(readings(code).iter().any(|reading| reading.by_peer), "{code:x}");
        }
    }
}

#[test]
fn hostile_texts_are_answered_in_time() {
    let anchors: String = texts().iter().map(|text| format!("{text} ")).collect();
    let hostile = [
        "certificate ".repeat(100_000),
        "error:".repeat(100_000),
        "\u{1b}[".repeat(100_000),
        "\\".repeat(200_000),
        "-0x".repeat(100_000),
        "{\"a\":".repeat(50_000),
        "\n".repeat(500_000),
        anchors.repeat(4),
    ];
    // What is looked for is made ready once, and is no part of any text's time.
    let _ = of("");
    for text in hostile {
        let started = Instant::now();
        let diagnosis = of(&text);
        // The tests are built with little optimisation and share their machine.
        assert!(started.elapsed() < Duration::from_secs(2), "{:?}…: {:?}", &text[..20], started.elapsed());
        assert!(diagnosis.also.len() <= verifail::classification::MAX_ALSO);
        assert!(diagnosis.cut || text.len() <= 64 * 1024);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_octets_have_an_answer(octets in prop::collection::vec(any::<u8>(), 0..600), at in any::<prop::sample::Index>()) {
        let texts = texts();
        let text = at.get(&texts).as_bytes();
        let middle = octets.len() / 2;
        let mixed = [&octets[..middle], text, &octets[middle..]].concat();
        let diagnosis = classify(&Evidence::text(&mixed));
        prop_assert!(diagnosis.span.end <= mixed.len() && diagnosis.span.start <= diagnosis.span.end);
        prop_assert!(diagnosis.reason.is_none_or(|reason| !diagnosis.excludes.contains(&reason)));
    }
}

#[test]
fn a_line_break_between_the_words_of_a_row_joins_none_of_them() {
    let text = "GET https://hooks.example:8443/in failed:\nCaused by: eof violates ssl protocol";
    let plain = of(text);
    for wrapped in [text.replace("ssl protocol", "ssl\nprotocol"), text.replace("eof violates", "eof\n  violates")] {
        assert_eq!(essence(&of(&wrapped)), essence(&plain), "{wrapped:?}");
    }
}

#[test]
fn words_about_a_certificate_are_not_guessed_to_be_why_something_else_failed() {
    for text in [
        "failed to query server whose certificate is said to be expired",
        "Connection refused by a server whose certificate is said to be expired",
    ] {
        assert_eq!(of(text).reason, Some(Reason::NotTlsRelated), "{text}");
    }
}

#[test]
fn a_text_may_go_on_to_what_began_before_all_that_it_says() {
    let cut = of("Certificate hash [certificate has expired");
    assert_eq!(cut.reason, Some(Reason::Expired));
    assert!(cut.perhaps.contains(&Reason::PinMismatch), "{:?}", cut.perhaps);
}

#[test]
fn where_nothing_was_evaluated_nothing_of_the_certificate_is_said_beside() {
    let with = |words: &str| of(&format!("x509: OSStatus -26276; {words}"));
    let invalid = with("x509: certificate is not valid for any names");
    assert_eq!((invalid.reason, invalid.also), (Some(Reason::TrustServiceUnavailable), Vec::new()));
    let tunnel = with("proxyconnect tcp: EOF");
    assert_eq!(tunnel.also, [Reason::ProxyTunnelFailed]);
}

#[test]
fn a_statement_is_read_wherever_it_stands_in_a_long_text() {
    let statement = "SSL certificate problem: certificate has expired";
    let alone = of(statement);
    // A long text is read a kilobyte at a time: before a part's end, across it, behind it.
    for parts in 0..6_usize {
        for at in ((parts * 1024).saturating_sub(60)..parts * 1024 + 60).step_by(5) {
            let text = format!("{} {statement} {}", "x".repeat(at), "y ".repeat(3_000));
            let diagnosis = of(&text);
            assert_eq!(essence(&diagnosis), essence(&alone), "at {at}");
            assert_eq!(&text[diagnosis.span.clone()], &statement[alone.span.clone()], "at {at}");
        }
    }
}

#[test]
fn an_alert_that_is_named_takes_no_more_than_its_own_words() {
    for text in [
        "the certificate has expired; received fatal alert: unknown_ca",
        "received fatal alert: unknown_ca; the certificate has expired",
    ] {
        let diagnosis = of(text);
        assert_eq!(diagnosis.reason, Some(Reason::Expired), "{text}");
        assert_eq!(diagnosis.also, [Reason::PeerRejectedOurCert], "{text}");
    }
}

#[test]
fn the_words_of_an_alert_that_is_named_are_not_a_finding_of_this_side() {
    // By themselves these words are a refusal of the server's certificate.
    assert_eq!(of("certificate expired").rejection, Rejection::WeRejectServer);
    for text in ["xyz received tls alert 45 certificate expired", "xyz: peer sent fatal TLS alert: certificate expired"]
    {
        assert_eq!(of(text).reason, Some(Reason::PeerRejectedOurCert), "{text}");
    }
}

#[test]
fn words_of_no_row_are_told_where_they_stand_behind_what_is_around_them() {
    for (around, words) in [
        ("transport failure reason: TLS_error: ", "thumbprint of it does not match"),
        ("Error: Post failed: ", "thumbprint of it does not match"),
    ] {
        let text = format!("{around}{words}");
        let diagnosis = of(&text);
        assert_eq!(&text[diagnosis.span.clone()], words, "{text}");
    }
}

#[test]
fn what_a_server_answers_of_its_own_connection_is_between_it_and_its_upstream() {
    let own = "Error connecting to db-2:27017 :: caused by :: SSL peer certificate validation failed: unsupported \
               certificate purpose";
    assert_eq!(of(own).hop, Hop::Direct);
    for around in ["MongoServerError[HostUnreachable]: ", "OperationFailure: x, full error: {'ok': 0.0, 'errmsg': '"] {
        let answered = of(&format!("{around}{own}"));
        assert_eq!(answered.hop, Hop::OriginToUpstream, "{around}");
        assert_eq!(answered.rejection, Rejection::IntermediaryRejectsUpstream, "{around}");
    }
}

#[test]
fn another_domain_is_told_by_its_own_name_in_any_language() {
    let trace = "Traceback (most recent call last):\n  File \"x.py\", line 2, in connect\nparamiko.ssh_exception.\
                 SSHException: Server 'h' does not match\nHost key verification failed.";
    let diagnosis = of(trace);
    assert_eq!(diagnosis.reason, Some(Reason::NotTlsRelated));
    assert_eq!(diagnosis.stack, Some(Stack::Ssh));
}

#[test]
fn what_is_left_of_a_text_in_the_retelling_still_says_the_same() {
    let whole = of("TLS_error:|268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify cert failed: \
                    verify SAN list:TLS_error_end");
    for text in ["TLS error: 268435581: verify SAN list", "the gateway says 268435581, verify SAN list"] {
        let told = of(text);
        assert_eq!((told.reason, told.rejection, told.hop), (whole.reason, whole.rejection, whole.hop), "{text}");
        assert_eq!((&told.excludes, told.retry), (&whole.excludes, whole.retry), "{text}");
    }
    // OpenSSL, where only a server looks for what both sides have.
    for reason in ["no application protocol", "no suitable signature algorithm", "missing sigalgs extension"] {
        let text = format!("error:0A000000:SSL routines::{reason}");
        assert_eq!(of(&text).rejection, Rejection::WeRejectClient, "{text}");
    }
}

#[test]
fn marks_give_their_place_whatever_is_said_behind_them() {
    // The words at the end of the mark begin those that tell what is wrong.
    for text in
        ["502 Bad Gateway: certificate has expired", "'502 Bad Gateway' caused by: x509: certificate has expired"]
    {
        assert_eq!(of(text).hop, Hop::ProxyToUpstream, "{text}");
    }
    // A statement that leaves its own side open leaves that of another as it is.
    let refused = of("Sending fatal alert BadCertificate\nError: invalid peer certificate: UnknownIssuer");
    assert_eq!(refused.rejection, Rejection::WeRejectServer);
}
