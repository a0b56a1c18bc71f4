"""A backup is whole, holds no keys, and comes back as it was."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from conftest import CHECKOUT, until


class Home:
    def __init__(self, folder: Path):
        self.folder = folder
        self.data = folder / "data" / "chat.sqlite"

    def fill(self) -> "Home":
        for name in ("data", "media/chat", "keys"):
            (self.folder / name).mkdir(parents=True)
        with closing(sqlite3.connect(self.data)) as database:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("CREATE TABLE notes (text TEXT)")
            database.executemany("INSERT INTO notes VALUES (?)", [(f"nota {number}",) for number in range(1000)])
            database.commit()
        (self.folder / "media/chat/a.full").write_bytes(b"imagen")
        (self.folder / "audit-heads").mkdir()
        (self.folder / "audit-heads/latest").write_text("firmado\n")
        (self.folder / "purposes.yaml").write_text("purposes: {}\n")
        (self.folder / "keys/data-index.key").write_text("index:secreto\n")
        (self.folder / "keys/data-0193000000000000.key").write_text("0193000000000000:secreto\n")
        return self

    def environment(self) -> dict:
        return {
            "PATH": os.environ["PATH"], "CONSULTA_ENV_FILE": "/dev/null", "CONSULTA_HOME": str(self.folder),
            # Nobody listens there.
            "GATEWAY_PORT": "9", "CHAT_PORT": "9", "ANALYSIS_PORT": "9", "MUNICIPIO_PORT": "9",
            "DOCUMENTS_PORT": "9", "INFERENCE_ROUTER_PORT": "9",
        }

    def command(self, script: str, *arguments) -> list[str]:
        return [str(CHECKOUT / "scripts" / script), *map(str, arguments)]

    def run(self, script: str, *arguments) -> subprocess.CompletedProcess:
        return self.call(self.command(script, *arguments))

    def call(self, command: list[str]) -> subprocess.CompletedProcess:
        return subprocess.run(command, env=self.environment(), capture_output=True, text=True, timeout=60)

    def notes(self) -> int:
        with closing(sqlite3.connect(self.data)) as database:
            return database.execute("SELECT COUNT(*) FROM notes").fetchone()[0]


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home").fill()


def test_comes_back_as_it_was(home, tmp_path):
    # A writer that is busy, as a daemon is.
    writer = sqlite3.connect(home.data, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("INSERT INTO notes VALUES ('a medias')")
    result = home.run("backup.sh", tmp_path / "copies", "--keys", tmp_path / "safe")
    assert result.returncode == 0, result.stderr
    writer.execute("ROLLBACK")
    writer.close()
    [copy] = (tmp_path / "copies").iterdir()
    [keys] = (tmp_path / "safe").iterdir()
    assert not list(copy.rglob("*.key"))
    for path in [copy, keys, *copy.rglob("*"), *keys.rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path

    other = Home(tmp_path / "other")
    assert "no hay claves" in other.run("restore.sh", copy).stderr
    result = other.run("restore.sh", copy, "--keys", keys)
    assert result.returncode == 0, result.stderr
    assert other.notes() == 1000
    assert (other.folder / "media/chat/a.full").read_bytes() == b"imagen"
    assert (other.folder / "keys/data-index.key").read_text() == "index:secreto\n"
    assert (other.folder / "purposes.yaml").read_text() == "purposes: {}\n"


def test_papers_come_back_and_what_finds_them_is_made_anew(home, tmp_path):
    data = home.folder / "data"
    shutil.copy(home.data, data / "documents.sqlite")
    (data / "documents/files").mkdir(parents=True)
    (data / "documents/files/0193").write_bytes(b"%PDF-1.4")
    for name in ("documents-index.sqlite", "documents-index.sqlite-wal"):
        (data / name).write_bytes(b"of another moment")
    assert home.run("backup.sh", tmp_path / "copies").returncode == 0
    [copy] = (tmp_path / "copies").iterdir()
    assert not list(copy.rglob("documents-index*"))
    (data / "documents/files/0193").unlink()
    (data / "documents/files/0194").touch()
    result = home.run("restore.sh", copy, "--replace")
    assert result.returncode == 0, result.stderr
    assert [file.name for file in (data / "documents/files").iterdir()] == ["0193"]
    assert (data / "documents/files/0193").read_bytes() == b"%PDF-1.4"
    assert not list(data.glob("documents-index*"))


# Files come and go, as uploads do that are given up, and papers that somebody deletes.
CHURN = """
import os, sys
while True:
    for number in range(400):
        open(f"{sys.argv[1]}/{number}.tmp", "wb").close()
    for number in range(400):
        os.unlink(f"{sys.argv[1]}/{number}.tmp")
