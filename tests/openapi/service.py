"""A service as a process of its own, on a free port, with an empty database."""
import atexit
import base64
import hashlib
import hmac
import http.client
import json
import os
import re
import signal
import subprocess
import tempfile
import time


SECRET = "a secret of this test, long enough to be taken"


def token(secret=SECRET):
    """A JSON Web Token of somebody, signed with HS256."""
    def part(value):
        return base64.urlsafe_b64encode(value).rstrip(b"=")
    head = part(json.dumps({"alg": "HS256", "typ": "JWT"}).encode())
    claims = part(json.dumps({"sub": "someone", "exp": int(time.time()) + 3600, "iss": "judge", "aud": "judged"}).encode())
    return b".".join([head, claims, part(hmac.new(secret.encode(), head + b"." + claims, hashlib.sha256).digest())]).decode()


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()

    def json(self):
        return json.loads(self.body)

    def __str__(self):
        return f"{self.status} {self.body[:600].decode(errors='replace')}"


class Service:
    def __init__(self, program, environment=None):
        self.folder = tempfile.TemporaryDirectory(prefix="ingot-openapi-")
        self.log = os.path.join(self.folder.name, "service.log")
        settings = {"PORT": "0", "DATABASE_SYNC": "normal", "DATABASE_URL": f"sqlite:{self.folder.name}/app.db", "LOG_LEVEL": "info", "JWT_SECRET": SECRET}
        settings["SECRET_KEYS"] = "1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
        settings |= {"JWT_ISSUER": "judge", "JWT_AUDIENCE": "judged", "PATH": os.environ["PATH"], **(environment or {})}
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen([program], env=settings, stdout=log, stderr=log, cwd=self.folder.name)
        atexit.register(self.process.kill)  # also when a test ends otherwise than it wanted to
        self.port = self.find_port()
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    # What each request carries that has no Authorization of its own.
    authorization = None

    def find_port(self):
        for _ in range(2000):
            with open(self.log, encoding="utf-8") as log:
                match = re.search(r'"address":"http://127\.0\.0\.1:(\d+)"', log.read())
            if match:
                return int(match[1])
            if self.process.poll() is not None:
                break
            time.sleep(0.01)
        with open(self.log, encoding="utf-8") as log:
            raise AssertionError("the service does not start: " + log.read())

    def send(self, method, path, body=None, headers=None):
        headers = dict(headers or {})
        if isinstance(body, str):
            body = body.encode()
        elif body is not None and not isinstance(body, bytes):
            body = json.dumps(body, ensure_ascii=False).encode()
        headers.setdefault("Authorization", self.authorization)
        if body is not None:
            headers.setdefault("Content-Type", "application/json")
        try:
            self.connection.request(method, path, body=body, headers={name: value.encode() for name, value in headers.items() if value is not None})
            return Answer(self.connection.getresponse())
        except (http.client.HTTPException, OSError):
            self.connection.close()
            raise

    def stop(self):
        self.connection.close()
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=60)
        self.folder.cleanup()
        return code
