//! Kubernetes: the API server as a client of webhooks and kubelets, kubectl, kubelet, controllers.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

/// The API server or the kubelet is the client of what fails.
const fn origin(text: &'static str) -> Row {
    Row::new(text).at(Hop::OriginToUpstream)
}

/// Texts of Kubernetes and its tools.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Kubernetes,
    rows: &[
        // API server to webhooks, aggregated API servers, kubelets.
        origin("failed calling webhook ").seen("apiserver 1.9-1.34"),
        origin("failed to call webhook: ").seen("apiserver 1.20-1.34"),
        origin("failed calling admission webhook ").seen("apiserver 1.9-1.12"),
        origin("conversion webhook for ").seen("apiserver 1.13-1.34"),
        origin("Failed calling webhook, failing closed").seen("apiserver"),
        origin("Failed calling webhook, failing open").seen("apiserver"),
        // kubectl repeats what the API server was told.
        origin("Error from server: ").seen("kubectl"),
        origin("admission webhook \"*\" denied the request: ").seen("apiserver 1.9-1.34"),
        origin("error dialing backend: ").seen("apiserver to kubelet: logs, exec"),
        origin("error trying to reach service: ").seen("apiserver proxy").at(Hop::ProxyToUpstream),
        origin("FailedDiscoveryCheck").seen("aggregated API"),
        origin("failing or missing response from https://").seen("aggregated API"),
        // Kubelet to registries.
        origin("Failed to pull image ").seen("kubelet"),
        origin("ErrImagePull").seen("kubelet"),
        origin("Failed to create pod sandbox").seen("kubelet"),
        origin("failed to get sandbox image").seen("containerd"),
        origin("ImagePullBackOff").seen("kubelet"),
        // cert-manager, controllers.
        Row::new("Failed to list *v1").by_client().seen("client-go reflector"),
        Row::new("Failed to watch *v1").by_client().seen("client-go reflector"),
        Row::new("k8s.io/client go").by_client().seen("client-go"),
        Row::new("pkg/mod/k8s.io").by_client().seen("client-go"),
        // kubectl and other clients.
        Row::new("Unable to connect to the server: ").by_client().seen("kubectl"),
        Row::new("couldn't get current server API group list: ").by_client().seen("kubectl"),
        Row::new("Kubernetes cluster unreachable: ").by_client().seen("helm"),
        Row::new("looks like \"https://*\" is not a valid chart repository or cannot be reached: ")
            .by_client()
            .seen("helm"),
        Row::new("error: error loading config file").seen("kubectl"),
        Row::new("Failed to scrape node").by_client().seen("metrics-server"),
        Row::new("unable to fetch metrics from node").by_client().seen("metrics-server 0.2-0.3"),
        Row::new("kubectl "),
        Row::new("kubelet"),
        Row::new("apiserver"),
        // A client's certificate, seen by the API server.
        Row::new("Unable to authenticate the request").by_server().seen("apiserver"),
        Row::new("verifying certificate SN=").by_server().seen("apiserver, x509 authenticator"),
        // Own files.
        Row::new("part of the existing bootstrap client certificate * is expired")
            .means(R::Expired)
            .at(Hop::Local)
            .seen("kubelet"),
        Row::new("part of the existing bootstrap client certificate is expired")
            .means(R::Expired)
            .at(Hop::Local)
            .seen("kubelet 1.8-1.15"),
        Row::new("The currently active client certificate has expired")
            .means(R::Expired)
            .at(Hop::Local)
            .seen("kubelet 1.10-1.34: certificate/transport.go"),
        Row::new("unable to read client cert ").means(R::LocalCredentialError).seen("client-go clientcmd"),
        Row::new("unable to read client key ").means(R::LocalCredentialError).seen("client-go clientcmd"),
        Row::new("unable to read certificate authority ").means(R::TrustStoreUnavailable).seen("client-go clientcmd"),
        Row::new("unable to load root certificates: ").means(R::TrustStoreUnavailable).seen("client-go transport"),
        Row::new("Expected to load root CA config from").means(R::TrustStoreUnavailable).seen("client-go rest"),
        Row::new("specifying a root certificates file with the insecure flag is not allowed")
            .means(R::TlsConfigError)
            .seen("client-go"),
        Row::new("Unable to load config info from ca.crt").means(R::TrustStoreUnavailable),
        Row::new("data does not contain any valid RSA or ECDSA certificates")
            .means(R::TrustStoreUnavailable)
            .seen("client-go cert"),
        // ingress-nginx.
        Row::new("Error getting SSL certificate ").means(R::LocalCredentialError).seen("ingress-nginx"),
        Row::new("local SSL certificate * was not found").means(R::LocalCredentialError).seen("ingress-nginx"),
        Row::new("does not contain a Common Name or Subject Alternative Name for server")
            .means(R::NameMismatch)
            .offline()
            .seen("ingress-nginx"),
        Row::new("Unexpected error validating SSL certificate ")
            .means(R::GenericVerifyFailed)
            .offline()
            .faint()
            .seen("ingress-nginx"),
        Row::new("error obtaining X.509 certificate: ").means(R::LocalCredentialError).seen("ingress-nginx"),
        // Beside TLS.
        Row::new("The connection to the server * was refused").means(R::NotTlsRelated).seen("kubectl"),
        Row::new("You must be logged in to the server").means(R::NotTlsRelated).seen("kubectl"),
        Row::new("Error from server (Forbidden)").means(R::NotTlsRelated).seen("kubectl"),
        Row::new("Error from server (NotFound)").means(R::NotTlsRelated).seen("kubectl"),
        origin("Error from server (").seen("kubectl"),
        Row::new("certificatesigningrequest.certificates.k8s.io/*approved").means(R::TlsNotFailure).seen("kubectl"),
    ],
};
