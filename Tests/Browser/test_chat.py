"""Ask, read while it is written, stop, come back."""

import re

from playwright.sync_api import expect

from conftest import PHONE
from pages import CUT, LONG, STEADY, answer, ask, ask_and_wait, box, finished, reload, started
from streams import answer_with, deltas, done, event, start


def test_a_question_from_home_is_answered_as_it_is_written(open_page, picture):
    page = open_page("/")
    picture(page, "home")
    ask(page, f"Paciente con presión 160/100 y cefalea. ¿Qué evalúo primero? {STEADY}")
    started(page)
    expect(page.get_by_role("button", name="Detener")).to_be_visible()
    picture(page, "chat-streaming")
    finished(page)
    expect(page.get_by_role("button", name="Enviar")).to_be_visible()
    expect(answer(page).get_by_text("Modelo simulado")).to_be_visible()
    expect(answer(page).get_by_role("button", name="Copiar").last).to_be_visible()
    expect(page.get_by_text("No sustituye el juicio de un profesional")).to_be_visible()
    picture(page, "chat-finished")


def test_stop_keeps_what_was_written(open_page, picture):
    page = open_page("/chat")
    ask(page, f"Cuéntame con todo detalle la anatomía del corazón {LONG}")
    started(page)
    page.get_by_role("button", name="Detener").click()
    expect(page.get_by_text("Respuesta detenida. Lo escrito se conservó.")).to_be_visible()
    written = answer(page).locator(".prose").inner_text()
    assert written.strip()
    picture(page, "chat-stopped")
    reload(page)
    expect(page.get_by_text("Respuesta detenida. Lo escrito se conservó.")).to_be_visible()
    assert answer(page).locator(".prose").inner_text().strip().startswith(written.strip()[:40])


def test_escape_stops_and_retry_answers_again_in_place(open_page):
    page = open_page("/chat")
    ask(page, f"Explica el ciclo cardíaco paso a paso {STEADY}")
    started(page)
    box(page).press("Escape")
    expect(page.get_by_text("Respuesta detenida.")).to_be_visible()
    answer(page).get_by_role("button", name="Reintentar").click()
    expect(page.get_by_text("Respuesta detenida.")).to_be_hidden()
    finished(page)
    expect(page.locator(".mine")).to_have_count(1)
    expect(page.locator(".answer")).to_have_count(1)


def test_an_answer_that_breaks_off_keeps_its_words_and_can_be_retried(open_page, picture):
    page = open_page("/chat")
    ask(page, f"¿Qué es la presión de pulso? {CUT}")
    expect(page.get_by_text("La respuesta se interrumpió.")).to_be_visible()
    expect(answer(page).locator(".prose")).not_to_be_empty()
    picture(page, "chat-interrupted")
    expect(answer(page).get_by_role("button", name="Reintentar")).to_be_visible()


def test_a_reload_in_the_middle_loses_nothing(open_page):
    page = open_page("/chat")
    ask(page, f"Describe las causas de dolor torácico {STEADY}")
    started(page)
    reload(page)
    expect(page.locator(".mine")).to_contain_text("dolor torácico")
    expect(answer(page)).to_have_attribute("aria-busy", "false", timeout=60_000)
    expect(answer(page).locator(".prose")).not_to_be_empty()


def test_a_connection_that_breaks_goes_on_where_it_was(open_page):
    """The first stream is cut after one piece; the rest comes from the answer under way, after that piece."""
    page = open_page("/chat")
    rest = deltas("dos", after=4) + done()
    asked = []

    def resume(route):
        asked.append(route.request.headers.get("last-event-id"))
        route.fulfill(content_type="text/event-stream", body=rest)

    answer_with(page, start(), deltas("Uno "))
    page.route("**/api/generations/g/stream", resume)
    ask(page, "Cuenta")
    expect(answer(page)).to_have_attribute("aria-busy", "false")
    expect(answer(page).locator(".prose")).to_have_text("Uno dos")
    assert asked == ["4"]


def test_only_the_last_answer_can_be_written_anew(open_page):
    page = open_page("/chat")
    ask_and_wait(page, "Primera")
    ask_and_wait(page, "Segunda")
    expect(page.get_by_role("button", name="Reintentar")).to_have_count(1)
    expect(answer(page).get_by_role("button", name="Reintentar")).to_be_visible()


