"""The suite's scripts with a router that knows one endpoint, and questions to it."""

import http.client
import json
import os
import subprocess
import time
import urllib.request
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
MODEL = "google/medgemma-27b-it"
USER, PASSWORD = "rayo", "una frase larga de prueba"


def get(url: str, token: str = "") -> dict | None:
    request = urllib.request.Request(url, headers={"authorization": f"Bearer {token}"} if token else {})
    try:
        with urllib.request.urlopen(request, timeout=5) as response:
            return json.load(response)
    except OSError:
        return None


@dataclass
class Answer:
    """What came of one question. A stream that broke off is begun and not complete."""

    status: int = 0
    text: str = ""
    model: str = ""
    replicas: set = field(default_factory=set)
    first_s: float | None = None
    gaps_s: list = field(default_factory=list)
    is_complete: bool = False

    @property
    def has_begun(self) -> bool:
        return self.first_s is not None


def ask(url: str, token: str = "", tokens: int = 20, stream: bool = True, model: str = MODEL) -> Answer:
    answer = Answer()
    body = {"model": model, "stream": stream, "max_tokens": tokens, "messages": [{"role": "user", "content": "hola"}]}
    connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=120)
    headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
    begun = last = time.monotonic()
    try:
        connection.request("POST", "/v1/chat/completions", json.dumps(body), headers)
        response = connection.getresponse()
        answer.status = response.status
        if response.status != 200 or not stream:
            whole = json.loads(response.read())
            if response.status == 200:
                answer.text = whole["choices"][0]["message"]["content"]
                answer.replicas, answer.model = {whole["system_fingerprint"]}, whole["model"]
                answer.is_complete = True
            return answer
        for line in response:
            if line.startswith(b"data: {"):
                event = json.loads(line[6:])
                if content := "".join(choice["delta"].get("content") or "" for choice in event.get("choices", [])):
                    now = time.monotonic()
                    if answer.has_begun:
                        answer.gaps_s.append(now - last)
                    else:
                        answer.first_s = now - begun
                    last = now
                    answer.text += content
                    answer.replicas.add(event["system_fingerprint"])
            elif line.startswith(b"data: [DONE]"):
                answer.is_complete = True
    except (OSError, http.client.HTTPException):
        answer.is_complete = False
    finally:
        connection.close()
    return answer


class Site:
    """The suite on ports and a home of its own."""

    def __init__(self, kind: str, folder: Path, ports: list[int], cluster):
        self.kind, self.cluster, self.endpoint = kind, cluster, cluster.url
        products = ["GATEWAY", "CHAT", "ANALYSIS", "MUNICIPIO", "DOCUMENTS", "INFERENCE_ROUTER", "MODEL_SIMULATOR"]
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": os.environ.get("HOME", str(folder)),
            "LANG": "C.UTF-8",
            "CONSULTA_HOME": f"{folder}/home",
            "CONSULTA_ENV_FILE": "/dev/null",
            "CONSULTA_ADMIN_USER": USER,
            "CONSULTA_ADMIN_PASSWORD": PASSWORD,
            "MEDGEMMA_ENDPOINTS": self.endpoint,
            "NV_REASON_ENDPOINTS": self.endpoint,
            "OLLAMA_ENDPOINTS": "",
            **{f"{product}_PORT": str(port) for product, port in zip(products, ports)},
        }
        self.gateway, self.url = f"http://127.0.0.1:{ports[0]}", f"http://127.0.0.1:{ports[2]}"
        self.pool = ThreadPoolExecutor(200)
        self.token = ""

    def start(self) -> None:
        self.script("start-all.sh")
        credentials = json.dumps({"username": USER, "password": PASSWORD}).encode()
        sign_in = urllib.request.Request(
            f"{self.gateway}/auth/login", credentials, {"content-type": "application/json"}
        )
        with urllib.request.urlopen(sign_in, timeout=10) as response:
            self.token = json.load(response)["access_token"]

    def script(self, name: str) -> None:
        subprocess.run([CHECKOUT / "scripts" / name], env=self.environment, check=True, timeout=120)

    def ask(self, **question) -> Answer:
        return ask(self.url, self.token, **question)

    def ask_later(self, **question) -> "Future[Answer]":
        return self.pool.submit(self.ask, **question)

    def close(self) -> None:
        self.pool.shutdown(cancel_futures=True)
        self.script("stop-all.sh")
