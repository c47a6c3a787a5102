//! Settings of TLS for rustls, and a verifier that records why a certificate was refused.
