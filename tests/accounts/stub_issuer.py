"""An identity platform that says whatever a test wants it to say."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from joserfc.jws import JWSRegistry

KEY = RSAKey.generate_key(2048, {"kid": "platform"})
FOREIGN_KEY = RSAKey.generate_key(2048, {"kid": "platform"})
SECRET = "a secret that the client shares with the platform"
SHARED = OctKey.import_key(SECRET)


class StubIssuer:
    """Discovery, keys, tokens and userinfo on loopback; what it says can be changed."""

    def __init__(self):
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                stub.reply(self)

            def do_POST(self):
                stub.reply(self)

            def log_message(self, *_args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.forget()

    def forget(self):
        """Be an honest platform again."""
        self.nonce, self.used, self.uses_codes_up = "", set(), True
        self.claims, self.info, self.key, self.alg = {}, {}, KEY, "RS256"

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def reply(self, request):
        pages = {
            "/.well-known/openid-configuration": self._metadata,
            "/jwks": lambda _sent: {"keys": [KEY.as_dict(private=False)]},
            "/token": self._token,
            "/userinfo": lambda _sent: {**facts("subject-1"), **self.info},
        }
        length = int(request.headers.get("Content-Length", 0))
        sent = parse_qs(request.rfile.read(length).decode())
        answer = pages[urlsplit(request.path).path](sent)
        request.send_response(400 if "error" in answer else 200)
        request.send_header("Content-Type", "application/json")
        request.end_headers()
        request.wfile.write(json.dumps(answer).encode())

    def _metadata(self, _sent):
        ends = {
            f"{name}_endpoint": f"{self.address}/{name}"
            for name in ("authorization", "token", "userinfo")
        }
        return {"issuer": self.address, "jwks_uri": f"{self.address}/jwks", **ends}

    def _token(self, sent):
        code = sent["code"][0]
        if self.uses_codes_up and code in self.used:
            return {"error": "invalid_grant"}
        self.used.add(code)
        return {"access_token": "opaque", "token_type": "Bearer", "id_token": self.id_token()}

    def id_token(self):
        moment = int(time.time())
        good = {
            "iss": self.address,
            "sub": "subject-1",
            "aud": "portal-legal",
            "exp": moment + 300,
            "iat": moment,
            "nonce": self.nonce,
            "login_kind": "legal",
        }
        claims = {name: value for name, value in {**good, **self.claims}.items() if value != ""}
        if self.alg == "none":
            body = jwt.encode({"alg": "RS256"}, claims, KEY).split(".")[1]
            return f"eyJhbGciOiJub25lIn0.{body}."
        header = {"alg": self.alg, "kid": "platform"}
        registry = JWSRegistry(algorithms=[self.alg], strict_check_header=False)
        return jwt.encode(header, claims, self.key, registry=registry)


def facts(subject):
    """What an honest platform tells of an enterprise and its agent."""
    return {
        "sub": subject,
        "login_kind": "legal",
        "enterprise_name": "北京示例核验药业有限公司",
        "credit_code": "91110100XX0000019M",
        "agent_name": "王经办",
        "agent_id_number": "110100198803161017",
        "phone": "19900000001",
    }
