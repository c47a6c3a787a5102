//! What is known of the place a capture was taken in.

use super::data;
use crate::certificate::Fingerprint;
use crate::time::Time;

data! {
    /// What is known of the place a capture was taken in. Nothing here says what is wrong.
    Environment {
        /// The operating system, in the words of Rust's targets: `linux`, `macos`.
        os: String,
        /// The variables that name proxies, without passwords.
        proxies: Vec<Setting>,
        /// The variables that name certificate authorities.
        certificate_authorities: Vec<Setting>,
        /// Stores of trust anchors that were found.
        stores: Vec<Store>,
        /// Inspection products whose authority is in a store, or issued what was presented.
        interceptors: Vec<Interceptor>,
        /// This machine's clock beside the peers'.
        clock: Option<Clock>,
        /// Signs of a sandbox or container, in codes: `linux-user-namespace`, `macos-seatbelt`, `read-only-store`.
        sandbox: Vec<String>,
        /// Whether the platform's verification service answered when asked; `None` where it was not.
        trust_service: Option<bool>,
    }

    /// A variable and what it comes to.
    Setting {
        /// Its name.
        name: String,
        /// Its value, without secrets.
        value: String,
        /// How many trust anchors it loads, of one that names a file or directory of them.
        anchors: Option<u64>,
        /// Why it has no effect.
        problem: Option<String>,
    }

    /// A store of trust anchors.
    Store {
        /// Its path or name.
        name: String,
        /// How many anchors are in it.
        count: u64,
        /// The latest `notBefore` in it.
        newest: Option<Time>,
        /// As [`Anchors::digest`](super::Anchors::digest).
        digest: Option<Fingerprint>,
        /// Whether it cannot be written.
        read_only: bool,
    }

    /// An inspection product, recognised by the name of its authority.
    Interceptor {
        /// The product.
        product: String,
        /// The name by which it was recognised, and where: `CN=Zscaler Root CA in /etc/ssl/certs`.
        seen: String,
    }

    /// This machine's clock beside that of others.
    Clock {
        /// Seconds by which this machine is ahead.
        ahead_s: i64,
        /// What it was compared with.
        source: String,
    }
}
