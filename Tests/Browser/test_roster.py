"""A school from a file: preview, mistakes explained, import, links on paper, and a student who comes in by one."""

import io
import re
import uuid

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from axe import violations
from conftest import PHONE, WIDE
from pages import ask_and_wait, follow_link, open_person


def school(mark: str) -> str:
    """What a secretary saves from a spreadsheet: 30 students and 2 tutors of two classes."""
    students = [f"Estudiante {mark} {number:02};;estudiante;{number % 2 + 1}.º {mark}" for number in range(1, 31)]
    tutors = [f"Tutora {mark};tutora.{mark}@escuela.example;tutora;1.º {mark}", f"Tutor {mark};tutor.{mark}@escuela.example;tutor;2.º {mark}"]
    return "\r\n".join(["nombre;correo;rol;grupo", *students, *tutors, ""])


def choose(page: Page, name: str, text: str, encoding="utf-8"):
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": text.encode(encoding)})


def code_of(slip) -> str:
    """What a phone's camera reads of a slip."""
    return zxingcpp.read_barcodes(Image.open(io.BytesIO(slip.screenshot())))[0].text


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252"])
def test_a_new_administrator_sets_up_a_school_and_a_student_comes_in_by_the_printed_link(open_page, picture, encoding):
    mark = uuid.uuid4().hex[:6]
    page = open_page("/people")
    page.get_by_role("link", name="Importar planilla").click()
    picture(page, "import")
    choose(page, "escuela.csv", school(mark), encoding)
    expect(page.get_by_role("heading", level=1)).to_have_text("Esto es lo que cambiaría")
    expect(page.get_by_text("En escuela.csv: 32 filas. Todavía no se guardó nada.")).to_be_visible()
    rows = page.get_by_role("table", name="Filas de la planilla").get_by_role("row")
    expect(rows).to_have_count(33)
    expect(rows.nth(1)).to_contain_text(f"2.º {mark}")
    expect(page.get_by_text(f"Se crean los grupos 1.º {mark}, 2.º {mark}.")).to_be_visible()
    picture(page, "import-preview")
    assert violations(page) == []
    page.get_by_role("button", name="Crear 32 cuentas").click()

    expect(page.get_by_text("Se crearon 32 cuentas.")).to_be_visible(timeout=30_000)
    slips = page.locator(".slip")
    expect(slips).to_have_count(32)
    picture(page, "import-slips")
    assert violations(page) == []
    slip = slips.filter(has_text=f"Estudiante {mark} 07")
    link = slip.locator(".address").inner_text()
    username = slip.locator("code").first.inner_text()
    assert code_of(slip) == link
    with page.expect_download() as download:
        page.get_by_role("button", name="Descargar como CSV").click()
    assert link in download.value.path().read_text("utf-8-sig")

    student = open_page("/sign-in", viewport=PHONE, signed_in=False)
    assert follow_link(student, link, "mi perro se llama Tango") == username
    expect(student.get_by_role("heading", level=1)).to_contain_text(f"Estudiante {mark} 07")
    student.get_by_role("link", name="Conversar").click()
    ask_and_wait(student, "¿Qué es una neumonía?")

    page.goto("/groups")
    page.get_by_role("link", name=f"1.º {mark}").click()
    expect(page.get_by_role("heading", name="Tutoría 1")).to_be_visible()
    expect(page.get_by_role("heading", name="Integrantes 15")).to_be_visible()


