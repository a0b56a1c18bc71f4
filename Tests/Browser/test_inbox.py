"""«Bandeja»: a citizen's request reaches a clerk, and what had no answer gets one."""

import uuid

import pytest
from playwright.sync_api import Page, expect

from axe import violations
from conftest import PHONE, WIDE


def request_of_a_citizen(open_page, message: str) -> str:
    """The number of a request made without an account."""
    page = open_page("/consulta", signed_in=False)
    page.get_by_role("button", name="Hablar con una persona").first.click()
    form = page.get_by_role("dialog", name="Hablar con una persona")
    form.get_by_label("¿En qué podemos ayudarte?").fill(message)
    form.get_by_label("Teléfono o correo").fill("+1 202 555 0142")
    form.get_by_role("button", name="Enviar el pedido").click()
    return page.get_by_role("dialog", name="Recibimos tu pedido").locator(".ticket-number").inner_text()


def add_answer(page: Page, title: str):
    page.get_by_role("button", name="Agregar respuesta").click()
    form = page.get_by_role("dialog", name="Agregar respuesta")
    form.get_by_label("Título").fill(title)
    form.get_by_label("Respuesta", exact=True).fill("Se lleva el documento.")
    form.get_by_role("button", name="Aprobar la respuesta").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()


def test_a_request_comes_in_while_the_inbox_is_open_and_a_clerk_sees_to_it(open_page, picture):
    inbox = open_page("/inbox")
    message = f"Necesito ayuda {uuid.uuid4().hex[:8]}"
    number = request_of_a_citizen(open_page, message)
    inbox.get_by_role("button", name=number).click()
    sheet = inbox.get_by_role("dialog", name=f"Pedido {number}")
    expect(sheet).to_contain_text(message)
    expect(sheet.get_by_role("link", name="+1 202 555 0142")).to_have_attribute("href", "tel:+12025550142")
    picture(inbox, "inbox-ticket")
    assert violations(inbox) == []
    sheet.get_by_role("button", name="Atenderlo yo").click()
    expect(sheet).to_contain_text("En curso")
    sheet.get_by_label("Nota nueva").fill("Se llamó, vuelve a llamar mañana.")
    sheet.get_by_role("button", name="Agregar la nota").click()
    expect(sheet.get_by_role("listitem").filter(has_text="Se llamó")).to_contain_text("Ana Prueba")
    sheet.get_by_role("button", name="Cerrar el pedido").click()
    expect(sheet.get_by_role("button", name="Volver a abrir")).to_be_visible()
    sheet.get_by_role("button", name="Cerrar", exact=True).click()
    expect(inbox.get_by_role("listitem").filter(has_text=number)).to_contain_text("Cerrado")
    inbox.goto(f"/inbox?q={number}")
    expect(inbox.get_by_role("listitem").filter(has_text=number)).to_have_count(1)


def test_an_unanswered_question_becomes_an_approved_answer(open_page, picture):
    word = f"zurlo{uuid.uuid4().hex[:8]}"
    citizen = open_page("/consulta", signed_in=False)
    citizen.get_by_role("combobox", name="Tu localidad o tu pregunta").fill(f"¿Cómo consigo la credencial {word}?")
    citizen.get_by_role("button", name="Consultar").click()
    expect(citizen.get_by_role("article").first).to_have_attribute("aria-busy", "false", timeout=60_000)
    page = open_page("/inbox/unanswered")
    page.get_by_role("button", name=f"Escribir la respuesta a: ¿Cómo consigo la credencial {word}?").click()
    form = page.get_by_role("dialog", name="Escribir la respuesta")
    form.get_by_label("Título").fill(f"Credencial {word}")
    form.get_by_label("Respuesta", exact=True).fill("Se pide en la mesa de entradas.")
    picture(page, "inbox-answer")
    assert violations(page) == []
    form.get_by_role("button", name="Aprobar la respuesta").click()
    expect(page.get_by_role("button", name=f"Escribir la respuesta a: ¿Cómo consigo la credencial {word}?")).to_have_count(0)
    page.get_by_role("link", name="Respuestas aprobadas").click()
    expect(page.get_by_role("heading", name=f"Credencial {word}")).to_be_visible()


def test_an_answer_is_changed_taken_back_and_removed_with_a_way_back(open_page, picture):
    title = f"Trámite {uuid.uuid4().hex[:8]}"
    page = open_page("/inbox/answers")
    add_answer(page, title)
    page.get_by_role("button", name=f"Cambiar «{title}»").click()
    form = page.get_by_role("dialog", name="Cambiar")
    form.get_by_label("Respuesta", exact=True).fill("Se lleva el documento y una copia.")
    form.get_by_role("button", name="Aprobar la respuesta").click()
    entry = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=title))
    entry.get_by_text("Ver la respuesta").click()
    expect(entry).to_contain_text("y una copia")
    page.get_by_role("button", name=f"Historial de «{title}»").click()
    picture(page, "inbox-answer-history")
    assert violations(page) == []
    page.get_by_role("button", name="Volver a esta versión").click()
    entry.get_by_text("Ver la respuesta").click()
    expect(entry).not_to_contain_text("y una copia")
    page.get_by_role("button", name=f"Quitar «{title}»").click()
    expect(entry).to_have_count(0)
    page.locator(".toast").filter(has_text=f"Se quitó «{title}».").get_by_role("button", name="Deshacer").click()
    expect(entry).to_have_count(1)


@pytest.mark.parametrize("path", ["/inbox", "/inbox/unanswered", "/inbox/answers"])
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_each_tab_is_read_at_every_width(open_page, picture, path, viewport):
    page = open_page(path, viewport=viewport)
    page.wait_for_load_state("networkidle")
    picture(page, f"{path.strip('/').replace('/', '-')}-{viewport['width']}")
    assert violations(page) == []
    assert page.locator("main").evaluate("element => element.scrollWidth <= element.clientWidth")
