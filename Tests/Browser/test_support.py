"""«Ayuda y guardias»: lines with their day, the chain, hours, and what an old line holds back."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from axe import violations
from conftest import PHONE, WIDE
from tutoring import LINE, begin, keep_support, say, support


@pytest.fixture
def open_support(open_page):
    """The page of an administrator; what is kept is whole again afterwards."""
    pages = []

    def open_support(path: str = "/support", verified_on: date | None = None, **options) -> Page:
        page = open_page(None, **options)
        keep_support(page, support(page, verified_on))
        pages.append(page)
        page.goto(path)
        return page

    yield open_support
    for page in pages:
        keep_support(page, support(page))


def test_a_line_is_added_and_kept_with_the_day_on_which_it_was_called(open_support, picture):
    page = open_support()
    page.get_by_role("button", name="Agregar una línea").click()
    line = page.get_by_role("group", name="Línea nueva")
    line.get_by_label("Nombre").fill("Guardia de ejemplo")
    line.get_by_label("Teléfono").fill("+1 202 555 0100")
    page.get_by_role("button", name="Guardar", exact=True).click()
    expect(line.get_by_label("Cuándo atiende")).to_have_attribute("aria-invalid", "true")
    line.get_by_label("Cuándo atiende").fill("lunes a viernes")
    line.get_by_role("button", name="La verifiqué hoy").click()
    picture(page, "support-line")
    page.get_by_role("button", name="Guardar", exact=True).click()
    expect(page.get_by_text("Se guardaron las líneas y las guardias.")).to_be_visible()
    page.reload()
    expect(page.get_by_role("group", name="Guardia de ejemplo").get_by_label("Verificado el")).to_have_value(date.today().isoformat())


def test_an_old_line_keeps_students_from_talking_until_it_is_verified(open_support, open_own, picture):
    page = open_support(verified_on=date.today() - timedelta(days=120))
    expect(page.get_by_role("status").filter(has_text="está apagado")).to_contain_text("más de 90 días")
    student = open_own("/", viewport=PHONE)
    begin(student)
    say(student, "Hola")
    expect(student.get_by_role("alert")).to_contain_text("todavía no está disponible")
    picture(page, "support-old")
    assert violations(page) == []
    page.get_by_role("group", name=LINE).get_by_role("button", name="La verifiqué hoy").click()
    page.get_by_role("button", name="Guardar", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Está completo")).to_be_visible()


def test_the_chain_has_an_order_that_the_keyboard_changes(open_support, suite):
    page = open_support()
    chain = page.locator("section").filter(has=page.get_by_role("heading", name="A quién se avisa"))
    expect(chain.get_by_role("listitem")).to_have_count(1)
    chain.get_by_role("button", name=f"Quitar a {suite.account.name}").click()
    expect(chain.get_by_role("combobox")).to_be_focused()
    chain.get_by_role("combobox").fill(suite.account.name)
    chain.get_by_role("option", name=suite.account.name).first.click()
    expect(chain.get_by_role("listitem")).to_have_count(1)


def test_a_guard_of_nobody_keeps_students_from_talking(open_support):
    page = open_support()
    page.get_by_role("radio", name="Hay guardia").check()
    page.get_by_role("button", name="Guardar", exact=True).click()
    missing = page.get_by_role("status").filter(has_text="está apagado")
    missing.get_by_role("button", name="al menos una persona de guardia fuera de horario").click()
    expect(page.get_by_role("combobox", name="Agregar a alguien a la guardia")).to_be_focused()


def test_hours_that_end_before_they_begin_are_said_beside_their_day(open_support):
    page = open_support()
    page.get_by_role("checkbox", name="Lunes").check()
    page.get_by_label("Lunes: desde").fill("18:00")
    page.get_by_label("Lunes: hasta").fill("08:00")
    page.get_by_role("button", name="Guardar", exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="posterior a la de apertura")).to_be_visible()


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_each_page_is_read_at_every_width(open_support, picture, viewport):
    page = open_support(viewport=viewport)
    for path in ("/support", "/support/rules", "/alerts", "/interventions", "/follow-up", "/reports"):
        page.goto(path)
        page.wait_for_selector("h1")
        page.wait_for_load_state("networkidle")
        picture(page, f"{path.strip('/').replace('/', '-')}-{viewport['width']}")
        assert violations(page) == [], path
        assert page.locator("main").evaluate("element => element.scrollWidth <= element.clientWidth"), path
