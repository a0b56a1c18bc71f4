"""«Datos municipales»: what is kept of offices, changed where it stands, imported, undone, exported."""

import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from axe import violations
from conftest import PHONE, WIDE

HEADER = "MUNICIPIO;LOCALIDADES;CABECERA;DEPENDENCIA;DIRECCION;TELEFONO;WHATSAPP;HORARIO;EMAIL"


def choose(page: Page, text: str, encoding="utf-8"):
    file = {"name": "oficinas.csv", "mimeType": "text/csv", "buffer": text.encode(encoding)}
    page.locator("input[type=file]").set_input_files(file)


def sheet(*rows: str) -> str:
    return "\r\n".join([HEADER, *rows, ""])


def row_of(page: Page, name: str):
    rows = page.get_by_role("table", name="Datos municipales").get_by_role("row")
    return rows.filter(has=page.get_by_label(f"Dependencia de {name}", exact=True))


@pytest.fixture
def imported(open_page):
    """An office of the test's own, from a spreadsheet."""
    name = f"Mesa {uuid.uuid4().hex[:8]}"
    page = open_page("/offices/import")
    choose(page, sheet(f"Tandil;Tandil;Tandil;{name};Calle 1;+1 202 555 0142;+1 202 555 0143;Lunes de 8 a 14;mesa@municipio.example"))
    page.get_by_role("button", name="Agregar 1").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("La planilla se aplicó")
    return page, name


def test_a_clerk_imports_sees_it_in_the_table_and_undoes_it(imported, picture):
    page, name = imported
    picture(page, "offices-imported")
    assert violations(page) == []
    address = page.url
    page.goto(f"/offices?q={name.split()[1]}")
    expect(row_of(page, name)).to_contain_text("Tandil")
    page.goto(address)
    page.get_by_role("button", name="Deshacer esta importación").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("La importación se deshizo")
    page.goto(f"/offices?q={name.split()[1]}")
    expect(page.get_by_text("Ninguna oficina coincide")).to_be_visible()


def test_wrong_rows_are_named_with_their_line_and_left_out(open_page, picture):
    mark = uuid.uuid4().hex[:8]
    page = open_page("/offices/import")
    wrong = [f"Ningún lugar así;;;Mala {mark};;;;;", f"Tandil;;;Correo {mark};;;;;no es un correo"]
    choose(page, sheet(f"Tandil;;;Buena {mark};;;;;", *wrong), "windows-1252")
    expect(page.get_by_role("button", name="2 con error")).to_have_attribute("aria-pressed", "true")
    rows = page.get_by_role("table", name="Filas de la planilla").get_by_role("row")
    expect(rows).to_have_count(3)
    expect(rows.nth(1).get_by_role("cell").first).to_have_text("3")
    picture(page, "offices-import-errors")
    assert violations(page) == []
    page.get_by_role("button", name="1 nueva").click()
    expect(rows.nth(1)).to_contain_text(f"Buena {mark}")


def test_what_is_no_spreadsheet_changes_nothing(open_page):
    page = open_page("/offices/import")
    choose(page, "esto no es\nuna planilla\n")
    expect(page.get_by_role("heading", level=1)).to_have_text("La planilla no se pudo leer")
    expect(page.get_by_text("los datos de antes siguen en uso")).to_be_visible()


def test_a_cell_is_changed_where_it_stands_and_the_change_taken_back(imported, picture):
    page, name = imported
    page.goto(f"/offices?q={name.split()[1]}")
    cell = page.get_by_label(f"Teléfono de {name}")
    cell.fill("+1 202 555 0199")
    cell.press("Enter")
    expect(page.get_by_text("Se guardó: Teléfono.")).to_be_visible()
    picture(page, "offices-edited")
    assert violations(page) == []
    page.get_by_role("button", name="Deshacer", exact=True).click()
    expect(cell).to_have_value("+1 202 555 0142")
    cell.fill("no es un número")
    cell.press("Enter")
    expect(row_of(page, name).get_by_role("alert")).to_be_visible()
    cell.press("Escape")
    expect(cell).to_have_value("+1 202 555 0142")


def test_who_changed_what_is_told_and_a_removal_is_taken_back(imported, picture):
    page, name = imported
    page.goto(f"/offices?q={name.split()[1]}")
    page.get_by_role("button", name=f"Confirmar los datos de {name}, Tandil").click()
    expect(row_of(page, name)).to_contain_text("Confirmada el")
    menu = page.get_by_role("button", name=f"Opciones de {name}, Tandil")
    menu.click()
    page.get_by_role("menuitem", name="Historial").click()
    history = page.get_by_role("dialog")
    expect(history).to_contain_text("Se agregó")
    expect(history).to_contain_text("por una planilla")
    expect(history).to_contain_text("Ana Prueba")
    picture(page, "offices-history")
    assert violations(page) == []
    history.get_by_role("button", name="Cerrar").click()
    menu.click()
    page.get_by_role("menuitem", name="Eliminar").click()
    expect(page.get_by_text(f"Se eliminó {name}, Tandil.")).to_be_visible()
    expect(row_of(page, name)).to_have_count(0)
    page.get_by_role("button", name="Deshacer", exact=True).click()
    expect(row_of(page, name)).to_have_count(1)


def test_the_export_is_a_file_that_can_be_imported(imported):
    page, name = imported
    page.goto("/offices")
    with page.expect_download() as download:
        page.get_by_role("button", name="Exportar").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert text.splitlines()[0] == HEADER
    assert name in text


def test_an_office_is_added_by_hand(open_page):
    name = f"Ventanilla {uuid.uuid4().hex[:8]}"
    page = open_page("/offices")
    page.get_by_role("button", name="Agregar oficina").click()
    dialog = page.get_by_role("dialog", name="Agregar oficina")
    dialog.get_by_label("Municipio").fill("Tandil")
    dialog.get_by_label("Dependencia").fill(name)
    dialog.get_by_role("button", name="Guardar").click()
    expect(dialog).to_have_count(0)
    page.get_by_role("searchbox", name="Buscar por municipio u oficina").fill(name.split()[1])
    expect(page).to_have_url(re.compile("q="))
    expect(row_of(page, name)).to_have_count(1)


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_table_is_read_at_every_width(open_page, picture, viewport):
    page = open_page("/offices", viewport=viewport)
    expect(page.get_by_role("table", name="Datos municipales")).to_be_visible()
    picture(page, f"offices-{viewport['width']}")
    assert violations(page) == []
    assert page.locator("main").evaluate("element => element.scrollWidth <= element.clientWidth")
