//! Who refuses whom, and between whom: from who speaks, on which side, and through which intermediary.

use super::found::Match;
use super::row::{Row, Side};
use crate::taxonomy::{Hop, Layer, Reason, Rejection};

/// What the match says that stands nearest before the one that decides, or else nearest behind it: the closer words are
/// to a statement, the more they are about it.
fn nearest<T>(best: &Match, all: &[Match], says: impl Fn(&Match) -> Option<T>) -> Option<T> {
    let said = || all.iter().filter_map(|found| Some((found.start, says(found)?)));
    let before = said().filter(|(start, _)| *start <= best.start).max_by_key(|(start, _)| *start);
    before.or_else(|| said().min_by_key(|(start, _)| *start)).map(|(_, said)| said)
}

/// What a text shows of where its program stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Position {
    side: Option<Side>,
    hop: Option<Hop>,
    /// Whether the file that fails is this side's own.
    own_file: bool,
    by_peer: bool,
    /// What is missing here shows when a peer is refused, by the deciding row's own word.
    at_peer: bool,
    /// Whether the deciding row says that it may be either side's word.
    open: bool,
    /// Whether the deciding row leaves open which of the two refuses.
    undecided: bool,
}

impl Position {
    /// From the match that decided and all others. The deciding row's own word counts first.
    ///
    /// That a peer said it holds for every row that gives the same reason: some only name what others tell the source
    /// of.
    pub(super) fn of(best: &Match, all: &[Match]) -> Self {
        // That it may be either side is less than what the rest of the text shows.
        let one = |row: &Row| row.side.filter(|side| *side != Side::Either);
        let shown = || nearest(best, all, |found| one(found.row));
        // A statement that leaves its side open leaves its own; a mark does for all that its program says.
        let either = || nearest(best, all, |found| found.row.side.filter(|_| found.row.reason.is_none()));
        let side = one(best.row).or_else(shown).or_else(either).or(best.row.side);
        // Where something went well is not where it failed.
        let told = |found: &Match| found.row.hop.filter(|_| found.reason() != Some(Reason::TlsNotFailure));
        // Who asked for a tunnel is the client of the one that refused it, and no proxy itself.
        let refused = best.reason() == Some(Reason::ProxyTunnelFailed);
        let forwards = |hop: &Hop| refused && *hop == Hop::ProxyToUpstream;
        let hop = best.row.hop.or_else(|| nearest(best, all, told).filter(|hop| !forwards(hop)));
        // A client's own file is its own, though a mark beside shows the client; a tool says itself that it checks a
        // server's.
        let checks = if best.row.hop == Some(Hop::Local) { best.row.side } else { side };
        let own_file = hop == Some(Hop::Local) && checks != Some(Side::Client);
        let by_peer = all.iter().chain([best]).any(|found| found.by_peer() && found.reason() == best.reason());
        Self {
            side,
            hop,
            own_file,
            by_peer,
            at_peer: best.row.hop == Some(Hop::Direct),
            open: best.row.side == Some(Side::Either),
            undecided: best.is_undecided(),
        }
    }

    /// Whether the reason is the peer's word.
    pub(super) fn is_by_peer(self) -> bool {
        self.by_peer
    }

    /// From one row and nothing beside it.
    pub(super) fn alone(row: &Row) -> Self {
        let own_file = row.hop == Some(Hop::Local) && row.side != Some(Side::Client);
        let (at_peer, open) = (row.hop == Some(Hop::Direct), row.side == Some(Side::Either));
        Self { side: row.side, hop: row.hop, own_file, by_peer: row.by_peer, at_peer, open, undecided: row.undecided }
    }

    /// Whether the one that fails is an intermediary, seen from whoever reads the text.
    fn is_intermediary(self) -> bool {
        matches!(self.hop, Some(Hop::OriginToUpstream | Hop::ProxyToUpstream))
    }

    /// Whether no peer is involved. A tool that checks a server's certificate takes the client's part without a
    /// connection.
    fn is_local(self, reason: Reason) -> bool {
        // A file that cannot be read is refused by nobody.
        let unreadable = reason == Reason::Malformed && self.side == Some(Side::Offline);
        unreadable || self.own_file || (reason.layer() == Layer::Local && !self.at_peer)
    }

    /// The reason as the side that reports has it: what is no TLS for a client is plaintext to a server.
    pub(super) fn seen_from_there(self, reason: Reason) -> Reason {
        match (reason, self.side) {
            (Reason::NotTls, Some(Side::Server)) => Reason::PlaintextToTls,
            _ => reason,
        }
    }

    pub(super) fn rejection(self, reason: Reason) -> Rejection {
        use Rejection::*;
        let peer_decides = self.by_peer || reason == Reason::PeerRejectedOurCert;
        let nobody_decides = matches!(
            reason,
            Reason::HandshakeEof | Reason::HandshakeReset | Reason::HandshakeTimeout | Reason::UncleanClose
        );
        match reason {
            _ if self.is_local(reason) => Local,
            _ if reason.layer() == Layer::Outside => Neither,
            Reason::ProxyTunnelFailed => Local,
            Reason::GenericHandshakeFailure if self.is_intermediary() && self.open => Unknown,
            _ if self.is_intermediary() => {
                // An upstream that hangs up is given up on; one that is silent is nobody's refusal.
                if matches!(reason, Reason::HandshakeTimeout | Reason::UncleanClose) {
                    Neither
                } else if peer_decides {
                    UpstreamRejectsIntermediary
                } else {
                    IntermediaryRejectsUpstream
                }
            }
            Reason::HandshakeEof | Reason::HandshakeReset if self.side == Some(Side::Server) && !self.open => {
                ClientRejectsUs
            }
            _ if nobody_decides => Neither,
            _ if self.undecided && !peer_decides && self.side != Some(Side::Server) => Unknown,
            Reason::PlaintextToTls => WeRejectClient,
            _ if peer_decides => match self.side {
                Some(Side::Client) => ServerRejectsUs,
                Some(Side::Server) => ClientRejectsUs,
                // A certificate is refused by either side; what else an alert says, servers say to clients.
                _ if reason == Reason::PeerRejectedOurCert => PeerRejectsUs,
                _ => ServerRejectsUs,
            },
            Reason::SniUnrecognized if self.side == Some(Side::Server) => WeRejectClient,
            Reason::PeerInternalError | Reason::SniUnrecognized => ServerRejectsUs,
            Reason::ClientCertRequired if self.side != Some(Side::Client) => WeRejectClient,
            Reason::ClientCertRequired => ServerRejectsUs,
            // That it failed is nobody's verdict yet.
            Reason::GenericHandshakeFailure => Unknown,
            _ => match self.side {
                Some(Side::Server) => WeRejectClient,
                Some(Side::Either | Side::Offline) => WeRejectPeer,
                _ => WeRejectServer,
            },
        }
    }

    pub(super) fn hop(self, reason: Reason) -> Hop {
        match (reason.layer(), self.hop) {
            (Layer::Local, _) if self.is_local(reason) => Hop::Local,
            // Whom a server asks for something else than TLS is no hop of it.
            (Layer::Outside, None | Some(Hop::OriginToUpstream)) => Hop::None,
            // Nor is where the signature of a package is judged.
            (Layer::Outside, Some(Hop::Local)) if reason == Reason::NotTlsRelated => Hop::None,
            (_, Some(hop)) => hop,
            (_, None) if self.side == Some(Side::Offline) => Hop::Local,
            (_, None) if reason == Reason::ProxyTunnelFailed => Hop::ClientToProxy,
            (_, None) => Hop::Direct,
        }
    }
}
