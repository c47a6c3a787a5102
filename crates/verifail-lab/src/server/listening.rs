//! A listener and its connections, which end together.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::{AbortHandle, JoinSet};

use crate::LabOptions;
use crate::log::{Log, Seen, Visit};

/// Connections that a listener serves at once; others wait.
const AT_ONCE: usize = 4096;

/// A listener and its connections, which end when this is dropped.
#[derive(Debug)]
pub(crate) struct Listening {
    address: SocketAddr,
    task: AbortHandle,
}

impl Listening {
    /// Listens where the options say, and serves each connection by the function.
    pub(crate) async fn start<F, S>(options: &LabOptions, server: &'static str, log: &Log, serve: F) -> io::Result<Self>
    where
        F: Fn(TcpStream, Visit) -> S + Send + Sync + 'static,
        S: Future<Output = io::Result<()>> + Send + 'static,
    {
        let listener = TcpListener::bind((options.listen, options.port)).await?;
        let address = listener.local_addr()?;
        let log = log.clone();
        let task = tokio::spawn(async move {
            let room = Arc::new(Semaphore::new(AT_ONCE));
            // Dropped with this task, and the connections with it.
            let mut connections = JoinSet::new();
            loop {
                let Ok(permit) = Arc::clone(&room).acquire_owned().await else { return };
                let (stream, from) = match listener.accept().await {
                    Ok(accepted) => accepted,
                    // The client left already, or there are no descriptors: others may come.
                    Err(_) => {
                        tokio::task::yield_now().await;
                        continue;
                    }
                };
                // As servers do: the records of an answer do not wait for the client to acknowledge the ones before.
                let _ = stream.set_nodelay(true);
                while connections.try_join_next().is_some() {}
                let visit = log.visit(server, from);
                let serving = serve(stream, visit.clone());
                connections.spawn(async move {
                    if let Err(error) = serving.await {
                        visit.saw(Seen::Failed(error.to_string()));
                    }
                    drop(permit);
                });
            }
        });
        Ok(Self { address, task: task.abort_handle() })
    }

    pub(crate) const fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.task.abort();
    }
}