"""


def test_a_file_that_goes_while_it_is_copied_is_none_to_miss(home, tmp_path):
    folder = home.folder / "media/chat"
    for number in range(400):
        (folder / f"{number}.full").write_bytes(b"imagen")
    with subprocess.Popen([sys.executable, "-c", CHURN, folder]) as churn:
        try:
            until(lambda: (folder / "399.tmp").exists())
            results = [home.run("backup.sh", tmp_path / f"copies-{turn}") for turn in range(5)]
        finally:
            churn.kill()
    assert {result.returncode for result in results} == {0}, results
    for copies in tmp_path.glob("copies-*"):
        [copy] = copies.iterdir()
        assert len(list((copy / "media/chat").glob("*.full"))) == 401


# Adds a line every millisecond, as a busy daemon does.
WRITER = """
import sqlite3, sys, time
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("PRAGMA synchronous = OFF")
while True:
    database.execute("INSERT INTO notes VALUES ('otra')")
    time.sleep(0.001)
"""


def test_ends_however_much_is_written_meanwhile(home, tmp_path):
    with closing(sqlite3.connect(home.data)) as database:
        database.executemany("INSERT INTO notes VALUES (?)", [("x" * 1000,)] * 40_000)
        database.commit()
    before = home.notes()
    with subprocess.Popen([sys.executable, "-c", WRITER, home.data]) as writer:
        try:
            until(lambda: home.notes() > before)
            begun = home.notes()
            result = home.run("backup.sh", tmp_path / "copies")
        finally:
            writer.kill()
    assert result.returncode == 0, result.stderr
    [copy] = (tmp_path / "copies").glob("consulta-*/data/chat.sqlite")
    with closing(sqlite3.connect(copy)) as database:
        assert begun <= database.execute("SELECT COUNT(*) FROM notes").fetchone()[0] <= home.notes()


def test_nothing_is_left_of_a_backup_that_is_interrupted(home, tmp_path):
    # Copying goes on until it is stopped.
    slow = tmp_path / "bin"
    slow.mkdir()
    (slow / "tar").write_text("#!/bin/sh\nfor last; do :; done\n[ \"$last\" = . ] || : >\"$last/begun\"\nexec sleep 30\n")
    (slow / "tar").chmod(0o755)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        environment = home.environment()
        environment["PATH"] = f"{slow}:{environment['PATH']}"
        # Whoever runs the tests may have been started with signals ignored, which all below would inherit.
        command = ["env", "--default-signal", *home.command("backup.sh", tmp_path / "copies", "--keys", tmp_path / "safe")]
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            start_new_session=True,
        ) as backup:
            until(lambda: list((tmp_path / "copies").glob("*.part/*/begun")))
            # As a terminal or a service's end does: all of its processes are told.
            os.killpg(backup.pid, number)
            assert backup.wait(10) != 0
            assert "no queda nada de él" in backup.stderr.read()
        assert list((tmp_path / "copies").iterdir()) == [] and list((tmp_path / "safe").iterdir()) == []


@pytest.mark.skipif(
    subprocess.run(["unshare", "--mount", "--map-root-user", "true"], capture_output=True).returncode != 0,
    reason="a small disk can't be mounted here",
)
def test_a_full_disk_is_named_and_changes_nothing(home, tmp_path):
    def on_a_small_disk(folder: Path, *command: str) -> subprocess.CompletedProcess:
        script = 'mount -t tmpfs -o size=1m none "$1" && shift && "$@"; code=$?; find "$0" -mindepth 1; exit $code'
        mount = ["unshare", "--mount", "--map-root-user", "sh", "-c", script, str(folder), str(folder)]
        return home.call([*mount, *command])

    (home.folder / "media/chat/large").write_bytes(os.urandom(3 << 20))
    small = tmp_path / "small"
    small.mkdir()
    result = on_a_small_disk(small, *home.command("backup.sh", small))
    assert result.returncode != 0 and str(small) not in result.stdout.splitlines()[-1]
    assert "No space left on device" in result.stderr and "no queda nada de él" in result.stderr

    home.run("backup.sh", tmp_path / "copies")
    [copy] = (tmp_path / "copies").iterdir()
    # What is there is on a small disk, too.
    other = tmp_path / "other"
    shutil.copytree(home.folder, other, ignore=shutil.ignore_patterns("large"))
    script = """
        mount -t tmpfs -o size=2m none "$1" && cp -a "$2/." "$1" && CONSULTA_HOME=$1 "$3" "$4" --replace
        code=$?
        cmp "$1/data/chat.sqlite" "$2/data/chat.sqlite" && cmp "$1/media/chat/a.full" "$2/media/chat/a.full" || exit 99
        [ -z "$(find "$1" -name '*.restored')" ] || exit 98
        exit $code
    """
    restore = CHECKOUT / "scripts/restore.sh"
    names = [str(name) for name in (small, other, restore, copy)]
    result = home.call(["unshare", "--mount", "--map-root-user", "sh", "-c", script, "sh", *names])
    assert result.returncode == 1 and "No se cambió nada" in result.stderr, result


def test_keys_are_never_kept_beside_the_data(home, tmp_path):
    for keys in (tmp_path / "copies", tmp_path / "copies/keys", tmp_path):
        result = home.run("backup.sh", tmp_path / "copies", "--keys", keys)
        assert result.returncode != 0 and "las claves no se guardan junto a los datos" in result.stderr
    assert not [file for file in (tmp_path / "copies").rglob("*") if file.is_file()]


def test_nothing_is_lost_by_a_restore_that_cannot_be(home, tmp_path):
    home.run("backup.sh", tmp_path / "copies")
    [copy] = (tmp_path / "copies").iterdir()
    assert "ya hay datos" in home.run("restore.sh", copy).stderr
    (copy / "media/chat/a.full").write_bytes(b"otra")
    assert "dañado" in home.run("restore.sh", copy, "--replace").stderr
    assert home.notes() == 1000 and (home.folder / "media/chat/a.full").read_bytes() == b"imagen"


def test_a_home_without_data_is_no_backup(home, tmp_path):
    home.data.unlink()
    result = home.run("backup.sh", tmp_path / "copies")
    assert result.returncode != 0 and "no hay ninguna base de datos" in result.stderr
    assert list((tmp_path / "copies").iterdir()) == []


def test_what_the_backup_does_not_have_is_left_alone(home, tmp_path):
    home.run("backup.sh", tmp_path / "copies")
    [copy] = (tmp_path / "copies").iterdir()
    gateway = home.folder / "data/gateway.sqlite"
    with closing(sqlite3.connect(gateway)) as database:
        database.execute("CREATE TABLE people (name TEXT)")
    (home.folder / "audit-heads/latest").write_text("firmado después\n")
    result = home.run("restore.sh", copy, "--replace")
    assert result.returncode == 0 and "no tiene datos de «gateway»" in result.stderr
    with closing(sqlite3.connect(gateway)) as database:
        assert database.execute("SELECT COUNT(*) FROM people").fetchone() == (0,)
    assert (home.folder / "audit-heads/latest").read_text() == "firmado después\n"


def test_whoever_has_the_data_open_is_not_overwritten(home, tmp_path):
    home.run("backup.sh", tmp_path / "copies")
    [copy] = (tmp_path / "copies").iterdir()
    with closing(sqlite3.connect(home.data)) as daemon:
        daemon.execute("SELECT COUNT(*) FROM notes").fetchone()
        result = home.run("restore.sh", copy, "--replace")
    assert result.returncode != 0 and "«chat» está en marcha" in result.stderr
    assert home.run("restore.sh", copy, "--replace").returncode == 0


def test_keys_that_were_set_aside_are_back_for_what_they_sealed(home, tmp_path):
    home.run("backup.sh", tmp_path / "copies")
    [copy] = (tmp_path / "copies").iterdir()
    retired = home.folder / "keys/retired"
    retired.mkdir()
    old = home.folder / "keys/data-0193000000000000.key"
    old.rename(retired / old.name)
    (home.folder / "keys/data-0193000000000001.key").write_text("0193000000000001:otro\n")
    assert home.run("restore.sh", copy, "--replace").returncode == 0
    assert old.exists() and (home.folder / "keys/data-0193000000000001.key").exists()


def test_a_new_data_key_is_a_private_file_that_sorts_last(home):
    result = home.run("rotate-data-key.sh")
    assert result.returncode == 0, result.stderr
    names = sorted(file.name for file in (home.folder / "keys").glob("data-0*.key"))
    assert len(names) == 2 and names[0] == "data-0193000000000000.key"
    newest = home.folder / "keys" / names[1]
    assert newest.stat().st_mode & 0o777 == 0o600
    assert newest.read_text().startswith(names[1].removeprefix("data-").removesuffix(".key") + ":")
    # Nobody can say that the old one is no longer needed.
    result = home.run("rotate-data-key.sh", "retire")
    assert result.returncode != 0 and (home.folder / "keys" / names[0]).exists()
