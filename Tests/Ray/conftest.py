"""A Ray cluster of its own, what deploy/ray runs on it, and the suite whose inference-router asks there.

Without the packages everything but the settings is skipped: scripts/test-ray.sh installs them."""

import importlib.util
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import pytest

from site_under_test import CHECKOUT, Site, ask

DEPLOY = CHECKOUT / "deploy" / "ray"
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(DEPLOY))
figures: list[str] = []


def has(package: str) -> bool:
    return importlib.util.find_spec(package) is not None


needs_llm = pytest.mark.skipif(not has("ray") or not has("vllm"), reason="ray[llm] is not installed")
needs_serve = pytest.mark.skipif(not has("ray") or not has("starlette"), reason="ray[serve] is not installed")


@pytest.fixture
def record():
    """Keeps a line for the end of the run."""
    return figures.append


def pytest_terminal_summary(terminalreporter):
    for line in figures:
        terminalreporter.write_line(line)


def free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


class Cluster:
    """`ray start` with room for what is asked, and one application on it."""

    def __init__(self, folder: Path, program: list, **environment: str):
        self.folder = folder
        self.http_port, head_port, *others = free_ports(12)
        self.url = f"http://127.0.0.1:{self.http_port}"
        self.environment = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "PYTHONPATH": f"{HERE}:{DEPLOY}",
            "RAY_ADDRESS": f"127.0.0.1:{head_port}",
            "RAY_AUTH_MODE": "disabled",
            "RAY_prestart_worker_first_driver": "0",
            "MEDGEMMA_PORT": str(self.http_port),
            **environment,
        }
        names = ["node-manager", "object-manager", "dashboard-agent-listen", "dashboard-agent-grpc", "metrics-export"]
        ports = [f"--{name}-port={port}" for name, port in zip(names, others)]
        head = [sys.executable, "-m", "ray.scripts.scripts", "start", "--head", "--block", f"--port={head_port}", *ports]
        head += ["--node-ip-address=127.0.0.1", "--include-dashboard=false", "--disable-usage-stats"]
        head += ["--num-cpus=8", "--num-gpus=64", "--object-store-memory=100000000", f"--temp-dir={folder}/ray"]
        self.program = [sys.executable, *program]
        try:
            with open(folder / "head.log", "wb") as log:
                self.head = subprocess.Popen(
                    head, env=self.environment, stdout=log, stderr=log, start_new_session=True
                )
            self.until(lambda: "Ray runtime started" in (folder / "head.log").read_text())
            self.deploy()
            # Ray's ingress lists a model before a replica of it is ready.
            self.until(lambda: ask(self.url, tokens=1, stream=False).is_complete)
        except BaseException:
            self.close()
            raise

    def deploy(self) -> None:
        """Done again, it replaces every replica; returns when the new ones are there."""
        result = subprocess.run(self.program, env=self.environment, capture_output=True, text=True, timeout=240)
        assert result.returncode == 0, result.stderr[-5_000:]

    def until(self, condition, seconds=60) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline and self.head.poll() is None, (self.folder / "head.log").read_text()
            time.sleep(0.5)

    def close(self) -> None:
        self.head.send_signal(signal.SIGTERM)
        try:
            self.head.wait(30)
        except subprocess.TimeoutExpired:
            # What it started, and nothing else, is of its group.
            os.killpg(self.head.pid, signal.SIGKILL)
            self.head.wait()


@pytest.fixture(
    scope="session",
    params=[pytest.param("stand-in", marks=needs_serve), pytest.param("ray.serve.llm", marks=needs_llm)],
)
def site(request):
    """The router before both models on one port: Ray's own ingress with a stand-in engine, and a stand-in of the whole."""
    # A folder of a short name: Ray keeps Unix sockets in it.
    with tempfile.TemporaryDirectory(prefix="ray-", dir="/tmp") as folder:
        quick = {"MEDGEMMA_UPSCALE_DELAY_S": "1"}
        if request.param == "stand-in":
            program = [HERE / "stand_in.py"]
        else:
            program = [DEPLOY / "serve_both.py"]
            # A replica imports the whole of vLLM.
            quick |= {"MEDGEMMA_MAX_REPLICAS": "4", "RAYLLM_VLLM_ENGINE_CLS": "engine.SpeechEngine"}
        with closing(Cluster(Path(folder), program, **quick)) as cluster:
            with closing(Site(request.param, Path(folder), free_ports(7), cluster)) as suite:
                suite.start()
                yield suite
