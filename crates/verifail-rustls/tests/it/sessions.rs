//! Sessions: what is resumed is what a fresh handshake would accept, and what was forgotten is not offered.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use rcgen::ExtendedKeyUsagePurpose;
use rustls::client::{
    ClientSessionStore, Resumption as RustlsResumption, Tls12ClientSessionValue, Tls13ClientSessionValue,
};
use rustls::pki_types::ServerName;
use rustls::server::ResolvesServerCertUsingSni;
use rustls::sign::CertifiedKey;
use rustls::version::{TLS12, TLS13};
use rustls::{ClientConfig, HandshakeKind, NamedGroup, ServerConfig, SupportedProtocolVersion};
use verifail_rustls::{Anchors, Client, Roots, Sessions, TlsSettings};
use verifail_testkit::relation::resumption::{Resumption, WronglyResumed, resumed};

use crate::authority::{Authority, Issued, NOW, at};
use crate::clock::Clock;
use crate::handshake::connect;

/// When the short-lived certificate has expired, and tickets have not.
const LATER: i64 = NOW + 7_200;
const NAMES: [&str; 4] = ["usual.example", "other.example", "purpose.example", "short.example"];

type Versions = &'static [&'static SupportedProtocolVersion];

static ONLY_TLS12: [&SupportedProtocolVersion; 1] = [&TLS12];
static ONLY_TLS13: [&SupportedProtocolVersion; 1] = [&TLS13];
/// Each version by itself.
static EITHER: [Versions; 2] = [&ONLY_TLS12, &ONLY_TLS13];

fn name(name: &str) -> ServerName<'static> {
    ServerName::try_from(name.to_owned()).unwrap()
}

fn certified(issued: &Issued) -> CertifiedKey {
    let provider = rustls::crypto::aws_lc_rs::default_provider();
    CertifiedKey::from_der(issued.chain.clone(), issued.key(), &provider).unwrap()
}

/// One fleet with one ticket key: by name a certificate of its own, or, for clients that send no name, always the same.
struct Fleet {
    authority: Authority,
    by_name: Arc<ServerConfig>,
    nameless: HashMap<&'static str, Arc<ServerConfig>>,
}

impl Fleet {
    fn new() -> Self {
        let authority = Authority::new("Fleet");
        let issued = [
            ("usual.example", authority.issue("usual.example", |_| {})),
            ("other.example", authority.issue("usual.example", |_| {})),
            (
                "purpose.example",
                authority.issue("purpose.example", |params| {
                    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
                }),
            ),
            ("short.example", authority.issue("short.example", |params| params.not_after = at(NOW + 3_600))),
        ];
        let ticketer = rustls::crypto::aws_lc_rs::Ticketer::new().unwrap();
        let shared = |mut config: ServerConfig| {
            config.ticketer = ticketer.clone();
            Arc::new(config)
        };
        let builder = || ServerConfig::builder_with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()));
        let nameless = issued.iter().map(|(name, issued)| {
            let config = builder().with_safe_default_protocol_versions().unwrap().with_no_client_auth();
            (*name, shared(config.with_single_cert(issued.chain.clone(), issued.key()).unwrap()))
        });
        let nameless = nameless.collect();
        let mut resolver = ResolvesServerCertUsingSni::new();
        for (name, issued) in &issued {
            // A name that the certificate does not have cannot be added: such a server is among the nameless.
            let _ = resolver.add(name, certified(issued));
        }
        let config = builder().with_safe_default_protocol_versions().unwrap().with_no_client_auth();
        Self { authority, by_name: shared(config.with_cert_resolver(Arc::new(resolver))), nameless }
    }

    /// Who answers for a name. Without a name in the hello, whoever is there.
    fn server(&self, name: &str, sni: bool) -> &Arc<ServerConfig> {
        if sni && name != "other.example" { &self.by_name } else { &self.nameless[name] }
    }
}

/// Clients of one memory of sessions, that differ in what they trust and check, each at two times.
struct Clients {
    fleet: Fleet,
    clock: Arc<Clock>,
    sni: bool,
    sessions: Sessions,
    clients: Vec<Client>,
}

