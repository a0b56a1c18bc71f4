"""«Cartas»: a document with fields, a row of data for each letter, and a ZIP of all of them with an index."""

import io
import re
import uuid
import zipfile

import pytest
from playwright.sync_api import Page, expect

from axe import violations
from conftest import PHONE, WIDE
from pages import show
from papers import filled_sheet, finish, minutes, send

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}" Target="word/document.xml"/></Relationships>',
}


def letter(*paragraphs: list[str]) -> bytes:
    """A Word document; a paragraph is the texts of its runs."""
    runs = lambda texts: "".join(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' for text in texts)
    body = "".join(f"<w:p>{runs(texts)}</w:p>" for texts in paragraphs)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (PARTS | {"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'}).items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}')
    return file.getvalue()


# One field is spread over runs, as Word leaves it after a correction.
SUMMONS = letter(["Familia de {{nom", "bre}}, de {{Curso}}:"], ["Las esperamos el {{día de reunión}}."])


def choose(page: Page, name: str, content: bytes, kind: str):
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": kind, "buffer": content})


def class_of(count: int) -> bytes:
    rows = [f"Persona {number:02};3.º B;{number} de junio" for number in range(1, count + 1)]
    return "\r\n".join(["Nombre;CURSO;Fecha", *rows, ""]).encode("windows-1252")


@pytest.fixture
def uploaded(open_page):
    """A letter of the test's own, and where its data is chosen."""
    page = open_page("/sheets/letters/new")
    name = f"Citación {uuid.uuid4().hex[:8]}"
    choose(page, f"{name}.docx", SUMMONS, DOCX)
    expect(page.get_by_role("heading", level=1)).to_have_text("Elige los datos")
    return page, name


def made(page: Page) -> zipfile.ZipFile:
    """The ZIP, when the letters are ready."""
    button = page.get_by_role("button", name=re.compile("Descargar el ZIP"))
    expect(button).to_be_visible(timeout=60_000)
    with page.expect_download() as download:
        button.click()
    return zipfile.ZipFile(download.value.path())


def words(content: bytes) -> str:
    document = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    return re.sub("<[^>]+>", "", document).strip()


def test_thirty_rows_become_thirty_letters(uploaded, picture):
    page, name = uploaded
    for field in ("{{nombre}}", "{{Curso}}", "{{día de reunión}}"):
        expect(page.get_by_text(field)).to_be_visible()
    picture(page, "letters-data")
    assert violations(page) == []
    choose(page, "tercero.csv", class_of(30), "text/csv")

    expect(page.get_by_role("heading", level=1)).to_have_text("Revisa la carta y sus datos")
    expect(page.get_by_label("{{nombre}}")).to_have_value("Nombre")
    expect(page.get_by_label("{{Curso}}")).to_have_value("CURSO")
    expect(page.get_by_text("Falta decir de qué columna sale 1 campo: día de reunión.")).to_be_visible()
    picture(page, "letters-match")
    assert violations(page) == []
    # What nothing fills is asked for before anything is made.
    page.get_by_role("button", name="Hacer 30 cartas").click()
    day = page.get_by_label("{{día de reunión}}")
    expect(day).to_be_focused()
    expect(day).to_have_accessible_description(re.compile("Elige una columna"))
    day.select_option("Fecha")
    sample = page.get_by_role("region", name="Así quedan las primeras tres")
    expect(sample.get_by_role("listitem")).to_have_count(3)
    expect(sample).to_contain_text("Familia de Persona 02, de 3.º B:")
    expect(sample).to_contain_text("Las esperamos el 2 de junio.")
    page.get_by_label("Nombre de cada archivo").select_option("Nombre")
    page.get_by_role("button", name="Hacer 30 cartas").click()

    archive = made(page)
    picture(page, "letters-made")
    assert violations(page) == []
    letters = sorted(each for each in archive.namelist() if each.endswith(".docx"))
    assert len(letters) == 30
    assert "Persona 07" in letters[6]
    assert words(archive.read(letters[6])) == "Familia de Persona 07, de 3.º B:Las esperamos el 7 de junio."
    # An index beside them.
    assert len(archive.namelist()) == 31
    show(page, "/sheets/letters")
    expect(page.get_by_role("listitem").filter(has_text=name).filter(has_text="30 cartas")).to_contain_text("Listas")
    picture(page, "letters-list")
    assert violations(page) == []


def test_a_row_that_lacks_something_is_named_and_the_rest_is_made(uploaded, picture):
    page, _ = uploaded
    table = "Nombre;Curso;Día de reunión\r\nAna;3.º B;lunes\r\n;3.º B;martes\r\nLuz;3.º B;jueves\r\n"
    choose(page, "tercero.csv", table.encode("utf-8-sig"), "text/csv")
    faults = page.get_by_role("table", name="Filas con un problema").get_by_role("row")
    expect(faults).to_have_count(2)
    expect(faults.nth(1)).to_contain_text("nombre")
    page.get_by_role("button", name=re.compile("^Hacer 3 cartas")).click()
    archive = made(page)
    assert len([each for each in archive.namelist() if each.endswith(".docx")]) == 2
    expect(page.get_by_text("1 fila tuvo un problema. Las demás cartas están hechas.")).to_be_visible()
    expect(faults.nth(1)).to_contain_text("nombre")
    picture(page, "letters-faults")
    assert violations(page) == []


def test_a_field_is_left_empty_on_purpose(uploaded):
    page, _ = uploaded
    choose(page, "tercero.csv", class_of(1), "text/csv")
    page.get_by_label("{{día de reunión}}").select_option(label="Dejar vacío")
    expect(page.get_by_role("region", name="Así quedan").get_by_text("Falta decir")).to_have_count(0)
    page.get_by_role("button", name="Hacer 1 carta").click()
    archive = made(page)
    [name] = [each for each in archive.namelist() if each.endswith(".docx")]
    assert words(archive.read(name)).endswith("Las esperamos el .")


def test_a_finished_sheet_fills_letters(open_page):
    page = open_page(None)
    columns = [{"name": "Lugar", "type": "text"}, {"name": "Fecha", "type": "date"}]
    sheet = filled_sheet(page, {f"acta-{number}.txt": minutes(number) for number in (1, 2)}, columns=columns)
    finish(page, sheet)
    show(page, "/sheets/letters/new")
    choose(page, "aviso.docx", letter(["Nos vemos en {{lugar}} el {{fecha}}."]), DOCX)
    page.get_by_role("button", name=f"Usar los datos de «{sheet['name']}»").click()
    sample = page.get_by_role("region", name="Así quedan las primeras tres")
    expect(sample).to_contain_text("Nos vemos en Biblioteca 1 el")
    page.get_by_role("button", name="Hacer 2 cartas").click()
    texts = {words(archive.read(each)) for archive in [made(page)] for each in archive.namelist() if each.endswith(".docx")}
    assert len(texts) == 2
    assert all(re.match(r"Nos vemos en Biblioteca [12] el .*2026", text) for text in texts)


def test_the_example_works_as_it_stands(open_page):
    page = open_page("/sheets/letters/new?example")
    expect(page.get_by_role("heading", level=1)).to_have_text("Elige los datos")
    page.get_by_role("button", name="Tres filas de ejemplo").click()
    page.get_by_role("button", name="Hacer 3 cartas").click()
    assert len([each for each in made(page).namelist() if each.endswith(".docx")]) == 3


def test_what_is_no_letter_is_refused_in_words(open_page, picture):
    page = open_page("/sheets/letters/new")
    choose(page, "carta.docx", letter(["Sin campos."]), DOCX)
    expect(page.get_by_role("alert")).to_contain_text("no tiene ningún campo")
    choose(page, "carta.docx", b"esto no es un documento", DOCX)
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Elige la carta")
    picture(page, "letters-refused")
    assert violations(page) == []


def test_letters_are_a_pdf_too_where_that_is_possible(uploaded):
    page, _ = uploaded
    if not send(page, "get", "/api/letters/templates")["can_pdf"]:
        pytest.skip("LibreOffice isn't installed")
    choose(page, "tercero.csv", class_of(2), "text/csv")
    page.get_by_label("{{día de reunión}}").select_option("Fecha")
    page.get_by_label("También en PDF").check()
    page.get_by_role("button", name="Hacer 2 cartas").click()
    archive = made(page)
    printed = [each for each in archive.namelist() if each.endswith(".pdf")]
    assert len(printed) == 2
    assert archive.read(printed[0]).startswith(b"%PDF")


@pytest.mark.parametrize("viewport", [WIDE, PHONE, {"width": 680, "height": 425}], ids=["wide", "phone", "zoom"])
@pytest.mark.parametrize("path", ["/sheets/letters", "/sheets/letters/new", "/sheets/letters/new?example"])
def test_letter_pages_at_every_width(open_page, picture, path, viewport):
    page = open_page(path, viewport=viewport)
    page.wait_for_load_state("networkidle")
    picture(page, f"{re.sub('[^a-z]+', '-', path.strip('/'))}-{viewport['width']}")
    assert violations(page) == []
    main = page.locator("main")
    assert main.evaluate("element => element.scrollWidth <= element.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
