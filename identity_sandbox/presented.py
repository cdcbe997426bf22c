"""The client certificate that a reverse proxy asked for while the connection was made.

nginx: ``proxy_set_header X-Client-Certificate $ssl_client_escaped_cert;`` with
``ssl_verify_client optional_no_ca``. The handshake proved possession of the private key.
"""

from ipaddress import ip_address, ip_network
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.http import HttpRequest

# URL-escaping writes at most three characters for one.
LONGEST_HEADER = 3 * 16 * 1024


def presented_certificate(request: HttpRequest) -> bytes:
    """The certificate (PEM) of this connection; empty where none was presented or believed.

    Believed only when the header is named in the settings and the request comes from an
    address listed there: anybody else can write any header.
    """
    name = settings.IDENTITY_CLIENT_CERTIFICATE_HEADER
    if not name or not _comes_from_proxy(request.META.get("REMOTE_ADDR", "")):
        return b""
    value = request.headers.get(name, "")
    return unquote_to_bytes(value) if len(value) <= LONGEST_HEADER else b""


def _comes_from_proxy(address: str) -> bool:
    try:
        client = ip_address(address)
    except ValueError:
        return False
    return any(
        client in ip_network(text, strict=False) for text in settings.IDENTITY_TRUSTED_PROXIES
    )
