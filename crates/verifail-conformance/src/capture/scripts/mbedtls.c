/* Connects with Mbed TLS and prints its errors as its example programs do. */
#include <mbedtls/ctr_drbg.h>
#include <mbedtls/entropy.h>
#include <mbedtls/error.h>
#include <mbedtls/net_sockets.h>
#include <mbedtls/ssl.h>
#include <mbedtls/x509.h>
#include <stdio.h>
#include <string.h>

static int failed(const char *what, int code) {
    char words[200];
    mbedtls_strerror(code, words, sizeof words);
    fprintf(stderr, " failed\n  ! %s returned -0x%x - %s\n\n", what, (unsigned) -code, words);
    return 1;
}

int main(int count, char **arguments) {
    mbedtls_net_context net;
    mbedtls_entropy_context entropy;
    mbedtls_ctr_drbg_context random;
    mbedtls_ssl_context tls;
    mbedtls_ssl_config config;
    mbedtls_x509_crt trust, own;
    mbedtls_pk_context key;
    const char *protocols[] = {"http/1.1", NULL};
    char buffer[1024];
    int code;

    if (count < 6) return 2;
    mbedtls_net_init(&net);
    mbedtls_entropy_init(&entropy);
    mbedtls_ctr_drbg_init(&random);
    mbedtls_ssl_init(&tls);
    mbedtls_ssl_config_init(&config);
    mbedtls_x509_crt_init(&trust);
    mbedtls_x509_crt_init(&own);
    mbedtls_pk_init(&key);
    mbedtls_ctr_drbg_seed(&random, mbedtls_entropy_func, &entropy, NULL, 0);
    mbedtls_ssl_config_defaults(&config, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_STREAM, MBEDTLS_SSL_PRESET_DEFAULT);
    if ((code = mbedtls_x509_crt_parse_file(&trust, arguments[3])) < 0) return failed("mbedtls_x509_crt_parse", code);
    if (strcmp(arguments[4], "-") != 0) {
        if ((code = mbedtls_x509_crt_parse_file(&own, arguments[4])) < 0)
            return failed("mbedtls_x509_crt_parse_file", code);
        if ((code = mbedtls_pk_parse_keyfile(&key, arguments[5], NULL)) != 0)
            return failed("mbedtls_pk_parse_keyfile", code);
        if ((code = mbedtls_pk_check_pair(&own.pk, &key)) != 0) return failed("mbedtls_pk_check_pair", code);
        if ((code = mbedtls_ssl_conf_own_cert(&config, &own, &key)) != 0) return failed("mbedtls_ssl_conf_own_cert", code);
    }
    mbedtls_ssl_conf_ca_chain(&config, &trust, NULL);
    mbedtls_ssl_conf_rng(&config, mbedtls_ctr_drbg_random, &random);
    mbedtls_ssl_conf_alpn_protocols(&config, protocols);
    mbedtls_ssl_conf_read_timeout(&config, 3000);
    if ((code = mbedtls_ssl_setup(&tls, &config)) != 0) return failed("mbedtls_ssl_setup", code);
    mbedtls_ssl_set_hostname(&tls, arguments[1]);
    if ((code = mbedtls_net_connect(&net, arguments[1], arguments[2], MBEDTLS_NET_PROTO_TCP)) != 0)
        return failed("mbedtls_net_connect", code);
    mbedtls_ssl_set_bio(&tls, &net, mbedtls_net_send, NULL, mbedtls_net_recv_timeout);
    if ((code = mbedtls_ssl_handshake(&tls)) != 0) {
        failed("mbedtls_ssl_handshake", code);
        if (code == MBEDTLS_ERR_X509_CERT_VERIFY_FAILED) {
            mbedtls_x509_crt_verify_info(buffer, sizeof buffer, "  ! ", mbedtls_ssl_get_verify_result(&tls));
            fprintf(stderr, "  . Verifying peer X.509 certificate... failed\n%s\n", buffer);
        }
        return 1;
    }
    mbedtls_ssl_write(&tls, (const unsigned char *) "GET / HTTP/1.0\r\n\r\n", 18);
    while ((code = mbedtls_ssl_read(&tls, (unsigned char *) buffer, sizeof buffer)) > 0) {
    }
    if (code != 0 && code != MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY) return failed("mbedtls_ssl_read", code);
    return 0;
}
