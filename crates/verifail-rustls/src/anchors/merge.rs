//! Trust anchors as one file, for programs whose setting can only replace theirs.

use std::fmt::Write as _;

use verifail::Certificate;

use super::Anchors;

/// Octets of base64 on a line.
const LINE: usize = 64;

impl Anchors {
    /// All of them as one PEM file, each under its subject: what `CURL_CA_BUNDLE`, `REQUESTS_CA_BUNDLE` and
    /// `SSL_CERT_FILE` want from whoever has to *add* an anchor, since their files replace.
    ///
    /// # Examples
    /// ```
    /// use verifail_rustls::Anchors;
    ///
    /// # let directory = tempfile::tempdir()?;
    /// # let corporate = directory.path().join("corporate.pem");
    /// # let key = rcgen::KeyPair::generate()?;
    /// # std::fs::write(&corporate, rcgen::CertificateParams::new(vec![])?.self_signed(&key)?.pem())?;
    /// let merged = Anchors::mozilla().and(Anchors::file(&corporate)?);
    /// let bundle = directory.path().join("bundle.pem");
    /// std::fs::write(&bundle, merged.to_pem())?;
    /// assert_eq!(Anchors::file(&bundle)?.len(), Anchors::mozilla().len() + 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_pem(&self) -> String {
        let mut pem = String::new();
        for der in &self.certificates {
            if let Ok(certificate) = Certificate::from_der(der) {
                // Printed names have no line breaks: control characters are escaped.
                let _ = writeln!(pem, "# {}", certificate.subject());
            }
            pem.push_str("-----BEGIN CERTIFICATE-----\n");
            let text = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, der);
            let mut rest = text.as_str();
            while !rest.is_empty() {
                let (line, after) = rest.split_at(rest.len().min(LINE));
                pem.push_str(line);
                pem.push('\n');
                rest = after;
            }
            pem.push_str("-----END CERTIFICATE-----\n");
        }
        pem
    }
}
