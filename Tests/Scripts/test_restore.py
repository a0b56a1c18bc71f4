"""A whole suite with people, conversations, an image and an audit is copied while they write, lost, and brought back."""

import base64
import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from conftest import CHECKOUT, free_ports, until

SERVER = os.environ.get("CONSULTA_TEST_POSTGRES_URL", "")
PRODUCTS = ["gateway", "chat", "analysis", "municipio", "documents", "inference-router"]
PASSWORD = "una frase bastante larga"
# A PNG of four grey pixels.
IMAGE = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAAAAABX3VL4AAAADklEQVR4nGNoaGBoaAAABgYCASzBUNcAAAAASUVORK5CYII="

pytestmark = pytest.mark.skipif(
    not (CHECKOUT / ".build/release/gateway").exists(), reason="the daemons are not built"
)


class Installation:
    """The built daemons under the real scripts, in a home of their own."""

    def __init__(self, folder: Path, database: str | None):
        self.home = folder / "home"
        self.database = database
        names = [f"{product.upper().replace('-', '_')}_PORT" for product in [*PRODUCTS, "model-simulator"]]
        ports = dict(zip(names, free_ports(len(names))))
        self.url = f"http://127.0.0.1:{ports['GATEWAY_PORT']}"
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "LANG": "C.UTF-8",
            "CONSULTA_ENV_FILE": "/dev/null", "CONSULTA_HOME": str(self.home), "RATE_LIMIT_PER_MINUTE": "100000",
            "MODEL_SIMULATOR_FIRST_TOKEN_MS": "0", "MODEL_SIMULATOR_TOKENS_PER_SECOND": "5000",
            "MODEL_SIMULATOR_ANSWER_TOKENS": "20", "CONSULTA_ADMIN_USER": "directora", "CONSULTA_ADMIN_PASSWORD": PASSWORD,
            **{name: str(port) for name, port in ports.items()},
        }
        if database:
            self.environment["DATABASE_URL"] = database

    def run(self, *command) -> subprocess.CompletedProcess:
        return subprocess.run(
            [str(word) for word in command], cwd=CHECKOUT, env=self.environment, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=120,
        )

    def script(self, name: str, *arguments) -> str:
        result = self.run(CHECKOUT / "scripts" / name, *arguments)
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout

    def start(self):
        self.script("start-all.sh", "--simulated-models")

    def stop(self):
        self.script("stop-all.sh")

    def audit(self, *arguments) -> str:
        result = self.run(CHECKOUT / ".build/release/consulta-audit", *arguments)
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout

    def wait_for_signed_end(self):
        """The gateway signs the end of the chain once a second."""
        deadline = time.monotonic() + 10
        while not (self.home / "audit-heads/latest").exists() and time.monotonic() < deadline:
            time.sleep(0.05)

    def lines(self) -> list[dict]:
        return [json.loads(line) for line in self.audit("export").splitlines()]

    def send(self, method: str, path: str, body=None, token: str | None = None, raw: bool = False):
        request = urllib.request.Request(self.url + path, method=method)
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        if body is not None:
            request.add_header("Content-Type", "application/json")
            request.data = json.dumps(body).encode()
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                data = answer.read()
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {path}: {error.code} {error.read().decode()}") from error
        return data if raw else json.loads(data)

    def upload(self, collection: str, name: str, content: str, token: str) -> str:
        """A document's id, once it is read."""
        parts = [f'name="collection_id"\r\n\r\n{collection}', f'name="file"; filename="{name}"\r\n\r\n{content}']
        body = "".join(f"--frontera\r\nContent-Disposition: form-data; {part}\r\n" for part in parts) + "--frontera--\r\n"
        request = urllib.request.Request(self.url + "/api/documents", method="POST", data=body.encode())
        request.add_header("Authorization", f"Bearer {token}")
        request.add_header("Content-Type", "multipart/form-data; boundary=frontera")
        with urllib.request.urlopen(request, timeout=30) as answer:
            [item] = json.load(answer)["items"]
        path = f"/api/documents/{item['document_id']}"
        until(lambda: self.send("GET", path, token=token)["state"] == "ready", seconds=30)
        return item["document_id"]

    def found(self, query: str, token: str) -> list[str]:
        return [hit["document_id"] for hit in self.send("POST", "/api/search", {"query": query}, token)["items"]]

    def sign_in(self, username: str) -> str:
        return self.send("POST", "/auth/login", {"username": username, "password": PASSWORD})["access_token"]

    def lose_everything(self):
        """As after a broken disk: the machine is set up anew."""
        shutil.rmtree(self.home)
        if self.database:
            for product in PRODUCTS:
                ask(self.database, f'DROP SCHEMA "{product}" CASCADE')
            ask(self.database, "DROP SCHEMA documents_index CASCADE")


class Writer(threading.Thread):
    """Somebody who goes on writing into one conversation."""

    def __init__(self, suite: Installation, token: str, conversation: str):
        super().__init__(daemon=True)
        self.suite, self.token, self.conversation = suite, token, conversation
        self.answered, self.failure = 0, None
        self.is_over, self.has_begun = threading.Event(), threading.Event()

    def run(self):
        try:
            while not self.is_over.is_set():
                message = {"message": f"Mensaje {self.answered}", "conversation_id": self.conversation, "stream": False}
                self.suite.send("POST", "/api/chat", message, self.token)
                self.answered += 1
                self.has_begun.set()
        except Exception as failure:
            self.failure = failure
            self.has_begun.set()

    def end(self):
        self.is_over.set()
        self.join()
        assert self.failure is None, self.failure


