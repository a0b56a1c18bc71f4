"""The running suite's contract. CONSULTA_URL names it; CONSULTA_ADMIN_USER and CONSULTA_ADMIN_PASSWORD its administrator."""

import json
import os
import secrets
import urllib.request

import pytest

URL = os.environ.get("CONSULTA_URL", "")


def ask(method, path, body=None, token=None):
    request = urllib.request.Request(URL + path, method=method)
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    if body is not None:
        request.add_header("Content-Type", "application/json")
        request.data = json.dumps(body).encode()
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def sign_in(username, password):
    return ask("POST", "/auth/login", {"username": username, "password": password})["access_token"]


@pytest.fixture(scope="session")
def document():
    return ask("GET", "/openapi.json")


@pytest.fixture(scope="session")
def tokens():
    """Of an administrator, of somebody who may do little, and of nobody."""
    administrator = sign_in(os.environ["CONSULTA_ADMIN_USER"], os.environ["CONSULTA_ADMIN_PASSWORD"])
    name, password = f"alumna.{secrets.token_hex(4)}", "una frase de prueba"
    student = {"username": name, "name": "Alumna de prueba", "roles": ["student"], "password": password}
    ask("POST", "/api/users", student, administrator)
    return {"admin": administrator, "student": sign_in(name, password), "nobody": None}
