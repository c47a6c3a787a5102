//! Tests that split hypotheses: one command each, what to look at, and which facts its results are.

use super::Fact;

/// A test.
#[derive(Debug, PartialEq, Eq)]
pub struct Test {
    /// In kebab case, unique, never renamed.
    pub code: &'static str,
    /// The command. `HOST`, `PORT`, `OTHER`, `PROXY`, `CLIENT` stand for what is at hand.
    pub command: &'static str,
    /// What in its output decides.
    pub look: &'static str,
    /// How dear it is: 1 a command, 2 a command that takes a while or runs in two places, 3 a change of a setting,
    /// 5 somebody else's help.
    pub cost: u8,
    /// What it may show.
    pub results: &'static [Fact],
}

macro_rules! tests {
    ($($name:ident $code:literal $cost:literal $command:literal $look:literal [$($fact:ident),+];)+) => {
        $(pub(super) const $name: Test = Test {
            code: $code, command: $command, look: $look, cost: $cost, results: &[$(Fact::$fact),+],
        };)+
        /// Every test, by code.
        pub const TESTS: &[Test] = &[$($name),+];
    };
}

tests! {
    BYPASS_PROXY "bypass-proxy" 1
        "curl --noproxy '*' -sv -o /dev/null https://HOST:PORT/"
        "whether it passes without the proxy, where the network allows that"
        [BypassPasses, BypassFails];
    CLIENT_CERTIFICATE "client-certificate" 1
        "openssl s_client -connect HOST:PORT -servername HOST </dev/null"
        "whether `Acceptable client certificate CA names` or `Requested Signature Algorithms` stand in the output"
        [ClientCertificateAsked, ClientCertificateNotAsked];
    CLOCK "clock" 1
        "date -u; curl -skI https://HOST:PORT/ | grep -i '^date:'"
        "whether both dates agree within a minute"
        [ClockRight, ClockWrong];
    COMPARE_CAPTURES "compare-captures" 2
        "verifail compare inside.json outside.json"
        "whether the end entity is the same where it fails and where it passes; `verifail probe HOST:PORT --save FILE` takes a capture in each place"
        [EndEntitySame, EndEntityDiffers, EndEntityOfSameIssuer];
    COUNT_ANCHORS "count-anchors" 1
        "verifail knobs --for HOST CLIENT"
        "whether the variable or file that is in force loads the trust anchors that the client needs"
        [FewAnchors, FullStore];
    FETCH_ISSUER "fetch-issuer" 1
        "verifail probe HOST:PORT --fetch-aia"
        "whether the issuer is missing from what is sent and closes the chain once it is fetched"
        [AiaCloses, IssuerSent];
    OTHER_CLIENT "other-client" 1
        "curl -sv -o /dev/null https://HOST:PORT/"
        "whether another client passes in the same place"
        [OtherClientPasses, AllClientsFail];
    OTHER_HOST "other-host" 1
        "curl -sv -o /dev/null https://OTHER/"
        "whether an unrelated host fails alike"
        [EveryHostFails, OtherHostsPass];
    OTHER_PARAMETERS "other-parameters" 1
        "openssl s_client -connect HOST:PORT -servername HOST -tls1_2 </dev/null"
        "whether the handshake ends with another version, suite or signature algorithm"
        [OtherParametersPass, OtherParametersFail];
    OWN_ANCHORS "own-anchors" 1
        "verifail probe HOST:PORT --anchors mozilla"
        "whether a client that verifies by itself, with its own trust anchors, passes in the same place"
        [OwnAnchorsPass, OwnAnchorsFail];
    PLAINTEXT "plaintext" 1
        "curl -sv -o /dev/null http://HOST:PORT/"
        "whether the port answers in plain text"
        [PlaintextAnswers, SpeaksTls];
    PROXY_TUNNEL "proxy-tunnel" 1
        "curl -sv -o /dev/null --proxy PROXY https://HOST:PORT/"
        "the status with which the proxy answers CONNECT"
        [ProxyRefused, ProxyTunnels];
    PURPOSES "purposes" 1
        "openssl s_client -connect HOST:PORT -servername HOST -showcerts </dev/null | openssl x509 -noout -ext extendedKeyUsage,keyUsage"
        "whether serverAuth is among the purposes, of the end entity and of every CA certificate that lists any"
        [PurposeLacking, PurposePermits];
    RESOLVE "resolve" 1
        "verifail probe HOST:PORT"
        "whether the address that fails is one of those that the name resolves to, and presents the name"
        [AddressNotOfName, AddressOfName];
    RESUMED_ACROSS_NAMES "resumed-across-names" 1
        "verifail probe HOST:PORT --also-name OTHER --samples 40"
        "whether a session that was established for the other name is resumed for this one, and fails then"
        [AcrossNamesFails, AcrossNamesHolds];
    REVOCATION_STATUS "revocation-status" 1
        "openssl s_client -connect HOST:PORT -servername HOST -status </dev/null"
        "whether the addresses of CRL and OCSP in the certificate can be reached from here, and what is stapled"
        [StatusUnreachable, StatusReachable];
    SAMPLE_FLEET "sample-fleet" 1
        "verifail probe HOST:PORT --samples 40"
        "how many different certificates are presented, and at which addresses"
        [SeveralCertificates, OneCertificate];
    SANDBOX_LOG "sandbox-log" 3
        "log show --last 5m --predicate 'eventMessage CONTAINS \"com.apple.trustd\"'"
        "whether the lookup of the verification service is denied"
        [TrustServiceDenied, TrustServiceAnswers];
    WITHOUT_SNI "without-sni" 1
        "verifail probe HOST:PORT --sni HOST --no-sni"
        "whether the certificate is another one than with server_name, or the same that any name gets"
        [SniMatters, DefaultPresented];
    WITHOUT_VERIFICATION "without-verification" 1
        "curl -ksv -o /dev/null https://HOST:PORT/"
        "whether it still fails where the client verifies nothing"
        [InsecureFails, InsecurePasses];
}

