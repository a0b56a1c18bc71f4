"""Another person's conversation: it opens for a reason, is only read, and its person sees who opened it and why."""

import re
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Page, expect

from axe import violations
from conftest import PHONE, WIDE
from pages import ask_and_wait, box, reload

QUESTION = "¿Qué es una neumonía atípica?"
REASON = "Reclamo de la familia, expediente 12"


@pytest.fixture
def conversation(open_own) -> Page:
    """The page of somebody who has asked something."""
    page = open_own("/chat")
    ask_and_wait(page, QUESTION)
    return page


def path(page: Page) -> str:
    return urlparse(page.url).path


def give_reason(page: Page, text: str):
    page.get_by_label("Motivo para abrirla").fill(text)
    page.get_by_role("button", name="Abrir la conversación").click()


def fits(page: Page) -> bool:
    return page.locator("main").evaluate("element => element.scrollWidth <= element.clientWidth")


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_it_is_read_for_a_reason_that_its_person_sees(conversation, open_page, picture, viewport):
    page = open_page(path(conversation), viewport=viewport)
    expect(page.get_by_role("heading", level=1)).to_have_text("Esta conversación es de otra persona")
    expect(page.get_by_text("Esa persona verá en «Mis datos» que la abriste")).to_be_visible()
    expect(page.locator(".mine")).to_have_count(0)
    picture(page, f"opening-door-{viewport['width']}")
    assert violations(page) == [] and fits(page)
    give_reason(page, "poco")
    reason = page.get_by_label("Motivo para abrirla")
    expect(reason).to_have_accessible_description(re.compile("al menos 10 caracteres", re.IGNORECASE))

    give_reason(page, REASON)
    expect(page.locator(".mine")).to_contain_text(QUESTION)
    expect(page.locator(".answer .prose")).not_to_be_empty()
    expect(page.get_by_role("region", name="Conversación")).to_be_focused()
    expect(page.get_by_text("Está abierta solo para leer")).to_be_visible()
    expect(box(page)).to_be_hidden()
    for name in ("Opciones de esta conversación", "Reintentar", "Esto está mal"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    picture(page, f"opening-read-{viewport['width']}")
    assert violations(page) == [] and fits(page)
    # It stays open for its hour.
    reload(page)
    expect(page.locator(".mine")).to_contain_text(QUESTION)

    seen = conversation.get_by_role("listitem").filter(has_text="Abrió una conversación, con un motivo")
    for _ in range(50):
        conversation.goto("/my-data")
        expect(conversation.get_by_role("heading", name="Quién lo vio")).to_be_visible()
        if seen.count():
            break
        conversation.wait_for_timeout(100)
    expect(seen).to_contain_text("Ana Prueba")
    expect(seen).to_contain_text(f"Motivo: {REASON}")
    refused = conversation.get_by_role("listitem").filter(has_text="No se le permitió")
    expect(refused.first).to_contain_text("Leyó una conversación")


def test_after_its_hour_the_reason_is_asked_for_again(conversation, open_page):
    page = open_page(path(conversation))
    give_reason(page, REASON)
    expect(page.locator(".mine")).to_contain_text(QUESTION)
    closed = {"code": "reason_required", "status": 403, "detail": "Hace falta un motivo."}
    page.route("**/api/history/*?*", lambda route: route.fulfill(status=403, json=closed))
    page.get_by_role("link", name="Inicio", exact=True).first.click()
    page.go_back()
    expect(page.get_by_label("Motivo para abrirla")).to_be_visible()
    expect(page.locator(".mine")).to_have_count(0)
    expect(page.get_by_text("Está abierta solo para leer")).to_be_hidden()


def test_who_is_no_administrator_finds_nothing_there(conversation, open_own):
    page = open_own(path(conversation))
    expect(page.get_by_role("heading", level=1)).to_have_text("Esta conversación no existe")
    expect(page.get_by_label("Motivo para abrirla")).to_have_count(0)
