import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

CHECKOUT = Path(__file__).resolve().parents[2]


def test_every_script_is_clean():
    scripts = [*CHECKOUT.glob("scripts/**/*.sh"), *CHECKOUT.glob("deploy/**/*.sh"), CHECKOUT / ".ci/run"]
    result = subprocess.run(["shellcheck", "-x", *scripts], cwd=CHECKOUT, capture_output=True, text=True)
    assert result.stdout == ""


def test_every_setting_of_the_example_reaches_a_daemon():
    names = set(re.findall(r"^# ([A-Z][A-Z0-9_]+)=", (CHECKOUT / ".env.example").read_text(), re.M))
    script = """. scripts/lib/common.sh; . scripts/lib/environment.sh
        for product in "${daemons[@]}" "$simulator"; do
            environment_of "$product"
            printf '%s\\n' "${program_environment[@]%%=*}"
        done"""
    environment = {"PATH": os.environ["PATH"]} | {name: "1" for name in names}
    output = subprocess.check_output(["bash", "-euc", script], cwd=CHECKOUT, env=environment, text=True)
    assert names - set(output.split()) == set()


@pytest.mark.skipif(not shutil.which("docker-compose"), reason="docker-compose is not installed")
def test_compose_gives_each_container_its_own_secrets_and_publishes_only_the_gateway():
    output = subprocess.check_output(["docker-compose", "-f", CHECKOUT / "compose.yaml", "config"], text=True)
    services = yaml.safe_load(output)["services"]
    assert [name for name, service in services.items() if service.get("ports")] == ["gateway"]
    for name in ("gateway", "chat", "analysis", "municipio", "documents", "inference-router"):
        service = services[name]
        assert service["read_only"] and service["user"] == "10001:10001" and service["cap_drop"] == ["ALL"]
        sources = {secret["source"] for secret in service["secrets"]}
        assert sources == {f"{name}-database-url", f"{name}-redis-url", f"{name}-signing-key"}


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_units_are_understood(tmp_path):
    for unit in CHECKOUT.glob("deploy/systemd/consulta*"):
        name = unit.name.replace("@.", "@documents.")
        text = unit.read_text().replace("/opt/consulta/bin/%i", "/bin/true")
        (tmp_path / name).write_text(text)
    units = [*tmp_path.iterdir()]
    (tmp_path / "consulta@documents.service.d").mkdir()
    shutil.copy(CHECKOUT / "deploy/systemd/documents.conf", tmp_path / "consulta@documents.service.d")
    result = subprocess.run(["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True)
    complaints = [line for line in result.stderr.splitlines() if "consulta" in line and "Unknown key" not in line]
    assert complaints == []
