//! From settings to a client.

use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::crypto::CryptoProvider;
use rustls::time_provider::{DefaultTimeProvider, TimeProvider};
use rustls::{ClientConfig, RootCertStore};
use verifail::Policy;
use verifail::danger::Relaxations;

use super::anchor_source::{AnchorSource, Placement};
use super::error::SettingsError;
use super::origin::{Origin, Sourced};
use super::{Roots, TlsSettings, UnknownStatus};
use crate::anchors::{Anchors, AnchorsError};
use crate::client::Client;
use crate::danger::Danger;
use crate::judge::Judge;
use crate::recorder::Recorder;
use crate::revocation::RevocationLists;
use crate::sessions::{Scope, Sessions};
use crate::verifier::memory::Memory;
use crate::verifier::{OWN_POLICY, RecordingVerifier};

impl TlsSettings {
    /// The trust anchors that are in force.
    ///
    /// # Errors
    /// When some of them cannot be loaded, or none is left.
    pub fn effective_anchors(&self) -> Result<Anchors, SettingsError> {
        let bundle = load(&self.ca_bundle, Anchors::file)?;
        let directory = load(&self.ca_dir, Anchors::directory)?;
        let replaces = |source: &Sourced<Option<AnchorSource>>| {
            source.value.as_ref().is_some_and(|source| source.placement == Placement::Replace)
        };
        let roots = if replaces(&self.ca_bundle) || replaces(&self.ca_dir) { Roots::None } else { self.roots.value };
        let roots = match roots {
            Roots::Mozilla => Anchors::mozilla(),
            Roots::None => Anchors::none(),
            Roots::System => Anchors::system().map_err(|error| refused(&self.roots.origin, error))?,
        };
        let anchors = roots.and(bundle).and(directory).and(self.extra.clone());
        if anchors.is_empty() {
            return Err(SettingsError::NothingTrusted { origin: self.roots.origin.clone() });
        }
        Ok(anchors)
    }

    /// A client with sessions of its own.
    ///
    /// Files are read here, and what is in force is said by `tracing`.
    ///
    /// # Errors
    /// When trust anchors cannot be loaded, or rustls takes no such configuration.
    pub fn client(&self) -> Result<Client, SettingsError> {
        self.client_with(&Sessions::default())
    }

