"""One consultation from its first image to its deletion, in two tabs."""

import uuid

from playwright.sync_api import expect

from pages import LONG, STEADY, answer, ask, ask_and_wait, finished, reload, started
from test_history import manage, row, search
from test_images import attach, png


def test_from_the_first_image_to_the_deletion(open_page, picture, tmp_path):
    image = tmp_path / "torax.png"
    image.write_bytes(png(800, 600))
    word = f"calandria{uuid.uuid4().hex[:8]}"

    page = open_page("/chat")
    attach(page, image)
    expect(page.get_by_role("progressbar")).to_have_count(0)
    ask(page, f"Caso {word}: ¿qué se ve en la imagen? {LONG}")
    started(page)

    other = open_page(page.url)
    expect(answer(other).locator(".prose")).not_to_be_empty()
    picture(other, "whole-way-second-tab")

    page.get_by_role("button", name="Detener").click()
    expect(page.get_by_text("Respuesta detenida. Lo escrito se conservó.")).to_be_visible()
    expect(other.get_by_text("Respuesta detenida. Lo escrito se conservó.")).to_be_visible()
    written = answer(page).locator(".prose").inner_text().strip()
    assert answer(other).locator(".prose").inner_text().strip() == written

    reload(page)
    assert answer(page).locator(".prose").inner_text().strip() == written
    expect(page.locator(".mine .gallery img")).to_have_count(1)

    ask_and_wait(page, "Gracias. Resume lo anterior.")
    expect(other.locator(".mine")).to_have_count(2)
    finished(other)
    picture(page, "whole-way")

    page = open_page("/history")
    search(page, word)
    expect(page.locator("mark").first).to_have_text(word)
    manage(page, word, "Borrar")
    expect(row(page, word)).to_have_count(0)
    reload(other)
    expect(other.get_by_role("heading", name="Esta conversación no existe")).to_be_visible()


def test_an_answer_that_begins_in_one_tab_is_seen_in_the_other(open_page):
    page = open_page("/chat")
    ask_and_wait(page, "Primera pregunta")
    other = open_page(page.url)
    expect(other.locator(".answer")).to_have_count(1)
    ask(page, f"Segunda pregunta {STEADY}")
    expect(other.locator(".mine").last).to_contain_text("Segunda pregunta")
    expect(other.get_by_role("button", name="Detener")).to_be_visible()
    finished(page)
    finished(other)
    assert answer(other).locator(".prose").inner_text() == answer(page).locator(".prose").inner_text()
