//! Where each tool is told which certificate authorities to trust: the variable, option or file, and whether that adds
//! to the trust anchors it has or replaces them.

use super::{Family, Stack};

/// A setting that names certificate authorities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Knob {
    /// The tool that reads it.
    pub tool: &'static str,
    /// The stacks whose texts that tool's failures are.
    pub stacks: &'static [Stack],
    /// Variables, options and files, the handiest first, separated by semicolons.
    pub set: &'static str,
    /// What it does to the trust anchors that are there.
    pub effect: Effect,
    /// What to know besides; may be empty.
    pub note: &'static str,
}

word! {
    /// What a setting does to the trust anchors that a tool has.
    Effect {
        /// It adds to them.
        Adds "adds" "adds to the trust anchors";
        /// It chooses among stores.
        Chooses "chooses" "chooses the store";
        /// It takes their place.
        Replaces "replaces" "replaces the trust anchors";
    }
}

impl Knob {
    /// All of them, by tool.
    pub const ALL: &'static [Knob] = KNOBS;
}

impl Stack {
    /// The setting of the tool whose texts these are; where it has none of its own, that of the engine inside.
    pub fn knob(self) -> Option<&'static Knob> {
        let of = |stack| KNOBS.iter().find(|knob| knob.stacks.contains(&stack));
        of(self).or_else(|| self.family().engine().and_then(of))
    }
}

impl Family {
    /// The stack whose settings a program of the family reads, where it reads any.
    const fn engine(self) -> Option<Stack> {
        match self {
            Self::Go => Some(Stack::Go),
            Self::Java => Some(Stack::Java),
            Self::Libressl | Self::Openssl => Some(Stack::Openssl),
            Self::Node => Some(Stack::Node),
            Self::Nss => Some(Stack::Nss),
            Self::Python => Some(Stack::Python),
            Self::Rustls => Some(Stack::Rustls),
            Self::Apple
            | Self::Boringssl
            | Self::Embedded
            | Self::Erlang
            | Self::Gnutls
            | Self::OtherEngine
            | Self::Windows => None,
        }
    }
}

const fn knob(
    tool: &'static str,
    stacks: &'static [Stack],
    set: &'static str,
    effect: Effect,
    note: &'static str,
) -> Knob {
    Knob { tool, stacks, set, effect, note }
}

