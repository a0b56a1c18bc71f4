"""The whole suite with simulated models on ports of its own, and a key for programs."""

import json
import os
import socket
import subprocess
import tempfile
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
USER, PASSWORD = "clientes", "una frase larga de prueba"


@dataclass
class Site:
    url: str
    key: str


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def post(url: str, body: dict, token: str | None = None) -> dict:
    headers = {"content-type": "application/json"} | ({"authorization": f"Bearer {token}"} if token else {})
    request = urllib.request.Request(url, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=10) as response:
        return json.load(response)


@pytest.fixture(scope="session")
def site():
    with tempfile.TemporaryDirectory(prefix="consulta-clients-") as folder:
        products = ["GATEWAY", "CHAT", "ANALYSIS", "MUNICIPIO", "DOCUMENTS", "INFERENCE_ROUTER", "MODEL_SIMULATOR"]
        ports = {f"{product}_PORT": str(free_port()) for product in products}
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": os.environ.get("HOME", folder),
            "LANG": "C.UTF-8",
            "CONSULTA_HOME": f"{folder}/home",
            "CONSULTA_ENV_FILE": "/dev/null",
            "CONSULTA_ADMIN_USER": USER,
            "CONSULTA_ADMIN_PASSWORD": PASSWORD,
            "RATE_LIMIT_PER_MINUTE": "6000",
            **ports,
        }

        def script(name: str, *arguments: str) -> None:
            subprocess.run([CHECKOUT / "scripts" / name, *arguments], env=environment, check=True, timeout=120)

        try:
            script("start-all.sh", "--simulated-models")
            url = f"http://127.0.0.1:{ports['GATEWAY_PORT']}"
            session = post(f"{url}/auth/login", {"username": USER, "password": PASSWORD})
            wanted = {"name": "Clientes de prueba", "scopes": ["inference"]}
            yield Site(url, post(f"{url}/api/keys", wanted, session["access_token"])["key"])
        finally:
            script("stop-all.sh")
