"""«Mis datos»: what is held, who saw it, consents, taking it along and having it erased."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from axe import violations
from conftest import PHONE, WIDE
from pages import OWN_PASSWORD, ask, ask_and_wait, open_person


def consent(page: Page, index: int):
    return page.locator(".consents > li").nth(index)


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_each_daemon_says_what_it_holds(open_page, picture, viewport):
    page = open_page("/my-data", viewport=viewport)
    expect(page.get_by_role("heading", name="Qué se guarda de ti")).to_be_visible()
    for name in ("Entrada", "Conversaciones"):
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    expect(page.get_by_role("table", name="Entrada").get_by_role("row").nth(1)).to_be_visible()
    expect(page.get_by_role("heading", name="Quién lo vio")).to_be_visible()
    page.wait_for_load_state("networkidle")
    picture(page, f"my-data-{viewport['width']}")
    assert violations(page) == []
    assert page.locator("main").evaluate("element => element.scrollWidth <= element.clientWidth")


@pytest.mark.parametrize("button, ending", [("Para leer (HTML)", ".html"), ("Para otro programa (JSON)", ".json")])
def test_my_data_is_taken_along(open_page, button, ending):
    page = open_page("/my-data")
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    assert download.value.suggested_filename.endswith(ending)
    text = download.value.path().read_text()
    assert "Ana Prueba" in text
    if ending == ".json":
        assert json.loads(text)


def test_a_consent_is_given_and_withdrawn(open_own):
    page = open_own("/my-data")
    entry = page.locator(".consents > li").filter(has=page.get_by_role("button", name="Doy mi consentimiento")).first
    title = entry.get_by_role("heading").inner_text()
    entry.get_by_role("button", name="Doy mi consentimiento").click()
    entry = page.locator(".consents > li").filter(has=page.get_by_role("heading", name=title, exact=True))
    expect(entry).to_contain_text("Con consentimiento")
    expect(entry).to_contain_text("Versión")
    entry.get_by_role("button", name="Retirar").click()
    page.get_by_role("dialog").get_by_role("button", name="Retirar").click()
    expect(entry).to_contain_text("Retirado")


def test_a_minor_asks_only_once_a_guardians_consent_is_recorded(open_own, picture):
    page = open_own("/chat", minor=True)
    expect(page.get_by_text("Antes de preguntar hace falta que tu madre, padre o tutor legal")).to_be_visible()
    ask(page, "¿Qué es una neumonía?")
    refusal = page.get_by_role("alert")
    expect(refusal).to_contain_text("madre, padre o tutor legal")
    picture(page, "chat-consent-missing")
    assert violations(page) == []
    refusal.get_by_role("link", name="Mis datos").click()
    expect(page.get_by_text("Pídele a tu tutoría que lo registre.").first).to_be_visible()

    administrator = page.administrator
    open_person(administrator, page.name)
    administrator.get_by_role("button", name="Registrar el consentimiento").first.click()
    dialog = administrator.get_by_role("dialog")
    dialog.get_by_label("Nombre de quien consiente").fill("Marta Ejemplo")
    dialog.get_by_label("Qué es de la persona").fill("madre")
    picture(administrator, "person-guardian")
    assert violations(administrator) == []
    dialog.get_by_role("button", name="Registrar").click()
    expect(consent(administrator, 0)).to_contain_text("Con consentimiento")

    page.goto("/chat")
    expect(page.get_by_text("Antes de preguntar")).to_have_count(0)
    ask_and_wait(page, "¿Y ahora?")


def test_erasing_oneself_is_typed_out_and_followed(open_own, picture):
    page = open_own("/my-data")
    page.get_by_role("button", name="Borrar mi cuenta y mis datos").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Escribe").fill("otra cosa")
    dialog.get_by_role("button", name="Borrar todo para siempre").click()
    expect(dialog.get_by_label("Escribe")).to_have_attribute("aria-invalid", "true")
    assert violations(page) == []
    dialog.get_by_label("Escribe").fill(page.username)
    dialog.get_by_role("button", name="Borrar todo para siempre").click()
    expect(page.get_by_role("heading", name="Borrado", exact=True)).to_be_visible()
    expect(page.get_by_text("Se borró todo lo que había que borrar.")).to_be_visible(timeout=30_000)
    picture(page, "my-data-erased")
    page.get_by_role("button", name="Salir", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Entra a tu cuenta")
    page.get_by_label("Usuario").fill(page.username)
    page.get_by_label("Contraseña", exact=True).fill(OWN_PASSWORD)
    page.get_by_role("button", name="Entrar", exact=True).click()
    expect(page.get_by_text("El usuario o la contraseña no coinciden")).to_be_visible()


def test_an_erasure_under_way_is_followed_daemon_by_daemon(open_page, picture):
    page = open_page(None)
    done = {"daemon": "gateway", "state": "done", "erased": [{"key": "sessions", "count": 2}],
            "kept": [{"key": "audit", "count": 4, "ground": "obligación legal", "until": "2031-11-20T00:00:00Z"}]}
    running = {"id": "e", "state": "running", "daemons": [done, {"daemon": "chat", "state": "running", "erased": [], "kept": []}]}
    page.route("**/api/my-data", lambda route: route.fulfill(json={"daemons": [], "views": [], "erasure": running}))
    page.route("**/api/my-data/erasure", lambda route: route.fulfill(json=running))
    page.goto("/my-data")
    expect(page.get_by_text("Borrando: 1 de 2 servicios.")).to_be_visible()
    expect(page.get_by_text(re.compile("Se conserva hasta el .* obligación legal"))).to_be_visible()
    picture(page, "my-data-erasing")
    assert violations(page) == []


def test_a_daemon_that_is_away_is_said_in_words(open_page):
    page = open_page(None)
    page.route("**/api/my-data", lambda route: route.fulfill(json={"daemons": [{"daemon": "chat", "status": "away", "categories": []}], "views": [], "erasure": None}))
    page.goto("/my-data")
    expect(page.get_by_text("Ahora no se sabe qué guarda. Vuelve a mirar en un rato.")).to_be_visible()
    expect(page.get_by_text("Nadie abrió tus datos.")).to_be_visible()
