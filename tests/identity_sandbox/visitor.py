"""Somebody at the platform with nothing but HTTP, as a browser without JavaScript sends it."""

import base64
import re
import sqlite3
from contextlib import closing
from html import unescape
from pathlib import Path

import requests
from requests.adapters import HTTPAdapter

from tests.identity_sandbox import papers
from tests.identity_sandbox.live import PASSWORD, PROXY


def database(sandbox):
    return closing(sqlite3.connect(Path(sandbox.content) / "identity.sqlite3", timeout=20))


def change(sandbox, statement, *values):
    with database(sandbox) as connection, connection:
        return connection.execute(statement, values).rowcount


class Visitor(requests.Session):
    """Somebody at the platform, with a certificate in hand."""

    def __init__(self, base):
        super().__init__()
        self.base = base

    def page(self, path):
        return self.get(self.base + path, timeout=5)

    def challenge(self, page):
        """The text that a page asks to sign: the same in the page and in the file."""
        text = base64.b64decode(re.search(r'data-signing="([^"]+)"', page.text)[1])
        link = re.search(r'href="(/certificates/challenge/[^"]+)"', page.text)[1]
        file = self.page(link)
        assert file.content == text
        assert "attachment" in file.headers["Content-Disposition"]
        return text

    def link(self, page, path):
        """The address of a link of the page that leads to this path."""
        links = re.findall(r'href="([^"]+)"', page.text)
        return next(unescape(link) for link in links if unescape(link).startswith(path + "?"))

    def submit(self, page, *, files=None, follow=True, **data):
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page.text))
        fields = {key: unescape(value) for key, value in fields.items() if key != "presented"}
        return self.post(
            page.url,
            data={**fields, **data},
            files=files or {},
            headers={"Referer": page.url},
            allow_redirects=follow,
            timeout=10,
        )

    def show(self, path, issued, *, scheme="plain", **data):
        """Open a page, sign what it asks and send certificate and signature."""
        page = self.page(path)
        signature = papers.sign(issued, self.challenge(page), scheme=scheme)
        fields = {"signature": papers.base64_of(signature), **data}
        return self.submit(page, files={"certificate": issued.certificate_pem}, **fields)

    def sign_in(self, username):
        page = self.page("/login/")
        data = {"username": username, "password": PASSWORD, "kind": "legal"}
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)[1]
        return self.post(
            f"{self.base}/login/",
            data={**data, "csrfmiddlewaretoken": token},
            headers={"Referer": page.url},
            timeout=5,
        )

    def come_through_the_proxy(self):
        class Bound(HTTPAdapter):
            def init_poolmanager(self, *args, **kwargs):
                super().init_poolmanager(*args, source_address=(PROXY, 0), **kwargs)

        self.mount("http://", Bound())
