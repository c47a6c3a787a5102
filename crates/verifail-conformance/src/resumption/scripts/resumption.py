# One line for each case: whether a fresh handshake is accepted, whether one that offers a session is, and whether it resumed.
# A case is port:name:verify:name:verify, the configuration that makes the session and the one that resumes it.
import socket
import ssl
import sys


def connect(context, port, name, verify, session):
    context.check_hostname = False
    context.verify_mode = ssl.CERT_REQUIRED if verify == "1" else ssl.CERT_NONE
    context.check_hostname = verify == "1"
    with socket.create_connection(("127.0.0.1", int(port)), timeout=5) as plain:
        with context.wrap_socket(plain, server_hostname=name, session=session) as tls:
            tls.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            while tls.recv(4096):
                pass
            return tls.session, tls.session_reused


def attempt(context, port, name, verify, session):
    try:
        return "accepted", connect(context, port, name, verify, session)[1]
    except ssl.SSLError:
        return "rejected", False


for case in sys.argv[2:]:
    port, first, verify_first, second, verify_second = case.split(":")
    # Python resumes only within one context, whose settings may change.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(sys.argv[1])
    fresh, _ = attempt(context, port, second, verify_second, None)
    session, _ = connect(context, port, first, verify_first, None)
    again, resumed = attempt(context, port, second, verify_second, session)
    print(fresh, again, "resumed" if resumed else "full")