const KNOBS: &[Knob] = &[
    knob(
        "Apache httpd",
        &[Stack::Httpd],
        "SSLProxyCACertificateFile",
        Effect::Replaces,
        "for upstreams; SSLCACertificateFile is for clients' certificates",
    ),
    knob(
        "AWS CLI and SDKs",
        &[Stack::AmazonWebServices],
        "AWS_CA_BUNDLE; ca_bundle in ~/.aws/config",
        Effect::Replaces,
        "not applied to SSO calls by CLI 2.11",
    ),
    knob("Azure CLI", &[], "REQUESTS_CA_BUNDLE", Effect::Replaces, "the file must hold certifi's roots too"),
    knob(
        "BuildKit",
        &[],
        "[registry.\"HOST\"] ca in buildkitd.toml",
        Effect::Adds,
        "a builder in a container does not see the host's store",
    ),
    knob(
        "Bun",
        &[Stack::Bun],
        "NODE_EXTRA_CA_CERTS",
        Effect::Adds,
        "read by the runtime; older `bun install` does not",
    ),
    knob("Bun install", &[], "install.cafile in bunfig.toml; --cafile", Effect::Replaces, ""),
    knob(
        "Bundler",
        &[],
        "BUNDLE_SSL_CA_CERT; SSL_CERT_FILE",
        Effect::Replaces,
        "the first is read for rubygems.org only, not for mirrors",
    ),
    knob(
        "cargo",
        &[Stack::Cargo],
        "CARGO_HTTP_CAINFO; http.cainfo",
        Effect::Replaces,
        "CARGO_HTTP_PROXY_CAINFO for the proxy's own certificate",
    ),
    knob("Certbot", &[Stack::Certbot], "REQUESTS_CA_BUNDLE", Effect::Replaces, ""),
    knob("Claude Code", &[], "NODE_EXTRA_CA_CERTS; CLAUDE_CODE_CERT_STORE=bundled,system", Effect::Adds, ""),
    knob(
        "Claude Code's sandbox",
        &[],
        "sandbox.network.allowMachLookup [\"com.apple.trustd*\"]",
        Effect::Chooses,
        "gives programs in it the verification service of macOS",
    ),
    knob(
        "Cloudflare Workers",
        &[Stack::Cloudflare],
        "Custom Origin Trust Store",
        Effect::Adds,
        "with the compatibility flag cots_on_external_fetch",
    ),
    knob("Codex CLI", &[], "CODEX_CA_CERTIFICATE; SSL_CERT_FILE", Effect::Adds, ""),
    knob("Composer", &[], "COMPOSER_CAFILE; cafile", Effect::Replaces, ""),
    knob(
        "conda",
        &[],
        "CONDA_SSL_VERIFY=FILE; REQUESTS_CA_BUNDLE",
        Effect::Replaces,
        "ssl_verify: truststore uses the system's store",
    ),
    knob("Consul CLI", &[], "CONSUL_CACERT; CONSUL_CAPATH", Effect::Replaces, ""),
    knob("CRI-O", &[], "/etc/containers/certs.d/HOST:PORT/ca.crt", Effect::Adds, "the port must be part of the name"),
    knob(
        "curl",
        &[Stack::Curl],
        "CURL_CA_BUNDLE; --cacert; SSL_CERT_FILE",
        Effect::Replaces,
        "with SChannel only --cacert is read; --ca-native uses the system's store",
    ),
    knob(
        "Deno",
        &[Stack::Deno],
        "DENO_CERT; --cert",
        Effect::Adds,
        "DENO_TLS_CA_STORE=mozilla,system chooses the stores; NODE_EXTRA_CA_CERTS since 2.8",
    ),
    knob(
        "Docker Engine",
        &[Stack::Docker, Stack::Harbor],
        "/etc/docker/certs.d/HOST:PORT/ca.crt",
        Effect::Adds,
        "for a registry; replaces the roots on Windows",
    ),
    knob(
        "Envoy",
        &[Stack::Envoy, Stack::Istio],
        "validation_context.trusted_ca",
        Effect::Replaces,
        "without it no certificate authority is trusted or checked",
    ),
    knob("etcdctl", &[Stack::Etcd], "ETCDCTL_CACERT; --cacert", Effect::Replaces, ""),
    knob(
        "Firefox",
        &[Stack::Firefox, Stack::Nss],
        "security.enterprise_roots.enabled",
        Effect::Adds,
        "takes the system's roots; else import under Authorities",
    ),
    knob("FreeRADIUS", &[Stack::Freeradius], "ca_file in the tls section", Effect::Replaces, ""),
    knob("gcloud", &[], "core/custom_ca_certs_file", Effect::Replaces, ""),
    knob(
        "git",
        &[Stack::Git, Stack::Libgit2],
        "GIT_SSL_CAINFO; http.sslCAInfo",
        Effect::Replaces,
        "SChannel ignores it unless http.schannelUseSSLCAInfo is set",
    ),
    knob(
        "GitHub Actions runner",
        &[],
        "NODE_EXTRA_CA_CERTS in the runner's .env",
        Effect::Adds,
        "its .NET part reads the system's store",
    ),
    knob("GitHub CLI", &[], "SSL_CERT_FILE", Effect::Replaces, "as Go, on Linux"),
    knob("GitLab Runner", &[], "tls-ca-file in config.toml; CI_SERVER_TLS_CA_FILE", Effect::Adds, ""),
    knob(
        "Go",
        &[
            Stack::Go,
            Stack::Caddy,
            Stack::Kubernetes,
            Stack::Terraform,
            Stack::Tailscale,
            Stack::Traefik,
            Stack::Cosign,
            Stack::Cloudflared,
            Stack::IngressNginx,
            Stack::AcmeServer,
        ],
        "SSL_CERT_FILE; SSL_CERT_DIR",
        Effect::Replaces,
        "on Linux and BSD; a path with a typo is skipped without a word",
    ),
    knob(
        "Go on macOS",
        &[Stack::GoDarwin],
        "SSL_CERT_FILE; SSL_CERT_DIR",
        Effect::Replaces,
        "only in versions with golang/go#77865, older ones ignore it",
    ),
    knob(
        "Go on Windows",
        &[Stack::GoWindows],
        "SSL_CERT_FILE; SSL_CERT_DIR",
        Effect::Replaces,
        "only in versions with golang/go#77865, older ones ignore it",
    ),
    knob(
        "Go, embedded roots",
        &[],
        "GODEBUG=x509usefallbackroots=1",
        Effect::Chooses,
        "only where the program embeds roots by x509.SetFallbackRoots",
    ),
    knob("Gradle", &[Stack::Gradle], "systemProp.javax.net.ssl.trustStore in gradle.properties", Effect::Replaces, ""),
    knob(
        "gRPC",
        &[Stack::Grpc],
        "GRPC_DEFAULT_SSL_ROOTS_FILE_PATH",
        Effect::Replaces,
        "read by C++, Python, Ruby, PHP and Node",
    ),
    knob(
        "HAProxy",
        &[Stack::Haproxy],
        "ca-file on the server line",
        Effect::Replaces,
        "ca-file @system-ca uses the system's store",
    ),
    knob("Haskell", &[Stack::Haskell], "SYSTEM_CERTIFICATE_PATH", Effect::Replaces, ""),
    knob("Helm", &[], "HELM_KUBECAFILE; --ca-file", Effect::Replaces, ""),
    knob("Hex", &[], "HEX_CACERTS_PATH", Effect::Replaces, ""),
    knob("Homebrew", &[], "HOMEBREW_CURLRC", Effect::Chooses, "as curl"),
    knob("httpx", &[], "SSL_CERT_FILE; SSL_CERT_DIR", Effect::Replaces, ""),
    knob(
        "Java",
        &[Stack::Java, Stack::BouncyCastle, Stack::Okhttp, Stack::Netty, Stack::Tomcat, Stack::Weblogic, Stack::Pgjdbc],
        "-Djavax.net.ssl.trustStore; JAVA_TOOL_OPTIONS",
        Effect::Replaces,
        "else cacerts of the runtime; each runtime has its own",
    ),
    knob("Julia", &[], "JULIA_SSL_CA_ROOTS_PATH", Effect::Replaces, ""),
    knob("Kafka clients", &[Stack::Kafka], "ssl.truststore.location", Effect::Replaces, ""),
    knob("kubectl", &[], "certificate-authority in the kubeconfig; --certificate-authority", Effect::Replaces, ""),
    knob("Maven", &[], "MAVEN_OPTS=-Djavax.net.ssl.trustStore=FILE", Effect::Replaces, ""),
    knob("MongoDB", &[Stack::Mongodb], "--tlsCAFile; tlsCAFile", Effect::Replaces, ""),
    knob("Mosquitto", &[Stack::Mosquitto], "--cafile", Effect::Replaces, ""),
    knob("MySQL and MariaDB", &[Stack::Mysql], "--ssl-ca", Effect::Replaces, ""),
    knob(
        ".NET",
        &[Stack::Dotnet, Stack::Powershell, Stack::Nuget],
        "SSL_CERT_FILE; SSL_CERT_DIR",
        Effect::Replaces,
        "on Linux; the Windows store elsewhere",
    ),
    knob(
        "nginx",
        &[Stack::Nginx],
        "proxy_ssl_trusted_certificate",
        Effect::Replaces,
        "for upstreams; ssl_client_certificate is for clients' certificates",
    ),
    knob(
        "Nix",
        &[],
        "NIX_SSL_CERT_FILE; ssl-cert-file",
        Effect::Replaces,
        "the daemon needs it in its own environment",
    ),
    knob(
        "Node.js",
        &[Stack::Node, Stack::Electron],
        "NODE_EXTRA_CA_CERTS",
        Effect::Adds,
        "read once at start; NODE_USE_SYSTEM_CA=1 adds the system's store",
    ),
    knob("Node.js, OpenSSL's store", &[], "--use-openssl-ca with SSL_CERT_FILE", Effect::Replaces, ""),
    knob("Nomad CLI", &[], "NOMAD_CACERT; NOMAD_CAPATH", Effect::Replaces, ""),
    knob(
        "npm",
        &[Stack::Npm],
        "npm_config_cafile; cafile in .npmrc",
        Effect::Replaces,
        "a file that is missing is ignored without a word",
    ),
    knob("OpenLDAP", &[Stack::Openldap], "LDAPTLS_CACERT; TLS_CACERT in ldap.conf", Effect::Replaces, ""),
    knob(
        "OpenSSL",
        &[Stack::Openssl, Stack::Ncat, Stack::Nagios],
        "SSL_CERT_FILE; SSL_CERT_DIR",
        Effect::Replaces,
        "the directory needs hashed names (openssl rehash)",
    ),
    knob("OpenVPN", &[Stack::Openvpn], "ca", Effect::Replaces, ""),
    knob("Perl", &[Stack::Perl], "PERL_LWP_SSL_CA_FILE; SSL_CERT_FILE", Effect::Replaces, ""),
    knob("PHP", &[Stack::Php], "openssl.cafile and curl.cainfo in php.ini", Effect::Replaces, ""),
    knob(
        "pip",
        &[Stack::Pip],
        "PIP_CERT; --cert; REQUESTS_CA_BUNDLE",
        Effect::Replaces,
        "uses the system's store since 24.2",
    ),
    knob("pnpm", &[], "cafile in .npmrc", Effect::Replaces, "one for each registry is possible"),
    knob(
        "Podman and skopeo",
        &[],
        "/etc/containers/certs.d/HOST:PORT/ca.crt",
        Effect::Adds,
        "the port must be part of the name",
    ),
    knob("poetry", &[], "POETRY_CERTIFICATES_NAME_CERT", Effect::Replaces, "for each repository"),
    knob(
        "Postfix",
        &[Stack::Postfix],
        "smtp_tls_CAfile",
        Effect::Replaces,
        "smtpd_tls_CAfile for clients' certificates",
    ),
    knob(
        "PostgreSQL clients",
        &[Stack::Libpq],
        "PGSSLROOTCERT; sslrootcert",
        Effect::Replaces,
        "sslrootcert=system uses the system's store, since 16",
    ),
    knob(
        "Python",
        &[Stack::Python],
        "SSL_CERT_FILE; SSL_CERT_DIR",
        Effect::Replaces,
        "requests reads REQUESTS_CA_BUNDLE instead",
    ),
    knob("RabbitMQ", &[Stack::Rabbitmq], "ssl_options.cacertfile", Effect::Replaces, ""),
    knob("Redis", &[Stack::Redis], "--cacert; tls-ca-cert-file", Effect::Replaces, ""),
    knob("requests", &[], "REQUESTS_CA_BUNDLE; CURL_CA_BUNDLE", Effect::Replaces, ""),
    knob(
        "reqwest",
        &[],
        "ClientBuilder::add_root_certificate",
        Effect::Adds,
        "the verifier is the platform's since 0.13",
    ),
    knob("Ruby and RubyGems", &[Stack::Ruby], "SSL_CERT_FILE; :ssl_ca_cert in ~/.gemrc", Effect::Replaces, ""),
    knob(
        "rustls",
        &[Stack::Rustls],
        "SSL_CERT_FILE; SSL_CERT_DIR",
        Effect::Replaces,
        "where the program uses rustls-native-certs",
    ),
    knob("rustls, the platform's verifier", &[], "Verifier::new_with_extra_roots", Effect::Adds, ""),
    knob("rustup", &[], "SSL_CERT_FILE", Effect::Replaces, "on Linux; the system's verifier elsewhere"),
    knob("stunnel", &[Stack::Stunnel], "CAfile", Effect::Replaces, ""),
    knob(
        "uv",
        &[Stack::Uv],
        "SSL_CERT_FILE",
        Effect::Replaces,
        "UV_SYSTEM_CERTS=1 uses the system's store; a file that is missing leaves nothing trusted",
    ),
    knob("Vault CLI", &[Stack::Vault], "VAULT_CACERT; VAULT_CAPATH", Effect::Replaces, ""),
    knob("VS Code", &[], "http.systemCertificates", Effect::Adds, ""),
    knob("wget", &[Stack::Wget], "--ca-certificate; ca_certificate in wgetrc", Effect::Replaces, ""),
    knob("workerd and wrangler", &[], "NODE_EXTRA_CA_CERTS; SSL_CERT_FILE", Effect::Adds, ""),
    knob(
        "Yarn",
        &[Stack::Yarn],
        "YARN_HTTPS_CA_FILE_PATH; httpsCaFilePath",
        Effect::Replaces,
        "cafile in .npmrc for version 1",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tools_are_in_order_and_no_stack_has_two() {
        let key = |knob: &Knob| knob.tool.trim_start_matches('.').to_lowercase();
        assert!(KNOBS.is_sorted_by_key(key));
        let mut stacks: Vec<_> = KNOBS.iter().flat_map(|knob| knob.stacks).collect();
        stacks.sort();
        assert!(stacks.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn a_setting_is_that_of_the_tool_before_that_of_its_engine() {
        let set = |stack: Stack| stack.knob().map(|knob| knob.set.split(';').next().unwrap_or_default());
        assert_eq!(set(Stack::Node), Some("NODE_EXTRA_CA_CERTS"));
        assert_eq!(set(Stack::Pip), Some("PIP_CERT"));
        assert_eq!(set(Stack::Sslyze), Some("SSL_CERT_FILE"));
        assert_eq!(set(Stack::Schannel), None);
    }
}
