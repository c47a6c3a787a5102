//! Chains made of worlds: any structure that the testkit can express, with real keys, valid today.
//!
//! The keys are the testkit's, the same everywhere, so whoever has the source can sign with them: a root of the lab
//! belongs into no trust store that anything else reads.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use rustls_pki_types::CertificateDer;
use verifail_testkit::signing::Scheme;
use verifail_testkit::world::{CertSpec, GeneralName, KeyForm, NOW, Name, Reference, SignatureForm, SubjectAltName};
use verifail_testkit::{World, materialise};

use super::sha1::signed_with_sha1;
use super::{Identity, PoolKey};
use crate::fault::SERVER_NAME;

/// What a server presents, and what its clients are given.
#[derive(Clone, Debug)]
pub(crate) struct Presented {
    pub(crate) identity: Identity,
    pub(crate) anchors: Vec<CertificateDer<'static>>,
    pub(crate) crls: Vec<Vec<u8>>,
}

/// From the testkit's time to that of this process, in whole hours: the same certificates until it ends.
static SHIFT: LazyLock<i64> = LazyLock::new(|| {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(NOW, |since| since.as_secs() as i64);
    (now - NOW).div_euclid(3600) * 3600
});

/// Certificates that were made. ECDSA is random, and a root that is the same structure has to be the same octets.
static MADE: LazyLock<Mutex<HashMap<CertSpec, Vec<u8>>>> = LazyLock::new(Mutex::default);

impl Presented {
    /// The good world for `localhost` and `127.0.0.1`, edited.
    ///
    /// The edit sees the testkit's time and its names of CAs, so that its defects can be used.
    pub(crate) fn by(edit: fn(&mut World)) -> Self {
        Self::of(&edited(edit))
    }

    fn of(world: &World) -> Self {
        let end_entity = std::iter::once(&world.end_entity);
        let chain = end_entity.chain(&world.intermediates).map(certificate).collect();
        let key = match world.end_entity.key {
            key if key.form == KeyForm::ShortRsa => PoolKey::of_nobody(),
            key => PoolKey::p256(key.id),
        };
        Self {
            identity: Identity { chain, key: Arc::new(key) },
            anchors: world.anchors.iter().map(certificate).collect(),
            crls: world.crls.iter().map(|crl| materialise::crl(Scheme::P256, crl)).collect(),
        }
    }
}

/// The good world, edited, in the present.
pub(crate) fn edited(edit: fn(&mut World)) -> World {
    let mut world = good();
    edit(&mut world);
    in_the_present(&mut world);
    world
}

/// Root, CA, server, for the name and address of the lab.
fn good() -> World {
    let mut world = World::good();
    world.scheme = Scheme::P256;
    world.end_entity.subject = Name::common(SERVER_NAME);
    world.end_entity.subject_alt_name =
        Some(SubjectAltName::of(vec![GeneralName::dns(SERVER_NAME), GeneralName::Ip(vec![127, 0, 0, 1])]));
    world.question.reference = Some(Reference::Dns(SERVER_NAME.into()));
    world
}

/// Moves every time to today, and names CAs so that nobody takes them for others.
fn in_the_present(world: &mut World) {
    for spec in world.certificates_mut() {
        spec.validity.not_before += *SHIFT;
        spec.validity.not_after += *SHIFT;
        for name in [&mut spec.subject, &mut spec.issuer] {
            rename(name);
        }
        if let Some((issuer, _)) = spec.authority_key_identifier.as_mut().and_then(|id| id.issuer_and_serial.as_mut()) {
            rename(issuer);
        }
    }
    for crl in &mut world.crls {
        crl.this_update += *SHIFT;
        crl.next_update += *SHIFT;
        rename(&mut crl.issuer);
    }
    world.question.time += *SHIFT;
}

fn rename(name: &mut Name) {
    if let Some(text) = name.common_name.as_mut().filter(|text| text.starts_with("CA ")) {
        *text = format!("verifail lab {text}").into();
    }
}

fn certificate(spec: &CertSpec) -> CertificateDer<'static> {
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    let der = made.entry(spec.clone()).or_insert_with(|| {
        let der = materialise::certificate(Scheme::P256, spec);
        // The testkit says SHA-1 and signs as always: no provider signs so.
        if spec.signature == SignatureForm::Sha1 { signed_with_sha1(&der, spec.signer).unwrap_or(der) } else { der }
    });
    der.clone().into()
}
