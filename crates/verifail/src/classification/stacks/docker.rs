//! Docker, containerd, Podman and the registries they fetch from: the daemon is the client of what fails.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

/// The daemon's own log of what it asks.
const fn logged(text: &'static str) -> Row {
    Row::new(text).by_client()
}

const fn daemon(text: &'static str) -> Row {
    Row::new(text).at(Hop::OriginToUpstream)
}

/// Texts of container engines.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Docker,
    rows: &[
        Row::new("error while loading TLS certificate in /var/lib/docker").offline().seen("swarmkit: ca/config.go"),
        // The daemon tells what it met.
        daemon("Error response from daemon: ").seen("docker 1.0-28"),
        daemon("docker: Error while pulling image: ").seen("docker 1.0-1.13"),
        daemon("Error while pulling image: ").seen("docker 1.0-1.13"),
        daemon("Error pulling image (").seen("docker 1.0-1.13"),
        daemon("error pulling image configuration").seen("docker 1.10-28"),
        daemon("(HTTP code # ) server error - ").seen("dockerode"),
        daemon("(HTTP code 500) server error - ").seen("dockerode"),
        daemon("(HTTP code 404) no such image - ").seen("dockerode"),
        daemon("Error response from daemon: login attempt to "),
        daemon("failed to solve: ").seen("BuildKit"),
        daemon("failed to solve with frontend dockerfile").seen("BuildKit"),
        daemon("failed to resolve source metadata for ").seen("BuildKit"),
        daemon("failed to pull and unpack image ").seen("containerd 1.3-2.1"),
        daemon("failed to resolve reference ").seen("containerd 1.3-2.1"),
        daemon("rpc error: code = Unknown desc = Error response from daemon: ").seen("dockershim"),
        logged("level=error msg=\"Handler for POST /"),
        logged("Attempting next endpoint for pull after error: "),
        logged("Attempting next endpoint for push after error: "),
        daemon(", trying next endpoint: ").seen("docker 1.10-28: registry/service.go, docker login"),
        logged("Not continuing with pull after error: ").seen("docker 1.6-28"),
        logged("Not continuing with push after error: ").seen("docker 1.6-28"),
        logged("Error getting v2 registry: ").seen("docker 1.6-28"),
        // The program connects by itself.
        Row::new("error during connect: ").by_client().seen("docker 17-28: client to daemon"),
        Row::new("An error occurred trying to connect: ").by_client().seen("docker 1.9-1.13"),
        Row::new("pinging container registry ").by_client().seen("containers/image: podman, skopeo, buildah"),
        Row::new("pulling image: rpc error: ").from(Stack::Kubernetes).at(Hop::OriginToUpstream).seen("CRI-O, crictl"),
        Row::new("error pinging docker registry ").by_client().seen("containers/image, 1-4"),
        Row::new("initializing source docker://").by_client().seen("containers/image"),
        Row::new("Error initializing source docker://").by_client().seen("containers/image"),
        Row::new("trying to reuse blob sha256:").by_client().seen("containers/image"),
        Row::new("Trying to pull docker://").means(R::NotTlsRelated).faint().seen("podman 0.x-1.x"),
        Row::new("Trying to pull ").seen("podman"),
        Row::new("The push refers to a repository ").seen("docker 1.x"),
        Row::new("The push refers to repository ").seen("docker 17-28"),
        Row::new("unable to ping registry endpoint").seen("docker 1.5-1.9"),
        Row::new("invalid registry endpoint ").seen("docker 1.3-1.9"),
        Row::new("Using default tag: latest").seen("docker pull"),
        Row::new("See 'docker run --help'"),
        // The daemon's own TLS.
        Row::new("Client sent an HTTP request to an HTTPS server")
            .means(R::PlaintextToTls)
            .by_server()
            .at(Hop::Direct)
            .from(Stack::Go)
            .seen("net/http server.go"),
        Row::new("malformed HTTP response \"\\x15\\x03")
            .means(R::PlaintextToTls)
            .by_client()
            .at(Hop::Direct)
            .from(Stack::Go)
            .seen("net/http: an alert where HTTP is expected"),
        Row::new("malformed HTTP status code").from(Stack::Go).seen("net/http"),
        Row::new("The server probably has client authentication (--tlsverify) enabled")
            .means(R::ClientCertRequired)
            .by_client()
            .seen("docker client"),
        Row::new("Are you trying to connect to a TLS-enabled daemon without TLS?")
            .means(R::PlaintextToTls)
            .faint()
            .by_client()
            .seen("docker client"),
        Row::new("Could not load X509 key pair").means(R::LocalCredentialError).seen("docker, harbor, distribution"),
        Row::new("Could not read CA certificate").means(R::TrustStoreUnavailable).seen("docker"),
        Row::new("unable to resolve docker endpoint: open *.pem: ").means(R::TrustStoreUnavailable).seen("docker"),
        Row::new("missing key * for client certificate").means(R::LocalCredentialError).seen("docker certs.d"),
        Row::new("missing client certificate * for key").means(R::LocalCredentialError).seen("docker certs.d"),
        // Beside TLS.
        Row::new("Cannot connect to the Docker daemon").means(R::NotTlsRelated),
        Row::new("Is the docker daemon running?").means(R::NotTlsRelated),
        Row::new("no basic auth credentials").means(R::NotTlsRelated),
        Row::new("pull access denied for ").means(R::NotTlsRelated),
        Row::new("toomanyrequests: ").means(R::NotTlsRelated),
        Row::new("manifest unknown").means(R::NotTlsRelated),
        Row::new("unauthorized: authentication required").means(R::NotTlsRelated),
        Row::new("unauthorized: incorrect username or password").means(R::NotTlsRelated),
    ],
};
