//! Rows: what a stack prints, and what follows from it. Data, with one small language for texts.

use super::codes::Book;
use crate::taxonomy::{Hop, Reason, RetryAdvice, Stack};

/// One text that a stack prints, and what it says.
///
/// The text is compared as [`fold`](super::fold) spells it, so case, `_`, `-`, kinds of quotes and line breaks do not
/// matter. `*` stands for anything within [`GAP`] octets; `#` for a number that [`Row::decodes`] looks up. At both ends
/// of a text that begin or end with a letter or digit a word must begin or end, but at `*`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// The text.
    pub(super) text: &'static str,
    /// Versions, or the place in the source, where it was seen.
    pub(super) seen: &'static str,
    pub(super) reason: Option<Reason>,
    pub(super) strength: Strength,
    /// Another stack than the file's.
    pub(super) stack: Option<Stack>,
    pub(super) side: Option<Side>,
    pub(super) by_peer: bool,
    /// Whether it leaves open which of the two refuses.
    pub(super) undecided: bool,
    pub(super) hop: Option<Hop>,
    pub(super) retry: Option<RetryAdvice>,
    pub(super) excludes: &'static [Reason],
    /// What a text that begins with this one may go on to say.
    pub(super) leads_to: &'static [Reason],
    pub(super) book: Option<&'static Book>,
}

/// Octets that a `*` stands for at most.
pub(super) const GAP: usize = 400;

/// How much a row's reason counts beside others in one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// Words around a statement of somebody else, that say something only where that is missing: counts where nothing
    /// else does, boilerplate included.
    Wrapper,
    /// Boilerplate that comes with other reasons too: counts where nothing else does.
    Faint,
    /// As its reason does.
    Usual,
    /// Decides, whatever else the text says: the domain is another, or the verdict is said in so many words.
    Decisive,
}

/// Which side of the connection the program that reports is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Client,
    /// A peer of a connection: the program is client and server in the same words.
    Either,
    Server,
    /// No connection: a file is checked.
    Offline,
}

impl Row {
    /// A text that shows the stack, and nothing more yet.
    pub(super) const fn new(text: &'static str) -> Self {
        Self {
            text,
            seen: "",
            reason: None,
            strength: Strength::Usual,
            stack: None,
            side: None,
            by_peer: false,
            undecided: false,
            hop: None,
            retry: None,
            excludes: &[],
            leads_to: &[],
            book: None,
        }
    }

    /// The reason that the text gives.
    pub(super) const fn means(mut self, reason: Reason) -> Self {
        self.reason = Some(reason);
        self
    }

    /// Versions or places where the text was seen.
    pub(super) const fn seen(mut self, seen: &'static str) -> Self {
        self.seen = seen;
        self
    }

    /// The book in which the number at `#` is looked up; the row's own reason stands where the number gives none.
    pub(super) const fn decodes(mut self, book: &'static Book) -> Self {
        self.book = Some(book);
        self
    }

    /// Another stack than the file's.
    pub(super) const fn from(mut self, stack: Stack) -> Self {
        self.stack = Some(stack);
        self
    }

    /// Boilerplate that other reasons come with.
    pub(super) const fn faint(mut self) -> Self {
        self.strength = Strength::Faint;
        self
    }

    /// Words around what somebody else says: a wrapper that is stripped where there is something in it.
    pub(super) const fn around(mut self) -> Self {
        self.strength = Strength::Wrapper;
        self
    }

    /// Decides against all else in the text.
    pub(super) const fn decisive(mut self) -> Self {
        self.strength = Strength::Decisive;
        self
    }

    /// The peer says it: an alert that was received.
    pub(super) const fn by_peer(mut self) -> Self {
        self.by_peer = true;
        self
    }

    /// Leaves open which of the two refuses: it is said of what the peer sent and of its alerts alike.
    pub(super) const fn undecided(mut self) -> Self {
        self.undecided = true;
        self
    }

    /// Printed by a client.
    pub(super) const fn by_client(mut self) -> Self {
        self.side = Some(Side::Client);
        self
    }

    /// Printed by a program that is client and server in the same words.
    pub(super) const fn by_either(mut self) -> Self {
        self.side = Some(Side::Either);
        self
    }

    /// Printed by a server.
    pub(super) const fn by_server(mut self) -> Self {
        self.side = Some(Side::Server);
        self
    }

    /// Printed where a file is checked, without a connection.
    pub(super) const fn offline(mut self) -> Self {
        self.side = Some(Side::Offline);
        self
    }

    /// Between whom it fails.
    pub(super) const fn at(mut self, hop: Hop) -> Self {
        self.hop = Some(hop);
        self
    }

    /// Advice that differs from the reason's own.
    pub(super) const fn retry(mut self, retry: RetryAdvice) -> Self {
        self.retry = Some(retry);
        self
    }

    /// It opens a message whose rest decides: what that may say.
    pub(super) const fn leads_to(mut self, reasons: &'static [Reason]) -> Self {
        self.leads_to = reasons;
        self
    }

    /// What this stack would have said instead: it checks that before, and it held.
    pub(super) const fn excludes(mut self, reasons: &'static [Reason]) -> Self {
        self.excludes = reasons;
        self
    }
}

/// A stack's file: its rows, and which stack they show.
pub(super) struct StackRows {
    pub(super) stack: Stack,
    pub(super) rows: &'static [Row],
}
