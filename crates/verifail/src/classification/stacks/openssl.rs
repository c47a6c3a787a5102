//! OpenSSL's own texts, which many programs print: the grammar of its error queue here, what stands in it in the files
//! beside.

use super::super::codes::{ALERTS, OPENSSL_VERIFY, PACKED};
use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

pub(super) mod alerts;
pub(super) mod handshake;
pub(super) mod libraries;
pub(super) mod tools;
pub(super) mod verification;

/// Lines of the error queue, and the functions in them, which show a side.
pub(in crate::classification) static ROWS: StackRows = StackRows {
    stack: Stack::Openssl,
    rows: &[
        Row::new("error:#:*").decodes(&PACKED).seen("0.9.8-3.6: ERR_error_string, one line an error"),
        Row::new("SSL alert number #")
            .decodes(&ALERTS)
            .by_peer()
            .seen("0.9.8-3.6: ssl/record/rec_layer_s3.c, ERR_add_error_data"),
        Row::new("error:00000000:lib(0)").means(R::GenericHandshakeFailure).faint().seen("1.0-3.6: the queue is empty"),
        Row::new("error:00000000:lib(0):func(0):reason(0)").means(R::GenericHandshakeFailure).faint().seen("1.0-1.1"),
        Row::new("wantread")
            .means(R::HandshakeTimeout)
            .faint()
            .by_client()
            .seen("LuaSec 0.4-1.3: no more came in time"),
        Row::new("OPENSSL_VERIFY_RESULT = #").decodes(&OPENSSL_VERIFY).seen("the environment of verify programs"),
        // Functions of ssl/statem and of ssl/s23_*.c, s3_clnt.c, s3_srvr.c: only one side runs them.
        Row::new("ssl3_get_server_*").by_client().seen("0.9.8-1.0.2"),
        Row::new("ssl3_get_cert_status").by_client().seen("1.0"),
        Row::new("ssl3_get_key_exchange").by_client().seen("0.9.8-1.0.2"),
        Row::new("ssl3_connect").by_client().seen("0.9.8-1.0.2"),
        Row::new("ssl3_check_cert_and_algorithm").by_client().seen("0.9.8-3.6"),
        Row::new("ssl_check_serverhello_tlsext").by_client().seen("1.0"),
        Row::new("ssl23_get_server_hello").by_client().seen("0.9.8-1.0.2"),
        Row::new("ssl23_connect").by_client().seen("0.9.8-1.0.2"),
        Row::new("ssl23_client_hello").by_client().seen("0.9.8-1.0.2"),
        Row::new("tls_process_server_*").by_client().seen("1.1-3.6"),
        Row::new("tls_process_initial_server_flight").by_client().seen("1.1-3.6"),
        Row::new("tls_post_process_server_certificate").by_client().seen("3.2"),
        Row::new("tls_process_ske_*").by_client().seen("1.1-3.6"),
        Row::new("tls_process_key_exchange").by_client().seen("1.1-3.6"),
        Row::new("tls_process_cert_status*").by_client().seen("1.1-3.6"),
        Row::new("tls_process_new_session_ticket").by_client().seen("1.1-3.6"),
        Row::new("tls_process_hello_retry_request").by_client().seen("1.1.1-3.6"),
        Row::new("tls_construct_client_hello").by_client().seen("1.1-3.6"),
        Row::new("tls_parse_stoc_*").by_client().seen("1.1.1-3.6"),
        Row::new("ossl_statem_client_*").by_client().seen("1.1-3.6"),
        Row::new("set_client_ciphersuite").by_client().seen("1.1.1-3.6"),
        Row::new("ssl_choose_client_version").by_client().seen("1.1.1-3.6"),
        Row::new("ssl3_get_client_*").by_server().seen("0.9.8-1.0.2"),
        Row::new("ssl3_get_cert_verify").by_server().seen("0.9.8-1.0.2"),
        Row::new("ssl3_accept").by_server().seen("0.9.8-1.0.2"),
        Row::new("ssl23_get_client_hello").by_server().seen("0.9.8-1.0.2"),
        Row::new("ssl23_accept").by_server().seen("0.9.8-1.0.2"),
        Row::new("ssl_bytes_to_cipher_list").by_server().seen("0.9.8-1.1.0"),
        Row::new("bytes_to_cipher_list").by_server().seen("1.1.1-3.6"),
        Row::new("tls_process_client_*").by_server().seen("1.1-3.6"),
        Row::new("tls_process_cke_*").by_server().seen("1.1-3.6"),
        Row::new("tls_post_process_client_*").by_server().seen("1.1-3.6"),
        Row::new("tls_early_post_process_client_hello").by_server().seen("1.1.1-3.6"),
        Row::new("tls_construct_server_*").by_server().seen("1.1-3.6"),
        Row::new("tls_construct_new_session_ticket").by_server().seen("1.1-3.6"),
        Row::new("tls_parse_ctos_*").by_server().seen("1.1.1-3.6"),
        Row::new("tls_psk_do_binder").by_server().seen("1.1.1-3.6"),
        Row::new("ossl_statem_server_*").by_server().seen("1.1-3.6"),
        Row::new("ssl_choose_server_version").by_server().seen("1.1-3.6"),
        Row::new("tls_handle_alpn").by_server().seen("1.1-3.6"),
        // States of the handshake, which programs print where it stops: what they name is what was on its turn.
        Row::new("error in SSLv3").means(R::GenericHandshakeFailure).seen("0.9.8-3.6: SSL_state_string_long"),
        Row::new("error in SSLv2/v3").means(R::GenericHandshakeFailure).seen("0.9.8-1.0.2: SSL_state_string_long"),
        Row::new("error in TLSv1.3").means(R::GenericHandshakeFailure).seen("1.1.1-3.6: SSL_state_string_long"),
        Row::new("failed in SSLv3").means(R::GenericHandshakeFailure).seen("0.9.8-3.6: SSL_state_string_long"),
        Row::new("failed in SSLv2/v3").means(R::GenericHandshakeFailure).seen("0.9.8-1.0.2: SSL_state_string_long"),
        // What callers write before a queue.
        Row::new("SSL_accept").by_server().seen("any caller's name for the server's handshake"),
        Row::new("SSL_connect").by_client().seen("any caller's name for the client's handshake"),
    ],
};
