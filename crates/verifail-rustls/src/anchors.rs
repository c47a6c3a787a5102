//! Trust anchors out of files, directories, the system and Mozilla's list: each is there, or it is said which was
//! refused.

mod directory;
mod error;
mod file;
mod merge;

use std::collections::HashSet;
use std::fmt;
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::path::PathBuf;
use std::sync::Arc;

use rustls::RootCertStore;
use rustls_pki_types::CertificateDer;

pub use error::{AnchorsError, MAX_REFUSED, RefusedAnchor};

/// Trust anchors, each once, in the order in which they were added, and where they come from.
///
/// # Examples
/// ```
/// use verifail_rustls::Anchors;
///
/// let anchors = Anchors::mozilla();
/// assert!(anchors.len() > 100);
/// assert_eq!(anchors.to_string(), format!("{} from Mozilla's list", anchors.len()));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Anchors {
    certificates: Vec<CertificateDer<'static>>,
    /// Hashed without a key: who can choose what is here is trusted.
    known: HashSet<CertificateDer<'static>, BuildHasherDefault<DefaultHasher>>,
    sources: Vec<(usize, Source)>,
}

/// Where anchors come from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Source {
    /// Given by the program.
    Code,
    /// The files of a directory.
    Directory(PathBuf),
    /// A file.
    File(PathBuf),
    /// Mozilla's list, as compiled in.
    Mozilla,
    /// The system's, as rustls-native-certs finds them.
    System,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code => f.write_str("the program"),
            Self::Directory(path) => write!(f, "directory {}", path.display()),
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Mozilla => f.write_str("Mozilla's list"),
            Self::System => f.write_str("the system"),
        }
    }
}

impl Anchors {
    /// None.
    pub fn none() -> Self {
        Self::default()
    }

    /// Mozilla's list, as compiled in.
    pub fn mozilla() -> Self {
        let mut anchors = Self::none();
        let added = anchors.add(webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter().cloned());
        anchors.sources.push((added, Source::Mozilla));
        anchors
    }

    /// The system's, as rustls-native-certs finds them: it too reads `SSL_CERT_FILE` and `SSL_CERT_DIR` of the process.
    ///
    /// Systems ship certificates that rustls cannot use; those are passed over, with a `tracing` event.
    ///
    /// # Errors
    /// When not one can be used.
    pub fn system() -> Result<Self, AnchorsError> {
        let found = rustls_native_certs::load_native_certs();
        let mut anchors = Self::none();
        let mut refused = 0_usize;
        let usable: Vec<_> = found
            .certs
            .into_iter()
            .filter(|der| {
                let usable = is_usable(der).is_ok();
                refused += usize::from(!usable);
                usable
            })
            .collect();
        let added = anchors.add(usable.into_iter());
        if refused > 0 || !found.errors.is_empty() {
            tracing::warn!(
                loaded = added,
                refused,
                errors = found.errors.len(),
                "some of the system's trust anchors cannot be used"
            );
        }
        if added == 0 {
            let why = found.errors.first().map(ToString::to_string);
            return Err(AnchorsError::System { why });
        }
        anchors.sources.push((added, Source::System));
        Ok(anchors)
    }

    /// Those that the program has.
    ///
    /// # Errors
    /// When one of them cannot be a trust anchor; its position is counted from 1.
    pub fn of(certificates: impl IntoIterator<Item = CertificateDer<'static>>) -> Result<Self, AnchorsError> {
        let certificates: Vec<_> = certificates.into_iter().collect();
        let refused = certificates.iter().zip(1_usize..).filter_map(|(der, number)| {
            let why = is_usable(der).err()?;
            Some(RefusedAnchor { position: format!("number {number}"), why })
        });
        let refused: Vec<_> = refused.collect();
        let loaded = certificates.len() - refused.len();
        if !refused.is_empty() {
            return Err(AnchorsError::refused(Source::Code, loaded, refused));
        }
        let mut anchors = Self::none();
        let added = anchors.add(certificates.into_iter());
        anchors.sources.push((added, Source::Code));
        Ok(anchors)
    }

    /// With others added; those that are here already are not added again.
    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        let Self { certificates, sources, .. } = others;
        self.add(certificates.into_iter());
        self.sources.extend(sources);
        self
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.certificates.len()
    }

    /// Whether nothing is trusted.
    pub fn is_empty(&self) -> bool {
        self.certificates.is_empty()
    }

    /// Their certificates.
    pub fn certificates(&self) -> &[CertificateDer<'static>] {
        &self.certificates
    }

    /// As rustls takes them.
    pub fn roots(&self) -> Arc<RootCertStore> {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(self.certificates.iter().cloned());
        Arc::new(roots)
    }

    /// Adds what is usable; says how many.
    fn add(&mut self, certificates: impl Iterator<Item = CertificateDer<'static>>) -> usize {
        let mut added = 0;
        for der in certificates {
            added += 1;
            if self.known.insert(der.clone()) {
                self.certificates.push(der);
            }
        }
        added
    }
}

/// Whether rustls can take a certificate as a trust anchor; if not, why.
fn is_usable(der: &CertificateDer<'_>) -> Result<(), String> {
    match webpki::anchor_from_trusted_cert(der) {
        Ok(_) => Ok(()),
        Err(error) => Err(error.to_string()),
    }
}

impl fmt::Display for Anchors {
    /// `142 from Mozilla's list, 2 from /etc/corp.pem`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.sources.is_empty() {
            return f.write_str("none");
        }
        self.sources
            .iter()
            .enumerate()
            .try_for_each(|(at, (count, source))| write!(f, "{}{count} from {source}", if at == 0 { "" } else { ", " }))
    }
}
