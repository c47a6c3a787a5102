"""Connects with one library and lets its exception end the program."""
import os
import ssl
import sys

library, host, port, trust, certificate, key, proxy = sys.argv[1:]
port = int(port)
own = certificate != "-"
url = f"https://{host}/" if proxy != "-" else f"https://{host}:{port}/"


def context():
    made = ssl.create_default_context(cafile=trust)
    if own:
        made.load_cert_chain(certificate, key)
    if "VERIFAIL_REVOCATION_LISTS" in os.environ:
        made.load_verify_locations(os.environ["VERIFAIL_REVOCATION_LISTS"])
        made.verify_flags |= ssl.VERIFY_CRL_CHECK_CHAIN
    if "VERIFAIL_ONLY_TLS13" in os.environ:
        made.minimum_version = ssl.TLSVersion.TLSv1_3
    return made


if library == "ssl":
    import socket

    with socket.create_connection((host, port), timeout=3) as raw:
        made = context()
        made.set_alpn_protocols(["http/1.1"])
        if proxy != "-":
            sys.exit(0)
        with made.wrap_socket(raw, server_hostname=host) as tls:
            tls.sendall(b"GET / HTTP/1.0\r\n\r\n")
            while tls.recv(4096):
                pass
elif library == "urllib.request":
    import urllib.request

    handlers = [urllib.request.HTTPSHandler(context=context())]
    handlers.append(urllib.request.ProxyHandler({"https": proxy} if proxy != "-" else {}))
    urllib.request.build_opener(*handlers).open(url, timeout=3).read()
elif library == "urllib3":
    import urllib3

    settings = dict(retries=False, timeout=3, ca_certs=trust)
    if own:
        settings.update(cert_file=certificate, key_file=key)
    pool = urllib3.ProxyManager(proxy, **settings) if proxy != "-" else urllib3.PoolManager(**settings)
    pool.request("GET", url)
elif library == "requests":
    import requests

    session = requests.Session()
    session.trust_env = False
    proxies = {"https": proxy} if proxy != "-" else None
    session.get(url, timeout=3, verify=trust, cert=(certificate, key) if own else None, proxies=proxies)
elif library == "httpx":
    import httpx

    httpx.Client(verify=context(), proxy=proxy if proxy != "-" else None, timeout=3, trust_env=False).get(url)
elif library == "aiohttp":
    import asyncio

    import aiohttp

    async def get():
        timeout = aiohttp.ClientTimeout(total=3)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            async with session.get(url, ssl=context(), proxy=proxy if proxy != "-" else None) as response:
                await response.read()

    asyncio.run(get())
elif library == "OpenSSL":
    import socket

    from OpenSSL import SSL

    made = SSL.Context(SSL.TLS_CLIENT_METHOD)
    made.load_verify_locations(trust)
    made.set_verify(SSL.VERIFY_PEER)
    if own:
        made.use_certificate_chain_file(certificate)
        made.use_privatekey_file(key)
        made.check_privatekey()
    tls = SSL.Connection(made, socket.create_connection((host, port)))
    tls.set_tlsext_host_name(host.encode())
    tls.set_verify(SSL.VERIFY_PEER)
    tls.set_connect_state()
    tls.do_handshake()
    tls.sendall(b"GET / HTTP/1.0\r\n\r\n")
    try:
        while tls.recv(4096):
            pass
    except SSL.ZeroReturnError:
        pass
elif library == "curl_cffi":
    import curl_cffi

    settings = dict(cert=(certificate, key)) if own else {}
    curl_cffi.get(url, verify=trust, timeout=3, proxy=proxy if proxy != "-" else None, **settings)
elif library == "pymongo":
    import pymongo

    settings = dict(tlsCAFile=trust, serverSelectionTimeoutMS=1500, connectTimeoutMS=1500)
    pymongo.MongoClient(host, port, tls=True, **settings).admin.command("ping")
elif library == "grpc":
    import grpc

    def octets(path):
        with open(path, "rb") as file:
            return file.read()

    pair = (octets(key), octets(certificate)) if own else (None, None)
    channel = grpc.secure_channel(f"{host}:{port}", grpc.ssl_channel_credentials(octets(trust), *pair))
    try:
        channel.unary_unary("/service/method")(b"", timeout=3)
    except grpc.RpcError as error:
        print(f"grpc.RpcError: {error.code()}: {error.details()}", file=sys.stderr)
