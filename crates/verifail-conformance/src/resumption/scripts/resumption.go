// One line for each case: whether a fresh handshake is accepted, whether one that offers a session is, and whether it resumed.
// A case is port:name:verify:name:verify, the configuration that makes the session and the one that resumes it.
package main

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"time"
)

// One session for every name: the cache of a client that takes no care.
type one struct{ kept *tls.ClientSessionState }

func (o *one) Get(string) (*tls.ClientSessionState, bool) { return o.kept, o.kept != nil }
func (o *one) Put(_ string, state *tls.ClientSessionState) { o.kept = state }

func connect(roots *x509.CertPool, cache tls.ClientSessionCache, port, name, verify string) (string, string) {
	config := &tls.Config{RootCAs: roots, ServerName: name, InsecureSkipVerify: verify != "1", ClientSessionCache: cache}
	dialer := &net.Dialer{Timeout: 5 * time.Second}
	stream, err := tls.DialWithDialer(dialer, "tcp", "127.0.0.1:"+port, config)
	if err != nil {
		return "rejected", "full"
	}
	defer stream.Close()
	stream.SetDeadline(time.Now().Add(5 * time.Second))
	fmt.Fprint(stream, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
	io.Copy(io.Discard, stream)
	if stream.ConnectionState().DidResume {
		return "accepted", "resumed"
	}
	return "accepted", "full"
}

func main() {
	pem, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(pem)
	for _, line := range os.Args[2:] {
		c := strings.Split(line, ":")
		fresh, _ := connect(roots, nil, c[0], c[3], c[4])
		cache := &one{}
		connect(roots, cache, c[0], c[1], c[2])
		again, resumed := connect(roots, cache, c[0], c[3], c[4])
		fmt.Println(fresh, again, resumed)
	}
}
