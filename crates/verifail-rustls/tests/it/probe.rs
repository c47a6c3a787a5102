//! The prober meets every fault of the lab, and says what the catalogue does.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use verifail::capture::{Outcome, Sample, Starttls};
use verifail::{Hop, Reason};
use verifail_lab::{Family, Fault, LabOptions, Reach, Running, catalogue, fault};
use verifail_rustls::Anchors;
use verifail_rustls::probe::{Probe, Probed};

/// Whom a client of the lab asks, and what it trusts.
fn asking(running: &Running) -> Probe {
    let url: url::Url = running.url().parse().unwrap();
    let probe = Probe::new(running.server_name(), url.port().unwrap());
    let probe = probe.anchors(Anchors::of(running.anchors().to_vec()).unwrap()).timeout(Duration::from_secs(5));
    match running.proxy() {
        Some(proxy) => probe.via(proxy.parse().unwrap()),
        // Where a name has several addresses, the test says which.
        None => probe.addresses([running.address().ip()]),
    }
}

async fn start(name: &str) -> Running {
    let options = LabOptions::default().patience(Duration::from_secs(20));
    fault(name).unwrap().start(&options).await.unwrap()
}

async fn probed(name: &str, ask: impl FnOnce(Probe) -> Probe) -> Probed {
    let running = start(name).await;
    ask(asking(&running)).run().await.unwrap()
}

/// Their fault is in the answer to a request, and a prober sends none.
const IN_THE_ANSWER: &[&str] = &["corrupt-response", "eof-before-response", "eof-mid-response"];

