//! The chain that a server presented, kept in one piece and within a bound.

use rustls_pki_types::CertificateDer;

/// Certificates of a chain that are kept.
pub const MAX_CHAIN_CERTIFICATES: usize = 16;
/// Octets of a chain that are kept; rustls takes up to 64 KiB.
pub const MAX_CHAIN_OCTETS: usize = 64 << 10;

/// The certificates that a server sent, end entity first: the first [`MAX_CHAIN_CERTIFICATES`] of them, as far as they
/// fit into [`MAX_CHAIN_OCTETS`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PresentedChain {
    octets: Box<[u8]>,
    ends: [u32; MAX_CHAIN_CERTIFICATES],
    kept: usize,
    sent: usize,
}

impl PresentedChain {
    pub(crate) fn new(end_entity: &CertificateDer<'_>, intermediates: &[CertificateDer<'_>]) -> Self {
        let all = || std::iter::once(end_entity).chain(intermediates);
        let mut ends = [0; MAX_CHAIN_CERTIFICATES];
        let (mut kept, mut size) = (0, 0);
        for (end, der) in ends.iter_mut().zip(all()) {
            match u32::try_from(size + der.len()) {
                Ok(sum) if size + der.len() <= MAX_CHAIN_OCTETS => *end = sum,
                _ => break,
            }
            (kept, size) = (kept + 1, size + der.len());
        }
        let mut octets = Vec::with_capacity(size);
        all().take(kept).for_each(|der| octets.extend_from_slice(der));
        Self { octets: octets.into_boxed_slice(), ends, kept, sent: 1 + intermediates.len() }
    }

    /// The certificates' DER, end entity first.
    pub fn certificates(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends);
        let spans = starts.zip(self.ends).take(self.kept);
        spans.filter_map(|(start, end)| self.octets.get(start as usize..end as usize))
    }

    /// How many certificates the server sent.
    pub const fn sent(&self) -> usize {
        self.sent
    }

    /// Whether all of them are kept.
    pub const fn is_whole(&self) -> bool {
        self.kept == self.sent
    }
}
