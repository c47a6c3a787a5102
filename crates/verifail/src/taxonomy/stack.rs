//! The programs whose texts are known, and the engines that they print the texts of.

word! {
    /// The TLS engine, or the group around one, that a text comes from.
    Family {
        /// Secure Transport, Security and Network frameworks.
        Apple "apple" "Secure Transport, Security and Network frameworks";
        /// BoringSSL and what embeds it: Chromium, Envoy, gRPC, Android, Dart, Bun.
        Boringssl "boringssl" "BoringSSL and what embeds it: Chromium, Envoy, gRPC, Android, Dart, Bun";
        /// mbedTLS, wolfSSL, s2n and other small engines.
        Embedded "embedded" "mbedTLS, wolfSSL, s2n and other small engines";
        /// Erlang/OTP ssl.
        Erlang "erlang" "Erlang/OTP ssl";
        /// GnuTLS.
        Gnutls "gnutls" "GnuTLS";
        /// crypto/tls and crypto/x509.
        Go "go" "crypto/tls and crypto/x509";
        /// JSSE, PKIX, Bouncy Castle.
        Java "java" "JSSE, PKIX, Bouncy Castle";
        /// LibreSSL.
        Libressl "libressl" "LibreSSL";
        /// Node.js, its package managers and libraries.
        Node "node" "Node.js, its package managers and libraries";
        /// NSS and Firefox.
        Nss "nss" "NSS and Firefox";
        /// OpenSSL and what prints its texts: C programs, Ruby, PHP, Perl.
        Openssl "openssl" "OpenSSL and what prints its texts: C programs, Ruby, PHP, Perl";
        /// any other engine.
        OtherEngine "other-engine" "any other engine";
        /// Python's ssl and the libraries over it.
        Python "python" "Python's ssl and the libraries over it";
        /// rustls and rustls-webpki.
        Rustls "rustls" "rustls and rustls-webpki";
        /// SChannel, CryptoAPI, WinHTTP, .NET.
        Windows "windows" "SChannel, CryptoAPI, WinHTTP, .NET";
    }
}

word! {
    /// What a stack is to the engine whose words it prints: it decides which of several that are seen in one text is
    /// named.
    Tier {
        /// A program: its family is a guess from how it is usually built, which every engine's own words outweigh.
        Program "program" "a program";
        /// A TLS engine or a platform's verifier, which words its own errors.
        Engine "engine" "an engine";
        /// A language, a browser or a proxy that embeds one engine and words its errors again.
        Binding "binding" "an embedding of one engine";
        /// Many programs' words: no stack is named for them.
        Shared "shared" "words of many programs";
    }
}

macro_rules! stacks {
    ($($variant:ident $code:literal $family:ident $tier:ident;)+) => {
        /// The program or library whose words a text has.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        #[allow(missing_docs, reason = "the variants are names of programs")]
        pub enum Stack {
            $($variant,)+
        }

        impl Stack {
            /// All of them.
            pub const ALL: &'static [Stack] = &[$(Self::$variant),+];

            /// The stable code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The engine, or the group around one, that it is usually built with.
            pub const fn family(self) -> Family {
                match self { $(Self::$variant => Family::$family),+ }
            }

            /// What it is to the engine.
            pub const fn tier(self) -> Tier {
                match self { $(Self::$variant => Tier::$tier),+ }
            }
        }
    };
}

