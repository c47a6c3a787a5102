//! The targets, a file each.

pub mod certificate_der;
pub mod chain_der;
pub mod chain_pem;
pub mod chain_text_format;
pub mod classify_text;
pub mod code_books;
pub mod crl_der;
pub mod custom_verifier;
pub mod der_roundtrip;
pub mod evidence_json;
pub mod name_constraints;
pub mod pkcs7;
pub mod repair_is_minimal;
pub mod retry_schedule;
pub mod service_identity;
pub mod tls_settings;
pub mod verify_relations;
pub mod verify_vs_model;
pub mod verify_vs_webpki;
