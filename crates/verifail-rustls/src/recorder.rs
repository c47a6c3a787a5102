//! What the verifier decided, handshake by handshake: a bounded ring that any number of connections write to.

mod chain;
mod record;

use std::collections::VecDeque;
use std::error::Error as StdError;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rustls::Error;
use rustls_pki_types::{CertificateDer, ServerName};
use verifail::classification::Diagnosis;

pub use chain::{MAX_CHAIN_CERTIFICATES, MAX_CHAIN_OCTETS, PresentedChain};
pub use record::{Decision, Record};

use crate::diagnosis::{diagnosis_of_chain, find};

/// Records that are kept unless told otherwise.
pub const DEFAULT_RECORDS: usize = 64;

/// The last handshakes in which a certificate was verified. Cheap to clone; clones share the records.
///
/// A handshake that resumes a session verifies nothing and leaves no record. rustls does not tell a verifier which
/// connection it works for: with several handshakes for one name at a time [`explain`](Self::explain) picks the newest
/// one that ended with the same error.
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

/// A moment between two records. See [`Recorder::mark`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecorderMark(u64);

/// Records that are kept for whoever asks for his own, though nobody is shown them: as many handshakes may end in one
/// moment.
const KEPT: usize = 16;

struct Shared {
    /// Records that are shown.
    capacity: usize,
    next: AtomicU64,
    records: Mutex<VecDeque<Arc<Record>>>,
}

impl Recorder {
    pub(crate) fn new(capacity: usize) -> Self {
        let records = Mutex::new(VecDeque::with_capacity(capacity.max(KEPT)));
        Self { shared: Arc::new(Shared { capacity, next: AtomicU64::new(1), records }) }
    }

    /// The records that are kept, oldest first.
    pub fn records(&self) -> Vec<Arc<Record>> {
        let records = self.lock();
        records.iter().skip(records.len().saturating_sub(self.shared.capacity)).cloned().collect()
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

    /// What an error of a connection to `name` says: what the record of its handshake knows, where the error is a
    /// refused certificate; else what the error itself says.
    ///
    /// The record knows more than the error: every reason, which of them hold, the fingerprint, and that an
    /// `UnknownIssuer` is a missing intermediate.
    pub fn explain(&self, name: &ServerName<'_>, error: &(dyn StdError + 'static)) -> Diagnosis {
        let record = find(error).and_then(|error| self.matching(name, error));
        record.map_or_else(|| diagnosis_of_chain(error), |record| record.diagnosis().clone())
    }

    /// Runs `part` of a handshake, and returns the newest record that was made in it: on this thread, by this recorder.
    ///
    /// rustls calls its verifier inside of the call that processes the server's messages. So around a poll of one
    /// connection this is that connection's record, however many others are under way.
    ///
    /// # Examples
    /// ```
    /// use verifail_rustls::TlsSettings;
    ///
    /// let client = TlsSettings::new().client()?;
    /// let (result, record) = client.recorder.during(|| "no handshake");
    /// assert!(result == "no handshake" && record.is_none());
    /// # Ok::<(), verifail_rustls::SettingsError>(())
    /// ```
    pub fn during<T>(&self, part: impl FnOnce() -> T) -> (T, Option<Arc<Record>>) {
        let mark = self.mark();
        let result = part();
        (result, self.since(mark))
    }

    /// The beginning of a part of a handshake, for [`since`](Self::since): what [`during`](Self::during) is made of,
    /// for a part that is no closure.
    #[inline]
    pub fn mark(&self) -> RecorderMark {
        RecorderMark(self.shared.next.load(Ordering::Relaxed))
    }

    /// The newest record that was made since then: on this thread, by this recorder. As long as there is none it costs
    /// the comparison of two numbers.
    #[inline]
    pub fn since(&self, mark: RecorderMark) -> Option<Arc<Record>> {
        if self.mark() == mark { None } else { self.of_this_thread(|record| record.sequence() >= mark.0) }
    }

    /// Forgets all records.
    pub fn clear(&self) {
        self.lock().clear();
    }

    pub(crate) fn push(&self, record: impl FnOnce(u64) -> Record) -> Arc<Record> {
        let sequence = self.shared.next.fetch_add(1, Ordering::Relaxed);
        let record = Arc::new(record(sequence));
        let mut records = self.lock();
        // Freed outside of the lock.
        let _old = if records.len() == self.shared.capacity.max(KEPT) { records.pop_front() } else { None };
        records.push_back(record.clone());
        drop(records);
        record
    }

    /// The signature of a handshake was refused, by whoever presented this certificate: the record of it is that of
    /// this thread's handshake, or else the newest one.
    pub(crate) fn unsigned(&self, end_entity: &CertificateDer<'_>, error: &Error) {
        let presented = |record: &Record| record.chain().certificates().next() == Some(end_entity.as_ref());
        let record = self.of_this_thread(presented);
        let newest = || self.newest(|record| record.is_accepted() && presented(record));
        if let Some(record) = record.or_else(newest) {
            record.unsigned(error);
        }
    }

    /// The newest record that was made on this thread, of those that are wanted.
    fn of_this_thread(&self, wanted: impl Fn(&Record) -> bool) -> Option<Arc<Record>> {
        let this = std::thread::current().id();
        self.lock().iter().rev().find(|record| record.thread() == this && wanted(record)).cloned()
    }

    fn newest(&self, wanted: impl Fn(&Record) -> bool) -> Option<Arc<Record>> {
        self.lock().iter().rev().take(self.shared.capacity).find(|record| wanted(record)).cloned()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, VecDeque<Arc<Record>>> {
        // Nothing is left half-done by a panic: pushes and pops are whole.
        self.shared.records.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder").field("count", &self.count()).field("kept", &self.records().len()).finish()
    }
}
