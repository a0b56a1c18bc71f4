"""A backup is whole, holds no keys, and comes back as it was."""

import os
import sqlite3
import subprocess
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]


class Home:
    def __init__(self, folder: Path):
        self.folder = folder
        self.data = folder / "data" / "chat.sqlite"

    def fill(self) -> "Home":
        for name in ("data", "media/chat", "keys"):
            (self.folder / name).mkdir(parents=True)
        with sqlite3.connect(self.data) as database:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("CREATE TABLE notes (text TEXT)")
            database.executemany("INSERT INTO notes VALUES (?)", [(f"nota {number}",) for number in range(1000)])
        (self.folder / "media/chat/a.full").write_bytes(b"imagen")
        (self.folder / "keys/data-index.key").write_text("index:secreto\n")
        (self.folder / "keys/data-0193000000000000.key").write_text("0193000000000000:secreto\n")
        return self

    def run(self, script: str, *arguments) -> subprocess.CompletedProcess:
        environment = {
            "PATH": os.environ["PATH"], "CONSULTA_ENV_FILE": "/dev/null", "CONSULTA_HOME": str(self.folder),
            # Nobody listens there.
            "GATEWAY_PORT": "9", "CHAT_PORT": "9", "INFERENCE_ROUTER_PORT": "9",
        }
        command = [CHECKOUT / "scripts" / script, *map(str, arguments)]
        return subprocess.run(command, env=environment, capture_output=True, text=True)

    def notes(self) -> int:
        with sqlite3.connect(self.data) as database:
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
    assert copy.stat().st_mode & 0o077 == 0 and keys.stat().st_mode & 0o077 == 0

    other = Home(tmp_path / "other")
    assert "no hay claves" in other.run("restore.sh", copy).stderr
    result = other.run("restore.sh", copy, "--keys", keys)
    assert result.returncode == 0, result.stderr
    assert other.notes() == 1000
    assert (other.folder / "media/chat/a.full").read_bytes() == b"imagen"
    assert (other.folder / "keys/data-index.key").read_text() == "index:secreto\n"


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
