//! What is switched off is said aloud: at the start, and of every handshake.

use std::fmt;
use std::sync::{Arc, Mutex};

use rustls::client::danger::ServerCertVerifier as _;
use rustls::pki_types::ServerName;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};
use verifail_rustls::{Anchors, Environment, Roots, TlsSettings};

use crate::authority::{Authority, NOW};
use crate::clock::instant;

/// Keeps warnings, a line each.
#[derive(Clone, Default)]
struct Warnings(Arc<Mutex<Vec<String>>>);

impl Subscriber for Warnings {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() <= Level::WARN
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        struct Line(String);
        impl Visit for Line {
            fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
                self.0.push_str(&format!("{}={value:?} ", field.name()));
            }
        }
        let mut line = Line(String::new());
        event.record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// The warnings of a client's making and of three handshakes: one with a good certificate, two with another name's.
fn warnings(variables: &[(&str, &str)]) -> Vec<String> {
    let authority = Authority::new("Loud");
    let issued = authority.issue("loud.example", |_| {});
    let warnings = Warnings::default();
    tracing::subscriber::with_default(warnings.clone(), || {
        let environment: Environment = variables.iter().copied().collect();
        let settings = TlsSettings::new().roots(Roots::None).anchors(Anchors::of([authority.der()]).unwrap());
        let verifier = settings.environment("APP", &environment).unwrap().verifier().unwrap();
        for name in ["loud.example", "other.example", "third.example"] {
            let name = ServerName::try_from(name).unwrap();
            let _ = verifier.verify_server_cert(&issued.chain[0], &[], &name, &[], instant(NOW));
        }
    });
    let lines = warnings.0.lock().unwrap();
    lines.clone()
}

#[test]
fn an_insecure_client_warns_when_it_is_made_and_at_every_handshake() {
    let lines = warnings(&[("APP_TLS_INSECURE", "1")]);
    assert_eq!(lines.len(), 4, "{lines:?}");
    assert!(lines.iter().all(|line| line.contains("INSECURE")), "{lines:?}");
    assert!(lines[0].contains("APP_TLS_INSECURE"), "{lines:?}");
    assert!(lines[2].contains("other.example") && lines[2].contains("name-mismatch"), "{lines:?}");
}

#[test]
fn a_relaxed_client_warns_when_it_is_made_and_a_strict_one_never() {
    let lines = warnings(&[("APP_TLS_RELAX", "eku")]);
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].contains("APP_TLS_RELAX"), "{lines:?}");
    assert!(warnings(&[]).is_empty());
}
