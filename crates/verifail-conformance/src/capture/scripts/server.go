// Serves HTTPS; net/http logs what it says of handshakes.
package main

import (
	"crypto/tls"
	"crypto/x509"
	"log"
	"net/http"
	"os"
)

func main() {
	config := &tls.Config{}
	if len(os.Args) > 4 {
		pem, err := os.ReadFile(os.Args[4])
		if err != nil {
			log.Fatal(err)
		}
		config.ClientCAs = x509.NewCertPool()
		config.ClientCAs.AppendCertsFromPEM(pem)
		config.ClientAuth = tls.RequireAndVerifyClientCert
	}
	server := &http.Server{Addr: "127.0.0.1:" + os.Args[1], TLSConfig: config}
	log.Fatal(server.ListenAndServeTLS(os.Args[2], os.Args[3]))
}
