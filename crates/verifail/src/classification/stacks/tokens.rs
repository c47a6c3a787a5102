//! Look-alikes: tokens, assertions, and certificates of paper.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

/// Is about a token: what a connection failed of, in the same text, outweighs it.
const fn other(text: &'static str) -> Row {
    Row::new(text).means(R::NotTlsRelated).seen("SAML, JOSE, OAuth, Kerberos")
}

/// A certificate that no connection uses, whatever else is said of it.
const fn paper(text: &'static str) -> Row {
    other(text).decisive()
}

const fn saml(text: &'static str) -> Row {
    other(text).from(Stack::Saml)
}

/// Texts about tokens.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Shared,
    rows: &[
        // SAML and XML signatures.
        saml("SAML"),
        saml("SAMLResponse"),
        saml("SAML Response"),
        saml("SAML assertion"),
        saml("Invalid Signature on SAML Response").decisive(),
        saml("Signature validation failed. SAML Response rejected").decisive(),
        saml("IdP metadata"),
        saml("xmldsig"),
        saml("XML signature"),
        saml("XMLSignature"),
        saml("ds:Signature"),
        saml("Signature trust establishment failed for metadata entry"),
        saml("Shibboleth"),
        saml("opensaml"),
        saml("ADFS * token"),
        saml("MSIS"),
        saml("WS-Security"),
        saml("WSSecurityException"),
        saml("wss4j"),
        // JOSE, OAuth, OpenID.
        other("JsonWebTokenError"),
        other("TokenExpiredError"),
        other("jwt expired"),
        other("jwt malformed"),
        other("JWT signature does not match"),
        other("JWT signature"),
        other("JWT verification"),
        other("JWT"),
        other("ExpiredJwtException"),
        other("SignatureVerificationException: The Token's Signature"),
        other("InvalidTokenError"),
        other("jose."),
        other("JWSSignatureVerificationFailed"),
        other("ERR_JWS"),
        other("ERR_JWT"),
        other("ERR_JWKS"),
        other("jwks"),
        other("JWK"),
        other("IDX10#:"),
        other("id_token"),
        other("access token"),
        other("bearer token"),
        other("AADSTS"),
        other("invalid_grant"),
        other("invalid_client"),
        other("Client assertion"),
        other("DPoP"),
        other("x-amz-security-token"),
        other("SignatureDoesNotMatch").seen("S3"),
        other("The request signature we calculated does not match"),
        other("RequestTimeTooSkewed"),
        other("InvalidSignatureException"),
        other("webhook signature"),
        other("CSRF"),
        other("passkey"),
        other("WebAuthn"),
        // Kerberos and logins.
        other("KRB5"),
        other("Kerberos"),
        other("kinit:"),
        other("GSSException"),
        other("Clock skew too great"),
        // Certificates of paper, and others that no connection uses.
        paper("gift certificate"),
        paper("gift certificates"),
        paper("birth certificate"),
        paper("death certificate"),
        paper("vaccination certificate"),
        paper("COVID certificate"),
        paper("health certificate"),
        paper("certificate of completion"),
        paper("certificate of deposit"),
        paper("certificate of origin"),
        paper("certificate of authenticity"),
        paper("certificate of analysis"),
        paper("certificate of insurance"),
        paper("course certificate"),
        paper("certificate program"),
        paper("certificate course"),
        paper("stock certificate"),
        paper("medical certificate"),
        paper("certification exam"),
        paper("certified copy"),
        // Issuing, and objects of Kubernetes that are called certificates.
        other("no matches for kind \"Certificate\""),
        other("no matches for kind \"ClusterIssuer\""),
        other("no matches for kind \"CertificateRequest\""),
        other("certificatesigningrequests.certificates.k8s.io"),
        other("cannot list resource \"certificate"),
        other("cannot get resource \"certificate"),
        other("certificates.cert-manager.io"),
        other("CertificateSigningRequest is not approved"),
        other("certificate signing request is pending"),
        other("failed to perform self check GET request").seen("cert-manager's HTTP-01"),
        other("Waiting for HTTP-01 challenge propagation"),
        other("Waiting for DNS-01 challenge propagation"),
        other("propagation check failed").seen("cert-manager"),
        other("wrong status code *, expected \"200\"").seen("cert-manager"),
        other("acme-challenge"),
        other("DCV check failed"),
        other("Domain Control Validation"),
        other("policy forbids issuing for name"),
        other("Cannot issue for"),
        other("error creating new order"),
        other("certificate limit exceeded").seen("AWS Certificate Manager"),
        other("Certificate * is in use"),
        other("The certificate template * not supported").seen("AD CS"),
        other("The permissions on the certificate template"),
        other("The RPC server is unavailable * certificate"),
        // Signing requests and licences.
        other("license certificate"),
        other("licence certificate"),
        other("smart card PIN"),
        // Hyperledger Fabric: certificates of members of a channel.
        paper("local MSP").from(Stack::Fabric),
        paper("MSP error:").from(Stack::Fabric),
        paper("the supplied identity is not valid").from(Stack::Fabric),
        paper("setting up the MSP").from(Stack::Fabric),
        paper("cannot be used directly by this MSP").from(Stack::Fabric),
        paper("creator org").from(Stack::Fabric),
        paper("creator is malformed").from(Stack::Fabric),
        paper("satisfies local MSP's").from(Stack::Fabric),
        paper("Could not obtain certification chain").from(Stack::Fabric),
        paper("configure MSP failed").from(Stack::Fabric),
        paper("sanitizeCert failed").from(Stack::Fabric),
        paper("expected MSP ID").from(Stack::Fabric),
        paper("is not defined on channel").from(Stack::Fabric),
        Row::new("hyperledger").from(Stack::Fabric),
    ],
};