def test_another_screen_does_not_stop_the_answer(open_page):
    page = open_page("/chat")
    ask(page, f"Resume los criterios de sepsis {STEADY}")
    started(page)
    page.get_by_role("link", name="Inicio").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Buen")
    page.go_back()
    finished(page)


def test_a_draft_survives_a_reload(open_page):
    page = open_page("/chat")
    box(page).fill("a medio escribir")
    reload(page)
    expect(box(page)).to_have_value("a medio escribir")


def test_shift_enter_is_a_new_line(open_page):
    page = open_page("/chat")
    box(page).fill("uno")
    box(page).press("Shift+Enter")
    box(page).press_sequentially("dos")
    expect(box(page)).to_have_value("uno\ndos")


def test_without_a_connection_the_question_waits_and_goes_out(open_page, picture):
    page = open_page("/chat", viewport=PHONE)
    page.context.set_offline(True)
    expect(page.get_by_text("Sin conexión. Lo que escribas se guarda")).to_be_visible()
    ask(page, "¿Qué es una escala de Glasgow?")
    expect(page.get_by_text("Se enviará al volver la conexión.")).to_be_visible()
    picture(page, "chat-offline-phone")
    page.context.set_offline(False)
    finished(page)
    expect(page.locator(".mine")).to_have_count(1)


def test_no_model_keeps_the_question_and_retry_answers_it(open_page, picture):
    page = open_page("/chat")
    answer_with(page, start(), event("error", 0, title="", status=503, detail="", code="no_model"), times=1)
    ask(page, "¿Hay alguien?")
    expect(page.get_by_text("No hay un modelo de lenguaje conectado.")).to_be_visible()
    picture(page, "chat-no-model")
    sent = []
    page.route("**/api/chat", lambda route: (sent.append(route.request.post_data_json), route.abort()))
    answer(page).get_by_role("button", name="Reintentar").click()
    expect(page.get_by_text("No se pudo llegar al servidor.")).to_be_visible()
    assert sent[0]["retry_message_id"] == "m" and sent[0]["conversation_id"] == "c" and "message" not in sent[0]


def test_a_session_that_ended_asks_again_and_goes_on(open_page, suite, picture):
    page = open_page("/chat", signed_in=False)
    page.get_by_label("Usuario").fill(suite.account.username)
    page.get_by_label("Contraseña", exact=True).fill(suite.account.password)
    page.get_by_role("button", name="Entrar").click()
    expect(box(page)).to_be_visible()
    page.context.clear_cookies()
    ask(page, "¿Sigo aquí?")
    dialog = page.get_by_role("dialog", name="Tu sesión venció")
    expect(dialog).to_be_visible()
    picture(page, "session-ended")
    dialog.get_by_label("Contraseña", exact=True).fill(suite.account.password)
    dialog.get_by_role("button", name="Entrar").click()
    finished(page)


def test_answers_are_announced_by_sentence(open_page):
    page = open_page("/chat")
    ask_and_wait(page, "Di algo breve")
    expect(page.locator("[aria-live=polite]").filter(has_text="Respuesta completa.")).to_have_count(1)


def test_an_unknown_conversation_says_so(open_page, picture):
    page = open_page("/chat/00000000-0000-7000-8000-000000000000")
    expect(page.get_by_role("heading", name="Esta conversación no existe")).to_be_visible()
    picture(page, "chat-gone")


def test_scrolling_up_is_respected(open_page):
    page = open_page("/chat", viewport={"width": 390, "height": 420})
    for question in ("Primera pregunta", "Segunda pregunta"):
        ask_and_wait(page, question)
    turns = page.get_by_role("region", name="Conversación")
    turns.evaluate("element => element.scrollTo(0, 0)")
    expect(page.get_by_role("button", name="Ir al final")).to_be_visible()
    box(page).focus()
    assert turns.evaluate("element => element.scrollTop") == 0
    page.get_by_role("button", name="Ir al final").click()
    expect(page.get_by_role("button", name="Ir al final")).to_be_hidden()


def test_the_address_says_where_i_am_and_back_works(open_page):
    page = open_page("/")
    page.get_by_role("link", name="Conversar").click()
    expect(page).to_have_url(re.compile("/chat$"))
    page.get_by_role("link", name="Estado", exact=True).click()
    expect(page).to_have_title(re.compile("^Estado · "))
    page.go_back()
    expect(box(page)).to_be_visible()
