"""Without a connection: what is asked waits, goes out once, and what happened elsewhere is shown afterwards."""

import re

from playwright.sync_api import Page, expect

from pages import answer, ask, ask_and_wait, finished


def messages(page: Page, address: str) -> list[dict]:
    return page.request.get(f"/api/history/{address.rsplit('/', 1)[1]}").json()["messages"]


def test_two_tabs_that_were_offline_send_each_question_once(open_page):
    page = open_page("/chat")
    ask_and_wait(page, "Primera")
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator(".answer")).to_have_count(1)
    page.context.set_offline(True)
    ask(page, "Segunda, desde una pestaña")
    ask(other, "Tercera, desde la otra")
    expect(page.get_by_text("Se enviará al volver la conexión.").first).to_be_visible()
    page.context.set_offline(False)
    for tab in (page, other):
        expect(tab.locator(".answer")).to_have_count(3, timeout=30_000)
        expect(tab.locator(".mine")).to_have_count(3)
        expect(tab.locator(".answer[aria-busy=true]")).to_have_count(0, timeout=30_000)
        expect(tab.get_by_text("Se enviará al volver la conexión.")).to_have_count(0)
    kept = messages(page, page.url)
    asked = [each["text"] for each in kept if each["role"] == "user"]
    assert sorted(asked) == ["Primera", "Segunda, desde una pestaña", "Tercera, desde la otra"]
    assert {each["status"] for each in kept} == {"complete"}


def test_what_waits_goes_out_whatever_screen_is_shown(open_page):
    page = open_page("/status")
    page.get_by_role("link", name="Conversar").click()
    expect(page.get_by_role("textbox", name="Escribe tu pregunta")).to_be_visible()
    page.context.set_offline(True)
    ask(page, "¿Se envía desde otra pantalla?")
    page.get_by_role("link", name="Estado", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Estado")
    with page.expect_response("**/api/chat") as response:
        page.context.set_offline(False)
    assert response.value.ok
    page.get_by_role("link", name="Inicio").click()
    page.get_by_role("link", name="¿Se envía desde otra pantalla?").click()
    finished(page)
    expect(page.locator(".mine")).to_have_count(1)


def test_what_was_asked_elsewhere_is_shown_when_the_connection_is_back(open_page):
    page = open_page("/chat")
    sockets, cut = [], False

    def connect(socket):
        sockets.append(socket)
        if cut:
            socket.close()
        else:
            socket.connect_to_server()

    page.route_web_socket(re.compile(r"/ws(\?|$)"), connect)
    ask_and_wait(page, "Primera")
    page.reload()
    expect(answer(page).locator(".prose")).not_to_be_empty()
    cut = True
    sockets[-1].close()
    ask_and_wait(open_page(page.url), "Desde otro equipo")
    expect(page.locator(".mine")).to_have_count(1)
    cut = False
    expect(page.locator(".mine")).to_have_count(2, timeout=20_000)
    expect(answer(page)).to_have_attribute("aria-busy", "false")
