//! What the verifier decided, handshake by handshake: a bounded ring that any number of connections write to.

mod chain;
mod record;

use std::collections::VecDeque;
use std::error::Error as StdError;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rustls::Error;
use rustls_pki_types::ServerName;
use verifail::classification::Diagnosis;

pub use chain::{MAX_CHAIN_CERTIFICATES, MAX_CHAIN_OCTETS, PresentedChain};
pub use record::{Decision, Record};

use crate::diagnosis::{diagnosis_of_chain, find};

/// Records that are kept unless told otherwise.
pub const DEFAULT_RECORDS: usize = 64;

/// The last handshakes in which a certificate was verified. Cheap to clone; clones share the records.
///
/// A handshake that resumes a session verifies nothing and leaves no record. rustls does not tell a verifier which connection
/// it works for: with several handshakes for one name at a time [`explain`](Self::explain) picks the newest one that ended
/// with the same error.
///
/// # Examples
/// ```
/// use verifail_rustls::TlsSettings;
///
/// let client = TlsSettings::new().client()?;
/// assert_eq!(client.recorder.records().len(), 0);
/// # Ok::<(), verifail_rustls::SettingsError>(())
/// ```
#[derive(Clone)]
pub struct Recorder {
    shared: Arc<Shared>,
}

struct Shared {
    capacity: usize,
    next: AtomicU64,
    records: Mutex<VecDeque<Arc<Record>>>,
}

impl Recorder {
    pub(crate) fn new(capacity: usize) -> Self {
        let records = Mutex::new(VecDeque::with_capacity(capacity));
        Self { shared: Arc::new(Shared { capacity, next: AtomicU64::new(1), records }) }
    }

    /// The records that are kept, oldest first.
    pub fn records(&self) -> Vec<Arc<Record>> {
        self.lock().iter().cloned().collect()
    }

    /// How many handshakes were recorded since the client was made, those included that are no longer kept.
    pub fn count(&self) -> u64 {
        self.shared.next.load(Ordering::Relaxed) - 1
    }

    /// The newest record for a name.
    pub fn latest(&self, name: &ServerName<'_>) -> Option<Arc<Record>> {
        self.newest(|record| record.server_name() == name)
    }

    /// The newest record for a name that ended with this error.
    pub fn matching(&self, name: &ServerName<'_>, error: &Error) -> Option<Arc<Record>> {
        self.newest(|record| record.server_name() == name && record.ended_with(error))
    }

    /// What an error of a connection to `name` says: what the record of its handshake knows, where the error is a refused
    /// certificate; else what the error itself says.
    ///
    /// The record knows more than the error: every reason, which of them hold, the fingerprint, and that an `UnknownIssuer` is a
    /// missing intermediate.
    pub fn explain(&self, name: &ServerName<'_>, error: &(dyn StdError + 'static)) -> Diagnosis {
        let record = find(error).and_then(|error| self.matching(name, error));
        record.map_or_else(|| diagnosis_of_chain(error), |record| record.diagnosis().clone())
    }

    /// Forgets all records.
    pub fn clear(&self) {
        self.lock().clear();
    }

    pub(crate) fn push(&self, record: impl FnOnce(u64) -> Record) -> Arc<Record> {
        let sequence = self.shared.next.fetch_add(1, Ordering::Relaxed);
        let record = Arc::new(record(sequence));
        if self.shared.capacity > 0 {
            let mut records = self.lock();
            // Freed outside of the lock.
            let _old = if records.len() == self.shared.capacity { records.pop_front() } else { None };
            records.push_back(record.clone());
            drop(records);
        }
        record
    }

    fn newest(&self, wanted: impl Fn(&Record) -> bool) -> Option<Arc<Record>> {
        self.lock().iter().rev().find(|record| wanted(record)).cloned()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, VecDeque<Arc<Record>>> {
        // Nothing is left half-done by a panic: pushes and pops are whole.
        self.shared.records.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder").field("count", &self.count()).field("kept", &self.lock().len()).finish()
    }
}
