// Connects with net/http and prints the error.
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
	if err := connect(os.Args[1], os.Args[2], os.Args[3], os.Args[4], os.Args[5], os.Args[6]); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
}

func connect(host, port, trust, certificate, key, proxy string) error {
	config := &tls.Config{RootCAs: x509.NewCertPool()}
	pem, err := os.ReadFile(trust)
	if err != nil {
		return err
	}
	config.RootCAs.AppendCertsFromPEM(pem)
	if certificate != "-" {
		own, err := tls.LoadX509KeyPair(certificate, key)
		if err != nil {
			return err
		}
		config.Certificates = []tls.Certificate{own}
	}
	transport := &http.Transport{TLSClientConfig: config, ForceAttemptHTTP2: true, TLSHandshakeTimeout: 2 * time.Second}
	target := "https://" + host + ":" + port + "/"
	if proxy != "-" {
		through, err := url.Parse(proxy)
		if err != nil {
			return err
		}
		transport.Proxy = http.ProxyURL(through)
		target = "https://" + host + "/"
	}
	client := &http.Client{Transport: transport, Timeout: 3 * time.Second}
	response, err := client.Get(target)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, response.Body)
	return err
}
