"""Serves TLS and prints the exceptions of its handshakes."""
import socket
import ssl
import sys

port, certificate, key, *clients = sys.argv[1:]
context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
context.load_cert_chain(certificate, key)
if clients:
    context.load_verify_locations(clients[0])
    context.verify_mode = ssl.CERT_REQUIRED
listener = socket.create_server(("127.0.0.1", int(port)))
while True:
    stream, _ = listener.accept()
    stream.settimeout(2)
    try:
        with context.wrap_socket(stream, server_side=True) as tls:
            tls.recv(4096)
            tls.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok\n")
    except OSError as error:
        print(f"{type(error).__module__}.{type(error).__qualname__}: {error}", file=sys.stderr, flush=True)