impl Clients {
    fn new(versions: Versions, sni: bool) -> Self {
        let fleet = Fleet::new();
        let clock = Clock::new();
        let sessions = Sessions::default();
        let stranger = Authority::new("Stranger");
        let base = |authority: &Authority| {
            let anchors = Anchors::of([authority.der()]).unwrap();
            TlsSettings::new().roots(Roots::None).anchors(anchors).versions(versions).sni(sni).time(clock.clone())
        };
        let settings = [
            base(&fleet.authority),
            base(&stranger),
            base(&fleet.authority).dangerously_relax_extended_key_usage(),
            base(&fleet.authority).dangerously_insecure(),
            // Wants an extended key usage and a short life, which the fleet's certificates have.
            base(&fleet.authority).policy("apple-tls-server").unwrap(),
        ];
        let clients = settings.iter().map(|settings| settings.client_with(&sessions).unwrap()).collect();
        Self { fleet, clock, sni, sessions, clients }
    }

    fn connect(&self, configuration: usize, to: &str) -> Option<HandshakeKind> {
        self.clock.set(if configuration.is_multiple_of(2) { NOW } else { LATER });
        let client = &self.clients[configuration / 2];
        connect(&client.config, self.fleet.server(to, self.sni), &name(to)).ok()
    }
}

impl Resumption for Clients {
    fn configurations(&self) -> usize {
        2 * self.clients.len()
    }

    fn names(&self) -> Vec<String> {
        NAMES.map(str::to_owned).to_vec()
    }

    fn fresh(&mut self, configuration: usize, name: &str) -> bool {
        self.sessions.clear();
        self.connect(configuration, name).is_some_and(|kind| kind != HandshakeKind::Resumed)
    }

    fn resumed(&mut self, first: (usize, &str), then: (usize, &str)) -> bool {
        self.sessions.clear();
        self.connect(first.0, first.1);
        self.connect(then.0, then.1) == Some(HandshakeKind::Resumed)
    }
}

fn pairs(versions: Versions, sni: bool) -> usize {
    let mut clients = Clients::new(versions, sni);
    // Something is resumed: the property is not empty.
    assert!(clients.resumed((0, NAMES[0]), (0, NAMES[0])));
    let pairs = resumed(&mut clients).unwrap();
    println!("{pairs} pairs, no violation");
    pairs
}

#[test]
fn what_is_resumed_is_what_a_fresh_handshake_would_accept_in_tls_1_3() {
    assert!(pairs(&ONLY_TLS13, true) + pairs(&ONLY_TLS13, false) > 500);
}

#[test]
fn what_is_resumed_is_what_a_fresh_handshake_would_accept_in_tls_1_2() {
    assert!(pairs(&ONLY_TLS12, true) + pairs(&ONLY_TLS12, false) > 500);
}

/// What some clients do: sessions by address, not by name.
#[derive(Debug, Default)]
struct Nameless {
    tls12: Mutex<Option<Tls12ClientSessionValue>>,
    tls13: Mutex<Vec<Tls13ClientSessionValue>>,
}

impl ClientSessionStore for Nameless {
    fn set_kx_hint(&self, _: ServerName<'static>, _: NamedGroup) {}

    fn kx_hint(&self, _: &ServerName<'_>) -> Option<NamedGroup> {
        None
    }

    fn set_tls12_session(&self, _: ServerName<'static>, value: Tls12ClientSessionValue) {
        *self.tls12.lock().unwrap() = Some(value);
    }

    fn tls12_session(&self, _: &ServerName<'_>) -> Option<Tls12ClientSessionValue> {
        self.tls12.lock().unwrap().clone()
    }

    fn remove_tls12_session(&self, _: &ServerName<'static>) {
        *self.tls12.lock().unwrap() = None;
    }

    fn insert_tls13_ticket(&self, _: ServerName<'static>, value: Tls13ClientSessionValue) {
        self.tls13.lock().unwrap().push(value);
    }

    fn take_tls13_ticket(&self, _: &ServerName<'static>) -> Option<Tls13ClientSessionValue> {
        self.tls13.lock().unwrap().pop()
    }
}

/// The negative control: the same verifier over sessions that know no names.
struct Careless {
    fleet: Fleet,
    settings: TlsSettings,
    config: ClientConfig,
}

impl Careless {
    fn new(versions: Versions) -> Self {
        let fleet = Fleet::new();
        let anchors = Anchors::of([fleet.authority.der()]).unwrap();
        let settings = TlsSettings::new().roots(Roots::None).anchors(anchors).versions(versions).sni(false);
        let settings = settings.time(Clock::new());
        let config = settings.client().unwrap().config.as_ref().clone();
        Self { fleet, settings, config }
    }

