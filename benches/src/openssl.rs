//! OpenSSL as the system has it, beside the others: the same chain, name, purpose and time. What a client does once
//! (the store) is prepared; reading what was sent is inside, or outside where the question says so.

use openssl::stack::Stack;
use openssl::x509::store::{X509Store, X509StoreBuilder};
use openssl::x509::verify::X509VerifyParam;
use openssl::x509::{X509, X509PurposeId, X509StoreContext};

use crate::chains::World;
use crate::issuing::{HOST, NOW};

/// A store with the anchors, and the chain.
pub struct OpenSsl<'w> {
    world: &'w World,
    store: X509Store,
    end_entity: X509,
    intermediates: Stack<X509>,
}

impl<'w> OpenSsl<'w> {
    /// Prepares the store and reads the chain.
    pub fn new(world: &'w World) -> Self {
        Self::asking(world, HOST, NOW)
    }

    /// The same for another name at another time, in seconds since 1970.
    pub fn asking(world: &'w World, host: &str, at: i64) -> Self {
        let mut store = X509StoreBuilder::new().expect("a store");
        for der in &world.anchors {
            store.add_cert(read(der)).expect("an anchor");
        }
        let mut param = X509VerifyParam::new().expect("parameters");
        param.set_host(host).expect("a name");
        param.set_time(at);
        param.set_purpose(X509PurposeId::SSL_SERVER).expect("a purpose");
        store.set_param(&param).expect("parameters");
        Self {
            world,
            store: store.build(),
            end_entity: read(&world.end_entity),
            intermediates: stack(world.intermediates.iter().map(|der| read(der))),
        }
    }

    /// Verifies certificates that were read before, which keep what was decoded of them.
    pub fn verify_ready(&self) -> bool {
        self.verify(&self.end_entity, &self.intermediates)
    }

    /// Reads what was sent, and verifies it.
    pub fn verify_from_der(&self) -> bool {
        self.verify(&read(&self.world.end_entity), &stack(self.world.intermediates.iter().map(|der| read(der))))
    }

    fn verify(&self, end_entity: &X509, intermediates: &Stack<X509>) -> bool {
        let mut context = X509StoreContext::new().expect("a context");
        context.init(&self.store, end_entity, intermediates, |context| context.verify_cert()).unwrap_or(false)
    }
}

fn read(der: &[u8]) -> X509 {
    X509::from_der(der).expect("a certificate")
}

fn stack(certificates: impl Iterator<Item = X509>) -> Stack<X509> {
    let mut stack = Stack::new().expect("a stack");
    certificates.for_each(|certificate| stack.push(certificate).expect("memory"));
    stack
}
