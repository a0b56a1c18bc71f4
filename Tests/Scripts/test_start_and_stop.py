import os
import signal
import socket
import subprocess
import sys

from conftest import is_alive, until

DAEMONS = ["gateway", "chat", "analysis", "municipio", "documents", "inference-router"]


def test_starts_everything_and_prints_where_it_is(suite):
    result = suite.start()
    for product in DAEMONS:
        assert f"http://127.0.0.1:{suite.ports[product]}" in result.stdout
        assert suite.state(product)["state"] == "running"
        assert suite.state(product)["pid"] == suite.pid(product)
    assert "model-simulator" not in result.stdout
    assert suite.home.stat().st_mode & 0o777 == 0o700


def test_a_second_start_starts_only_what_is_not_running(suite):
    suite.start()
    before = {product: suite.pid(product) for product in DAEMONS}
    assert suite.script("stop-all.sh", "--only", "chat").returncode == 0
    suite.start()
    after = {product: suite.pid(product) for product in DAEMONS}
    assert after.pop("chat") != before.pop("chat")
    assert after == before


def test_simulated_models_are_the_only_ones(suite):
    suite.start(MEDGEMMA_ENDPOINTS="http://gpu:8000", VLLM_ENDPOINT="http://gpu:8000")
    suite.start("--simulated-models", VLLM_ENDPOINT="http://gpu:8000")
    environment = suite.environment("inference-router")
    assert environment["MEDGEMMA_ENDPOINTS"] == f"http://127.0.0.1:{suite.ports['model-simulator']}"
    assert "VLLM_ENDPOINT" not in environment


def test_each_program_gets_its_own_secrets_only(suite):
    suite.start(
        DATABASE_URL="postgres://common",
        CHAT_DATABASE_URL="postgres://chat",
        CONSULTA_ADMIN_PASSWORD="secret",
        GEMINI_API_KEY="key",
        UNRELATED="value",
    )
    of = {product: suite.environment(product) for product in DAEMONS}
    gateway, chat, router = of["gateway"], of["chat"], of["inference-router"]
    assert gateway["CONSULTA_ADMIN_PASSWORD"] == "secret" and gateway["DATABASE_URL"] == "postgres://common"
    assert chat["CHAT_DATABASE_URL"] == "postgres://chat"
    assert router["GEMINI_API_KEY"] == "key"
    assert not {"DATABASE_URL", "CONSULTA_ADMIN_PASSWORD", "GEMINI_API_KEY", "UNRELATED"} & chat.keys()
    assert not {"CHAT_DATABASE_URL", "GEMINI_API_KEY"} & gateway.keys()
    assert not {"CHAT_DATABASE_URL", "CONSULTA_ADMIN_PASSWORD"} & router.keys()
    assert not {"CHAT_DATABASE_URL", "CONSULTA_ADMIN_PASSWORD", "GEMINI_API_KEY"} & of["municipio"].keys()


def test_reads_env_file_without_running_it(suite):
    mark = suite.folder / "mark"
    (suite.folder / ".env").write_text(
        f"# comment\n\nexport GATEWAY_A=\"two words\" # why\nGATEWAY_B=$(touch {mark})\nMEDGEMMA_ENDPOINTS=\nGATEWAY_C='x' \n"
    )
    suite.start(GATEWAY_C="from the environment")
    environment = suite.environment("gateway")
    assert environment["GATEWAY_A"] == "two words"
    assert environment["GATEWAY_B"] == f"$(touch {mark})" and not mark.exists()
    assert environment["GATEWAY_C"] == "from the environment"
    assert suite.environment("inference-router")["MEDGEMMA_ENDPOINTS"] == ""


def test_a_malformed_setting_is_named(suite):
    result = suite.script("start-all.sh", CHAT_PORT="many")
    assert result.returncode == 1 and "CHAT_PORT" in result.stderr
    (suite.folder / ".env").write_text("GATEWAY_A=1\nnonsense\n")
    result = suite.script("start-all.sh")
    assert result.returncode == 1 and "línea 2" in result.stderr