stacks! {
    AcmeServer "acme-server" Go Program;
    AmazonWebServices "aws" OtherEngine Program;
    Android "android" Boringssl Binding;
    Apple "apple" Apple Engine;
    Apt "apt" Gnutls Program;
    Asterisk "asterisk" Openssl Program;
    AwsCrt "aws-crt" Embedded Engine;
    AwsIot "aws-iot" Embedded Engine;
    AzureGateway "azure-appgw" Windows Program;
    Bearssl "bearssl" Embedded Engine;
    Beats "beats" Go Program;
    Bind "bind" Openssl Program;
    Boringssl "boringssl" Boringssl Engine;
    BouncyCastle "bouncycastle" Java Engine;
    Bun "bun" Boringssl Binding;
    Busybox "busybox" Embedded Engine;
    Caddy "caddy" Go Program;
    Cargo "cargo" Rustls Binding;
    Certbot "certbot" Openssl Program;
    Chromium "chromium" Boringssl Binding;
    Chrony "chrony" Gnutls Program;
    Clickhouse "clickhouse" Boringssl Program;
    Cloudflare "cloudflare" Boringssl Program;
    Cloudflared "cloudflared" Go Program;
    CodeSigning "codesign" Apple Program;
    Cosign "cosign" Go Program;
    Coturn "coturn" Openssl Program;
    Curl "curl" Openssl Program;
    Dart "dart" Boringssl Binding;
    Deno "deno" Rustls Binding;
    Docker "docker" Go Program;
    Dotnet "dotnet" Windows Engine;
    Dovecot "dovecot" Openssl Program;
    Electron "electron" Boringssl Binding;
    Envoy "envoy" Boringssl Binding;
    Erlang "erlang" Erlang Engine;
    EspIdf "esp-idf" Embedded Engine;
    Etcd "etcd" Go Program;
    Exim "exim" Openssl Program;
    Fabric "hyperledger-fabric" Go Program;
    Fastly "fastly" OtherEngine Program;
    Fetchmail "fetchmail" Openssl Program;
    Ffmpeg "ffmpeg" Gnutls Program;
    Filezilla "filezilla" Gnutls Program;
    Firefox "firefox" Nss Binding;
    FluentBit "fluent-bit" Openssl Program;
    Freeradius "freeradius" Openssl Program;
    Freerdp "freerdp" Openssl Program;
    Git "git" Openssl Program;
    Glib "glib-networking" Gnutls Binding;
    Gnupg "gnupg" Gnutls Program;
    Gnutls "gnutls" Gnutls Engine;
    Go "go" Go Engine;
    GoDarwin "go-darwin" Go Engine;
    GoWindows "go-windows" Go Engine;
    Gradle "gradle" Java Program;
    Grpc "grpc" Boringssl Binding;
    Haproxy "haproxy" Openssl Program;
    Harbor "harbor" Go Program;
    Haskell "haskell-tls" OtherEngine Engine;
    Hostapd "hostapd" Openssl Program;
    Httpd "apache-httpd" Openssl Program;
    IbmMq "ibm-mq" OtherEngine Engine;
    IngressNginx "ingress-nginx" Go Program;
    Istio "istio" Boringssl Binding;
    Java "java" Java Engine;
    Kafka "kafka-java" Java Program;
    Kamailio "kamailio" Openssl Program;
    Kubernetes "kubernetes" Go Program;
    Lftp "lftp" Openssl Program;
    Libgit2 "libgit2" Openssl Program;
    Libpq "libpq" Openssl Program;
    Librdkafka "librdkafka" Openssl Program;
    Libressl "libressl" Libressl Engine;
    Libvirt "libvirt" Gnutls Program;
    Linkerd "linkerd" Rustls Program;
    Logstash "logstash" Java Program;
    Mbedtls "mbedtls" Embedded Engine;
    Mercurial "mercurial" Python Binding;
    Mitmproxy "mitmproxy" Python Binding;
    Mongodb "mongodb" Openssl Program;
    Mono "mono" OtherEngine Engine;
    Mosquitto "mosquitto" Openssl Program;
    Msmtp "msmtp" Gnutls Program;
    MssqlJdbc "mssql-jdbc" Java Program;
    MssqlOdbc "mssql-odbc" Openssl Program;
    Mysql "mysql" Openssl Program;
    Nagios "nagios" Openssl Program;
    NativeTls "rust-native-tls" Openssl Program;
    Ncat "ncat" Openssl Program;
    Netty "java-netty" Java Program;
    Nginx "nginx" Openssl Program;
    Node "node" Node Binding;
    Npm "npm" Node Binding;
    Nss "nss" Nss Engine;
    Nuget "nuget" Windows Program;
    Ocaml "ocaml-tls" OtherEngine Engine;
    Okhttp "okhttp" Java Program;
    Openconnect "openconnect" Gnutls Program;
    Openfortivpn "openfortivpn" Openssl Program;
    Openldap "openldap" Openssl Program;
    Opensmtpd "opensmtpd" Libressl Program;
    Openssl "openssl" Openssl Engine;
    Openvpn "openvpn" Openssl Program;
    Oracle "oracle" OtherEngine Engine;
    Perl "perl" Openssl Binding;
    Pgjdbc "pgjdbc" Java Program;
    Php "php" Openssl Binding;
    Pip "pip" Python Binding;
    Pjsip "pjsip" Openssl Program;
    Postfix "postfix" Openssl Program;
    Powershell "powershell" Windows Engine;
    Prosody "prosody" Openssl Program;
    Python "python-ssl" Python Binding;
    Qt "qt" Openssl Program;
    Quic "quic" Boringssl Program;
    Rabbitmq "rabbitmq" Erlang Program;
    Radsecproxy "radsecproxy" Openssl Program;
    Redis "redis" Openssl Program;
    Reqwest "reqwest" Rustls Program;
    Rsyslog "rsyslog" Gnutls Program;
    Ruby "ruby" Openssl Binding;
    Rustls "rustls" Rustls Engine;
    S2n "s2n" Embedded Engine;
    Saml "saml" Openssl Program;
    Sap "sap" OtherEngine Engine;
    Schannel "schannel" Windows Engine;
    Sendmail "sendmail" Openssl Program;
    Shared "shared" OtherEngine Shared;
    Squid "squid" Openssl Program;
    Ssh "ssh" OtherEngine Program;
    Sslyze "sslyze" Openssl Program;
    Sssd "sssd" Openssl Program;
    Strongswan "strongswan" Openssl Program;
    Stunnel "stunnel" Openssl Program;
    Subversion "subversion" Openssl Program;
    SyslogNg "syslog-ng" Openssl Program;
    Tailscale "tailscale" Go Program;
    Terraform "terraform" Go Program;
    Testssl "testssl" Openssl Program;
    Tigervnc "tigervnc" Gnutls Program;
    Tomcat "tomcat" Java Program;
    Tor "tor" Openssl Program;
    Traefik "traefik" Go Program;
    Unbound "unbound" Openssl Program;
    Unity "unity" Embedded Engine;
    Uv "uv" Rustls Binding;
    Vault "vault" Go Program;
    Vlc "vlc" Gnutls Program;
    Weblogic "weblogic" Java Program;
    Wget "wget" Openssl Program;
    Winhttp "winhttp" Windows Engine;
    Wolfssl "wolfssl" Embedded Engine;
    Xcode "xcode" Apple Program;
    Yarn "yarn" Node Binding;
    Zabbix "zabbix" Openssl Program;
    Zig "zig" OtherEngine Engine;
}

impl std::fmt::Display for Stack {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}
