//! One file of trust anchors: PEM, DER, PKCS#7 or bare base64, and every block of it accounted for.

use std::io::Read as _;
use std::path::Path;

use rustls_pki_types::CertificateDer;
use verifail::Bundle;
use verifail::certificate::bundle::{Limits, Note};

use super::{Anchors, AnchorsError, RefusedAnchor, Source, is_usable};

impl Anchors {
    /// Those of a file: PEM, DER, PKCS#7 or bare base64.
    ///
    /// Private keys and requests in it are passed over; a certificate that cannot be an anchor is not, nor is a block
    /// that is broken.
    ///
    /// # Errors
    /// When it cannot be read, holds no certificate, or one that is refused; the error names the file, how many anchors
    /// were loaded, and what was refused where.
    pub fn file(path: &Path) -> Result<Self, AnchorsError> {
        let (certificates, refused) = read(path)?;
        if !refused.is_empty() {
            return Err(AnchorsError::refused(Source::File(path.to_owned()), certificates.len(), refused));
        }
        let mut anchors = Self::none();
        let added = anchors.add(certificates.into_iter());
        anchors.sources.push((added, Source::File(path.to_owned())));
        Ok(anchors)
    }
}

/// The certificates of a file that can be anchors, and what in it cannot.
pub(super) fn read(path: &Path) -> Result<(Vec<CertificateDer<'static>>, Vec<RefusedAnchor>), AnchorsError> {
    let unreadable = |why: String| AnchorsError::Unreadable { path: path.to_owned(), why };
    let limit = Limits::default().octets;
    let mut octets = Vec::new();
    let file = std::fs::File::open(path).map_err(|error| unreadable(error.to_string()))?;
    // One more than what is read, so that the reader says what is too much.
    let mut file = file.take(limit as u64 + 1);
    file.read_to_end(&mut octets).map_err(|error| unreadable(error.to_string()))?;
    let empty = |what: String| AnchorsError::Empty { source: Source::File(path.to_owned()), what };
    if octets.is_empty() {
        return Err(empty("the file is empty".to_owned()));
    }
    let bundle = Bundle::read_default(&octets).map_err(|error| empty(error.to_string()))?;
    let mut certificates = Vec::new();
    let mut refused: Vec<_> = bundle.notes().iter().filter_map(broken).collect();
    for entry in bundle.certificates() {
        let der = CertificateDer::from(entry.der().to_vec());
        match is_usable(&der) {
            Ok(()) => certificates.push(der),
            Err(why) => refused.push(RefusedAnchor { position: entry.origin().to_string(), why }),
        }
    }
    if certificates.is_empty() && refused.is_empty() {
        return Err(empty("it holds no certificate".to_owned()));
    }
    Ok((certificates, refused))
}

/// What a note says was lost.
fn broken(note: &Note) -> Option<RefusedAnchor> {
    match note {
        Note::Broken { position, problem } => {
            Some(RefusedAnchor { position: position.to_string(), why: problem.to_string() })
        }
        _ => None,
    }
}