def test_a_port_in_use_is_named_with_its_program(suite):
    with socket.create_server(("127.0.0.1", suite.ports["chat"])):
        result = suite.script("start-all.sh")
    assert result.returncode == 1
    assert f"el puerto {suite.ports['chat']} lo usa" in result.stdout and f"pid {os.getpid()}" in result.stdout
    assert suite.state("gateway")["state"] == "running"


def test_a_crashing_daemon_is_named_with_its_last_words(suite):
    result = suite.script("start-all.sh", CHAT_CRASH="1")
    assert result.returncode == 1
    assert "«chat» no arrancó" in result.stdout and "CHAT_CRASH is set" in result.stdout
    assert "«gateway» no arrancó" not in result.stdout
    suite.start()


def test_a_killed_daemon_is_back_within_two_seconds_and_the_rest_go_on(suite):
    suite.start()
    others = suite.pid("gateway"), suite.pid("inference-router")
    killed = suite.pid("chat")
    os.kill(killed, signal.SIGKILL)
    until(lambda: suite.state("chat")["pid"] not in (None, killed), seconds=2)
    assert suite.state("chat")["restarts"] == 1 and suite.state("chat")["last_exit"] == 137
    assert (suite.pid("gateway"), suite.pid("inference-router")) == others


def test_a_killed_supervisor_leaves_no_orphan_and_is_replaced(suite):
    suite.start()
    orphan = suite.pid("chat")
    os.kill(suite.supervisor("chat"), signal.SIGKILL)
    until(lambda: not is_alive(orphan))
    suite.start()
    assert is_alive(suite.pid("chat"))


def test_redis_keeps_what_was_written_when_it_is_killed(suite):
    suite.start()
    ask = ["redis-cli", "-s", suite.run_folder / "redis.sock"]
    assert subprocess.check_output([*ask, "set", "fact", "kept"], text=True) == "OK\n"
    os.kill(suite.pid("redis"), signal.SIGKILL)
    until(lambda: subprocess.run([*ask, "get", "fact"], capture_output=True, text=True).stdout == "kept\n")


def test_stopping_stops_everything_of_this_home(suite):
    suite.start("--simulated-models")
    programs = [*DAEMONS, "model-simulator", "redis"]
    pids = [suite.pid(product) for product in programs] + [suite.supervisor(product) for product in programs]
    result = suite.script("stop-all.sh")
    assert result.returncode == 0
    assert not [pid for pid in pids if is_alive(pid)]
    assert {suite.state(product)["state"] for product in programs} == {"stopped"}
    assert result.stdout.rstrip().endswith("redis")


def test_a_pid_that_is_somebody_elses_by_now_is_left_alone(suite):
    suite.start()
    suite.script("stop-all.sh")
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as stranger:
        for name in ("chat.pid", "chat.supervisor.pid"):
            (suite.run_folder / name).write_text(f"{stranger.pid}\n")
        suite.script("stop-all.sh")
        assert stranger.poll() is None
        stranger.kill()


def test_two_suites_live_side_by_side(make_suite):
    first, second = make_suite(), make_suite()
    first.start()
    second.start()
    first.script("stop-all.sh")
    assert all(is_alive(second.pid(product)) for product in [*DAEMONS, "redis"])


def test_shows_the_setup_link_while_there_is_one(suite):
    suite.run_folder.mkdir(parents=True)
    (suite.run_folder / "setup-link").write_text("http://127.0.0.1:8080/setup?token=abc\n")
    assert "/setup?token=abc" in suite.start().stdout
    (suite.run_folder / "setup-link").unlink()
    assert "/setup" not in suite.start().stdout


def test_verify_setup_counts_what_is_wrong_and_says_how_to_mend_it(suite):
    suite.start()
    (suite.home / "keys" / "data-1.key").touch(mode=0o644)
    result = suite.script("verify-setup.sh", MEDGEMMA_ENDPOINTS="http://127.0.0.1:9")
    assert result.returncode == 1
    assert "chmod go=" in result.stdout and "http://127.0.0.1:9 no responde" in result.stdout
    assert "gateway responde" in result.stdout


def test_network_info_warns_of_passwords_without_tls(suite):
    assert "GATEWAY_HOST=0.0.0.0" in suite.script("show-network-info.sh").stdout
    assert "TLS" in suite.script("show-network-info.sh", GATEWAY_HOST="0.0.0.0").stderr
