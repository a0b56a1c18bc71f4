"""Documents of a conversation: collections attached, files dropped, sentences that open their pages."""

import re

from playwright.sync_api import Page, expect

from axe import violations
from conftest import PHONE
from library import RULES, as_teacher, file, make_collection, of_the_tests
from pages import SAME_ORIGIN, answer, ask, show
from streams import answer_with, deltas, done, event, start


def attach(page: Page, name: str):
    page.get_by_role("button", name="Agregar documentos").click()
    page.get_by_role("menuitem", name="Elegir colecciones de la biblioteca").click()
    page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name="Usar esta elección").click()


def attached(page: Page):
    return page.get_by_role("list", name="Documentos de esta conversación").get_by_role("listitem")


def sources(page: Page, query: str) -> list[dict]:
    found = page.request.post("/api/search", data={"query": query}, headers=SAME_ORIGIN).json()["items"]
    return [item | {"id": str(number), "instructions": []} for number, item in enumerate(found, 1)]


def drop(page: Page, name: str, text: str):
    page.evaluate(
        """([name, text]) => {
            const data = new DataTransfer();
            data.items.add(new File([text], name, { type: "text/plain" }));
            document.querySelector(".talk").dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data }));
        }""",
        [name, text],
    )


def test_a_collection_is_attached_and_taken_off(open_page, picture):
    page = as_teacher(open_page)
    make_collection(page, "Reglas de la sala", file("reglas.md", RULES))
    show(page, "/chat")
    attach(page, "Reglas de la sala")
    expect(attached(page)).to_contain_text("Reglas de la sala")
    expect(page).to_have_url(re.compile(r"/chat/[\w-]+$"))
    picture(page, "talk-attached")
    assert violations(page) == []
    page.reload()
    expect(attached(page)).to_contain_text("Reglas de la sala")
    page.get_by_role("button", name="Quitar Reglas de la sala").click()
    expect(attached(page)).to_have_count(0)


def test_a_dropped_file_belongs_to_its_conversation(open_page, picture):
    page = as_teacher(open_page)
    show(page, "/chat")
    drop(page, "nota.txt", "La salida al museo es el lunes a las nueve.")
    expect(attached(page)).to_contain_text("nota")
    expect(page).to_have_url(re.compile(r"/chat/[\w-]+$"))
    ask(page, "¿Cuándo es la salida al museo?")
    expect(answer(page)).to_have_attribute("aria-busy", "false", timeout=60_000)
    answer(page).get_by_role("button", name=re.compile(r"^\d+ fuentes?$")).click()
    expect(page.get_by_role("list", name="Fuentes")).to_contain_text("La salida al museo es el lunes")
    picture(page, "talk-file")
    # It is nobody's to see in the library.
    assert page.request.get("/api/collections").json()["items"] == []
    page.get_by_role("button", name="Quitar nota").click()
    expect(attached(page)).to_have_count(0)


def test_each_sentence_opens_its_page(open_page, picture):
    page = as_teacher(open_page, viewport=PHONE)
    make_collection(page, "Actas", of_the_tests("acta.pdf"))
    found = sources(page, "acta de la reunión")
    sentences = [
        {"text": "Hubo una **reunión**. ", "source_ids": ["1"], "needs_source": True},
        {"text": "Conviene leerla.", "source_ids": [], "needs_source": True},
    ]
    answer_with(
        page,
        start(),
        event("sources", 0, mode="search", items=found),
        deltas("Hubo una **reunión**. [1] ", "Conviene leerla."),
        done(sources=found, sentences=sentences, written_by="model"),
    )
    show(page, "/chat")
    ask(page, "¿Qué reunión hubo?")
    expect(answer(page).get_by_text("sin fuente")).to_have_count(1)
    expect(answer(page)).not_to_contain_text("[1]")
    picture(page, "talk-cited")
    assert violations(page) == []
    answer(page).get_by_role("button", name="Ver la fuente 1").click()
    expect(page.locator(".lit-box").first).to_be_visible()
    picture(page, "talk-source")
    assert violations(page) == []
    page.get_by_role("link", name="Abrir el documento").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_how_documents_are_read_is_said_and_chosen(open_page, picture):
    page = as_teacher(open_page)
    make_collection(page, "Reglas de la sala", file("reglas.md", RULES))
    show(page, "/chat")
    attach(page, "Reglas de la sala")
    reading = page.get_by_role("button", name="Cómo leer: Leer entero")
    reading.click()
    picture(page, "talk-reading")
    assert violations(page) == []
    page.get_by_role("menuitemradio", name="Buscar dentro").click()
    chosen = page.get_by_role("button", name="Cómo leer: Buscar dentro")
    expect(chosen).to_be_visible()
    page.reload()
    expect(chosen).to_be_visible()
    with page.expect_request("**/api/chat") as sent:
        ask(page, "¿Cuánto dura un préstamo?")
    assert sent.value.post_data_json["mode"] == "search"
    expect(answer(page)).to_have_attribute("aria-busy", "false", timeout=60_000)
    expect(answer(page)).to_contain_text("Se buscó dentro de los documentos")


def test_without_a_model_the_passages_answer(open_page):
    page = as_teacher(open_page)
    make_collection(page, "Reglas", file("reglas.md", RULES))
    found = sources(page, "préstamo")
    sentences = [{"text": "El préstamo dura quince días.", "source_ids": ["1"], "needs_source": True}]
    answer_with(page, start(), deltas("El préstamo dura quince días."), done(model=None, sources=found, sentences=sentences, written_by="passages"))
    show(page, "/chat")
    ask(page, "¿Cuánto dura?")
    expect(answer(page).get_by_text("No hay un modelo de lenguaje conectado.")).to_be_visible()
    expect(answer(page).get_by_role("button", name="Ver la fuente 1")).to_be_visible()


def test_documents_that_do_not_answer_are_said(open_page):
    page = as_teacher(open_page)
    answer_with(page, start(), deltas("No lo sé."), done(sources=[], sources_missing=True))
    show(page, "/chat")
    ask(page, "¿Cuánto dura?")
    expect(answer(page).get_by_text("no se pudieron consultar ahora")).to_be_visible()
