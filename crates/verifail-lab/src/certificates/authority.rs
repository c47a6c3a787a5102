//! CAs with fresh keys: for whatever issues while it runs, as inspecting proxies do, and for names of several hosts.

use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};
use rustls::crypto::aws_lc_rs;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use time::{Duration, OffsetDateTime};

use super::{ClientIdentity, Identity, pem};
use crate::LabError;

/// A CA with a fresh key.
#[derive(Debug)]
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    certificate: CertificateDer<'static>,
    /// The CAs between this one and its root, itself included, the root not.
    path: Vec<CertificateDer<'static>>,
}

impl Authority {
    /// A self-signed root.
    ///
    /// # Errors
    /// When no key can be made.
    pub fn root(common_name: &str) -> Result<Self, LabError> {
        let key = KeyPair::generate()?;
        let params = ca(common_name);
        let certificate = params.self_signed(&key)?.der().clone();
        Ok(Self { issuer: Issuer::new(params, key), certificate, path: Vec::new() })
    }

    /// A CA below this one, edited before it is signed.
    ///
    /// # Errors
    /// When no key can be made, or the edit leaves something that cannot be written.
    pub fn subordinate(&self, common_name: &str, edit: impl FnOnce(&mut CertificateParams)) -> Result<Self, LabError> {
        let key = KeyPair::generate()?;
        let mut params = ca(common_name);
        params.use_authority_key_identifier_extension = true;
        edit(&mut params);
        let certificate = params.signed_by(&key, &self.issuer)?.der().clone();
        let mut path = vec![certificate.clone()];
        path.extend(self.path.iter().cloned());
        Ok(Self { issuer: Issuer::new(params, key), certificate, path })
    }

    /// The CA's own certificate.
    pub const fn certificate(&self) -> &CertificateDer<'static> {
        &self.certificate
    }

    /// A server's certificate for names and addresses, edited before it is signed, with the CAs above it.
    ///
    /// # Errors
    /// When a name is none, or the edit leaves something that cannot be written.
    pub fn issue(&self, names: &[&str], edit: impl FnOnce(&mut CertificateParams)) -> Result<Identity, LabError> {
        let (chain, key) = self.end_entity(names, ExtendedKeyUsagePurpose::ServerAuth, edit)?;
        let key = PrivateKeyDer::Pkcs8(key.serialize_der().into());
        Ok(Identity { chain, key: aws_lc_rs::sign::any_supported_type(&key)? })
    }

    /// A client's certificate.
    ///
    /// # Errors
    /// As [`Authority::issue`].
    pub fn issue_to_client(
        &self,
        name: &str,
        edit: impl FnOnce(&mut CertificateParams),
    ) -> Result<ClientIdentity, LabError> {
        let (chain, key) = self.end_entity(&[name], ExtendedKeyUsagePurpose::ClientAuth, edit)?;
        let chain_pem = chain.iter().map(|der| pem("CERTIFICATE", der)).collect();
        Ok(ClientIdentity { chain_pem, key_pem: key.serialize_pem() })
    }

    fn end_entity(
        &self,
        names: &[&str],
        purpose: ExtendedKeyUsagePurpose,
        edit: impl FnOnce(&mut CertificateParams),
    ) -> Result<(Vec<CertificateDer<'static>>, KeyPair), LabError> {
        let mut params = CertificateParams::new(names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())?;
        params.distinguished_name = named(names.first().copied().unwrap_or_default());
        let now = OffsetDateTime::now_utc();
        (params.not_before, params.not_after) = (now - Duration::days(14), now + Duration::days(30));
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![purpose];
        params.use_authority_key_identifier_extension = true;
        edit(&mut params);
        let key = KeyPair::generate()?;
        let mut chain = vec![params.signed_by(&key, &self.issuer)?.der().clone()];
        chain.extend(self.path.iter().cloned());
        Ok((chain, key))
    }
}

fn named(common_name: &str) -> DistinguishedName {
    let mut name = DistinguishedName::new();
    name.push(DnType::CommonName, common_name);
    name
}

fn ca(common_name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = named(common_name);
    let now = OffsetDateTime::now_utc();
    (params.not_before, params.not_after) = (now - Duration::days(1000), now + Duration::days(1000));
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}
