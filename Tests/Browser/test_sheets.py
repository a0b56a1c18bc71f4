"""«Plantillas y planillas»: a template, three rows to try, the sheet with where each cell comes from, its file."""

import csv
import io
import re
import uuid
import zipfile

import pytest
from playwright.sync_api import Page, expect

from axe import violations
from conftest import PHONE, WIDE
from pages import reload, show
from papers import COLUMNS, add_sheet, add_template, cell, collect, filled_sheet, grid, minutes, see, send, source_panel

LARGE = {"width": 1440, "height": 900}
FOUR = {f"acta-{number}.txt": minutes(number) for number in range(1, 5)}
TWO = {f"acta-{number}.txt": minutes(number, unsupported=True) for number in range(1, 3)}
RUBRIC = [
    {"name": "Tesis", "type": "number", "weight": 60, "most": 10},
    {"name": "Fuentes", "type": "number", "weight": 40, "most": 10},
]


@pytest.fixture
def reviewed(open_page):
    """A filled sheet of the test's own, with a cell in each row that no document says; wide enough for its panel."""
    page = open_page(None, viewport=LARGE)
    sheet = filled_sheet(page, TWO)
    show(page, f"/sheets/{sheet['id']}")
    expect(grid(page)).to_be_visible()
    return page, sheet


def test_from_a_template_over_three_rows_to_a_finished_sheet(open_page, picture):
    page = open_page(None, viewport=LARGE)
    collection, template, name = collect(page, FOUR), add_template(page), f"Reuniones {uuid.uuid4().hex[:8]}"
    show(page, "/sheets")
    page.get_by_role("link", name="Nueva planilla").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Elige una plantilla")
    page.get_by_role("radio", name=template["name"]).check()
    page.get_by_role("button", name="Seguir").click()
    page.get_by_role("checkbox", name=collection["name"]).check()
    page.get_by_label("Nombre de la planilla").fill(name)
    # What was chosen survives a reload.
    reload(page)
    expect(page.get_by_role("checkbox", name=collection["name"])).to_be_checked()
    expect(page.get_by_label("Nombre de la planilla")).to_have_value(name)
    picture(page, "sheet-documents")
    assert violations(page) == []
    page.get_by_role("button", name="Ver una muestra").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.get_by_text("Faltan 16 celdas por llenar.")).to_be_visible()
    expect(page.get_by_text(re.compile("institución")).first).to_be_visible()
    picture(page, "sheet-draft")
    assert violations(page) == []
    page.get_by_role("button", name="Probar con 3 filas").click()
    expect(page.get_by_role("button", name="Llenar las filas que faltan")).to_be_visible(timeout=60_000)
    expect(cell(page, "Fecha", 2)).to_contain_text("may 2026")
    expect(cell(page, "Fecha", 3)).to_have_text("—")
    picture(page, "sheet-sample")
    page.get_by_role("button", name="Llenar las filas que faltan").click()
    expect(cell(page, "Fecha", 3)).to_contain_text("may 2026", timeout=60_000)

    # What no document says is left empty by a person, not by silence.
    expect(page.get_by_text("Para finalizar falta revisar 4 celdas sin fuente")).to_be_visible()
    picture(page, "sheet-missing")
    page.get_by_role("button", name="Dejar vacías las 4 sin dato").click()
    expect(page.get_by_text("Para finalizar falta revisar")).to_have_count(0)
    page.get_by_role("button", name="Finalizar").click()
    expect(page.locator(".state").filter(has_text="Finalizada")).to_be_visible()
    show(page, "/sheets")
    expect(page.get_by_role("listitem").filter(has_text=name)).to_contain_text("Finalizada")


def test_a_cell_opens_its_page_with_the_passage_lit(reviewed, picture):
    page, sheet = reviewed
    see(page, "Fecha")
    day = re.search(r"\d+", cell(page, "Fecha").inner_text())[0]
    expect(source_panel(page).locator(".lit")).to_contain_text(f"{day} de mayo de 2026")
    picture(page, "sheet-source")
    assert violations(page) == []
    page.keyboard.press("ArrowRight")
    expect(source_panel(page).locator(".lit")).to_contain_text("Biblioteca")


def test_the_panel_of_sources_is_closed_from_within(reviewed):
    page, _ = reviewed
    see(page, "Fecha")
    source_panel(page).get_by_role("button", name="Cerrar el panel").click()
    expect(source_panel(page)).to_be_hidden()
    expect(page.get_by_role("button", name="Fuente de la celda")).to_be_focused()


