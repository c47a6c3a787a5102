//! One attempt's connection: what it is to be, and what became of it.
//!
//! reqwest connects inside of its own futures, and gives whoever waits for them nothing but an error. So what an
//! attempt wants of a connection lies beside the thread that polls it, where the resolver beneath reqwest finds it and
//! says what it chose; and what was verified comes out of the recorder, which is asked around each poll: the verifier
//! is called inside of the poll of whoever waits for the connection, so the record is of this attempt's and no other.
//!
//! A layer around reqwest's connector would see more, and reqwest would clone it five times for every request, those on
//! connections that are open included, each time into two boxes: a thirtieth of what a call costs. What is here costs a
//! poll of a connection that is open two numbers that did not change.

use std::cell::Cell;
use std::future::Future;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context, Poll};

use verifail_rustls::Recorder;

use crate::addresses::Addresses;
use crate::call::Told;

thread_local! {
    /// The address that the attempt wants which is polled on this thread.
    static WANTED: Cell<Option<IpAddr>> = const { Cell::new(None) };
}

/// The address that is wanted by the attempt in whose poll this is called.
pub(crate) fn wanted() -> Option<IpAddr> {
    WANTED.get()
}

/// An attempt, polled with what it wants of its connection.
pub(crate) struct Dial<'d, F> {
    pub(crate) wanted: Option<IpAddr>,
    pub(crate) addresses: &'d Addresses,
    pub(crate) recorder: &'d Recorder,
    /// Where it is put down what became of the connection.
    pub(crate) told: &'d Mutex<Told>,
    pub(crate) attempt: F,
}

/// Until this is dropped, by a panic too, this address is wanted in place of the one before.
struct Wanting {
    before: Option<IpAddr>,
}

impl Drop for Wanting {
    fn drop(&mut self) {
        WANTED.set(self.before);
    }
}

impl<F: Future + Unpin> Future for Dial<'_, F> {
    type Output = F::Output;

    #[inline]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let Self { wanted, addresses, recorder, told, attempt } = self.get_mut();
        let _wanting = wanted.map(|wanted| Wanting { before: WANTED.replace(Some(wanted)) });
        let (verified, chosen) = (recorder.mark(), addresses.mark());
        let polled = Pin::new(attempt).poll(context);
        if let Some(record) = recorder.since(verified) {
            Told::within(told).verified(record);
        }
        if let Some(address) = addresses.since(chosen) {
            Told::within(told).chose(address);
        }
        polled
    }
}
