//! Revocation lists out of a file: all of them are there and can be read, or it is said which cannot.
//!
//! rustls-webpki looks certificates up in them, the core explains; so a list counts only where both can read it.

mod error;

use std::fmt;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use rustls_pki_types::pem::{self, PemObject as _};
use rustls_pki_types::{CertificateRevocationListDer, UnixTime};
use verifail::crl::{CertificateList, MAX_CRL_SIZE};
use verifail::{Revocation, RevocationScope, Time};
use webpki::{
    CertRevocationList, ExpirationPolicy, OwnedCertRevocationList, RevocationCheckDepth, RevocationOptions,
    RevocationOptionsBuilder, UnknownStatusPolicy,
};

pub use error::RevocationListsError;

use crate::settings::UnknownStatus;

/// The revocation lists that are in force, and what becomes of whom they do not know.
pub(crate) struct RevocationLists {
    path: PathBuf,
    ders: Vec<CertificateRevocationListDer<'static>>,
    /// The same as rustls-webpki reads them, for the verification that is its own and not rustls's.
    owned: Vec<CertRevocationList<'static>>,
    unknown: UnknownStatus,
}

impl RevocationLists {
    /// Those of a file: any number as PEM, or one in DER.
    pub(crate) fn file(path: &Path, unknown: UnknownStatus) -> Result<Self, RevocationListsError> {
        let ders = read(path)?;
        let refused = |at: usize, why: String| {
            let position = format!("revocation list {} of {}", at + 1, ders.len());
            RevocationListsError::Refused { path: path.to_owned(), position, why }
        };
        let mut owned = Vec::with_capacity(ders.len());
        for (at, der) in ders.iter().enumerate() {
            CertificateList::from_der(der).map_err(|error| refused(at, error.to_string()))?;
            let list = OwnedCertRevocationList::from_der(der).map_err(|error| refused(at, error.to_string()))?;
            owned.push(list.into());
        }
        Ok(Self { path: path.to_owned(), ders, owned, unknown })
    }

    pub(crate) fn ders(&self) -> &[CertificateRevocationListDer<'static>] {
        &self.ders
    }

    pub(crate) const fn unknown(&self) -> UnknownStatus {
        self.unknown
    }

    /// Shows rustls-webpki's own verification what to look up, as [`stock`](crate::settings) says it to rustls.
    pub(crate) fn with_options<T>(&self, verify: impl FnOnce(Option<RevocationOptions<'_>>) -> T) -> T {
        let lists: Vec<_> = self.owned.iter().collect();
        let options = RevocationOptionsBuilder::new(&lists).ok().map(|builder| {
            let builder = builder.with_depth(RevocationCheckDepth::Chain);
            match self.unknown {
                UnknownStatus::Accept => builder.with_status_policy(UnknownStatusPolicy::Allow),
                UnknownStatus::Refuse => builder.with_expiration_policy(ExpirationPolicy::Enforce),
            }
            .build()
        });
        verify(options)
    }

    /// Shows the core the same.
    pub(crate) fn with_revocation<T>(&self, judge: impl FnOnce(Revocation<'_>) -> T) -> T {
        let lists: Vec<_> = self.ders.iter().filter_map(|der| CertificateList::from_der(der).ok()).collect();
        let allow_unknown = self.unknown == UnknownStatus::Accept;
        judge(Revocation { crls: &lists, scope: RevocationScope::Path, allow_unknown })
    }

    /// Until when the lists tell what they tell now: the first of them is to be replaced then. `None` where that does
    /// not matter, or no list says.
    pub(crate) fn until(&self) -> Option<Time> {
        let lists = self.ders.iter().filter_map(|der| CertificateList::from_der(der).ok());
        let next = lists.filter_map(|list| list.next_update()).min();
        next.filter(|_| self.unknown == UnknownStatus::Refuse)
    }

    /// Lists that should have been replaced before `now`.
    pub(crate) fn overdue(&self, now: UnixTime) -> usize {
        let now = i64::try_from(now.as_secs()).map_or(Time::from_unix_seconds(i64::MAX), Time::from_unix_seconds);
        let lists = self.ders.iter().filter_map(|der| CertificateList::from_der(der).ok());
        lists.filter(|list| list.next_update().is_some_and(|next| next < now)).count()
    }
}

impl fmt::Debug for RevocationLists {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} revocation lists from {}, unknown: {}", self.ders.len(), self.path.display(), self.unknown)
    }
}

fn read(path: &Path) -> Result<Vec<CertificateRevocationListDer<'static>>, RevocationListsError> {
    let unreadable = |why: String| RevocationListsError::Unreadable { path: path.to_owned(), why };
    let empty = |what: &'static str| RevocationListsError::Empty { path: path.to_owned(), what };
    let mut octets = Vec::new();
    let file = std::fs::File::open(path).map_err(|error| unreadable(error.to_string()))?;
    file.take(MAX_CRL_SIZE as u64 + 1).read_to_end(&mut octets).map_err(|error| unreadable(error.to_string()))?;
    if octets.len() > MAX_CRL_SIZE {
        return Err(unreadable(format!("more than {MAX_CRL_SIZE} octets")));
    }
    match octets.first() {
        None => return Err(empty("the file is empty")),
        // A SEQUENCE: no PEM begins with `0`.
        Some(0x30) => return Ok(vec![octets.into()]),
        Some(_) => {}
    }
    let mut lists = Vec::new();
    for (at, list) in CertificateRevocationListDer::pem_slice_iter(&octets).enumerate() {
        match list {
            Ok(list) => lists.push(list),
            Err(error) => {
                let position = format!("revocation list {}", at + 1);
                return Err(RevocationListsError::Refused { path: path.to_owned(), position, why: said(&error) });
            }
        }
    }
    if lists.is_empty() {
        return Err(empty("it holds no block X509 CRL"));
    }
    Ok(lists)
}

fn said(error: &pem::Error) -> String {
    match error {
        pem::Error::MissingSectionEnd { .. } => "its block of PEM does not end".to_owned(),
        pem::Error::IllegalSectionStart { .. } => "its block of PEM does not begin as one".to_owned(),
        pem::Error::Base64Decode(why) => format!("its block of PEM is no base64: {why}"),
        other => other.to_string(),
    }
}