def test_a_sheet_is_filled_again_but_for_what_somebody_wrote(reviewed):
    page, sheet = reviewed
    cell(page, "Lugar").focus()
    page.keyboard.type("El patio")
    page.keyboard.press("Enter")
    expect(cell(page, "Lugar")).to_contain_text("Escrita a mano")
    page.get_by_role("button", name=re.compile("^Opciones de")).click()
    page.get_by_role("menuitem", name="Volver a llenar").click()
    dialog = page.get_by_role("dialog", name="¿Volver a llenar la planilla?")
    expect(dialog).to_contain_text("Lo que escribiste o confirmaste no cambia")
    expect(dialog).to_contain_text("celdas por llenar")
    assert violations(page) == []
    with page.expect_request("**/run") as sent:
        dialog.get_by_role("button", name="Volver a llenar").click()
    assert sent.value.post_data_json == {"again": True}
    expect(dialog).to_have_count(0)
    expect(page.get_by_text("La planilla terminó de llenarse.")).to_be_attached(timeout=60_000)
    expect(cell(page, "Lugar")).to_contain_text("El patio")
    expect(cell(page, "Fecha")).to_contain_text("may 2026")


def test_a_cell_is_written_over_with_the_keyboard_and_taken_back(reviewed):
    page, _ = reviewed
    people = cell(page, "Asistentes")
    before = re.search(r"\d+", people.inner_text())[0]
    cell(page, "Fecha").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(people).to_be_focused()
    page.keyboard.press("Enter")
    box = people.get_by_role("textbox")
    expect(box).to_be_focused()
    box.fill("muchos")
    box.press("Enter")
    expect(people.get_by_role("alert")).to_contain_text("Escribe un número")
    box.press("Escape")
    expect(people).to_contain_text(before)
    # A digit begins to write.
    page.keyboard.type("25")
    page.keyboard.press("Enter")
    expect(people).to_contain_text("25")
    expect(people).to_contain_text("Escrita a mano")
    expect(people).to_be_focused()
    page.keyboard.press("Control+z")
    expect(people).to_contain_text(before)
    expect(people).not_to_contain_text("Escrita a mano")


def test_what_has_no_source_blocks_until_somebody_speaks_for_it(reviewed, picture):
    page, _ = reviewed
    expect(page.get_by_text("Para finalizar falta revisar 2 celdas sin fuente")).to_be_visible()
    expect(cell(page, "Clave")).to_contain_text("Sin fuente")
    picture(page, "sheet-unsourced")
    assert violations(page) == []
    page.get_by_role("button", name="Finalizar").click()
    expect(cell(page, "Clave", 0)).to_be_focused()
    page.keyboard.press("Space")
    source_panel(page).get_by_role("button", name="Confirmar").click()
    expect(cell(page, "Clave", 0)).to_contain_text("Confirmada")
    page.get_by_role("button", name="Ir a la siguiente sin fuente").first.click()
    expect(cell(page, "Clave", 1)).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("A-12")
    page.keyboard.press("Enter")
    expect(cell(page, "Clave", 1)).to_contain_text("A-12")
    page.get_by_role("button", name="Finalizar").click()
    expect(page.locator(".state").filter(has_text="Finalizada")).to_be_visible()
    # What is final is only read.
    cell(page, "Clave", 1).focus()
    page.keyboard.press("Enter")
    expect(grid(page).get_by_role("textbox")).to_have_count(0)
    page.get_by_role("button", name="Reabrir").click()
    expect(page.get_by_role("button", name="Finalizar")).to_be_visible()


def test_one_cell_is_looked_for_again(reviewed):
    page, _ = reviewed
    place = cell(page, "Lugar")
    before = place.inner_text()
    see(page, "Lugar")
    page.keyboard.press("Enter")
    page.keyboard.type("Otro")
    page.keyboard.press("Enter")
    expect(place).to_contain_text("Escrita a mano")
    source_panel(page).get_by_role("button", name="Volver a buscar").click()
    expect(place).to_have_text(before.replace("\n", ""))


