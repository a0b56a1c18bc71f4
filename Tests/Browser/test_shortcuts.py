"""The keyboard's shortcuts: told in a list, and single keys can be turned off."""

from playwright.sync_api import Page, expect

from axe import violations
from pages import box, reload


def shortcuts(page: Page):
    return page.get_by_role("dialog", name="Atajos del teclado")


def test_the_keyboard_shortcuts_are_told(open_page, picture):
    page = open_page("/chat")
    page.keyboard.press("Control+/")
    expect(shortcuts(page).get_by_text("Empezar una conversación")).to_be_visible()
    picture(page, "shortcuts")
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.goto("/status")
    page.wait_for_selector("h1")
    page.keyboard.press("Control+Shift+O")
    expect(box(page)).to_be_visible()


def test_a_question_mark_opens_the_list_but_not_while_one_writes(open_page):
    page = open_page("/status")
    page.keyboard.press("?")
    expect(shortcuts(page)).to_be_visible()
    page.keyboard.press("Escape")
    page.goto("/chat")
    box(page).press("?")
    expect(box(page)).to_have_value("?")
    expect(shortcuts(page)).to_have_count(0)


def test_the_single_key_can_be_turned_off(open_page):
    page = open_page("/status")
    page.keyboard.press("?")
    shortcuts(page).get_by_label("Abrir esta lista también con «?»").uncheck()
    page.keyboard.press("Escape")
    reload(page)
    page.keyboard.press("?")
    page.keyboard.press("Control+/")
    switch = shortcuts(page).get_by_label("Abrir esta lista también con «?»")
    expect(switch).not_to_be_checked()
    switch.check()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(shortcuts(page)).to_be_visible()
