"""The instructions of the citizens' assistant: changed, taken back, and found at /config."""

import uuid

import pytest
from playwright.sync_api import expect

from axe import violations
from conftest import PHONE, WIDE


def test_instructions_are_changed_taken_back_and_those_of_the_file_restored(open_page, picture):
    page = open_page("/config")
    text = page.get_by_label("Instrucciones", exact=True)
    before = text.input_value()
    assert before
    mark = f"Responde en dos frases. {uuid.uuid4().hex[:8]}"
    text.fill(mark)
    page.get_by_role("button", name="Guardar las instrucciones").click()
    expect(page.get_by_text("Son las de la institución.")).to_be_visible()
    picture(page, "prompt-saved")
    assert violations(page) == []
    page.reload()
    expect(text).to_have_value(mark)
    page.get_by_role("button", name="Volver a las que vienen con Consulta").click()
    expect(page.get_by_text("Son las que vienen con Consulta.")).to_be_visible()
    expect(text).not_to_have_value(mark)
    page.get_by_role("button", name="Deshacer", exact=True).click()
    expect(text).to_have_value(mark)
    page.get_by_role("button", name="Volver a las que vienen con Consulta").click()
    expect(page.get_by_text("Son las que vienen con Consulta.")).to_be_visible()


def test_what_is_being_written_survives_a_reload_and_nothing_is_no_instruction(open_page):
    page = open_page("/config")
    text = page.get_by_label("Instrucciones", exact=True)
    text.fill("Sólo un borrador")
    page.reload()
    expect(text).to_have_value("Sólo un borrador")
    text.fill("")
    page.get_by_role("button", name="Guardar las instrucciones").click()
    expect(text).to_have_attribute("aria-invalid", "true")


def test_what_somebody_else_saved_meanwhile_is_shown_before_it_is_replaced(open_page, picture):
    page, other = open_page("/config"), open_page("/config")
    mark = uuid.uuid4().hex[:8]
    for each, name in ((other, "Otra"), (page, "Ésta")):
        each.get_by_label("Instrucciones", exact=True).fill(f"{name} {mark}")
    other.get_by_role("button", name="Guardar las instrucciones").click()
    expect(other.get_by_text("Las instrucciones cambiaron.")).to_be_visible()
    page.get_by_role("button", name="Guardar las instrucciones").click()
    expect(page.get_by_role("alert")).to_contain_text("Otra persona cambió las instrucciones")
    expect(page.get_by_label("Instrucciones", exact=True)).to_have_value(f"Ésta {mark}")
    page.get_by_text("Ver las instrucciones en uso").click()
    expect(page.get_by_text(f"Otra {mark}", exact=True)).to_be_visible()
    picture(page, "prompt-changed-meanwhile")
    assert violations(page) == []
    page.get_by_role("button", name="Guardar las instrucciones").click()
    expect(page.get_by_text("Las instrucciones cambiaron.")).to_be_visible()
    page.get_by_role("button", name="Volver a las que vienen con Consulta").click()
    expect(page.get_by_text("Son las que vienen con Consulta.")).to_be_visible()


def test_only_administrators_get_there(open_page):
    page = open_page("/no-existe")
    clerk = {"id": "u", "name": "Mesa", "username": "m", "roles": ["clerk"], "permissions": ["keep_offices"]}
    page.route("**/auth/me", lambda route: route.fulfill(json=clerk))
    page.goto("/config")
    expect(page.get_by_role("heading", level=1)).to_have_text("No tienes permiso para ver esto")
    expect(page.get_by_role("link", name="Bandeja")).to_be_visible()


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_it_is_read_at_every_width(open_page, picture, viewport):
    page = open_page("/config", viewport=viewport)
    expect(page.get_by_label("Instrucciones", exact=True)).to_be_visible()
    picture(page, f"prompt-{viewport['width']}")
    assert violations(page) == []
    assert page.locator("main").evaluate("element => element.scrollWidth <= element.clientWidth")
