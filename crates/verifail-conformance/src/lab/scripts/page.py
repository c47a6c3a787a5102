"""Prints status line and body of what a URL answers, errors of HTTP too; another exception ends the program."""
import ssl
import sys
import urllib.error
import urllib.request

url, trust, proxy = sys.argv[1:]
handlers = [urllib.request.ProxyHandler({"https": proxy} if proxy != "-" else {})]
if url.startswith("https:"):
    handlers.append(urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=trust)))
try:
    answer = urllib.request.build_opener(*handlers).open(url, timeout=5)
except urllib.error.HTTPError as error:
    answer = error
print(f"HTTP/1.1 {answer.status} {answer.reason}\n\n{answer.read().decode(errors='replace')}")
