"""A real sandbox in a process of its own, and a person with a browser in front of both systems."""

import os
import re
import socket
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
import requests

PASSWORD = "Portal-demo-2026"
PORTAL = "http://localhost"
# Connections from this address of the loopback network are the reverse proxy's.
PROXY = "127.0.0.2"
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Sandbox:
    issuer: str
    content: str
    told: list[str]


class Listener(BaseHTTPRequestHandler):
    """Takes what the platform tells a client by the back channel."""

    told: ClassVar[list[str]] = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.told.append(parse_qs(body)["logout_token"][0])
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):
        pass


@contextmanager
def listening():
    with ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def back_channel():
    with listening() as address:
        yield address


@pytest.fixture(scope="session")
def sandbox_process(tmp_path_factory, back_channel):
    directory = tmp_path_factory.mktemp("identity")
    port = _free_port()
    issuer = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "IDENTITY_DIRECTORY": str(directory),
        "IDENTITY_ISSUER": issuer,
        "IDENTITY_PORTAL_URLS": PORTAL,
        "IDENTITY_DEBUG": "0",
        "OIDC_LEGAL_CLIENT_SECRET": "",
        "OIDC_NATURAL_CLIENT_SECRET": "",
        "IDENTITY_BACKCHANNEL_URLS": back_channel,
        "IDENTITY_TRUST_STORE": str(directory / "certificate_authority" / "ca.pem"),
        "IDENTITY_CLIENT_CERTIFICATE_HEADER": "X-Client-Certificate",
        "IDENTITY_TRUSTED_PROXIES": PROXY,
    }
    command = [sys.executable, "-m", "tests.identity_sandbox.serve", str(port)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, cwd=ROOT) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            yield Sandbox(issuer, str(directory), Listener.told)
        finally:
            process.terminate()


@pytest.fixture
def sandbox(sandbox_process, settings):
    """The running sandbox, entered in the portal's settings."""
    sandbox_process.told.clear()
    settings.OIDC_ISSUER = sandbox_process.issuer
    settings.OIDC_ACCOUNT_URL = f"{sandbox_process.issuer}/account/settings/"
    return sandbox_process


class Person:
    """Somebody whose browser goes back and forth between portal and platform."""

    def __init__(self, portal, sandbox):
        self.portal = portal
        self.sandbox = sandbox
        self.platform = requests.Session()
        self.callback_url = ""

    def close(self):
        self.platform.close()

    def at_platform(self, url):
        """Follow the platform's pages until a page, or an address of the portal."""
        response = self.platform.get(url, allow_redirects=False, timeout=5)
        while response.is_redirect:
            url = urljoin(response.url, response.headers["Location"])
            if url.startswith(PORTAL):
                return url
            response = self.platform.get(url, allow_redirects=False, timeout=5)
        return response

    def submit(self, page, *, action=None, **data):
        """Post a form of a page of the platform and follow on."""
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page.text))
        target = urljoin(page.url, action or urlsplit(page.url).path)
        response = self.platform.post(
            target,
            data={**{k: unescape(v) for k, v in fields.items()}, **data},
            headers={"Referer": page.url},
            allow_redirects=False,
            timeout=5,
        )
        return self.follow(response)

    def follow(self, response):
        """Go where an answer of the platform leads: a page, or an address of the portal."""
        if response.is_redirect:
            url = urljoin(response.url, response.headers["Location"])
            return url if url.startswith(PORTAL) else self.at_platform(url)
        return response

    def leave(self, kind, wanted="/"):
        """Choose a kind at the portal; arrive at the platform (page) or back (address)."""
        response = self.portal.get(f"/accounts/login/{kind}/", {"next": wanted})
        assert response.status_code == 302, response.content
        return self.at_platform(response.headers["Location"])

    def answer(self, page, username, kind=None, password=PASSWORD):
        """Fill in the sign-in page; with `kind`, after switching to that tab."""
        if kind is not None:
            link = next(
                unescape(href)
                for href in re.findall(r'href="(/login/\?[^"]*)"', page.text)
                if f"kind={kind}" in href
            )
            page = self.at_platform(urljoin(page.url, link))
        return self.submit(page, action="/login/", username=username, password=password)

    def back(self, url):
        """Bring the platform's answer to the portal."""
        self.callback_url = url
        return self.portal.get(url.removeprefix(PORTAL))

    def sign_in(self, username, kind="legal", wanted="/"):
        page = self.leave(kind, wanted)
        return self.back(self.answer(page, username))


@pytest.fixture
def person(client, sandbox, db):
    client.defaults["HTTP_HOST"] = "localhost"
    somebody = Person(client, sandbox)
    yield somebody
    somebody.close()
