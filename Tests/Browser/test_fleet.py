"""An administrator adds an endpoint, tries, drains, restores, changes and removes it: with the real router."""

import os
import re

import pytest
from playwright.sync_api import Page, expect

from axe import violations
from pages import ask_and_wait

SIMULATOR = os.environ.get("MODEL_SIMULATOR_URL", "http://127.0.0.1:5099")
# The same simulator under another name is another endpoint.
ELSEWHERE = SIMULATOR.replace("127.0.0.1", "localhost")
NOBODY = "http://127.0.0.1:9"


@pytest.fixture
def models(open_page) -> Page:
    page = open_page("/models")
    expect(page.locator(".endpoint").first).to_be_visible()
    yield page
    for endpoint in page.request.get("/api/inference/endpoints").json()["items"]:
        if endpoint.get("source") == "administrator":
            headers = {"Origin": page.url.rsplit("/", 1)[0]}
            page.request.delete(f"/api/inference/endpoints/{endpoint['id']}", headers=headers)


def card(page: Page, name: str):
    return page.locator(".endpoint").filter(has=page.get_by_role("heading", name=name, exact=True))


def open_dialog(page: Page, url: str, name: str):
    page.get_by_role("button", name="Añadir un modelo").click()
    dialog = page.get_by_role("dialog", name="Añadir un modelo")
    dialog.get_by_label("Dirección").fill(url)
    dialog.get_by_label("Nombre (opcional)").fill(name)
    return dialog


def test_an_endpoint_is_tried_added_drained_restored_changed_and_removed(models, picture):
    page = models
    dialog = open_dialog(page, ELSEWHERE, "Sala de prueba")
    dialog.get_by_role("button", name="Probar").click()
    expect(dialog.get_by_text(re.compile(r"Responde en \d+ ms"))).to_be_visible()
    expect(dialog.get_by_text(re.compile("simulated"))).to_be_visible()
    dialog.get_by_label("Conversación general").check()
    dialog.get_by_label("Tope de gasto al mes").fill("12,50")
    picture(page, "models-add")
    assert violations(page) == []
    dialog.get_by_role("button", name="Añadir", exact=True).click()
    added = card(page, "Sala de prueba")
    expect(added.locator(".state").first).to_have_text("Disponible")
    expect(added.get_by_text("Se agregó desde esta página.")).to_be_visible()
    picture(page, "models-added")

    added.get_by_role("button", name="Probar").click()
    expect(added.get_by_text(re.compile("Responde y ofrece"))).to_be_visible()
    added.get_by_role("button", name="Vaciar").click()
    expect(added.locator(".state").first).to_have_text("Vaciándose")
    expect(added.get_by_role("button", name="Restaurar")).to_be_focused()
    added.get_by_role("button", name="Restaurar").click()
    expect(added.locator(".state").first).to_have_text("Disponible")

    added.get_by_role("button", name="Cambiar").click()
    dialog = page.get_by_role("dialog", name="Cambiar «Sala de prueba»")
    dialog.get_by_label("Nombre (opcional)").fill("Sala renombrada")
    dialog.get_by_text("Más opciones").click()
    dialog.get_by_label("Consultas a la vez").fill("4")
    dialog.get_by_role("button", name="Guardar").click()
    changed = card(page, "Sala renombrada")
    expect(changed.get_by_text("de 4 a la vez")).to_be_visible()

    changed.get_by_role("button", name="Quitar").click()
    question = page.get_by_role("dialog", name="Quitar «Sala renombrada»")
    expect(question.get_by_role("button", name="Cancelar")).to_be_focused()
    picture(page, "models-remove")
    question.get_by_role("button", name="Quitar").click()
    expect(changed).to_have_count(0)


def test_an_address_where_nobody_answers_is_added_only_on_purpose(models, picture):
    page = models
    dialog = open_dialog(page, NOBODY, "Nadie")
    dialog.get_by_role("button", name="Añadir", exact=True).click()
    expect(dialog.get_by_text("No respondió")).to_be_visible()
    picture(page, "models-silent")
    dialog.get_by_role("button", name="Añadir aunque no responda").click()
    expect(card(page, "Nadie").locator(".state").first).to_have_text(re.compile("No responde|Comprobando"))


def test_the_same_address_twice_is_refused(models):
    page = models
    dialog = open_dialog(page, SIMULATOR, "Repetido")
    dialog.get_by_role("button", name="Añadir", exact=True).click()
    expect(dialog.get_by_role("alert")).to_be_visible()


def test_what_was_asked_is_in_the_spend_of_the_month(models):
    page = models
    page.goto("/chat")
    ask_and_wait(page, "Una pregunta que se cuenta")
    page.goto("/models")
    rows = page.get_by_role("table", name="Gasto del mes").get_by_role("row")
    expect(rows.filter(has_text="simulated").first).to_be_visible()


def test_another_administrator_sees_a_drained_endpoint_at_once(models, open_page):
    page = models
    dialog = open_dialog(page, ELSEWHERE, "Compartido")
    dialog.get_by_role("button", name="Añadir", exact=True).click()
    expect(card(page, "Compartido")).to_be_visible()
    other = open_page("/models")
    card(page, "Compartido").get_by_role("button", name="Vaciar").click()
    expect(card(other, "Compartido").locator(".state").first).to_have_text("Vaciándose")
    other.get_by_role("button", name=re.compile("Avisos")).click()
    expect(other.get_by_role("dialog").get_by_text("no recibe consultas nuevas").first).to_be_visible()
