"""A gateway of its own beside a real OpenID provider, and Chromium between the two."""

import json
import os
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from provider import Provider, free_port

CHECKOUT = Path(__file__).parents[2]


class Gateway:
    administrator = {"username": "directora", "password": "una frase de prueba larga"}

    def __init__(self, home):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.home = home
        self.process = None

    def start(self, provider):
        environment = {
            "PATH": os.environ["PATH"], "CONSULTA_HOME": str(self.home), "GATEWAY_PORT": str(self.port),
            "CONSULTA_ADMIN_USER": self.administrator["username"],
            "CONSULTA_ADMIN_PASSWORD": self.administrator["password"],
            "OIDC_ISSUER": provider.issuer, "OIDC_CLIENT_ID": provider.client_id,
            "OIDC_CLIENT_SECRET": provider.client_secret, "OIDC_NAME": "Cuenta de la escuela",
            "OIDC_DOMAINS": "escuela.example", "OIDC_ROLE": "tutor",
        }
        log = open(self.home / "gateway.log", "wb")
        self.process = subprocess.Popen(
            [CHECKOUT / ".build/release/gateway"], cwd=CHECKOUT, env=environment, stdout=log, stderr=log
        )
        for _ in range(200):
            try:
                return urllib.request.urlopen(self.url + "/health/live", timeout=1).read()
            except (urllib.error.URLError, ConnectionError):
                assert self.process.poll() is None, (self.home / "gateway.log").read_text()
                time.sleep(0.05)
        raise AssertionError((self.home / "gateway.log").read_text())

    def ask(self, method, path, body=None, token=None):
        request = urllib.request.Request(self.url + path, method=method)
        request.add_header("Content-Type", "application/json")
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        data = json.dumps(body).encode() if body is not None else None
        with urllib.request.urlopen(request, data, timeout=10) as answer:
            return json.load(answer)

    def administrator_token(self):
        return self.ask("POST", "/auth/login", self.administrator)["access_token"]

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=10)


@pytest.fixture(scope="module")
def suite(tmp_path_factory):
    gateway = Gateway(tmp_path_factory.mktemp("home"))
    provider = Provider(gateway.url + "/auth/oidc/callback")
    provider.start()
    gateway.start(provider)
    yield gateway, provider
    gateway.stop()
    provider.stop()


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium-headless-shell", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """A browser that knows nobody."""
    context = chromium.new_context(locale="es-ES")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()
