//! What evidence comes to: observations as atoms that causes are held against. A fact is seen, never concluded.

use crate::taxonomy::word;

word! {
    /// An observation as an atom.
    Fact {
        /// A session that was established for another name at the same address is resumed, and it fails then; full
        /// handshakes do not.
        AcrossNamesFails "across-names-fails" "a session of another name is resumed and fails, fresh handshakes pass";
        /// No session of another name is resumed, or it does no harm.
        AcrossNamesHolds "across-names-holds" "no session of another name is resumed";
        /// The peer's address is not one of the name's.
        AddressNotOfName "address-not-of-name" "the peer's address is not one of the name's";
        /// The peer's address is one of the name's.
        AddressOfName "address-of-name" "the peer's address is one of the name's";
        /// Fetched from where the end entity says, the issuer closes the chain.
        AiaCloses "aia-closes" "the issuer, fetched from where the certificate says, closes the chain";
        /// Unrelated clients on the same way fail alike.
        AllClientsFail "all-clients-fail" "other clients in the same place fail too";
        /// Not the same set of trust anchors in the place that fails.
        AnchorsDiffer "anchors-differ" "the place that fails has other trust anchors";
        /// The same set of trust anchors.
        AnchorsSame "anchors-same" "the trust anchors are the same in both places";
        /// Some nodes or addresses fail, others do not.
        BadNodes "bad-nodes" "some nodes or addresses fail and others do not";
        /// Past the proxy it fails the same.
        BypassFails "bypass-fails" "past the proxy it fails the same";
        /// Past the proxy it passes.
        BypassPasses "bypass-passes" "past the proxy it passes";
        /// The peer asked for a client certificate.
        ClientCertificateAsked "client-certificate-asked" "the peer asks for a client certificate";
        /// It did not.
        ClientCertificateNotAsked "client-certificate-not-asked" "the peer asks for no client certificate";
        /// This machine's clock agrees with the peers'.
        ClockRight "clock-right" "the clock agrees with those of the peers";
        /// It does not.
        ClockWrong "clock-wrong" "the clock does not agree with those of the peers";
        /// What the name gets is the certificate of no name in particular.
        DefaultPresented "default-presented" "the name gets the certificate that is presented to any name";
        /// The place that fails is presented another certificate, not of the issuer of the other place's.
        EndEntityDiffers "end-entity-differs" "the place that fails is presented another certificate, of another issuer";
        /// Another certificate of the same issuer.
        EndEntityOfSameIssuer "end-entity-of-same-issuer" "the place that fails is presented another certificate of the same issuer";
        /// The same end entity in the place that fails and in one that does not.
        EndEntitySame "end-entity-same" "the same certificate is presented in both places";
        /// Unrelated hosts fail alike.
        EveryHostFails "every-host-fails" "unrelated hosts fail alike";
        /// The set of trust anchors that is used has none or few in it.
        FewAnchors "few-anchors" "no trust anchors, or few, are loaded";
        /// A certificate was presented in the handshake that failed: nothing was resumed.
        FreshFails "fresh-fails" "it fails in full handshakes too, where a certificate is presented";
        /// A usual set of trust anchors.
        FullStore "full-store" "the usual trust anchors are loaded";
        /// It fails although the client verifies nothing.
        InsecureFails "insecure-fails" "it fails although the client's own verification is off";
        /// It passes where the client verifies nothing.
        InsecurePasses "insecure-passes" "it passes where the client's own verification is off";
        /// The same call passes and fails by turns.
        Intermittent "intermittent" "the same call passes and fails by turns";
        /// The end entity alone was sent, and says where its issuer can be fetched.
        IssuerNotSent "issuer-not-sent" "the server does not send the certificate of the issuing CA";
        /// The chain that was sent is complete.
        IssuerSent "issuer-sent" "the chain that the server sends is complete";
        /// The issuer's name is that of an inspection product.
        KnownInterceptor "known-interceptor" "the issuer is an inspection product";
        /// The name that was asked for is not in what was presented, in a full handshake.
        NameNotPresented "name-not-presented" "the certificate that is presented does not have the name";
        /// One end entity in many samples.
        OneCertificate "one-certificate" "every sample is presented the same certificate";
        /// Another client passes in the same place.
        OtherClientPasses "other-client-passes" "another client passes in the same place";
        /// Unrelated hosts pass.
        OtherHostsPass "other-hosts-pass" "unrelated hosts pass";
        /// With none of them.
        OtherParametersFail "other-parameters-fail" "no version or algorithm makes it pass";
        /// With other versions, suites or algorithms it passes.
        OtherParametersPass "other-parameters-pass" "with other versions or algorithms it passes";
        /// A client with trust anchors of its own fails in the same place.
        OwnAnchorsFail "own-anchors-fail" "a client with its own CA bundle fails in the same place";
        /// A client with trust anchors of its own passes in the same place.
        OwnAnchorsPass "own-anchors-pass" "a client with its own CA bundle passes in the same place";
        /// The same call passes in another place.
        PassesElsewhere "passes-elsewhere" "the same call passes in another place";
        /// Sessions switched off, it passes, oft enough for that to mean something.
        PassesUnresumed "passes-unresumed" "without session resumption it passes";
        /// It fails every time.
        Permanent "permanent" "it fails every time";
        /// No TLS: an answer in plain text.
        PlaintextAnswers "plaintext-answers" "the port answers in plain text";
        /// The proxy wants credentials, or forbids the target.
        ProxyRefused "proxy-refused" "the proxy answers CONNECT with a refusal";
        /// The proxy opens the tunnel.
        ProxyTunnels "proxy-tunnels" "the proxy opens the tunnel";
        /// Purposes in the chain do not permit the use.
        PurposeLacking "purpose-lacking" "a certificate of the chain lacks the purpose";
        /// Purposes permit the use.
        PurposePermits "purpose-permits" "the purposes of the chain permit the use";
        /// A response came: the client's own connection held.
        ResponseReceived "response-received" "an HTTP response came over the client's own connection";
        /// Signs of a sandbox.
        Sandboxed "sandboxed" "the program runs in a sandbox or container";
        /// More than one end entity is presented at one target, in one place.
        SeveralCertificates "several-certificates" "different certificates are presented by turns";
        /// Without server_name another certificate comes, and that is the one that fails.
        SniMatters "sni-matters" "without server_name another certificate is presented";
        /// The port speaks TLS.
        SpeaksTls "speaks-tls" "the port speaks TLS";
        /// Where the status is kept can be reached.
        StatusReachable "status-reachable" "the place of the revocation status can be reached";
        /// It cannot.
        StatusUnreachable "status-unreachable" "the place of the revocation status cannot be reached";
        /// A proxy is on the way.
        ThroughProxy "through-proxy" "a proxy is on the way";
        /// The verification service answers in the place that fails.
        TrustServiceAnswers "trust-service-answers" "the system's verification service answers in the place that fails";
        /// The sandbox's log shows that it is denied.
        TrustServiceDenied "trust-service-denied" "the system's verification service is denied in the place that fails";
    }
}

impl Fact {
    /// The fact of that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|fact| fact.code() == code).copied()
    }
}
