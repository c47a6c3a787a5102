/* Connects with wolfSSL and prints its errors as its example client does. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
#include <wolfssl/options.h>
#include <wolfssl/ssl.h>

static int failed(WOLFSSL *tls, const char *what, int code) {
    char words[80];
    int error = wolfSSL_get_error(tls, code);
    fprintf(stderr, "%s error %d, %s\n", what, error, wolfSSL_ERR_error_string(error, words));
    return 1;
}

int main(int count, char **arguments) {
    struct sockaddr_in address = {.sin_family = AF_INET};
    struct timeval patience = {.tv_sec = 3};
    char buffer[1024];
    int code, descriptor;

    if (count < 6) return 2;
    wolfSSL_Init();
    WOLFSSL_CTX *context = wolfSSL_CTX_new(wolfSSLv23_client_method());
    wolfSSL_CTX_set_verify(context, WOLFSSL_VERIFY_PEER, NULL);
    if (wolfSSL_CTX_load_verify_locations(context, arguments[3], NULL) != WOLFSSL_SUCCESS) {
        fprintf(stderr, "can't load ca file, Please run from wolfSSL home dir\n");
        return 1;
    }
    if (strcmp(arguments[4], "-") != 0) {
        if (wolfSSL_CTX_use_certificate_chain_file(context, arguments[4]) != WOLFSSL_SUCCESS) {
            fprintf(stderr, "can't load client cert file, check file and run from wolfSSL home dir\n");
            return 1;
        }
        if (wolfSSL_CTX_use_PrivateKey_file(context, arguments[5], WOLFSSL_FILETYPE_PEM) != WOLFSSL_SUCCESS) {
            fprintf(stderr, "can't load client private key file, check file and run from wolfSSL home dir\n");
            return 1;
        }
    }
    WOLFSSL *tls = wolfSSL_new(context);
    wolfSSL_check_domain_name(tls, arguments[1]);
    wolfSSL_UseSNI(tls, WOLFSSL_SNI_HOST_NAME, arguments[1], (unsigned short) strlen(arguments[1]));
    address.sin_port = htons((unsigned short) atoi(arguments[2]));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    descriptor = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (connect(descriptor, (struct sockaddr *) &address, sizeof address) != 0) {
        perror("tcp connect failed");
        return 1;
    }
    wolfSSL_set_fd(tls, descriptor);
    if ((code = wolfSSL_connect(tls)) != WOLFSSL_SUCCESS) return failed(tls, "wolfSSL_connect", code);
    wolfSSL_write(tls, "GET / HTTP/1.0\r\n\r\n", 18);
    while ((code = wolfSSL_read(tls, buffer, sizeof buffer)) > 0) {
    }
    if (wolfSSL_get_error(tls, code) != WOLFSSL_ERROR_ZERO_RETURN) return failed(tls, "SSL_read", code);
    return 0;
}