    /// A client whose sessions are kept in a memory that others share. No session is shared.
    ///
    /// # Errors
    /// As [`client`](Self::client).
    pub fn client_with(&self, sessions: &Sessions) -> Result<Client, SettingsError> {
        let scope = self.resumption.value.then(|| sessions.scope(self.clock()));
        let provider = self.cryptography()?;
        let verifier = self.recording(provider.clone(), scope.clone())?;
        let recorder = verifier.recorder().clone();
        let builder = ClientConfig::builder_with_details(provider, self.clock())
            .with_protocol_versions(self.versions)
            .map_err(|error| SettingsError::Rustls(error.to_string()))?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier));
        let mut config = match &self.client_cert {
            Some(resolver) => builder.with_client_cert_resolver(resolver.clone()),
            None => builder.with_no_client_auth(),
        };
        config.enable_sni = self.sni.value;
        Ok(Client::new(config, recorder, scope))
    }

    /// The verifier alone, for a configuration that is made elsewhere. That one's session store does not know when
    /// sessions have to be forgotten: [`client`](Self::client) is for whoever resumes.
    ///
    /// # Errors
    /// As [`client`](Self::client).
    pub fn verifier(&self) -> Result<Arc<RecordingVerifier>, SettingsError> {
        Ok(Arc::new(self.recording(self.cryptography()?, None)?))
    }

    fn recording(
        &self,
        provider: Arc<CryptoProvider>,
        sessions: Option<Scope>,
    ) -> Result<RecordingVerifier, SettingsError> {
        let anchors = self.effective_anchors()?;
        let algorithms = match self.provider {
            Some(_) => provider.signature_verification_algorithms.all,
            // Weak algorithms besides, so that the record tells weak from wrong.
            None => verifail::algorithms::all(),
        };
        let roots = anchors.roots();
        let revocation = self.revocation()?;
        let danger = self.danger(&roots, &provider, revocation.as_ref());
        let relaxations = danger.as_ref().map_or(Relaxations::none(), Danger::relaxations);
        let own = Policy::named(OWN_POLICY).ok_or_else(|| SettingsError::Rustls("its policy is missing".to_owned()))?;
        let policy = self.policy.value.unwrap_or(own);
        tracing::debug!(anchors = %anchors, "TLS settings:\n{self}");
        let signed_by = provider.signature_verification_algorithms.all;
        Ok(RecordingVerifier {
            memory: Memory::new(self.cache, &roots, signed_by, revocation.as_deref()),
            stock: stock(roots, &provider, revocation.as_deref())?,
            danger,
            judge: Arc::new(Judge::new(anchors.certificates().into(), policy, algorithms, relaxations, revocation)),
            is_held: self.policy.value.is_some(),
            recorder: Recorder::new(self.records),
            sessions,
        })
    }

    /// The revocation lists, where there are to be any.
    fn revocation(&self) -> Result<Option<Arc<RevocationLists>>, SettingsError> {
        let Some(path) = &self.crl_file.value else { return Ok(None) };
        let origin = || self.crl_file.origin.clone();
        let lists = RevocationLists::file(path, self.crl_unknown.value)
            .map_err(|error| SettingsError::RevocationLists { origin: origin(), error })?;
        if let Some(overdue) = self.clock().current_time().map(|now| lists.overdue(now)).filter(|count| *count > 0) {
            tracing::warn!(setting = %origin(), overdue, "revocation lists should have been replaced by now: {lists:?}");
        }
        Ok(Some(Arc::new(lists)))
    }

    fn clock(&self) -> Arc<dyn TimeProvider> {
        self.time.clone().unwrap_or_else(|| Arc::new(DefaultTimeProvider))
    }

    fn cryptography(&self) -> Result<Arc<CryptoProvider>, SettingsError> {
        self.provider.clone().map_or_else(default_provider, Ok)
    }

    fn danger(
        &self,
        roots: &Arc<RootCertStore>,
        provider: &CryptoProvider,
        revocation: Option<&Arc<RevocationLists>>,
    ) -> Option<Danger> {
        let (danger, origin) = if self.insecure.value {
            (Danger::Insecure, &self.insecure.origin)
        } else if self.relax_eku.value {
            let algorithms = provider.signature_verification_algorithms.all;
            let (roots, revocation) = (roots.clone(), revocation.cloned());
            (Danger::AnyPurpose { roots, algorithms, revocation }, &self.relax_eku.origin)
        } else {
            return None;
        };
        danger.announce(&origin.to_string());
        Some(danger)
    }
}

/// rustls's own verifier.
fn stock(
    roots: Arc<RootCertStore>,
    provider: &Arc<CryptoProvider>,
    revocation: Option<&RevocationLists>,
) -> Result<Arc<WebPkiServerVerifier>, SettingsError> {
    let mut builder = WebPkiServerVerifier::builder_with_provider(roots, provider.clone());
    if let Some(lists) = revocation {
        builder = builder.with_crls(lists.ders().iter().cloned());
        builder = match lists.unknown() {
            UnknownStatus::Accept => builder.allow_unknown_revocation_status(),
            UnknownStatus::Refuse => builder.enforce_revocation_expiration(),
        };
    }
    builder.build().map_err(|error| SettingsError::Rustls(error.to_string()))
}

fn load(
    source: &Sourced<Option<AnchorSource>>,
    load: impl FnOnce(&std::path::Path) -> Result<Anchors, AnchorsError>,
) -> Result<Anchors, SettingsError> {
    match &source.value {
        None => Ok(Anchors::none()),
        Some(AnchorSource { path, .. }) => load(path).map_err(|error| refused(&source.origin, error)),
    }
}

fn refused(origin: &Origin, error: AnchorsError) -> SettingsError {
    SettingsError::Anchors { origin: origin.clone(), error }
}

fn default_provider() -> Result<Arc<CryptoProvider>, SettingsError> {
    #[cfg(feature = "aws-lc-rs")]
    return Ok(Arc::new(rustls::crypto::aws_lc_rs::default_provider()));
    #[cfg(all(feature = "ring", not(feature = "aws-lc-rs")))]
    return Ok(Arc::new(rustls::crypto::ring::default_provider()));
    #[cfg(not(any(feature = "ring", feature = "aws-lc-rs")))]
    return Err(SettingsError::Rustls("no cryptography: feature aws-lc-rs, feature ring, or a provider".to_owned()));
}
