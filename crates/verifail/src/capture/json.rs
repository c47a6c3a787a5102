//! A capture as JSON.

use super::{Capture, CaptureError, MAX_OCTETS, VERSION};

/// What is read first, whatever else a version has.
#[derive(serde::Deserialize)]
struct Head {
    verifail_capture: u32,
}

impl Capture {
    /// Whether octets are a capture of any version, readable or not.
    pub fn is_capture(json: &[u8]) -> bool {
        json.len() <= MAX_OCTETS && serde_json::from_slice::<Head>(json).is_ok()
    }

    /// Reads a capture.
    ///
    /// # Errors
    /// When it is none, of a later version, larger than [`MAX_OCTETS`], or not of its form; a certificate that is not
    /// what its fingerprint says is such a case.
    pub fn from_json(json: &[u8]) -> Result<Self, CaptureError> {
        if json.len() > MAX_OCTETS {
            return Err(CaptureError::TooLarge);
        }
        let head: Head = serde_json::from_slice(json).map_err(|_| CaptureError::NoCapture)?;
        if head.verifail_capture > VERSION {
            return Err(CaptureError::LaterVersion { found: head.verifail_capture });
        }
        let mut capture: Self =
            serde_json::from_slice(json).map_err(|error| CaptureError::Malformed(error.to_string()))?;
        capture.clean();
        Ok(capture)
    }

    /// The capture as JSON on one line, without secrets and within bounds.
    ///
    /// # Examples
    /// ```
    /// use verifail::capture::{Capture, Target, Via};
    /// use verifail::Time;
    ///
    /// let mut target = Target::new("api.example", 443);
    /// target.via = Some(Via::new("http://ann:hunter2@proxy.example:3128"));
    /// let capture = Capture::new("office", target, Time::from_unix_seconds(1_790_000_000));
    /// let json = capture.to_json();
    /// assert!(!String::from_utf8(json.clone()).unwrap().contains("hunter2"));
    /// assert_eq!(Capture::from_json(&json).unwrap(), capture);
    /// ```
    pub fn to_json(&self) -> Vec<u8> {
        let mut capture = self.clone();
        capture.clean();
        // Maps with text keys, texts and numbers: nothing in it has no form in JSON.
        let mut json = serde_json::to_vec(&capture).unwrap_or_default();
        json.push(b'\n');
        json
    }
}
