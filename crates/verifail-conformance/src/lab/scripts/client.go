// Connects with net/http and prints the error; with a URL as the seventh argument, also the status and the body.
package main

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"time"
)

func main() {
	host, port, trust, certificate, key, proxy := os.Args[1], os.Args[2], os.Args[3], os.Args[4], os.Args[5], os.Args[6]
	pem, err := os.ReadFile(trust)
	check(err)
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(pem)
	config := &tls.Config{RootCAs: roots}
	if certificate != "-" {
		own, err := tls.LoadX509KeyPair(certificate, key)
		check(err)
		config.Certificates = []tls.Certificate{own}
	}
	transport := &http.Transport{TLSClientConfig: config, TLSHandshakeTimeout: 2 * time.Second}
	if proxy != "-" {
		through, err := url.Parse(proxy)
		check(err)
		transport.Proxy = http.ProxyURL(through)
		port = "443"
	}
	client := http.Client{Timeout: 3 * time.Second, Transport: transport}
	if len(os.Args) > 7 {
		response, err := client.Get(os.Args[7])
		check(err)
		body, err := io.ReadAll(response.Body)
		check(err)
		fmt.Printf("%s %s\n\n%s\n", response.Proto, response.Status, body)
		return
	}
	response, err := client.Get("https://" + host + ":" + port + "/")
	check(err)
	_, err = io.Copy(io.Discard, response.Body)
	check(err)
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