/// What is wrong with what was seen; nothing where it is as the catalogue says.
fn difference(fault: &Fault, sample: &Sample) -> Option<String> {
    let expected = fault.expected;
    let right = match expected.rustls {
        None => sample.outcome == Outcome::Trusted,
        Some(_) => sample.is_bad() && sample.reason.is_some_and(|reason| expected.reasons.contains(&reason)),
    };
    let about_certificate = sample.outcome == Outcome::Refused;
    let shows = !about_certificate || !sample.chain.is_empty();
    (!right || !shows).then(|| format!("{fault:?}: {:?} and not {:?}: {sample:?}", sample.reason, expected.reasons))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_fault_that_a_handshake_shows_is_told_as_the_catalogue_says() {
    let room = Arc::new(Semaphore::new(8));
    // What only an answer of HTTP shows is nothing for a prober, which sends no request.
    let is_shown = |fault: &&Fault| {
        let by_request = matches!(fault.family, Family::Gateway | Family::Worker | Family::TrustService)
            || fault.needs.plain
            || fault.needs.revocation
            || fault.needs.client_certificate
            || fault.expected.hop == Hop::ProxyToUpstream
            || IN_THE_ANSWER.contains(&fault.name);
        !by_request && fault.reach != Reach::Simulated
    };
    let meet = |fault: &'static Fault| {
        let room = Arc::clone(&room);
        tokio::spawn(async move {
            let _permit = room.acquire().await.unwrap();
            let options = LabOptions::default().patience(Duration::from_secs(20));
            let running = fault.start(&options).await.unwrap();
            let mut probe = asking(&running).timeout(Duration::from_secs(3));
            let protocols = fault.needs.application_protocols;
            probe = probe.application_protocols(protocols.iter().map(|protocol| (*protocol).to_owned()));
            if fault.needs.only_tls13 {
                const ONLY: &[&rustls::SupportedProtocolVersion] = &[&rustls::version::TLS13];
                probe = probe.versions(ONLY);
            }
            let probed = probe.run().await.unwrap();
            difference(fault, &probed.capture.samples[0])
        })
    };
    let tasks: Vec<_> = catalogue().iter().filter(is_shown).map(meet).collect();
    let met = tasks.len();
    let mut differences = Vec::new();
    for task in tasks {
        differences.extend(task.await.unwrap());
    }
    assert!(met > 90, "{met}");
    assert!(differences.is_empty(), "{} of {met} differ:\n{}", differences.len(), differences.join("\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_has_no_certificate_is_told_so_after_the_handshake_too() {
    let probed = probed("client-certificate-good", |probe| probe).await;
    let sample = &probed.capture.samples[0];
    assert_eq!((sample.reason, sample.outcome), (Some(Reason::ClientCertRequired), Outcome::Failed));
    let alert = sample.alert.unwrap();
    assert_eq!((alert.number, alert.received), (116, true));
    // The server's own certificate was seen before.
    assert_eq!(sample.chain.len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_that_crosses_names_is_found_and_judged_for_the_name_that_is_asked_for() {
    for name in ["any-session", "any-session-tls-1-2"] {
        let probed = probed(name, |probe| probe.also_name("neighbour.example")).await;
        let across: Vec<_> = probed.capture.samples.iter().filter(|sample| sample.is_across_names()).collect();
        assert_eq!(across.len(), 2, "{name}: {:?}", probed.capture.samples);
        for sample in across {
            assert_eq!(sample.resumed, Some(true), "{name}");
            // No certificate is presented: the one that is stored with the session counts.
            assert!(sample.chain.is_empty() && sample.session_end_entity.is_some(), "{name}");
            let is_host = sample.server_name.as_deref() == Some("localhost");
            let expected =
                if is_host { (Outcome::Trusted, None) } else { (Outcome::Refused, Some(Reason::NameMismatch)) };
            assert_eq!((sample.outcome, sample.reason), expected, "{name}");
        }
    }
    // A server that minds offers no session to another name.
    let probed = probed("good", |probe| probe.also_name("neighbour.example")).await;
    let across: Vec<_> = probed.capture.samples.iter().filter(|sample| sample.is_across_names()).collect();
    assert!(across.len() == 2 && across.iter().all(|sample| sample.resumed == Some(false)), "{across:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_is_resumed_for_the_same_name() {
    let probed = probed("good", |probe| probe.resumed().samples(3)).await;
    let resumed: Vec<_> = probed.capture.samples.iter().map(|sample| sample.resumed).collect();
    assert_eq!(resumed, [Some(false), Some(true)].repeat(3));
    assert!(probed.capture.samples.iter().all(|sample| sample.outcome == Outcome::Trusted));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fleet_is_told_apart_by_its_nodes_and_the_rate_is_exact() {
    let probed = probed("fleet-expired-node", |probe| probe.samples(30).parallel(4)).await;
    let groups = probed.capture.groups();
    let bad: Vec<_> = groups.iter().filter(|group| group.bad > 0).collect();
    assert_eq!((groups.len(), bad.len(), bad[0].samples, bad[0].bad), (3, 1, 10, 10));
    assert_eq!((probed.failures.len(), probed.failures[0].samples), (1, 10));
    assert_eq!(probed.failures[0].diagnosis.reason, Some(Reason::Expired));
    assert!(probed.capture.samples.is_sorted_by_key(|sample| sample.after_ms));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_address_is_asked_and_the_faulty_one_is_named() {
    let running = start("addresses-one-expired").await;
    let addresses = running.addresses().iter().map(|address| address.ip());
    let probed = asking(&running).addresses(addresses.skip(1)).samples(6).run().await.unwrap();
    let bad = probed.capture.samples.iter().filter(|sample| sample.is_bad());
    let bad: Vec<_> = bad.map(|sample| sample.address.clone().unwrap()).collect();
    assert_eq!(bad, vec![running.address().to_string(); 6 / running.addresses().len()]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_missing_issuer_is_named_and_nothing_is_fetched_unless_somebody_asks() {
    let probed = probed("missing-intermediate", |probe| probe).await;
    let [missing] = probed.missing.as_slice() else { panic!("{:?}", probed.missing) };
    assert!(missing.name.contains("verifail lab CA") && missing.fetched.is_empty(), "{missing:?}");
    assert_eq!(missing.end_entities.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_time_is_taken_for_the_clock_and_the_policies_go_by_it() {
    let year = 400 * 86_400;
    let later =
        verifail::Time::from_unix_seconds(i64::try_from(rustls_pki_types::UnixTime::now().as_secs()).unwrap() + year);
    let policies = verifail::Policy::all();
    let probed = probed("good", |probe| {
        let probe = probe.time(later).head();
        policies.iter().fold(probe, Probe::policy)
    })
    .await;
    let sample = &probed.capture.samples[0];
    assert_eq!((sample.outcome, sample.reason), (Outcome::Refused, Some(Reason::Expired)));
    // It is trusted by this machine's clock, so that it may be asked for its own.
    let ahead = verifail_rustls::survey::clock(&probed.capture).unwrap().ahead_s;
    assert!((year - 5..=year + 5).contains(&ahead), "{ahead}");
    assert_eq!(probed.capture.verdicts.len(), policies.len());
    assert!(probed.capture.verdicts.iter().all(|verdict| !verdict.accepted), "{:?}", probed.capture.verdicts);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_a_trusted_server_is_sent_a_request_and_only_where_somebody_asks() {
    let requests = |running: &Running| running.log().requests().len();
    for (name, asks, expected) in [("good", false, 0), ("good", true, 1), ("expired", true, 0)] {
        let running = start(name).await;
        let probe = asking(&running);
        let probed = if asks { probe.head() } else { probe }.run().await.unwrap();
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert_eq!(requests(&running), expected, "{name}");
        assert_eq!(probed.capture.samples[0].http_status, (expected == 1).then_some(200), "{name}");
    }
    // A time at which it would be trusted makes nobody trusted.
    let running = start("expired").await;
    let before = verifail::Time::from_unix_seconds(
        i64::try_from(rustls_pki_types::UnixTime::now().as_secs()).unwrap() - 3 * 86_400,
    );
    let probed = asking(&running).head().time(before).run().await.unwrap();
    assert_eq!((probed.capture.samples[0].outcome, requests(&running)), (Outcome::Trusted, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_gathered_is_kept_when_somebody_stops_it() {
    let running = start("good").await;
    let (stop, mut stopped) = tokio::sync::oneshot::channel::<()>();
    let mut stop = Some(stop);
    let probe = asking(&running).samples(1_000);
    let until = async move {
        let _ = (&mut stopped).await;
    };
    let probed = probe
        .run_until(until, |progress| {
            assert_eq!(progress.total, 1_000);
            if progress.done == 5 {
                stop.take().unwrap().send(()).unwrap();
            }
        })
        .await
        .unwrap();
    assert!(probed.stopped);
    assert!((5..1_000).contains(&probed.capture.samples.len()), "{}", probed.capture.samples.len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_stands_still_costs_the_timeout_and_says_in_which_phase() {
    let probed = probed("stall-before-server-hello", |probe| probe.timeout(Duration::from_millis(300))).await;
    let sample = &probed.capture.samples[0];
    assert_eq!(sample.reason, Some(Reason::HandshakeTimeout));
    assert!(sample.said.as_deref().unwrap().contains("in handshake"), "{sample:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_port_that_nobody_listens_at_and_a_name_without_address_are_unreachable() {
    // Bound and never listened at: nobody else gets the port.
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let port = socket.local_addr().unwrap().port();
    for host in ["127.0.0.1", "no-such-host.invalid"] {
        let probed = Probe::new(host, port).samples(2).run().await.unwrap();
        let sample = &probed.capture.samples[0];
        assert_eq!((sample.outcome, sample.reason), (Outcome::Unreachable, Some(Reason::NotTlsRelated)), "{sample:?}");
    }
    assert!(Probe::new("not a name", 443).run().await.is_err());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_node_of_five_that_expired_is_found_by_forty_samples() {
    let probed = probed("fleet-one-of-five-expired", |probe| probe.samples(40).parallel(8)).await;
    let groups = probed.capture.groups();
    let bad: Vec<_> = groups.iter().filter(|group| group.bad > 0).map(|group| (group.samples, group.bad)).collect();
    assert_eq!((groups.len(), bad), (5, vec![(8, 8)]));
    assert_eq!(probed.capture.samples.len(), 40);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_proxy_of_which_some_nodes_issue_for_clients_alone_is_told_by_its_nodes() {
    let probed = probed("proxy-client-auth-only-node", |probe| probe.samples(12)).await;
    let groups = probed.capture.groups();
    let bad: Vec<_> = groups.iter().filter(|group| group.bad > 0).collect();
    assert_eq!((groups.len(), bad.len(), bad[0].bad), (3, 1, 4));
    assert_eq!(bad[0].reasons.keys().collect::<Vec<_>>(), [&Reason::EkuMissingOrWrong]);
    // The proxy's clock and address, and nobody else's.
    assert!(probed.capture.target.addresses.is_empty());
    assert!(probed.capture.samples.iter().all(|sample| sample.timings.proxy_us.is_some()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_certificate_of_the_default_host_is_told_from_that_of_the_name() {
    let running = verifail_lab::serve_default_host(&LabOptions::default()).await.unwrap();
    let probe = asking(&running).server_name(Some("localhost".to_owned())).server_name(None);
    let probed = probe.samples(4).run().await.unwrap();
    let by_name = |name: Option<&str>| {
        let samples = probed.capture.samples.iter().filter(move |sample| sample.server_name.as_deref() == name);
        samples.map(Sample::end_entity).collect::<std::collections::BTreeSet<_>>()
    };
    assert!(by_name(Some("localhost")).is_disjoint(&by_name(None)), "{:?}", probed.capture.samples);
    let bad = probed.capture.samples.iter().filter(|sample| sample.is_bad());
    assert!(bad.clone().count() == 2 && bad.clone().all(|sample| sample.server_name.is_none()));
    assert!(bad.clone().all(|sample| sample.reason == Some(Reason::NameMismatch)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_protocol_that_begins_in_clear_is_brought_to_its_certificate() {
    use verifail_lab::{Clear, Consent, serve_starttls};
    let protocols = [
        (Starttls::Imap, Clear::Imap),
        (Starttls::Ldap, Clear::Ldap),
        (Starttls::Postgres, Clear::Postgres),
        (Starttls::Smtp, Clear::Smtp),
    ];
    for (protocol, clear) in protocols {
        let running = serve_starttls(clear, Consent::Gives, &LabOptions::default()).await.unwrap();
        let probed = asking(&running).starttls(protocol).run().await.unwrap();
        let sample = &probed.capture.samples[0];
        assert_eq!((sample.outcome, sample.chain.len()), (Outcome::Trusted, 2), "{protocol}: {sample:?}");
        assert!(sample.timings.starttls_us.is_some() && sample.alpn.is_none());
        let running = serve_starttls(clear, Consent::Refuses, &LabOptions::default()).await.unwrap();
        let probed = asking(&running).starttls(protocol).run().await.unwrap();
        let sample = &probed.capture.samples[0];
        assert_eq!((sample.outcome, sample.reason), (Outcome::Failed, Some(Reason::NotTls)), "{protocol}: {sample:?}");
        assert!(sample.said.as_deref().unwrap().starts_with("no STARTTLS by "), "{sample:?}");
        // Another protocol's server, and one that speaks TLS at once, are no reason to wait or to panic.
        let wrong = start("plain-http").await;
        let probe = asking(&wrong).starttls(protocol).timeout(Duration::from_millis(500));
        assert!(probe.run().await.unwrap().capture.samples[0].is_bad());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_proxy_is_told_who_asks_and_nobody_else_is() {
    const SECRET: &str = "hunter2";
    let running = start("good").await;
    for tls in [false, true] {
        let options = LabOptions::default();
        let tunnel = verifail_lab::Tunnel::start(Some(("ann", SECRET)), tls, &options).await.unwrap();
        let with = |user: &str| tunnel.url().replace("://", &format!("://{user}@"));
        let anchors = Anchors::of(running.anchors().to_vec()).unwrap();
        let anchors = anchors.and(Anchors::of(tunnel.anchors().to_vec()).unwrap());
        let ask = |url: String| {
            Probe::new("localhost", running.address().port()).anchors(anchors.clone()).via(url.parse().unwrap())
        };
        let probed = ask(with(&format!("ann:{SECRET}"))).run().await.unwrap();
        let sample = &probed.capture.samples[0];
        assert_eq!(sample.outcome, Outcome::Trusted, "{sample:?}");
        assert_eq!(probed.capture.target.via.as_ref().unwrap().tls, tls);
        assert!(!format!("{probed:?}").contains(SECRET));
        for url in [tunnel.url(), with(&format!("ann:not-{SECRET}"))] {
            let probed = ask(url).run().await.unwrap();
            let sample = &probed.capture.samples[0];
            assert_eq!((sample.outcome, sample.reason), (Outcome::Unreachable, Some(Reason::ProxyTunnelFailed)));
            assert_eq!(sample.hop, Some(Hop::ClientToProxy));
            assert!(sample.said.as_deref().unwrap().contains("407 Proxy Authentication Required"), "{sample:?}");
            assert!(!format!("{probed:?}").contains(SECRET));
        }
        if tls {
            // A proxy that is not trusted is not told anything.
            let before = tunnel.log().handshakes();
            let stranger = Anchors::mozilla();
            let url = with(&format!("ann:{SECRET}"));
            let probe = Probe::new("localhost", running.address().port()).anchors(stranger).via(url.parse().unwrap());
            let probed = probe.run().await.unwrap();
            let sample = &probed.capture.samples[0];
            assert_eq!(
                (sample.reason, sample.hop),
                (Some(Reason::UnknownIssuer), Some(Hop::ClientToProxy)),
                "{sample:?}"
            );
            assert_eq!(tunnel.log().handshakes(), before);
        }
    }
}

/// A server below a CA that it does not supply, and a web server that has that CA's certificate where the end entity's
/// says: at this URL, or nowhere.
async fn missing_its_issuer(scheme: &str, serves: bool) -> (tokio::task::JoinHandle<()>, Anchors, u16) {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let root = verifail_lab::Authority::root("verifail lab AIA root").unwrap();
    let issuer = root.subordinate("verifail lab AIA CA", |_| ()).unwrap();
    let web = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("{scheme}://127.0.0.1:{}/ca.der", web.local_addr().unwrap().port());
    let mut access = vec![0x30, 10 + 2 + u8::try_from(url.len()).unwrap(), 6, 8, 0x2b, 6, 1, 5, 5, 7, 0x30, 2, 0x86];
    access.push(u8::try_from(url.len()).unwrap());
    access.extend(url.bytes());
    let mut identity = issuer
        .issue(&["localhost"], |params| {
            let der = [vec![0x30, u8::try_from(access.len()).unwrap()], access].concat();
            params.custom_extensions.push(rcgen::CustomExtension::from_oid_content(&[1, 3, 6, 1, 5, 5, 7, 1, 1], der));
        })
        .unwrap();
    identity.chain.truncate(1);
    let certificate = issuer.certificate().clone();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = config.with_no_client_auth().with_cert_resolver(Arc::new(Presents(identity)));
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
    let server = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = server.local_addr().unwrap().port();
    let task = tokio::spawn(async move {
        loop {
            tokio::select! {
                Ok((stream, _)) = server.accept() => { let _ = acceptor.accept(stream).await; }
                Ok((mut stream, _)) = web.accept() => {
                    let mut request = [0; 1024];
                    let _ = stream.read(&mut request).await;
                    let (status, body) = if serves { ("200 OK", certificate.as_ref()) } else { ("404 Not Found", &b""[..]) };
                    let head = format!("HTTP/1.0 {status}\r\nContent-Length: {}\r\n\r\n", body.len());
                    let _ = stream.write_all(&[head.as_bytes(), body].concat()).await;
                }
            }
        }
    });
    (task, Anchors::of([root.certificate().clone()]).unwrap(), port)
}

#[derive(Debug)]
struct Presents(verifail_lab::Identity);

impl rustls::server::ResolvesServerCert for Presents {
    fn resolve(&self, _: rustls::server::ClientHello<'_>) -> Option<Arc<rustls::sign::CertifiedKey>> {
        Some(self.0.certified_key())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_missing_issuer_is_fetched_where_somebody_asks_and_decides_nothing() {
    for (scheme, serves) in [("http", true), ("http", false), ("https", true)] {
        let (task, anchors, port) = missing_its_issuer(scheme, serves).await;
        let probe = Probe::new("localhost", port).addresses(["127.0.0.1".parse().unwrap()]).anchors(anchors);
        let probed = probe.fetch_issuers().run().await.unwrap();
        let sample = &probed.capture.samples[0];
        // Fetched or not, the server did not supply it.
        assert_eq!((sample.outcome, sample.chain.len()), (Outcome::Refused, 1), "{sample:?}");
        let [missing] = probed.missing.as_slice() else { panic!("{:?}", probed.missing) };
        assert_eq!(missing.urls.len(), 1);
        let [fetched] = missing.fetched.as_slice() else { panic!("{missing:?}") };
        let comes = scheme == "http" && serves;
        assert_eq!((fetched.result.is_ok(), fetched.completes), (comes, comes), "{scheme} {serves}: {fetched:?}");
        task.abort();
    }
}
