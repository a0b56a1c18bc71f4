"""Letters as programs of others read them: python-docx, and LibreOffice where it is installed."""

import io
import json
import shutil
import subprocess
import time
import urllib.request
import zipfile

import docx
import pytest
from conftest import URL, ask

ROWS = 30


def send_file(path, name, content, token):
    boundary = "limite"
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    request = urllib.request.Request(URL + path, method="POST")
    request.add_header("Authorization", f"Bearer {token}")
    request.add_header("Content-Type", f"multipart/form-data; boundary={boundary}")
    request.data = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.load(answer)


@pytest.fixture(scope="module")
def archive(tokens):
    """A template made by python-docx, whose fields are spread over runs, filled from a table in Windows-1252."""
    token = tokens["admin"]
    template = docx.Document()
    paragraph = template.add_paragraph("Familia de {{nom")
    paragraph.runs[0].bold = True
    paragraph.add_run("bre}}, curso {{curso}}").italic = True
    template.add_table(rows=1, cols=1).cell(0, 0).text = "Nota: {{nota}}"
    template.sections[0].header.paragraphs[0].text = "{{fecha}}"
    file = io.BytesIO()
    template.save(file)
    kept = send_file("/api/letters/templates", "Boletín.docx", file.getvalue(), token)
    assert kept["fields"] == ["nombre", "curso", "nota", "fecha"]
    lines = [f"Núñez & <{row}>;3º A;{row},5;22/11/2026" for row in range(1, ROWS + 1)]
    lines[6] = "Sin nota;3º A;;22/11/2026"
    table = send_file(
        "/api/letters/tables", "3A.csv", "\r\n".join(["nombre;curso;nota;fecha", *lines]).encode("windows-1252"), token
    )
    choice = {"template_id": kept["id"], "table_id": table["id"], "name_column": "nombre"}
    letters = ask("POST", "/api/letters", choice, token)
    deadline = time.monotonic() + 60
    while (seen := ask("GET", f"/api/letters/{letters['id']}", token=token))["state"] != "done":
        assert time.monotonic() < deadline, seen
        time.sleep(0.1)
    assert (seen["made"], [fault["row"] for fault in seen["failed"]]) == (ROWS - 1, [7])
    request = urllib.request.Request(f"{URL}/api/letters/{letters['id']}/file")
    request.add_header("Authorization", f"Bearer {token}")
    with urllib.request.urlopen(request, timeout=20) as answer:
        return zipfile.ZipFile(io.BytesIO(answer.read()))


def test_python_docx_opens_every_letter(archive):
    names = archive.namelist()
    assert len(names) == ROWS and names[0] == "índice.csv" and archive.testzip() is None
    letter = docx.Document(io.BytesIO(archive.read("Núñez & 30.docx")))
    paragraph = letter.paragraphs[0]
    assert paragraph.text == "Familia de Núñez & <30>, curso 3º A"
    assert [(run.text, run.bold, run.italic) for run in paragraph.runs] == [
        ("Familia de Núñez & <30>", True, None),
        (", curso 3º A", None, True),
    ]
    assert letter.tables[0].cell(0, 0).text == "Nota: 30,5"
    assert letter.sections[0].header.paragraphs[0].text == "22/11/2026"
    for name in names[1:]:
        text = docx.Document(io.BytesIO(archive.read(name))).paragraphs[0].text
        assert text.startswith("Familia de Núñez & <") and "{{" not in text


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice isn't installed")
def test_libreoffice_opens_a_letter(archive, tmp_path):
    (tmp_path / "carta.docx").write_bytes(archive.read("Núñez & 1.docx"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "txt:Text", "--outdir", tmp_path, tmp_path / "carta.docx"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = (tmp_path / "carta.txt").read_text(encoding="utf-8-sig")
    assert "Familia de Núñez & <1>, curso 3º A" in text and "Nota: 1,5" in text