def test_a_tutor_finds_their_students_and_nothing_else(open_page):
    mark = uuid.uuid4().hex[:6]
    page = open_page("/people/import")
    choose(page, "escuela.csv", school(mark))
    page.get_by_role("button", name="Crear 32 cuentas").click()
    link = page.locator(".slip").filter(has_text=f"Tutora {mark}").locator(".address").inner_text(timeout=30_000)
    tutor = open_page("/sign-in", signed_in=False)
    follow_link(tutor, link, "una frase de tutora larga")
    tutor.get_by_role("link", name="Mis grupos").click()
    expect(tutor.locator(".group-cards li")).to_have_count(1)
    tutor.get_by_role("link", name=f"1.º {mark}").click()
    expect(tutor.get_by_role("heading", name="Integrantes 15")).to_be_visible()
    expect(tutor.get_by_role("combobox", name="Agregar a alguien")).to_have_count(0)
    expect(tutor.get_by_role("link", name="Registrar consentimientos")).to_be_visible()
    tutor.get_by_role("button", name=f"Consentimientos de Estudiante {mark} 02").click()
    expect(tutor.get_by_role("dialog").get_by_role("listitem").first).to_be_visible()
    assert violations(tutor) == []


def test_mistakes_are_explained_line_by_line_and_left_out(open_page, picture):
    mark = uuid.uuid4().hex[:6]
    page = open_page("/people/import")
    page.get_by_text("O pega las filas de tu planilla").click()
    lines = ["nombre\tcorreo\trol\tgrupo", f"Buena {mark}\t\testudiante\t", f"Rara {mark}\t\trector\t", f"Mala {mark}\tno es un correo\testudiante\t"]
    page.get_by_label("Filas copiadas, con sus títulos").fill("\n".join(lines))
    page.get_by_role("button", name="Ver qué cambiaría").click()
    expect(page.get_by_role("button", name="2 no se entienden")).to_have_attribute("aria-pressed", "true")
    rows = page.get_by_role("table", name="Filas de la planilla").get_by_role("row")
    expect(rows).to_have_count(3)
    expect(rows.nth(1)).to_contain_text("rector")
    picture(page, "import-errors")
    assert violations(page) == []
    page.get_by_role("button", name="1 nueva").click()
    expect(rows.nth(1)).to_contain_text(f"Buena {mark}")
    page.get_by_role("button", name="Crear 1 cuenta").click()
    expect(page.get_by_text("Se creó 1 cuenta.")).to_be_visible()
    expect(page.get_by_text("Se dejaron fuera 2 filas")).to_be_visible()
    expect(page.locator(".slip")).to_have_count(1)


def test_a_sheet_that_cannot_be_read_says_so_and_another_one_is_chosen(open_page):
    page = open_page("/people/import")
    choose(page, "sin-titulos.csv", "Ana;Buena;1\nPedro;Otro;2\n")
    title = page.get_by_role("heading", level=1)
    expect(title).to_have_text("No se pudo leer la planilla")
    page.get_by_role("button", name="Elegir otra planilla").click()
    choose(page, "con-titulos.csv", "nombre;rol;menor\nAna Buena;mesa de atención;sí\n")
    expect(title).to_have_text("Esto es lo que cambiaría")
    row = page.get_by_role("table", name="Filas de la planilla").get_by_role("row").nth(1)
    expect(row.get_by_role("cell")).to_have_text(["2", "Ana Buena", "ana.buena", "—", "Mesa de atención", "—", "sí"])


def test_the_same_sheet_again_changes_nothing_and_a_change_is_shown(open_page, picture):
    mark = uuid.uuid4().hex[:6]
    mail = f"{mark}@escuela.example"
    page = open_page("/people/import")
    choose(page, "uno.csv", f"nombre,correo,rol\nPersona {mark},{mail},estudiante\n")
    page.get_by_role("button", name="Crear 1 cuenta").click()
    expect(page.locator(".slip")).to_have_count(1)
    page.goto("/people/import")
    choose(page, "uno.csv", f"nombre,correo,rol\nPersona {mark},{mail},estudiante\n")
    expect(page.get_by_text("no hay nada que cambiar")).to_be_visible()
    page.get_by_role("button", name="Elegir otra planilla").click()
    choose(page, "dos.csv", f"nombre,correo,rol\nPersona {mark} Ejemplo,{mail},estudiante\n")
    expect(page.locator("del")).to_have_text(f"Persona {mark}")
    expect(page.locator("ins")).to_have_text(f"Persona {mark} Ejemplo")
    picture(page, "import-changes")
    page.get_by_role("button", name=re.compile("^cambiar 1$", re.IGNORECASE)).click()
    expect(page.get_by_text("Se cambió 1.")).to_be_visible()
    open_person(page, f"Persona {mark} Ejemplo")


