//! Reasons of OpenSSL's other libraries, which stand in an error queue beside those of SSL: files, keys, encodings.
//! They have no numbers in common with SSL's, so their words decide.

use super::super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

/// Words of the libraries x509, pem, asn1, rsa, ec, evp, pkcs12, decoder and store, behind the library's name.
pub(in crate::classification) static ROWS: StackRows = StackRows {
    stack: Stack::Openssl,
    rows: &[
        // The own certificate and key.
        Row::new("key values mismatch").means(R::LocalCredentialError).seen("0.9.8-3.6: crypto/x509/x509_err.c"),
        Row::new("key type mismatch").means(R::LocalCredentialError).seen("0.9.8-3.6: crypto/x509/x509_err.c"),
        Row::new("x509_check_private_key").means(R::LocalCredentialError).seen("0.9.8-1.1"),
        Row::new("pem routines*no start line").means(R::LocalCredentialError).seen("0.9.8-3.6: crypto/pem/pem_err.c"),
        Row::new("pem routines*bad end line").means(R::LocalCredentialError).seen("0.9.8-3.6: crypto/pem/pem_err.c"),
        Row::new("pem routines*bad base64 decode")
            .means(R::LocalCredentialError)
            .seen("0.9.8-3.6: crypto/pem/pem_err.c"),
        Row::new("pem routines*bad password read")
            .means(R::LocalCredentialError)
            .seen("0.9.8-3.6: crypto/pem/pem_err.c"),
        Row::new("pem routines*problems getting password").means(R::LocalCredentialError).seen("0.9.8-1.1"),
        Row::new("pem routines*bad decrypt").means(R::LocalCredentialError).seen("0.9.8-3.6: crypto/pem/pem_err.c"),
        Row::new("pem routines*short header").means(R::LocalCredentialError).seen("0.9.8-3.6: crypto/pem/pem_err.c"),
        Row::new("pem routines*unsupported encryption").means(R::LocalCredentialError).seen("0.9.8-3.6"),
        Row::new("pem routines").means(R::LocalCredentialError).faint().seen("0.9.8-3.6"),
        Row::new("pem lib").means(R::LocalCredentialError).faint().seen("0.9.8-3.6: ERR_R_PEM_LIB"),
        Row::new("[ssl] pem lib").means(R::LocalCredentialError).seen("Python: ERR_R_PEM_LIB"),
        Row::new("no start line").means(R::LocalCredentialError).seen("PEM_R_NO_START_LINE"),
        Row::new("[pem] no start line").means(R::LocalCredentialError).seen("Python"),
        Row::new("[pem: no_start_line]").means(R::LocalCredentialError).seen("Python 3"),
        Row::new("[pem: bad_password_read]").means(R::LocalCredentialError).seen("Python 3"),
        Row::new("digital envelope routines*bad decrypt")
            .means(R::LocalCredentialError)
            .seen("0.9.8-3.6: crypto/evp/evp_err.c"),
        Row::new("pkcs12 routines*mac verify failure").means(R::LocalCredentialError).seen("0.9.8-3.6"),
        Row::new("pkcs12 routines*mac verify error").means(R::LocalCredentialError).seen("1.0"),
        Row::new("pkcs12 routines*parse error").means(R::LocalCredentialError).seen("0.9.8-3.6"),
        Row::new("pkcs12 routines*cipherfinal error").means(R::LocalCredentialError).seen("0.9.8-3.6"),
        Row::new("pkcs12 routines").means(R::LocalCredentialError).faint().seen("0.9.8-3.6"),
        Row::new("mac verify failure").means(R::LocalCredentialError).seen("PKCS12_R_MAC_VERIFY_FAILURE"),
        Row::new("decoder routines*unsupported")
            .means(R::LocalCredentialError)
            .seen("3.0-3.6: providers' decoders find no key"),
        Row::new("store routines*unsupported").means(R::LocalCredentialError).seen("3.0-3.6"),
        Row::new("store routines*unregistered scheme").means(R::LocalCredentialError).faint().seen("1.1.1-3.6"),
        Row::new("rsa routines*key size too small").means(R::WeakKey).at(Hop::Local).seen("1.0-3.6"),
        Row::new("rsa routines*digest too big for rsa key").means(R::WeakKey).at(Hop::Local).seen("0.9.8-3.6"),
        // Calls whose failure alone says what they load; the queue behind them may say more.
        Row::new("ssl_ctx_use_certificate*").means(R::LocalCredentialError).faint().seen("0.9.8-3.6"),
        Row::new("ssl_ctx_use_privatekey*").means(R::LocalCredentialError).faint().seen("0.9.8-3.6"),
        Row::new("ssl_ctx_use_rsaprivatekey*").means(R::LocalCredentialError).faint().seen("0.9.8-1.1"),
        Row::new("ssl_ctx_check_private_key").means(R::LocalCredentialError).faint().seen("0.9.8-3.6"),
        Row::new("ssl_use_certificate*").means(R::LocalCredentialError).faint().seen("0.9.8-3.6"),
        Row::new("ssl_use_privatekey*").means(R::LocalCredentialError).faint().seen("0.9.8-3.6"),
        Row::new("pem_read_bio_privatekey").means(R::LocalCredentialError).faint().seen("0.9.8-3.6"),
        // A file that is named in a setting; which one it is for, its caller says.
        Row::new("system library:fopen")
            .means(R::LocalCredentialError)
            .faint()
            .leads_to(R::ALL)
            .seen("0.9.8-1.1: BIO_new_file"),
        Row::new("calling fopen(")
            .means(R::LocalCredentialError)
            .faint()
            .leads_to(R::ALL)
            .seen("1.1.1-3.6: BIO_new_file"),
        // Trust anchors.
        Row::new("ssl_ctx_load_verify_*").means(R::TrustStoreUnavailable).seen("0.9.8-3.6"),
        Row::new("ssl_ctx_set_default_verify_paths").means(R::TrustStoreUnavailable).seen("0.9.8-3.6"),
        Row::new("x509_load_cert_crl_file*").means(R::TrustStoreUnavailable).seen("0.9.8-3.6: crypto/x509/by_file.c"),
        Row::new("x509_load_cert_file*").means(R::TrustStoreUnavailable).seen("0.9.8-3.6: crypto/x509/by_file.c"),
        Row::new("x509_store_load_locations").means(R::TrustStoreUnavailable).seen("0.9.8-3.6"),
        Row::new("ssl_load_client_ca_file").means(R::TrustStoreUnavailable).seen("0.9.8-3.6"),
        Row::new("add_client_ca_file").means(R::TrustStoreUnavailable).seen("0.9.8-3.6"),
        Row::new("no certificate or crl found")
            .means(R::TrustStoreUnavailable)
            .seen("1.1.1-3.6: crypto/x509/x509_err.c"),
        Row::new("no certificate found*x509").means(R::TrustStoreUnavailable).faint().seen("1.1.1-3.6"),
        Row::new("cert already in hash table").means(R::TrustStoreUnavailable).seen("0.9.8-1.1: a trust anchor twice"),
        Row::new("[x509: no_certificate_or_crl_found]").means(R::TrustStoreUnavailable).seen("Python"),
        // Encodings. Where a file is loaded it is the own one, else the peer's.
        Row::new("asn1 encoding routines*wrong tag").means(R::Malformed).seen("0.9.8-3.6: crypto/asn1/asn1_err.c"),
        Row::new("asn1 encoding routines*header too long").means(R::Malformed).seen("0.9.8-3.6"),
        Row::new("asn1 encoding routines*too long").means(R::Malformed).seen("0.9.8-3.6"),
        Row::new("asn1 encoding routines*not enough data").means(R::Malformed).seen("0.9.8-3.6"),
        Row::new("asn1 encoding routines*nested asn1 error").means(R::Malformed).seen("0.9.8-3.6"),
        Row::new("asn1 encoding routines*illegal padding").means(R::Malformed).seen("0.9.8-3.6"),
        Row::new("asn1 encoding routines*invalid").means(R::Malformed).seen("0.9.8-3.6"),
        Row::new("asn1 encoding routines*bad object header").means(R::Malformed).seen("0.9.8-3.6"),
        Row::new("asn1 encoding routines*sequence length mismatch").means(R::Malformed).seen("0.9.8-3.6"),
        // A signature that does not verify: a_verify.c, and nothing of the encoding.
        Row::new("asn1 encoding routines*EVP lib")
            .means(R::GenericVerifyFailed)
            .seen("0.9.8-3.6: crypto/asn1/a_verify.c"),
        Row::new("asn1 encoding routines").means(R::Malformed).faint().seen("0.9.8-3.6"),
        Row::new("unknown message digest algorithm").means(R::UnsupportedSignatureAlgorithm).seen("0.9.8-3.6: ASN1"),
        Row::new("unknown signature algorithm").means(R::UnsupportedSignatureAlgorithm).seen("0.9.8-3.6: ASN1"),
        Row::new("x509 certificate routines*unsupported algorithm")
            .means(R::UnsupportedSignatureAlgorithm)
            .seen("0.9.8-3.6"),
        Row::new("x509 certificate routines*unknown key type")
            .means(R::UnsupportedSignatureAlgorithm)
            .seen("0.9.8-3.6"),
        Row::new("x509 certificate routines*unable to get certs public key").means(R::Malformed).seen("0.9.8-3.6"),
        Row::new("x509 certificate routines*invalid certificate").means(R::Malformed).seen("3.0-3.6"),
        Row::new("x509 v3 routines*").means(R::Malformed).faint().seen("0.9.8-3.6: an extension"),
        Row::new("elliptic curve routines*point is not on curve").means(R::Malformed).seen("0.9.8-3.6"),
        Row::new("elliptic curve routines*unknown group").means(R::NoSharedParams).seen("0.9.8-3.6"),
        Row::new("elliptic curve routines*invalid encoding").means(R::ProtocolViolation).seen("0.9.8-3.6"),
        Row::new("dh routines*modulus too small").means(R::WeakKeyExchange).seen("1.1-3.6"),
        Row::new("dh routines*modulus too large").means(R::WeakKeyExchange).seen("0.9.8-3.6"),
        Row::new("dh routines*bad generator").means(R::WeakKeyExchange).seen("0.9.8-3.6"),
        // Signatures.
        Row::new("block type is not 01").means(R::BadSignature).seen("0.9.8-3.6: crypto/rsa"),
        Row::new("rsa routines*padding check failed").means(R::BadSignature).seen("0.9.8-3.6"),
        Row::new("rsa routines*bad signature").means(R::BadSignature).seen("0.9.8-3.6"),
        Row::new("rsa routines*data too large for modulus").means(R::BadSignature).seen("0.9.8-3.6"),
        Row::new("rsa routines*wrong signature length").means(R::BadSignature).seen("0.9.8-3.6"),
        Row::new("rsa routines*first octet invalid").means(R::BadSignature).seen("1.0-3.6"),
        Row::new("rsa routines*last octet invalid").means(R::BadSignature).seen("1.0-3.6"),
        // What this machine forbids or lacks.
        Row::new("disabled for fips").means(R::CryptoPolicyBlocked).seen("1.0-1.1 FIPS: crypto/evp/evp_err.c"),
        Row::new("disabled for use in fips").means(R::CryptoPolicyBlocked).seen("RHEL's 1.1"),
        Row::new("disabled in fips mode").means(R::CryptoPolicyBlocked).seen("1.0 FIPS"),
        Row::new("non fips method").means(R::CryptoPolicyBlocked).seen("0.9.8-1.0 FIPS"),
        Row::new("non fips rsa method").means(R::CryptoPolicyBlocked).seen("1.0 FIPS"),
        Row::new("fips mode not supported").means(R::CryptoPolicyBlocked).seen("1.0-1.1: crypto/evp"),
        Row::new("fips_mode_set*").means(R::CryptoPolicyBlocked).faint().seen("1.0-1.1"),
        Row::new("invalid digest*fips").means(R::CryptoPolicyBlocked).seen("3.0-3.6"),
        Row::new("digital envelope routines*decode error")
            .means(R::Malformed)
            .seen("3.0-3.6: X509_PUBKEY_get0 only, of a certificate whose key cannot be read"),
        // Whatever an algorithm is fetched for: a key file more often than a policy, and a build's digest most of all.
        Row::new("digital envelope routines*unsupported")
            .means(R::CryptoPolicyBlocked)
            .faint()
            .seen("3.0-3.6: no provider has the algorithm"),
        Row::new("0308010c:digital envelope routines::unsupported")
            .means(R::NotTlsRelated)
            .seen("3.0-3.6 without a function: Node's createHash() of bundlers"),
        Row::new("error outputting keys and certificates")
            .means(R::LocalCredentialError)
            .seen("1.0-3.6: openssl pkcs12"),
        Row::new("digital envelope routines*unsupported algorithm").means(R::CryptoPolicyBlocked).seen("1.0-3.6"),
        Row::new("digital envelope routines*invalid digest").means(R::CryptoPolicyBlocked).seen("3.0-3.6"),
        Row::new("digital envelope routines*initialization error").means(R::CryptoPolicyBlocked).seen("3.0-3.6"),
        Row::new("err_ossl_evp_unsupported").means(R::CryptoPolicyBlocked).seen("3.0-3.6 by its name"),
        Row::new("prng not seeded").means(R::TlsConfigError).seen("0.9.8-1.1"),
        Row::new("dso support routines*could not load the shared library").means(R::TlsConfigError).seen("0.9.8-3.6"),
        Row::new("configuration file routines*").means(R::TlsConfigError).seen("0.9.8-3.6: crypto/conf"),
        Row::new("engine routines*no such engine").means(R::TlsConfigError).seen("0.9.8-3.6"),
        Row::new("engine routines").means(R::TlsConfigError).faint().seen("0.9.8-3.6"),
        Row::new("ocsp routines*certificate verify error").means(R::OcspResponseBad).seen("0.9.8-3.6"),
        Row::new("ocsp routines*status expired").means(R::OcspResponseBad).seen("0.9.8-3.6"),
        Row::new("ocsp routines*status not yet valid").means(R::OcspResponseBad).seen("0.9.8-3.6"),
        Row::new("ocsp routines*root ca not trusted").means(R::OcspResponseBad).seen("0.9.8-3.6"),
        Row::new("ocsp routines*missing ocspsigning usage").means(R::OcspResponseBad).seen("0.9.8-3.6"),
        Row::new("ocsp routines*signer certificate not found").means(R::OcspResponseBad).seen("0.9.8-3.6"),
        Row::new("ocsp routines").means(R::OcspResponseBad).faint().seen("0.9.8-3.6"),
        Row::new("asn1 encoding routines*:too small").means(R::Malformed).seen("1.1-3.6"),
        Row::new("asn1 encoding routines*:too large").means(R::Malformed).seen("1.1-3.6"),
        Row::new("asn1 encoding routines*:type not primitive").means(R::Malformed).seen("0.9.8-3.6"),
        Row::new("asn1 encoding routines*:explicit tag not constructed").means(R::Malformed).seen("0.9.8-3.6"),
        Row::new("asn1 encoding routines*:unexpected eoc").means(R::Malformed).seen("0.9.8-3.6"),
        Row::new("asn1 encoding routines*:decode error").means(R::Malformed).seen("0.9.8-3.6"),
        Row::new("x509 certificate routines*unknown purpose id").means(R::EkuMissingOrWrong).seen("0.9.8-3.6"),
        Row::new("x509 certificate routines*unknown trust id").means(R::TlsConfigError).seen("0.9.8-3.6"),
    ],
};
