"""«Auditoría»: a reason on entry, filters, details, export, and whether the record is whole."""

import re

import pytest
from playwright.sync_api import Page, expect

from axe import violations
from conftest import PHONE, WIDE
from pages import invite

REASON = "Prueba de la página de auditoría"


@pytest.fixture
def open_audit(open_page):
    def open_audit(path="/audit", **options) -> Page:
        page = open_page(path, **options)
        page.get_by_label("Motivo de la visita").fill(REASON)
        page.get_by_role("button", name="Ver la auditoría").click()
        expect(rows(page).nth(1)).to_be_visible()
        return page

    return open_audit


def rows(page: Page):
    return page.get_by_role("table", name="Auditoría").get_by_role("row")


def test_entry_asks_for_a_reason_and_records_it(open_page, picture):
    page = open_page("/audit")
    picture(page, "audit-door")
    assert violations(page) == []
    reason = page.get_by_label("Motivo de la visita")
    reason.fill("poco")
    page.get_by_role("button", name="Ver la auditoría").click()
    expect(reason).to_have_accessible_description(re.compile("al menos 10 caracteres", re.IGNORECASE))
    reason.fill(REASON)
    page.get_by_role("button", name="Ver la auditoría").click()
    expect(rows(page).nth(1)).to_be_visible()
    page.reload()
    expect(rows(page).nth(1)).to_be_visible()
    expect(page.get_by_label("Motivo de la visita")).to_have_count(0)
    entry = rows(page).filter(has_text=REASON).first
    entry.get_by_text("Ver", exact=True).click()
    expect(entry.get_by_text(REASON)).to_be_visible()


def test_the_record_says_that_it_is_whole(open_audit):
    page = open_audit()
    expect(page.get_by_text(re.compile(r"Íntegra: [\d,]+ líneas?, ninguna alterada\."))).to_be_visible()


def test_an_altered_line_is_named_with_what_to_do(open_page, picture):
    page = open_page("/audit")
    broken = {"intact": False, "entries": 90, "first_altered": 41, "head": "00"}
    page.route("**/api/audit/verification?*", lambda route: route.fulfill(json=broken))
    page.get_by_label("Motivo de la visita").fill(REASON)
    page.get_by_role("button", name="Ver la auditoría").click()
    expect(page.get_by_role("alert")).to_contain_text("la línea 41 no coincide con su sello")
    picture(page, "audit-altered")
    assert violations(page) == []


def test_filters_narrow_the_record_and_stand_in_the_address(open_audit, open_page):
    invite(open_page(None), "Prueba Auditada")
    page = open_audit()
    page.get_by_role("combobox", name="Quién lo hizo").fill("Ana Prueba")
    page.get_by_role("option", name="Ana Prueba").click()
    page.get_by_label("Resultado").select_option(label="Hecho")
    expect(page).to_have_url(re.compile("actor=[0-9a-f-]{36}.*result=ok"))
    expect(rows(page).nth(1)).to_contain_text("Ana Prueba")
    page.reload()
    expect(page.get_by_role("combobox", name="Quién lo hizo")).to_have_value("Ana Prueba")
    page.get_by_label("Desde").fill("2001-01-01")
    page.get_by_label("Hasta").fill("2001-01-02")
    expect(page.get_by_text("Ninguna entrada coincide con esos filtros.")).to_be_visible()


def test_a_visit_asks_for_a_name_once_because_that_is_recorded(open_audit):
    page = open_audit()
    page.get_by_role("combobox", name="Quién lo hizo").fill("Ana Prueba")
    page.get_by_role("option", name="Ana Prueba").click()
    expect(page).to_have_url(re.compile("actor="))
    filtered = page.url
    looks = []
    page.on("request", lambda request: looks.append(request.url) if re.search(r"/api/users/[0-9a-f-]{36}$", request.url) else None)
    for _ in range(2):
        page.reload()
        expect(page.get_by_role("combobox", name="Quién lo hizo")).to_have_value("Ana Prueba")
    assert looks == []
    # Another visit, at an address that somebody kept.
    other = open_audit(filtered)
    for _ in range(2):
        expect(other.get_by_role("combobox", name="Quién lo hizo")).to_have_value("Ana Prueba")
        other.on("request", lambda request: looks.append(request.url) if "/api/users/" in request.url else None)
        other.reload()
    expect(other.get_by_role("combobox", name="Quién lo hizo")).to_have_value("Ana Prueba")
    assert looks == []


@pytest.mark.parametrize("button, ending", [("Descargar CSV", ".csv"), ("Descargar JSON por líneas", ".jsonl")])
def test_the_record_is_saved_as_a_file(open_audit, button, ending):
    page = open_audit()
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    assert download.value.suggested_filename.endswith(ending)
    assert REASON in download.value.path().read_text()


def test_after_an_hour_the_reason_is_asked_for_again_and_filters_stay(open_audit):
    page = open_audit()
    page.get_by_label("Resultado").select_option(label="Rechazado")
    refusal = {"code": "reason_required", "status": 403, "detail": "Hace falta un motivo."}
    page.route("**/api/audit?*", lambda route: route.fulfill(status=403, json=refusal), times=1)
    page.get_by_label("Resultado").select_option(label="Hecho")
    expect(page.get_by_text("Pasó la hora de tu visita.")).to_be_visible()
    page.get_by_label("Motivo de la visita").fill(REASON)
    page.get_by_role("button", name="Ver la auditoría").click()
    expect(rows(page).nth(1)).to_be_visible()
    expect(page.get_by_label("Resultado")).to_have_value("ok")


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_record_is_read_at_every_width(open_audit, picture, viewport):
    page = open_audit(viewport=viewport)
    rows(page).nth(1).get_by_text("Ver", exact=True).click()
    page.wait_for_load_state("networkidle")
    picture(page, f"audit-{viewport['width']}")
    assert violations(page) == []
    assert page.locator("main").evaluate("element => element.scrollWidth <= element.clientWidth")


def test_who_may_not_read_it_does_not_find_it(open_page):
    page = open_page(None)
    page.route("**/auth/me", lambda route: route.fulfill(json={"id": "u", "name": "Estudiante", "username": "e", "roles": ["student"], "permissions": ["converse"]}))
    page.goto("/audit")
    expect(page.get_by_role("heading", level=1)).to_have_text("No tienes permiso para ver esto")
    expect(page.get_by_role("link", name="Auditoría")).to_have_count(0)
