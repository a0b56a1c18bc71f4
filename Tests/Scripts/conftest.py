"""The scripts on a checkout of their own, whose daemons are small stand-ins: they start in no time and crash when told."""

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
PRODUCTS = ["gateway", "chat", "analysis", "municipio", "documents", "inference-router", "model-simulator"]

STAND_IN = """#!/usr/bin/python3 -SE
import http.server, os, sys
name = os.path.basename(sys.argv[0]).replace("-", "_").upper()
if os.environ.get(name + "_CRASH"):
    sys.exit(f"{name}_CRASH is set")

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"status":"ok"}')

    def log_message(self, *_):
        pass

http.server.HTTPServer(("127.0.0.1", int(os.environ[name + "_PORT"])), Handler).serve_forever()
"""


def until(condition, seconds=10.0):
    """What `condition` answers once it is truthy; fails after `seconds`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if value := condition():
            return value
        time.sleep(0.02)
    raise AssertionError("it did not happen in time")


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except FileNotFoundError:
        return False


def free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


class Suite:
    """One CONSULTA_HOME with ports of its own."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.home = folder / "home"
        self.run_folder = self.home / "run"
        self.ports = dict(zip(PRODUCTS, free_ports(len(PRODUCTS))))
        shutil.copytree(CHECKOUT / "scripts", folder / "scripts")
        for source in ("Services", "Shared", "Tools", "Tests/ModelSimulator", ".build/release"):
            (folder / source).mkdir(parents=True)
        (folder / "Package.swift").touch()
        for product in [*PRODUCTS, "document-reader"]:
            program = folder / ".build/release" / product
            program.write_text(STAND_IN)
            program.chmod(0o755)
        (folder / ".build/consulta-release").touch()

    def script(self, name: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
        ports = {f"{product.replace('-', '_').upper()}_PORT": str(port) for product, port in self.ports.items()}
        return subprocess.run(
            [self.folder / "scripts" / name, *arguments],
            env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "CONSULTA_HOME": str(self.home), **ports, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
        )

    def start(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
        result = self.script("start-all.sh", *arguments, **environment)
        assert result.returncode == 0, result.stdout + result.stderr
        return result

    def state(self, product: str) -> dict:
        return json.loads((self.run_folder / f"{product}.json").read_text())

    def pid(self, product: str) -> int:
        return int((self.run_folder / f"{product}.pid").read_text())

    def supervisor(self, product: str) -> int:
        return int((self.run_folder / f"{product}.supervisor.pid").read_text())

    def environment(self, product: str) -> dict:
        pairs = Path(f"/proc/{self.pid(product)}/environ").read_text().rstrip("\0").split("\0")
        return dict(pair.split("=", 1) for pair in pairs)


@pytest.fixture
def make_suite():
    folders, suites = [], []

    def make() -> Suite:
        folders.append(tempfile.mkdtemp(prefix="consulta-"))
        suites.append(Suite(Path(folders[-1])))
        return suites[-1]

    yield make
    for suite in suites:
        suite.script("stop-all.sh")
    for folder in folders:
        shutil.rmtree(folder)


@pytest.fixture
def suite(make_suite) -> Suite:
    return make_suite()


@pytest.fixture
def supervise(tmp_path):
    """Runs a command under a supervisor; it is ended with the test."""
    supervisors = []
    for folder in ("run", "logs"):
        (tmp_path / folder).mkdir()

    def supervise(*command: str, **environment: str) -> subprocess.Popen:
        supervisors.append(
            subprocess.Popen(
                [CHECKOUT / "scripts/supervise.sh", "program", *command],
                env={"PATH": os.environ["PATH"], "CONSULTA_HOME": str(tmp_path), **environment},
                start_new_session=True,
            )
        )
        return supervisors[-1]

    yield supervise
    for supervisor in supervisors:
        supervisor.send_signal(signal.SIGTERM)
        supervisor.wait(timeout=10)
