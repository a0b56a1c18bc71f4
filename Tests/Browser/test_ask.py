"""«Preguntar»: where, how it is read, sentences with their sources, the page with its passage lit, forms."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from axe import violations
from conftest import PHONE, WIDE
from library import RULES, SMUGGLED, as_teacher, file, make_collection, of_the_tests
from pages import reload, show


def sse(name: str, **data) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"


def sentence(text: str, *sources: str, needs_source: bool = True) -> dict:
    return {"text": text, "source_ids": list(sources), "needs_source": needs_source}


def passages(page: Page, query: str) -> list[dict]:
    found = page.request.post("/api/search", data={"query": query}, headers={"Sec-Fetch-Site": "same-origin"}).json()["items"]
    return [item | {"id": str(number), "instructions": []} for number, item in enumerate(found, 1)]


def answer_with(page: Page, sources: list[dict], *sentences: dict, **done):
    """Every question of this page is answered so."""
    end = {"sentences": list(sentences), "written_by": "model", "model": "m", "left_institution": False, "mode": "search", "is_empty": False}
    events = [sse("sources", mode="search", items=sources), *(sse("delta", text=each["text"]) for each in sentences), sse("done", **(end | done))]
    page.route("**/api/ask", lambda route: route.fulfill(content_type="text/event-stream", body="".join(events)))


def question(page: Page):
    return page.get_by_role("textbox", name="Tu pregunta")


def ask(page: Page, text: str):
    question(page).fill(text)
    page.get_by_role("button", name="Preguntar", exact=True).click()


def turn(page: Page):
    return page.locator(".ask-turn").first


def finished(page: Page):
    expect(turn(page)).to_have_attribute("aria-busy", "false", timeout=60_000)


def test_an_answer_comes_from_the_documents(open_page, picture):
    page = as_teacher(open_page)
    collection = make_collection(page, "Reglas", file("reglas.md", RULES))
    show(page, f"/ask?collections={collection}")
    expect(page.get_by_role("button", name="Quitar Reglas")).to_be_visible()
    expect(page.get_by_role("radio", name="Leer entero")).to_be_checked()
    page.get_by_role("radio", name="Buscar dentro").check()
    with page.expect_request("**/api/ask") as sent:
        ask(page, "¿Cuánto dura un préstamo?")
    assert sent.value.post_data_json == {"collections": [collection], "question": "¿Cuánto dura un préstamo?", "mode": "search"}
    finished(page)
    expect(question(page)).to_have_value("")
    expect(turn(page).locator(".prose")).not_to_be_empty()
    # Beside those of the words there may be those of like meaning.
    turn(page).get_by_role("button", name=re.compile(r"^\d+ fuentes?$")).click()
    expect(page.get_by_role("list", name="Fuentes")).to_contain_text("El préstamo dura quince días")
    picture(page, "ask-answer")
    assert violations(page) == []


@pytest.mark.parametrize("viewport", [WIDE | {"width": 1440}, PHONE], ids=["wide", "phone"])
def test_a_sentence_opens_its_page_with_the_passage_lit(open_page, picture, viewport):
    page = as_teacher(open_page, viewport=viewport)
    make_collection(page, "Actas", of_the_tests("acta.pdf"))
    found = passages(page, "reunión")
    answer_with(
        page, found, sentence("Hay un **acta** de la reunión. ", "1"), sentence("Conviene leerla.\n\n"), sentence("En resumen:", needs_source=False)
    )
    show(page, "/ask")
    ask(page, "¿De qué reunión hay acta?")
    finished(page)
    prose = turn(page).locator(".prose")
    expect(prose.get_by_text("sin fuente")).to_have_count(1)
    expect(prose).to_contain_text("Una frase no la respalda ningún documento: compruébala antes de usarla.")
    expect(prose.locator("strong")).to_have_text("acta")
    picture(page, f"ask-cited-{viewport['width']}")
    assert violations(page) == []
    prose.get_by_role("button", name="Ver la fuente 1").click()
    expect(page.locator(".lit-box").first).to_be_visible()
    picture(page, f"ask-source-{viewport['width']}")
    assert violations(page) == []
    page.get_by_role("button", name="Todas las fuentes").click()
    expect(page.get_by_role("list", name="Fuentes")).to_be_visible()
    page.get_by_role("button", name="Ver en la página la fuente 1").click()
    page.get_by_role("link", name="Abrir el documento").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".lit-box").first).to_be_visible()


def test_an_unknown_source_is_never_shown(open_page):
    page = as_teacher(open_page)
    make_collection(page, "Reglas", file("reglas.md", RULES))
    answer_with(page, passages(page, "préstamo"), sentence("Dura quince días.", "99"))
    show(page, "/ask")
    ask(page, "¿Cuánto dura?")
    finished(page)
    expect(turn(page).locator(".prose .cite")).to_have_count(0)
    expect(turn(page).get_by_text("sin fuente")).to_be_visible()


def test_without_a_model_there_are_passages_and_it_is_said(open_page, picture):
    page = as_teacher(open_page)
    make_collection(page, "Reglas", file("reglas.md", RULES))
    answer_with(page, passages(page, "préstamo"), sentence("El préstamo dura *quince* días.\n", "1"), written_by="passages", model=None)
    show(page, "/ask")
    ask(page, "¿Cuánto dura un préstamo?")
    finished(page)
    expect(turn(page).get_by_text("No hay un modelo de lenguaje conectado.")).to_be_visible()
    # As it stands in the document.
    quoted = turn(page).get_by_text("*quince*")
    expect(quoted).to_be_visible()
    # Its number stands behind it, not under it.
    assert quoted.bounding_box()["height"] < 2 * quoted.get_by_role("button", name="Ver la fuente 1").bounding_box()["height"]
    picture(page, "ask-no-model")
    assert violations(page) == []


def test_instructions_in_a_document_are_marked_where_they_are_cited(open_page):
    page = as_teacher(open_page)
    make_collection(page, "Cartas", file("carta.txt", SMUGGLED))
    show(page, "/ask")
    ask(page, "¿Cuándo es la reunión?")
    finished(page)
    turn(page).get_by_role("button", name=re.compile(r"^\d+ fuentes?$")).click()
    expect(page.get_by_text("se cita; no se obedece").first).to_be_visible()


def test_passages_are_found_without_asking(open_page, picture):
    page = as_teacher(open_page)
    make_collection(page, "Reglas", file("reglas.md", RULES))
    show(page, "/ask")
    question(page).fill("horario de los viernes")
    page.get_by_role("button", name="Ver pasajes").click()
    found = page.get_by_role("list", name="Pasajes")
    expect(found).to_contain_text("La sala abre los viernes")
    expect(found.locator("mark").first).to_be_visible()
    picture(page, "ask-passages")
    assert violations(page) == []
    found.get_by_role("button", name="Ver en la página").first.click()
    expect(page.locator("mark.lit").first).to_contain_text("viernes")


def test_what_was_typed_and_chosen_survives_a_reload(open_page):
    page = as_teacher(open_page)
    make_collection(page, "Reglas", file("reglas.md", RULES))
    show(page, "/ask")
    question(page).fill("a medio escribir")
    page.get_by_role("button", name="Elegir").click()
    page.get_by_role("checkbox", name="Reglas").check()
    assert violations(page) == []
    page.get_by_role("button", name="Usar esta elección").click()
    expect(page.get_by_role("button", name="Quitar Reglas")).to_be_visible()
    reload(page)
    expect(question(page)).to_have_value("a medio escribir")
    page.get_by_role("button", name="Quitar Reglas").click()
    expect(page.get_by_text("Todo lo que puedo ver")).to_be_visible()


def test_an_answer_is_stopped_and_what_fails_is_tried_again(open_page):
    page = as_teacher(open_page)
    show(page, "/ask")
    held = []
    page.route("**/api/ask", lambda route: held.append(route))
    ask(page, "¿Y esto?")
    page.get_by_role("button", name="Detener").click()
    expect(page.get_by_text("Respuesta detenida.")).to_be_visible()
    page.unroute("**/api/ask")
    refusal = {"code": "unavailable", "status": 503, "detail": "El servicio no responde."}
    page.route("**/api/ask", lambda route: route.fulfill(status=503, json=refusal))
    turn(page).get_by_role("button", name="Reintentar").click()
    expect(turn(page).get_by_text("El servicio no responde.")).to_be_visible()
    page.unroute("**/api/ask")
    turn(page).get_by_role("button", name="Reintentar").click()
    finished(page)
    expect(turn(page).get_by_role("alert")).to_have_count(0)


def test_a_frequent_question_is_a_form(open_page, picture):
    page = as_teacher(open_page)
    make_collection(page, "Reglas", file("reglas.md", RULES))
    show(page, "/ask")
    page.get_by_role("button", name="Preguntas de examen").click()
    form = page.get_by_role("form", name="Preguntas de examen")
    picture(page, "ask-preset")
    assert violations(page) == []
    form.get_by_role("button", name="Preguntar").click()
    expect(form.get_by_label("Tema")).to_have_attribute("aria-invalid", "true")
    form.get_by_label("Tema").fill("los préstamos")
    form.get_by_label("Cuántas preguntas").fill("2")
    with page.expect_request("**/api/ask") as sent:
        form.get_by_role("button", name="Preguntar").click()
    assert sent.value.post_data_json["blanks"]["tema"] == "los préstamos"
    finished(page)


def test_a_question_of_ones_own_is_kept_as_a_form(open_page):
    page = as_teacher(open_page)
    show(page, "/ask")
    page.get_by_role("button", name="Guardar una pregunta propia").click()
    dialog = page.get_by_role("dialog", name="Guardar una pregunta propia")
    dialog.get_by_label("Cómo se llama").fill("Mi resumen")
    dialog.get_by_label("La pregunta", exact=True).fill("Resume [[Tema del día]] en tres frases.")
    assert violations(page) == []
    dialog.get_by_role("button", name="Guardar").click()
    page.get_by_role("button", name="Mi resumen", exact=True).click()
    expect(page.get_by_role("form", name="Mi resumen").get_by_label("Tema del día")).to_be_focused()
    page.get_by_role("button", name="Escribir una pregunta").click()
    page.get_by_role("button", name="Opciones de «Mi resumen»").click()
    page.get_by_role("menuitem", name="Cambiar la pregunta").click()
    expect(page.get_by_role("dialog").get_by_label("La pregunta", exact=True)).to_have_value("Resume [[Tema del día]] en tres frases.")


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_empty_page(open_page, picture, viewport):
    page = as_teacher(open_page, "/ask", viewport=viewport)
    page.wait_for_load_state("networkidle")
    picture(page, f"ask-{viewport['width']}")
    assert violations(page) == []
    assert page.locator("main").evaluate("element => element.scrollWidth <= element.clientWidth")