    fn connect(&self, to: &str) -> Option<HandshakeKind> {
        connect(&Arc::new(self.config.clone()), self.fleet.server(to, false), &name(to)).ok()
    }
}

impl Resumption for Careless {
    fn configurations(&self) -> usize {
        1
    }

    fn names(&self) -> Vec<String> {
        NAMES.map(str::to_owned).to_vec()
    }

    fn fresh(&mut self, _: usize, name: &str) -> bool {
        self.config = self.settings.client().unwrap().fresh_session.as_ref().clone();
        self.connect(name).is_some()
    }

    fn resumed(&mut self, first: (usize, &str), then: (usize, &str)) -> bool {
        self.config.resumption = RustlsResumption::store(Arc::new(Nameless::default()));
        self.connect(first.1);
        self.connect(then.1) == Some(HandshakeKind::Resumed)
    }
}

#[test]
fn sessions_that_know_no_names_are_resumed_wrongly_so_that_the_property_can_fail() {
    for versions in EITHER {
        let wrong: WronglyResumed = resumed(&mut Careless::new(versions)).unwrap_err();
        assert_ne!(wrong.first.1, wrong.then.1, "{wrong:?}");
    }
}

fn usual(versions: Versions) -> (Clients, Client) {
    let clients = Clients::new(versions, true);
    let client = clients.clients[0].clone();
    (clients, client)
}

#[test]
fn a_fresh_session_offers_nothing_and_keeps_what_it_gets() {
    for versions in EITHER {
        let (clients, client) = usual(versions);
        let (server, to) = (clients.fleet.server(NAMES[0], true), name(NAMES[0]));
        let full = Ok(HandshakeKind::Full);
        assert_eq!(connect(&client.fresh_session, server, &to), full);
        // The group of the first handshake is known by now; nothing else is.
        assert_eq!(connect(&client.fresh_session, server, &to), full);
        assert_eq!(connect(&client.config, server, &to), Ok(HandshakeKind::Resumed));
        assert_eq!(connect(&client.fresh_session, server, &to), full);
        assert_eq!(client.recorder.count(), 3, "a resumed handshake verifies nothing");
    }
}

#[test]
fn a_name_that_was_forgotten_is_verified_again() {
    for versions in EITHER {
        let (clients, client) = usual(versions);
        let (server, to) = (clients.fleet.server(NAMES[0], true), name(NAMES[0]));
        let connect = || connect(&client.config, server, &to).unwrap();
        assert_eq!((connect(), connect()), (HandshakeKind::Full, HandshakeKind::Resumed));
        client.forget(&to);
        assert_eq!((connect(), connect()), (HandshakeKind::Full, HandshakeKind::Resumed));
        clients.sessions.forget(&name("elsewhere.example"));
        assert_eq!(connect(), HandshakeKind::Resumed);
        clients.sessions.forget(&to);
        assert_eq!(connect(), HandshakeKind::Full);
    }
}

#[test]
fn without_resumption_every_handshake_is_verified() {
    let fleet = Fleet::new();
    let anchors = Anchors::of([fleet.authority.der()]).unwrap();
    let settings = TlsSettings::new().roots(Roots::None).anchors(anchors).time(Clock::new()).resumption(false);
    let client = settings.client().unwrap();
    for _ in 0..3 {
        let kind = connect(&client.config, fleet.server(NAMES[0], true), &name(NAMES[0]));
        assert_eq!(kind, Ok(HandshakeKind::Full));
    }
    assert_eq!(client.recorder.count(), 3);
}

#[test]
fn the_memory_of_sessions_is_bounded_and_the_least_used_server_goes_first() {
    let sessions = Sessions::new(2);
    let fleet = Fleet::new();
    let anchors = Anchors::of([fleet.authority.der()]).unwrap();
    let settings = TlsSettings::new().roots(Roots::None).anchors(anchors).time(Clock::new());
    let clients: Vec<_> = (0..3).map(|_| settings.client_with(&sessions).unwrap()).collect();
    let connect = |at: usize| connect(&clients[at].config, fleet.server(NAMES[0], true), &name(NAMES[0])).unwrap();
    assert_eq!(
        (connect(0), connect(1), connect(0)),
        (HandshakeKind::Full, HandshakeKind::Full, HandshakeKind::Resumed)
    );
    assert_eq!(connect(2), HandshakeKind::Full);
    assert_eq!(sessions.len(), 2);
    assert_eq!((connect(0), connect(1)), (HandshakeKind::Resumed, HandshakeKind::Full));
}