def ask(url: str, statement: str) -> str:
    return subprocess.check_output(["psql", "-qAtXc", statement, url], text=True, stderr=subprocess.DEVNULL)


@pytest.fixture(params=["sqlite", "postgresql"])
def suite(request):
    database = None
    if request.param == "postgresql":
        if not SERVER:
            pytest.skip("CONSULTA_TEST_POSTGRES_URL names no server")
        name = f"restore_{os.getpid()}"
        ask(SERVER, f"CREATE DATABASE {name}")
        database = SERVER.rsplit("/", 1)[0] + "/" + name
    folder = Path(tempfile.mkdtemp(prefix="consulta-"))
    installation = Installation(folder, database)
    yield installation
    installation.run(CHECKOUT / "scripts/stop-all.sh")
    shutil.rmtree(folder)
    if database:
        ask(SERVER, f"DROP DATABASE {name} WITH (FORCE)")


def test_all_of_it_is_back(suite, tmp_path):
    suite.start()
    director = suite.sign_in("directora")
    person = {"username": "ana", "name": "Ana Quirós", "email": "ana@escuela.example", "roles": ["clinician"]}
    person = suite.send("POST", "/api/users", person | {"password": PASSWORD}, director)
    group = suite.send("POST", "/api/groups", {"name": "Primero B", "kind": "class"}, director)
    suite.send("PUT", f"/api/groups/{group['id']}/members/{person['id']}", {}, director, raw=True)
    suite.send("POST", "/api/audit/visits", {"reason": "Revisión de cada trimestre"}, director)
    ana = suite.sign_in("ana")
    question = {"message": "Me duele la rodilla.", "images": [f"data:image/png;base64,{IMAGE}"], "stream": False}
    spoken = suite.send("POST", "/api/chat", question, ana)["conversation_id"]
    written = suite.send("POST", "/api/chat", {"message": "Empiezo.", "stream": False}, ana)["conversation_id"]
    conversation = suite.send("GET", f"/api/history/{spoken}", token=ana)
    [image] = [image["id"] for message in conversation["messages"] for image in message["images"]]
    picture = suite.send("GET", f"/api/media/{image}", token=ana, raw=True)
    office = {"municipality": "06791", "country": "AR", "dependencia": "Casa de Tierras", "telefono": "+1 202 555 0199"}
    office = suite.send("POST", "/api/municipios/offices", office, director)
    collection = suite.send("POST", "/api/collections", {"name": "Actas"}, ana)["id"]
    paper = suite.upload(collection, "acta.txt", "Se vio un martinete en el patio.", ana)
    audit = suite.lines()
    suite.wait_for_signed_end()

    writer = Writer(suite, ana, written)
    writer.start()
    writer.has_begun.wait(30)
    sure = writer.answered
    suite.script("backup.sh", tmp_path / "copies", "--keys", tmp_path / "safe")
    during = writer.answered
    writer.end()
    assert sure > 0 and during > sure, "nobody wrote meanwhile"
    [copy] = (tmp_path / "copies").iterdir()
    [keys] = (tmp_path / "safe").iterdir()
    for path in [copy, keys, *copy.rglob("*"), *keys.rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path

    refused = suite.run(CHECKOUT / "scripts/restore.sh", copy, "--keys", keys, "--replace")
    assert refused.returncode != 0 and "está en marcha" in refused.stderr
    assert suite.send("GET", f"/api/history/{spoken}", token=ana) == conversation
    suite.stop()
    suite.lose_everything()
    suite.script("restore.sh", copy, "--keys", keys)
    report = json.loads(suite.audit("verify", "--json"))
    assert report["intact"] is True, report
    suite.start()

    ana, director = suite.sign_in("ana"), suite.sign_in("directora")
    assert suite.send("GET", f"/api/history/{spoken}", token=ana) == conversation
    assert suite.send("GET", f"/api/media/{image}", token=ana, raw=True) == picture
    assert suite.send("GET", "/auth/me", token=ana)["groups"][0]["name"] == "Primero B"
    found = suite.send("GET", "/api/users?q=Quir%C3%B3s", token=director)["items"]
    assert [one["email"] for one in found] == ["ana@escuela.example"]
    offices = suite.send("GET", "/api/municipios/offices?q=Casa+de+Tierras", token=director)["items"]
    assert office in offices
    assert suite.send("GET", f"/api/documents/{paper}/file", token=ana, raw=True) == b"Se vio un martinete en el patio."
    assert "martinete" in suite.send("GET", f"/api/documents/{paper}/pages/1", token=ana)["text"]
    # What it is found by isn't in the backup: it is made anew.
    until(lambda: suite.found("martinete", ana) == [paper], seconds=30)
    texts = [message["text"] for message in suite.send("GET", f"/api/history/{written}", token=ana)["messages"]]
    numbers = [int(text.removeprefix("Mensaje ")) for text in texts if re.fullmatch(r"Mensaje \d+", text)]
    assert numbers == list(range(len(numbers))) and len(numbers) >= sure
    assert suite.lines()[: len(audit)] == audit
    # The chain goes on, and the gateway signs its new end.
    suite.send("POST", "/api/audit/visits", {"reason": "Después de la restauración"}, director)
    suite.stop()
    assert json.loads(suite.audit("verify", "--json"))["intact"] is True
