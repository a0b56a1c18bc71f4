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


def stop(process: subprocess.Popen) -> None:
    """The process, and of its group what does not end by itself."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


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
        self.processes = []
        self.launch(head, "head")
        self.until_ready(lambda: "started" in (folder / "head.log").read_text())
        self.launch([sys.executable, *program], "application")
        # Ray's ingress lists a model before a replica of it is ready.
        self.until_ready(lambda: ask(self.url, tokens=1, stream=False).is_complete)

    def launch(self, command: list, name: str) -> None:
        with open(self.folder / f"{name}.log", "wb") as log:
            self.processes.append(
                subprocess.Popen(command, env=self.environment, stdout=log, stderr=log, start_new_session=True)
            )

    def until_ready(self, condition, seconds=180) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline or self.processes[-1].poll() is not None:
                logs = [path.read_text()[-3_000:] for path in self.folder.glob("*.log")]
                raise AssertionError("Ray did not start:\n" + "\n".join(logs))
            time.sleep(0.5)

    def close(self) -> None:
        for process in reversed(self.processes):
            stop(process)


@pytest.fixture(
    scope="session",
    params=[pytest.param("stand-in", marks=needs_serve), pytest.param("ray.serve.llm", marks=needs_llm)],
)
def site(request):
    """The router in front of Ray Serve: its own ingress with a stand-in engine, and a stand-in of the whole."""
    # A folder of a short name: Ray keeps Unix sockets in it.
    with tempfile.TemporaryDirectory(prefix="ray-", dir="/tmp") as folder:
        quick = {"MEDGEMMA_UPSCALE_DELAY_S": "1"}
        if request.param == "stand-in":
            program = [HERE / "stand_in.py", "medgemma"]
        else:
            program = [DEPLOY / "serve_medgemma.py"]
            # A replica imports the whole of vLLM.
            quick |= {"MEDGEMMA_MAX_REPLICAS": "4", "RAYLLM_VLLM_ENGINE_CLS": "engine.SpeechEngine"}
        cluster = None
        suite = None
        try:
            cluster = Cluster(Path(folder), program, **quick)
            suite = Site(request.param, Path(folder), free_ports(4), cluster.url)
            yield suite
        finally:
            if suite:
                suite.close()
            if cluster:
                cluster.close()
