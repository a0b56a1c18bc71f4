"""Finding, renaming, pinning, saving and deleting conversations."""

import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from conftest import PHONE
from pages import ask_and_wait, reload


@pytest.fixture
def conversation(open_page):
    """A finished conversation about a word that no other one has."""
    word = f"zorzal{uuid.uuid4().hex[:8]}"
    page = open_page("/chat")
    ask_and_wait(page, f"¿Qué sabes del {word}?")
    return word


def search(page: Page, text: str):
    page.get_by_label("Buscar en mis conversaciones").fill(text)


def find(page: Page, word: str):
    """Searches for a word that stands in a conversation, and waits until the list shows what was found."""
    search(page, word)
    expect(row(page, word).locator("mark").first).to_be_visible()


def row(page: Page, text: str):
    return page.locator(".conversation").filter(has_text=text)


def manage(page: Page, text: str, action: str):
    row(page, text).get_by_role("button").click()
    page.get_by_role("menuitem", name=action).click()


def test_the_open_conversation_is_marked_in_the_list_beside_it(open_page, conversation):
    page = open_page("/chat")
    ask_and_wait(page, f"Otra, después del {conversation}")
    beside = page.get_by_role("complementary", name="Conversaciones")
    expect(beside.locator("a[aria-current=page]")).to_have_text(re.compile("Otra, después"))
    beside.get_by_role("link", name=f"¿Qué sabes del {conversation}?").click()
    expect(beside.locator("a[aria-current=page]")).to_have_text(re.compile("¿Qué sabes"))


def test_search_finds_a_word_and_marks_it(open_page, conversation, picture):
    page = open_page("/history", viewport=PHONE)
    search(page, conversation)
    expect(page.locator(".conversation")).to_have_count(1)
    expect(page.locator("mark").first).to_have_text(conversation)
    picture(page, "history-search-phone")
    row(page, conversation).get_by_role("link").click()
    expect(page.locator(".mine")).to_contain_text(conversation)


def test_a_search_without_results_says_so(open_page):
    page = open_page("/history")
    search(page, "nadieescribioesto")
    expect(page.get_by_text("Ninguna conversación contiene «nadieescribioesto».")).to_be_visible()


def test_rename(open_page, conversation, picture):
    page = open_page("/history")
    find(page, conversation)
    manage(page, conversation, "Renombrar")
    fresh = f"Aves {conversation}"
    dialog = page.get_by_role("dialog", name="Renombrar la conversación")
    picture(page, "rename")
    dialog.get_by_label("Título").fill(fresh)
    dialog.get_by_role("button", name="Guardar").click()
    expect(row(page, fresh)).to_be_visible()
    reload(page)
    find(page, conversation)
    expect(row(page, fresh)).to_be_visible()


def test_delete_can_be_undone(open_page, conversation, picture):
    page = open_page("/history")
    find(page, conversation)
    manage(page, conversation, "Borrar")
    expect(page.locator(".conversation")).to_have_count(0)
    picture(page, "delete-undo")
    page.get_by_role("button", name="Deshacer").click()
    expect(row(page, conversation)).to_be_visible()
    reload(page)
    find(page, conversation)
    expect(row(page, conversation)).to_be_visible()


def test_a_deleted_conversation_is_gone_everywhere(open_page, conversation):
    page = open_page("/history")
    find(page, conversation)
    address = row(page, conversation).get_by_role("link").get_attribute("href")
    manage(page, conversation, "Borrar")
    expect(page.get_by_text("La conversación se borró.")).to_be_visible()
    reload(page)
    search(page, conversation)
    expect(page.get_by_text(re.compile("Ninguna conversación contiene"))).to_be_visible()
    page.goto(address)
    expect(page.get_by_role("heading", name="Esta conversación no existe")).to_be_visible()


def test_a_pinned_conversation_stands_first(open_page, conversation, picture):
    page = open_page("/chat")
    ask_and_wait(page, "Una conversación más nueva")
    page = open_page("/history")
    manage(page, conversation, "Fijar arriba")
    expect(page.get_by_role("heading", name="Fijadas")).to_be_visible()
    expect(page.locator(".conversation").first).to_contain_text(conversation)
    picture(page, "history-pinned")
    manage(page, conversation, "Dejar de fijar")
    expect(page.locator(".conversation").first).not_to_contain_text(conversation)


@pytest.mark.parametrize(
    ("action", "ending", "sign"),
    [("Guardar como Markdown", ".md", "# "), ("Guardar como JSON", ".json", "{"), ("Guardar para imprimir", ".html", "<!")],
)
def test_a_conversation_is_saved_as_a_file(open_page, conversation, action, ending, sign):
    page = open_page("/history")
    find(page, conversation)
    with page.expect_download() as download:
        manage(page, conversation, action)
    assert download.value.suggested_filename.endswith(ending)
    content = download.value.path().read_text()
    assert content.lstrip().startswith(sign) and conversation in content


def test_another_tab_sees_a_new_title_without_a_reload(open_page, conversation):
    watching = open_page("/history")
    find(watching, conversation)
    expect(row(watching, conversation)).to_be_visible()
    page = open_page("/history")
    find(page, conversation)
    manage(page, conversation, "Renombrar")
    page.get_by_label("Título").fill(f"Desde otra pestaña {conversation}")
    page.get_by_role("button", name="Guardar").click()
    expect(row(watching, "Desde otra pestaña")).to_be_visible()


def test_go_to_finds_screens_and_conversations(open_page, conversation, picture):
    page = open_page("/")
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="Buscar o ir a").fill("est")
    expect(page.get_by_role("option", name="Estado")).to_be_visible()
    page.get_by_role("combobox", name="Buscar o ir a").fill(conversation)
    expect(page.get_by_role("option").filter(has_text=conversation)).to_be_visible()
    picture(page, "go-to")
    page.keyboard.press("Enter")
    expect(page.locator(".mine")).to_contain_text(conversation)