def test_two_windows_at_the_same_cell_are_told(reviewed, open_page):
    page, sheet = reviewed
    other = open_page(f"/sheets/{sheet['id']}", viewport=LARGE)
    for each in (page, other):
        expect(cell(each, "Lugar")).to_be_visible()
        cell(each, "Lugar").focus()
        each.keyboard.press("Enter")
    page.keyboard.type("De una")
    page.keyboard.press("Enter")
    expect(cell(page, "Lugar")).to_contain_text("De una")
    other.keyboard.type("De otra")
    other.keyboard.press("Enter")
    expect(cell(other, "Lugar").get_by_role("alert")).to_contain_text("Escribiste «De una» en esta celda mientras tanto, en otra ventana")
    other.keyboard.press("Enter")
    expect(cell(other, "Lugar")).to_contain_text("De otra")


def test_a_deleted_document_is_said_plainly(reviewed, picture):
    page, sheet = reviewed
    row = sheet["rows"][0]
    send(page, "delete", f"/api/documents/{row['document_id']}")
    reload(page)
    expect(grid(page).get_by_role("rowheader").filter(has_text="Documento borrado")).to_have_count(1)
    see(page, "Fecha", 0)
    expect(source_panel(page)).to_contain_text("El documento del que salió se borró")
    expect(source_panel(page)).not_to_contain_text("pasaje marcado")
    picture(page, "sheet-document-gone")
    assert violations(page) == []


def test_the_sheet_is_a_file_in_three_formats(reviewed):
    page, _ = reviewed
    files = {}
    for name in ("Excel (.xlsx)", "CSV para cualquier planilla", "Tabla de Word (.docx)"):
        page.get_by_role("button", name="Descargar").click()
        with page.expect_download() as download:
            page.get_by_role("menuitem", name=name).click()
        files[download.value.suggested_filename.rsplit(".")[-1]] = download.value.path().read_bytes()
    assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(files["xlsx"])).namelist()
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(files["docx"])).namelist()
    rows = list(csv.reader(io.StringIO(files["csv"].decode("utf-8-sig")), delimiter=";"))
    assert [column["name"] for column in COLUMNS] == rows[0][1:5]
    assert {row[2] for row in rows[1:]} == {"Biblioteca 1", "Biblioteca 2"}


def test_a_rubric_has_totals(open_page, picture):
    page = open_page(None, viewport=LARGE)
    essay = "Ensayo de prueba\n\nTesis: 8\nFuentes: 5\n"
    sheet = filled_sheet(page, {"ensayo.txt": essay}, columns=RUBRIC, kind="rubric")
    show(page, f"/sheets/{sheet['id']}")
    expect(grid(page).get_by_role("gridcell").last).to_have_text("68 de 100")
    cell(page, "Fuentes").focus()
    page.keyboard.type("10")
    page.keyboard.press("Enter")
    expect(grid(page).get_by_role("gridcell").last).to_have_text("88 de 100")
    picture(page, "sheet-rubric")


def test_filling_can_be_stopped(open_page):
    page = open_page(None, viewport=LARGE)
    # The simulated model takes its time for each of them.
    slow = {f"acta-{number}.txt": f"{minutes(number)}[[speed:tokens=400,tps=40]]\n" for number in range(1, 5)}
    sheet = add_sheet(page, slow)
    show(page, f"/sheets/{sheet['id']}")
    page.get_by_role("button", name="Llenar la planilla").click()
    page.get_by_role("button", name="Cancelar").click()
    expect(page.get_by_role("button", name=re.compile("Probar con|Llenar")).first).to_be_visible(timeout=30_000)
    expect(page.locator(".state").filter(has_text="Llenándose")).to_have_count(0)


