//! Which hop a text is about, by who says it: proxies and gateways of their upstreams and of their clients, and servers
//! that call out by themselves.
//!
//! Marks without a reason, as those of `sides` are. Programs with a file of their own have them there.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Stack};

/// A proxy, as the client of what it forwards to.
const fn upstream(text: &'static str) -> Row {
    Row::new(text).by_client().at(Hop::ProxyToUpstream).seen("what proxies and gateways say of where they forward to")
}

/// A server that asks another one, of its own or for its user.
const fn origin(text: &'static str) -> Row {
    Row::new(text).by_client().at(Hop::OriginToUpstream).seen("what servers say of whom they call")
}

/// An interceptor, as the server of its clients.
const fn interceptor(text: &'static str) -> Row {
    Row::new(text).by_server().at(Hop::ClientToProxy).seen("what interceptors say of their clients")
}

/// Marks of a hop.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Shared,
    rows: &[
        // Servers that are proxies too: H2O, nghttpx, Traffic Server, SSLsplit, PgBouncer.
        upstream("[lib/core/proxy.c]"),
        upstream("lib/common/httpclient"),
        upstream("shrpx_http_downstream"),
        upstream("shrpx_http2_session"),
        upstream("shrpx_live_check"),
        upstream("Core server certificate verification failed for"),
        upstream("not in certificate. Action="),
        upstream("Error from bufferevent:"),
        upstream("Error from dst bufferevent:"),
        interceptor("Error from src bufferevent:"),
        upstream("LOG S-0x*"),
        upstream("WARNING S-0x*"),
        upstream("DEBUG S-0x*"),
        interceptor("LOG C-0x*"),
        interceptor("WARNING C-0x*"),
        interceptor("DEBUG C-0x*"),
        // ProxySQL.
        upstream("MySQL_Monitor.cpp"),
        upstream("MySQL_Session.cpp:*CONNECTING_SERVER"),
        upstream("MySQL_HostGroups_Manager.cpp"),
        // Reverse proxies of frameworks and development servers.
        upstream("Yarp.ReverseProxy.Forwarder"),
        upstream("msg=\"502 Bad Gateway\""),
        upstream("502 Bad Gateway error="),
        upstream("500 Internal Server Error error="),
        upstream("com.netflix.zuul"),
        upstream("springframework.cloud.gateway"),
        upstream("[vite] http proxy error"),
        upstream("[vite] ws proxy error"),
        upstream("http-proxy error: "),
        upstream("Ocelot.Requester"),
        upstream("ConnectionToDownstreamServiceError"),
        upstream("badgateway: failed to receive response"),
        upstream("HTTP fetch failed from '"),
        upstream("ZAP Error ["),
        upstream("[ERROR 502 "),
        upstream("502.3 - Bad Gateway"),
        upstream("error contacting backend"),
        upstream("logger=data-proxy-log"),
        upstream("msg=\"Proxy request failed"),
        // Resolvers that forward: CoreDNS, dnsproxy.
        upstream("plugin/errors: "),
        upstream("dnsproxy: "),
        // Caches of packages.
        upstream("verdaccio warn"),
        upstream("verdaccio error"),
        upstream("[verdaccio]"),
        upstream("nexus.proxy"),
        upstream("nexus.repository.proxy"),
        // Pages of content delivery networks.
        upstream("Execution failed due to configuration error"),
        upstream("Guru Meditation"),
        upstream("Guru Mediation"),
        // A client whose proxy is asked in TLS itself.
        Row::new("--proxy https://").by_client().at(Hop::ClientToProxy).seen("a command line of curl"),
        Row::new("-x https://").by_client().at(Hop::ClientToProxy).seen("a command line of curl"),
        Row::new("https_proxy=https://").by_client().at(Hop::ClientToProxy).seen("an environment"),
        // Interceptors.
        upstream("> HTTPS handshake to * failed."),
        interceptor("The client failed to negotiate a TLS connection to"),
        interceptor("The client failed to negotiate an SSL connection to"),
        // In general: who proxies, and who answers for a gateway.
        upstream("error proxying"),
        upstream("failed proxying"),
        upstream("while proxying"),
        upstream("when proxying"),
        upstream("proxying request"),
        upstream("proxying the request"),
        upstream("proxying to http"),
        upstream("502 proxying"),
        upstream("failed to proxy"),
        upstream("unable to proxy"),
        upstream("could not proxy"),
        upstream("couldn't proxy"),
        upstream("cannot proxy"),
        upstream("can't proxy"),
        upstream("trying to proxy"),
        upstream("reverse proxy error"),
        upstream("Relay error: "),
        upstream("in reverse proxy"),
        upstream("reverseproxy: "),
        upstream("forward request to"),
        upstream("forward the request to"),
        upstream("forwarding request"),
        upstream("forwarding the request"),
        upstream("Bad Gateway*certificate"),
        upstream("Bad Gateway*handshake"),
        upstream("Bad Gateway*x509"),
        upstream("Bad Gateway*TLS"),
        upstream("Bad Gateway*SSL"),
        upstream("Bad Gateway*PKIX"),
        upstream("upstream request failed"),
        upstream("upstream connection failed"),
        upstream("upstream error"),
        upstream("upstream returned error"),
        upstream("dial upstream"),
        upstream("dial to upstream"),
        upstream("dialing upstream"),
        upstream("contacting upstream"),
        upstream("reach upstream"),
        upstream("reach origin"),
        upstream("reach the origin"),
        upstream("origin unreachable"),
        upstream("upstream=tls://"),
        upstream("upstream=https://"),
        upstream("backend connection failed"),
        upstream("to backend server"),
        upstream("contacting backend"),
        upstream("connect to upstream"),
        upstream("connect upstream"),
        upstream("error connecting to upstream"),
        upstream("failed connecting to upstream"),
        upstream("connection to upstream"),
        upstream("handshake with upstream"),
        upstream("upstream handshake"),
        upstream("upstream relay handler"),
        upstream("upstream TLS"),
        upstream("upstream SSL"),
        upstream("upstream certificate"),
        upstream("upstream server certificate"),
        upstream("origin certificate"),
        upstream("fetch from upstream"),
        upstream("request to upstream"),
        upstream("response from backend"),
        upstream("connect to backend"),
        upstream("connecting to backend"),
        upstream("connection to backend"),
        upstream("handshake with backend"),
        upstream("backend TLS handshake"),
        upstream("backend SSL handshake"),
        upstream("connect to origin"),
        upstream("connecting to origin"),
        upstream("connection to origin"),
        upstream("handshake with origin"),
        // Servers that call out.
        origin("Readiness probe failed"),
        origin("Liveness probe failed"),
        origin("Startup probe failed"),
        origin("Hook execution failed"),
        origin("couldn't deliver this payload"),
        origin("webhook delivery"),
        origin("Delivery: Post"),
        origin("models/hooks/web_hook.rb"),
        origin("services/web_hook_service.rb"),
        origin("Error redeeming code during OAuth2 callback"),
        origin("oidc authenticator"),
        origin("login.OAuthLogin"),
        origin("Unable to obtain configuration from: "),
        origin("[org.keycloak.services]"),
        origin("org.keycloak.storage.ldap"),
        origin("Failed to query provider"),
        // Foreign servers of PostgreSQL; its clients write a colon.
        origin("could not connect to server \""),
        origin("org.kohsuke.stapler"),
        // Frames of what serves a request: its own TLS is over by then.
        origin("servlet.http.HttpServlet.service"),
        origin("servlet.ServletException: "),
        origin("catalina.core.ApplicationFilterChain"),
        origin("web.servlet.DispatcherServlet"),
        origin("django/core/handlers/"),
        origin("/flask/app.py"),
        origin("/starlette/routing.py"),
        origin("action_controller/metal"),
        origin("net/http.(*ServeMux).ServeHTTP"),
        origin("Microsoft.AspNetCore.Mvc."),
        origin("Microsoft.AspNetCore.Diagnostics."),
    ],
};