impl Test {
    /// The test of that code.
    pub fn from_code(code: &str) -> Option<&'static Self> {
        TESTS.iter().find(|test| test.code == code)
    }

    /// The command with what is known in place of the words that stand for it.
    pub fn command_for(&self, names: &Names<'_>) -> String {
        let port = names.port.map(|port| port.to_string());
        let values = [
            ("HOST", names.host),
            ("PORT", port.as_deref().or(Some("443")).filter(|_| names.host.is_some())),
            ("OTHER", names.other),
            ("PROXY", names.proxy),
            ("CLIENT", names.client),
        ];
        let known: Vec<_> = values.iter().filter_map(|(word, value)| Some((*word, (*value)?))).collect();
        filled(self.command, &known)
    }
}

/// A line with values in place of the words that stand for them: whole words, in capitals. A value that a shell could
/// read as anything but a word is left out: it may come from whoever wrote the evidence.
///
/// # Examples
/// ```
/// use verifail::hypothesis::filled;
/// assert_eq!(filled("export CURL_CA_BUNDLE=BUNDLE", &[("BUNDLE", "ca.pem")]), "export CURL_CA_BUNDLE=ca.pem");
/// assert_eq!(filled("curl https://HOST/", &[("HOST", "x; rm -r y")]), "curl https://HOST/");
/// ```
pub fn filled(line: &str, values: &[(&str, &str)]) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let is_safe = |c: char| c.is_ascii_alphanumeric() || "-._:/[]~+@".contains(c);
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while !rest.is_empty() {
        let word = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let (head, tail) = rest.split_at(word);
        let value = values.iter().find(|(name, _)| *name == head).map(|(_, value)| *value);
        let safe = value.filter(|value| value.chars().all(is_safe) && !value.starts_with('-') && !value.is_empty());
        out.push_str(safe.unwrap_or(head));
        let between = tail.find(is_word).unwrap_or(tail.len());
        let (skipped, tail) = tail.split_at(between);
        out.push_str(skipped);
        rest = tail;
    }
    out
}

/// What stands in a command for what is at hand.
#[derive(Clone, Copy, Debug, Default)]
pub struct Names<'n> {
    /// The host that fails.
    pub host: Option<&'n str>,
    /// Its port.
    pub port: Option<u16>,
    /// Another host, at the same address where one is known.
    pub other: Option<&'n str>,
    /// The proxy.
    pub proxy: Option<&'n str>,
    /// The client.
    pub client: Option<&'n str>,
}