def test_a_sheet_that_costs_too_much_is_refused_before_anything_is_sent(open_page, picture):
    page = open_page(None, viewport=LARGE)
    sheet = add_sheet(page, TWO)
    estimate = {
        "cells": 8, "calls": 2, "tokens": 90_000, "cost": 12.5, "most": 14, "currency": "USD",
        "leaves_institution": True, "may_leave_institution": True,
        "endpoints": [{"id": "p", "name": "Proveedor externo", "is_own": False}],
        "cap": 5, "left": 1, "allowed": False, "why": "Costaría más de lo que queda del presupuesto del mes.",
    }
    page.route("**/api/sheets/*/estimate", lambda route: route.fulfill(json=estimate))
    show(page, f"/sheets/{sheet['id']}")
    expect(page.get_by_role("alert")).to_contain_text("Costaría más de lo que queda del presupuesto del mes.")
    expect(page.get_by_text("Partes de los documentos se envían fuera de la institución.")).to_be_visible()
    expect(page.get_by_text("Las lee: Proveedor externo.")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Llenar|Probar"))).to_have_count(0)
    picture(page, "sheet-refused")
    assert violations(page) == []


def test_a_template_is_written_reordered_and_survives_a_reload(open_page, picture):
    page = open_page("/sheets/templates/new")
    name = f"Inscripciones {uuid.uuid4().hex[:8]}"
    names = page.get_by_label("Nombre", exact=True)
    page.get_by_label("Nombre de la plantilla").fill(name)
    names.fill("Alumno")
    page.get_by_role("button", name="Agregar una columna").click()
    expect(names.nth(1)).to_be_focused()
    page.keyboard.type("Turno")
    page.get_by_label("Qué tipo de dato es").nth(1).select_option("choice")
    page.get_by_role("button", name="Crear la plantilla").click()
    values = page.get_by_label("Valores posibles").nth(1)
    expect(values).to_be_focused()
    expect(values).to_have_accessible_description(re.compile("al menos dos valores"))
    values.fill("Mañana\nTarde")
    page.keyboard.press("Alt+ArrowUp")
    expect(names.nth(0)).to_have_value("Turno")
    expect(page.get_by_text("«Turno» es ahora la columna 1 de 2.")).to_be_attached()
    reload(page)
    expect(page.get_by_text("Aquí está lo que habías escrito")).to_be_visible()
    expect(names.nth(0)).to_have_value("Turno")
    page.get_by_role("button", name="Quitar «Turno»").click()
    page.get_by_role("button", name="Deshacer", exact=True).click()
    expect(names.nth(0)).to_have_value("Turno")
    page.get_by_role("checkbox", name="Docente").check()
    picture(page, "template")
    assert violations(page) == []
    page.get_by_role("button", name="Crear la plantilla").click()
    card = page.get_by_role("listitem").filter(has_text=name)
    expect(card).to_contain_text("Turno · Alumno")
    expect(card).to_contain_text("tuya, la ven otras personas")
    card.get_by_role("link", name=name, exact=True).click()
    page.get_by_role("button", name="Borrar la plantilla").click()
    page.get_by_role("dialog").get_by_role("button", name="Borrar la plantilla").click()
    expect(page.get_by_role("listitem").filter(has_text=name)).to_have_count(0)


def test_an_example_is_where_one_starts_from(open_page):
    page = open_page("/sheets/templates")
    examples = page.locator("section").filter(has=page.get_by_role("heading", name="Ejemplos para empezar"))
    examples.get_by_role("link", name=re.compile("Hacer mi versión de «Actas")).click()
    expect(page.get_by_label("Nombre de la plantilla")).to_have_value(re.compile(r"^Actas.*\(mi versión\)$"))
    expect(page.get_by_label("Nombre", exact=True).first).to_have_value("Fecha")


def test_who_may_not_keep_documents_has_no_sheets(open_own):
    student = open_own("/sheets")
    expect(student.get_by_role("heading", level=1)).to_have_text("No tienes permiso para ver esto")
    expect(student.get_by_role("link", name="Plantillas y planillas")).to_have_count(0)


def test_on_a_phone_a_sheet_is_cards_and_a_cell_opens_over_it(open_page, picture):
    page = open_page(None, viewport=PHONE)
    sheet = filled_sheet(page, TWO)
    show(page, f"/sheets/{sheet['id']}")
    picture(page, "sheet-phone")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    cell(page, "Lugar").tap()
    dialog = page.get_by_role("dialog", name="Fuente de la celda")
    expect(dialog.locator(".lit")).to_contain_text("Biblioteca")
    picture(page, "sheet-phone-cell")
    assert violations(page) == []
    dialog.get_by_role("button", name="Cambiar").tap()
    page.keyboard.type("Patio")
    dialog.get_by_role("button", name="Guardar").tap()
    expect(dialog).to_contain_text("Patio")
    dialog.get_by_role("button", name="Cerrar").tap()
    expect(cell(page, "Lugar")).to_contain_text("Patio")


@pytest.mark.parametrize("viewport", [WIDE, PHONE, {"width": 680, "height": 425}], ids=["wide", "phone", "zoom"])
@pytest.mark.parametrize("path", ["/sheets", "/sheets/templates", "/sheets/new", "/sheets/templates/new"])
def test_sheet_pages_at_every_width(open_page, picture, path, viewport):
    page = open_page(path, viewport=viewport)
    page.wait_for_load_state("networkidle")
    picture(page, f"{path.strip('/').replace('/', '-')}-{viewport['width']}")
    assert violations(page) == []
    main = page.locator("main")
    assert main.evaluate("element => element.scrollWidth <= element.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
