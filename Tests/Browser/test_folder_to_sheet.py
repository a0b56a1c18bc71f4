"""From a folder of papers that a teacher drops to a finished spreadsheet that opens everywhere."""

import csv
import html
import io
import shutil
import subprocess
import uuid
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from axe import violations
from library import FILES, as_teacher, document
from papers import cell, grid, minutes, see, source_panel

LARGE = {"width": 1440, "height": 900}


def word_file(text: str) -> bytes:
    """A .docx with a paragraph for each line."""
    words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    lines = "".join(f"<w:p><w:r><w:t>{html.escape(line)}</w:t></w:r></w:p>" for line in text.splitlines())
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{words}"><w:body>{lines}</w:body></w:document>')
    return file.getvalue()


def papers(folder: Path) -> Path:
    """As a school keeps them: minutes typed, printed, scanned, from the web and in a folder within, and one locked."""
    (folder / "viejas").mkdir(parents=True)
    (folder / "acta 1.txt").write_text(minutes(1))
    (folder / "acta 2.docx").write_bytes(word_file(minutes(2)))
    page = folder.parent / "acta.html"
    page.write_text(f"<meta charset='utf-8'><h1>Acta</h1>{''.join(f'<p>{line}</p>' for line in minutes(3).splitlines())}")
    subprocess.run(["weasyprint", "-q", page, folder / "acta 3.pdf"], check=True, stderr=subprocess.DEVNULL)
    page.write_text(page.read_text().replace("3", "4"))
    scan = folder.parent / "acta.pdf"
    subprocess.run(["weasyprint", "-q", page, scan], check=True, stderr=subprocess.DEVNULL)
    subprocess.run(["pdftoppm", "-r", "150", "-gray", "-png", "-singlefile", scan, folder / "viejas/acta 4"], check=True)
    (folder / "viejas/acta 5.html").write_text(page.read_text().replace("4", "5"))
    shutil.copy(FILES / "clave.pdf", folder / "con clave.pdf")
    return folder


def read_by_libreoffice(workbook: Path) -> list[list[str]]:
    """The rows of its first sheet, as LibreOffice reads them."""
    profile = workbook.parent / "profile"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76",
         "--outdir", workbook.parent, workbook],
        check=True, capture_output=True, timeout=120,
    )
    with open(workbook.with_suffix(".csv"), encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def make_template(page: Page, name: str):
    page.get_by_role("link", name="Hacer una plantilla").click()
    page.get_by_label("Nombre de la plantilla").fill(name)
    for number, (column, kind) in enumerate([("Fecha", "date"), ("Lugar", "text"), ("Asistentes", "number")]):
        if number:
            page.get_by_role("button", name="Agregar una columna").click()
        page.get_by_label("Nombre", exact=True).nth(number).fill(column)
        page.get_by_label("Qué tipo de dato es").nth(number).select_option(kind)
    page.get_by_role("button", name="Crear la plantilla").click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()


def test_from_a_dropped_folder_to_a_finished_sheet(open_page, picture, tmp_path):
    name = f"Actas {uuid.uuid4().hex[:6]}"
    page = as_teacher(open_page, viewport=LARGE)
    page.get_by_role("button", name="Nueva colección").click()
    page.get_by_role("dialog").get_by_label("Nombre").fill(name)
    page.get_by_role("button", name="Crear la colección").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)

    page.locator("input[type=file][webkitdirectory]").set_input_files(papers(tmp_path / "actas"))
    # A scan takes seconds; the locked one has its reason, and the others go on.
    for title in ("acta 1", "acta 2", "acta 3", "acta 4", "acta 5"):
        expect(document(page, title).locator(".state")).to_have_text("Listo", timeout=60_000)
    expect(document(page, "con clave")).to_contain_text("contraseña")
    picture(page, "folder-read")
    assert violations(page) == []

    page.get_by_role("link", name="Plantillas y planillas").click()
    page.get_by_role("link", name="Plantillas", exact=True).click()
    make_template(page, name)
    page.goto("/sheets/new")
    page.get_by_role("radio", name=name).check()
    page.get_by_role("button", name="Seguir").click()
    page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name="Ver una muestra").click()
    page.get_by_role("button", name="Probar con 3 filas").click()
    fill = page.get_by_role("button", name="Llenar las filas que faltan")
    expect(fill).to_be_visible(timeout=60_000)
    fill.click()
    expect(page.get_by_role("button", name="Finalizar")).to_be_visible(timeout=60_000)
    see(page, "Lugar", 1)
    expect(source_panel(page).locator(".lit").first).to_contain_text("Biblioteca")
    picture(page, "folder-sheet")
    # Whatever no page says is somebody's to confirm.
    while page.get_by_role("button", name="Ir a la siguiente sin fuente").count():
        page.get_by_role("button", name="Ir a la siguiente sin fuente").first.click()
        page.keyboard.press("Space")
        source_panel(page).get_by_role("button", name="Confirmar").click()
    page.get_by_role("button", name="Finalizar").click()
    expect(page.locator(".state").filter(has_text="Finalizada")).to_be_visible()

    with page.expect_download() as download:
        page.get_by_role("button", name="Descargar").click()
        page.get_by_role("menuitem", name="Excel (.xlsx)").click()
    workbook = tmp_path / "planilla.xlsx"
    download.value.save_as(workbook)
    sheet = load_workbook(workbook).active
    rows = [[value for value in row] for row in sheet.iter_rows(values_only=True)]
    head = rows[0]
    assert [column for column in head if column in ("Fecha", "Lugar", "Asistentes")] == ["Fecha", "Lugar", "Asistentes"]
    date, place, people = (head.index(column) for column in ("Fecha", "Lugar", "Asistentes"))
    found = sorted((row[date].date().isoformat(), row[place], row[people]) for row in rows[1:] if row[date])
    assert found == [(f"2026-05-0{n}", f"Biblioteca {n}", 10 + n) for n in range(1, 6)]
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed: the workbook was opened by openpyxl only")
    text = read_by_libreoffice(workbook)
    assert [row[place] for row in text[1:] if row[place]] == [row[place] for row in rows[1:] if row[place]]
