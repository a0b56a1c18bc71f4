import json
import os
import signal
from itertools import pairwise

from conftest import is_alive, until


def state(folder) -> dict:
    path = folder / "run/program.json"
    return json.loads(path.read_text()) if path.exists() else {}


def test_backs_off_longer_each_time_after_one_restart_at_once(supervise, tmp_path):
    times = tmp_path / "times"
    times.touch()
    supervise("bash", "-c", 'date +%s.%N >>"$0"; exit 3', str(times))
    until(lambda: len(times.read_text().split()) == 4)
    first, second, third = (float(later) - float(earlier) for earlier, later in pairwise(times.read_text().split()))
    assert first < second < third and second > 0.9 and third > 1.9
    assert state(tmp_path)["last_exit"] == 3


def test_names_its_states(supervise, tmp_path):
    supervisor = supervise("bash", "-c", "exit 78")
    backing_off = until(lambda: state(tmp_path).get("state") == "backing_off" and state(tmp_path))
    assert backing_off["pid"] is None and backing_off["last_exit"] == 78 and backing_off["since"].endswith("Z")
    supervisor.send_signal(signal.SIGTERM)
    assert supervisor.wait(timeout=10) == 0
    assert state(tmp_path)["state"] == "stopped"


def test_passes_on_the_request_to_end_and_waits_for_it(supervise, tmp_path):
    done = tmp_path / "done"
    supervisor = supervise("bash", "-c", 'trap "touch $0; exit 0" TERM; touch $0.ready; while :; do sleep 0.05; done', str(done))
    until((tmp_path / "done.ready").exists)
    supervisor.send_signal(signal.SIGTERM)
    supervisor.wait(timeout=10)
    assert done.exists()
    assert not (tmp_path / "run/program.pid").exists()


def test_outlives_the_terminal(supervise, tmp_path):
    supervisor = supervise("sleep", "60")
    pid = until(lambda: state(tmp_path).get("pid"))
    os.kill(supervisor.pid, signal.SIGHUP)
    os.kill(supervisor.pid, signal.SIGCONT)
    assert is_alive(supervisor.pid) and is_alive(pid)


def test_a_log_that_grew_too_large_is_set_aside(supervise, tmp_path):
    log = tmp_path / "logs/program.log"
    supervise("bash", "-c", "head -c 1500000 /dev/zero | tr '\\0' x; exit 1", CONSULTA_LOG_LIMIT_MB="1")
    until(lambda: state(tmp_path).get("restarts", 0) >= 2)
    assert log.with_suffix(".log.1").stat().st_size > 1_000_000
