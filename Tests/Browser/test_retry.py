"""«Reintentar»: an interrupted answer is gone on with, any other is written anew."""

import pytest
from playwright.sync_api import Page, expect

from pages import CUT, answer, ask, ask_and_wait, reload
from streams import answer_with, deltas, done, start


@pytest.fixture
def interrupted(open_page) -> Page:
    page = open_page("/chat")
    ask(page, f"¿Qué es la presión de pulso? {CUT}")
    expect(page.get_by_text("La respuesta se interrumpió.")).to_be_visible()
    return page


def kept(page: Page) -> str:
    """The interrupted answer as the server has it."""
    conversation = page.url.rsplit("/", 1)[1]
    return page.request.get(f"/api/history/{conversation}").json()["messages"][-1]["text"]


def retry(page: Page, *events: str):
    answer_with(page, start(), *events, done())
    answer(page).get_by_role("button", name="Reintentar").click()


def words(page: Page):
    return answer(page).locator(".prose")


def test_what_was_written_stays_and_the_rest_follows_it(interrupted):
    before = words(interrupted).inner_text()
    retry(interrupted, deltas(" más", " ñandú", after=len(kept(interrupted).encode())))
    expect(words(interrupted)).to_have_text(f"{before} más ñandú")
    expect(interrupted.locator(".answer")).to_have_count(1)


def test_what_was_written_may_come_again_in_one_piece(interrupted):
    before = words(interrupted).inner_text()
    retry(interrupted, deltas(kept(interrupted), " más"))
    expect(words(interrupted)).to_have_text(f"{before} más")


def test_an_answer_that_begins_anew_takes_the_old_ones_place(interrupted):
    retry(interrupted, deltas("Otra ", "respuesta."))
    expect(words(interrupted)).to_have_text("Otra respuesta.")


def test_a_complete_answer_is_written_anew(open_page):
    page = open_page("/chat")
    ask_and_wait(page, "Di algo breve")
    retry(page, deltas("Otra respuesta."))
    expect(words(page)).to_have_text("Otra respuesta.")


def test_a_retry_that_is_refused_leaves_the_words_where_they_were(interrupted):
    before = words(interrupted).inner_text()
    problem = {"code": "too_many_requests", "status": 429, "detail": "Espera un momento.", "request_id": "r-1"}
    interrupted.route("**/api/chat", lambda route: route.fulfill(status=429, json=problem), times=1)
    answer(interrupted).get_by_role("button", name="Reintentar").click()
    expect(interrupted.get_by_text("Espera un momento.")).to_be_visible()
    expect(words(interrupted)).to_have_text(before)
    interrupted.unroute("**/api/chat")
    retry(interrupted, deltas(" más", after=len(kept(interrupted).encode())))
    expect(words(interrupted)).to_have_text(f"{before} más")
    expect(interrupted.locator(".mine")).to_have_count(1)


def test_an_interrupted_answer_is_gone_on_with_by_the_model(interrupted, picture):
    before = words(interrupted).inner_text().strip()
    answer(interrupted).get_by_role("button", name="Reintentar").click()
    expect(interrupted.get_by_text("La respuesta se interrumpió.")).to_be_hidden()
    expect(answer(interrupted)).to_have_attribute("aria-busy", "false", timeout=30_000)
    after = words(interrupted).inner_text()
    assert after.startswith(before) and len(after) > len(before)
    picture(interrupted, "chat-gone-on-with")
    reload(interrupted)
    expect(words(interrupted)).to_contain_text(before)
    assert words(interrupted).inner_text() == after