def test_the_example_works_and_keeps_nothing(open_page):
    page = open_page("/people/import")
    page.get_by_role("button", name="Ver qué haría el ejemplo").click()
    expect(page.get_by_role("button", name=re.compile(r"^Crear \d+ cuentas$"))).to_be_visible()
    page.get_by_role("button", name="Elegir otra planilla").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Descargar el ejemplo").click()
    assert download.value.suggested_filename.endswith(".csv")


def test_links_of_the_last_sheet_survive_a_reload_until_they_are_handed_over(open_page):
    page = open_page("/people/import")
    choose(page, "uno.csv", f"nombre,rol\nPersona {uuid.uuid4().hex[:8]},estudiante\n")
    page.get_by_role("button", name="Crear 1 cuenta").click()
    link = page.locator(".slip .address").inner_text()
    page.goto("/people/import")
    page.get_by_role("button", name="Verlos otra vez").click()
    expect(page.locator(".slip .address")).to_have_text(link)
    page.goto("/people/import")
    page.get_by_role("button", name="Ya los entregué").click()
    page.reload()
    page.wait_for_selector("h1")
    expect(page.get_by_role("button", name="Verlos otra vez")).to_have_count(0)


def test_links_carry_the_address_that_others_come_by(open_page):
    page = open_page("/people/import")
    choose(page, "uno.csv", f"nombre,rol\nPersona {uuid.uuid4().hex[:8]},estudiante\n")
    page.get_by_role("button", name="Crear 1 cuenta").click()
    expect(page.get_by_text("sólo se abre en esta misma máquina")).to_be_visible()
    page.get_by_label("Dirección por la que entran").fill("http://consulta.escuela.example/")
    expect(page.locator(".slip .address")).to_have_text(re.compile(r"^http://consulta\.escuela\.example/welcome#"))
    expect(page.get_by_text("sólo se abre en esta misma máquina")).to_have_count(0)


def test_on_paper_there_are_only_the_slips_ten_to_a_sheet(open_page):
    page = open_page("/people/import")
    mark = uuid.uuid4().hex[:4]
    choose(page, "diez.csv", "nombre,rol\n" + "".join(f"Ana {mark} {number},estudiante\n" for number in range(10)))
    page.get_by_role("button", name="Crear 10 cuentas").click()
    expect(page.locator(".slip")).to_have_count(10)
    paper = page.pdf(format="A4")
    assert paper.count(b"/Type /Page") - paper.count(b"/Type /Pages") == 1
    page.emulate_media(media="print")
    expect(page.locator(".slip").first).to_be_visible()
    for name in ("Imprimir las hojas", "Descargar como CSV"):
        expect(page.get_by_role("button", name=name)).to_be_hidden()
    expect(page.get_by_role("navigation", name="Secciones")).to_be_hidden()


def test_a_workbook_is_told_how_to_become_a_sheet(open_page):
    page = open_page("/people/import")
    page.locator("input[type=file]").set_input_files({"name": "escuela.xlsx", "mimeType": "application/zip", "buffer": b"PK\x03\x04"})
    expect(page.get_by_role("alert")).to_contain_text("Es un libro de Excel.")


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_example_fits_both_widths(open_page, picture, viewport):
    page = open_page("/people/import?example", viewport=viewport)
    expect(page.get_by_role("button", name=re.compile(r"^Crear \d+ cuentas$"))).to_be_visible()
    picture(page, f"import-example-{viewport['width']}")
    assert violations(page) == []
    assert page.locator("main").evaluate("element => element.scrollWidth <= element.clientWidth")
