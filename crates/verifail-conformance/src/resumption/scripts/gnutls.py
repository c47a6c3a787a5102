# One line for each case: whether a fresh handshake is accepted, whether one that offers a session is, and whether it resumed.
# A case is port:name:verify:name:verify, the configuration that makes the session and the one that resumes it.
# GnuTLS itself, by its C functions: its command line knows one name and one configuration.
import ctypes
import socket
import sys

gnutls = ctypes.CDLL("libgnutls.so.30")
CLIENT, NAME_DNS, CERTIFICATE, PEM = 2, 1, 1, 1


class Datum(ctypes.Structure):
    _fields_ = [("data", ctypes.c_void_p), ("size", ctypes.c_uint)]


credentials = ctypes.c_void_p()
gnutls.gnutls_certificate_allocate_credentials(ctypes.byref(credentials))
if gnutls.gnutls_certificate_set_x509_trust_file(credentials, sys.argv[1].encode(), PEM) <= 0:
    sys.exit("no trust anchor is read")


def attempt(port, name, verify, offered):
    """Whether it is accepted, whether a session was resumed, and the session."""
    session, name = ctypes.c_void_p(), name.encode()
    gnutls.gnutls_init(ctypes.byref(session), CLIENT)
    gnutls.gnutls_set_default_priority(session)
    gnutls.gnutls_credentials_set(session, CERTIFICATE, credentials)
    gnutls.gnutls_server_name_set(session, NAME_DNS, name, ctypes.c_size_t(len(name)))
    if verify == "1":
        gnutls.gnutls_session_set_verify_cert(session, name, 0)
    if offered is not None:
        gnutls.gnutls_session_set_data(session, offered, ctypes.c_size_t(len(offered)))
    # Bounded by the socket: GnuTLS's own time needs one that does not block.
    with socket.create_connection(("127.0.0.1", int(port)), timeout=5) as plain:
        plain.setblocking(True)
        gnutls.gnutls_transport_set_int2(session, plain.fileno(), plain.fileno())
        gnutls.gnutls_handshake_set_timeout(session, 5000)
        result = gnutls.gnutls_handshake(session)
        while result < 0 and not gnutls.gnutls_error_is_fatal(result):
            result = gnutls.gnutls_handshake(session)
        if result < 0:
            gnutls.gnutls_deinit(session)
            return False, False, None
        request = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        gnutls.gnutls_record_send(session, request, ctypes.c_size_t(len(request)))
        answer = ctypes.create_string_buffer(4096)
        while True:
            read = gnutls.gnutls_record_recv(session, answer, ctypes.c_size_t(4096))
            if read == 0 or (read < 0 and gnutls.gnutls_error_is_fatal(read)):
                break
        resumed, data = bool(gnutls.gnutls_session_is_resumed(session)), Datum()
        kept = gnutls.gnutls_session_get_data2(session, ctypes.byref(data))
        made = ctypes.string_at(data.data, data.size) if kept == 0 else None
        gnutls.gnutls_deinit(session)
        return True, resumed, made


for case in sys.argv[2:]:
    port, first, verify_first, second, verify_second = case.split(":")
    fresh, _, _ = attempt(port, second, verify_second, None)
    _, _, session = attempt(port, first, verify_first, None)
    again, resumed, _ = attempt(port, second, verify_second, session)
    said = ["accepted" if accepted else "rejected" for accepted in (fresh, again)]
    print(*said, "resumed" if resumed else "full")
