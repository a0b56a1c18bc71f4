"""axe on each screen in both themes and widths, the whole way by keyboard, and a page at 200 %."""

import re

import pytest
from playwright.sync_api import expect

from axe import violations
from conftest import PHONE, WIDE
from pages import ask_and_wait, finished

SCREENS = ["/", "/chat", "/history", "/status", "/models", "/people", "/people/import", "/groups"]
TUTORING = ["/companion", "/alerts", "/interventions", "/follow-up", "/reports", "/support", "/support/rules"]
LIBRARY = ["/library", "/ask", "/jobs"]
DESK = ["/consulta", "/offices", "/offices/import", "/inbox", "/inbox/unanswered", "/inbox/answers", "/config"]


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("path", [*SCREENS, *LIBRARY, "/offices/import", "/no-existe"])
def test_screens(open_page, picture, path, viewport):
    page = open_page(path, viewport=viewport)
    page.wait_for_load_state("networkidle")
    name = path.strip("/").replace("/", "-") or "home"
    picture(page, f"{name}-{viewport['width']}")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_doors(open_page, picture):
    for path in ("/sign-in", "/setup?token=used", "/welcome#used", "/register"):
        page = open_page(path, signed_in=False)
        name = re.split("[?#]", path)[0].strip("/")
        picture(page, name)
        assert violations(page) == []


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_conversation_and_what_opens_over_it(open_page, picture, viewport):
    page = open_page("/chat", viewport=viewport)
    ask_and_wait(page, "Explica con una tabla y una lista los signos de alarma")
    picture(page, f"conversation-{viewport['width']}")
    assert violations(page) == []
    page.get_by_role("button", name="Opciones de esta conversación").click()
    expect(page.get_by_role("menuitem", name="Borrar")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("menuitem", name="Renombrar").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("option").first).to_be_visible()
    assert violations(page) == []


def test_the_whole_way_by_keyboard(open_page, suite):
    page = open_page("/", signed_in=False)
    keyboard = page.keyboard
    expect(page.get_by_label("Usuario")).to_be_focused()
    keyboard.type(suite.account.username)
    keyboard.press("Tab")
    keyboard.type(suite.account.password)
    keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Buen")

    keyboard.press("Control+k")
    expect(page.get_by_role("combobox")).to_be_focused()
    keyboard.type("conversar")
    keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Escribe tu pregunta")).to_be_focused()
    keyboard.type("Pregunta hecha con el teclado")
    keyboard.press("Enter")
    finished(page)

    menu = page.get_by_role("button", name="Opciones de esta conversación")
    for _ in range(200):
        if menu.evaluate("element => element === document.activeElement"):
            break
        keyboard.press("Shift+Tab")
    expect(menu).to_be_focused()
    keyboard.press("Enter")
    expect(page.get_by_role("menuitem", name="Renombrar")).to_be_focused()
    keyboard.press("Enter")
    expect(page.get_by_label("Título")).to_be_focused()
    keyboard.type("Con el teclado")
    keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Con el teclado")
    keyboard.press("Enter")
    expect(page.get_by_role("menuitem", name="Renombrar")).to_be_focused()
    keyboard.press("ArrowDown")
    keyboard.press("Escape")
    expect(menu).to_be_focused()


def test_the_first_tab_skips_to_the_content(open_page):
    page = open_page("/status")
    page.keyboard.press("Shift+Tab")
    page.evaluate("document.activeElement.blur(); document.body.focus()")
    page.get_by_role("link", name="Ir al contenido").focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("path", [*SCREENS, "/account", "/my-data", "/audit", *DESK, *TUTORING, *LIBRARY])
def test_at_200_percent_nothing_is_cut(open_page, picture, path):
    page = open_page(path, viewport={"width": 680, "height": 425})
    page.wait_for_load_state("networkidle")
    name = path.strip("/").replace("/", "-") or "home"
    picture(page, f"zoom-{name}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    main = page.locator("main")
    assert main.evaluate("element => element.scrollWidth <= element.clientWidth")
    assert main.bounding_box()["height"] > 200


def test_at_400_percent_one_can_still_ask(open_page, picture):
    page = open_page("/chat", viewport={"width": 320, "height": 256})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    ask_and_wait(page, "¿Se puede leer a 400 %?")
    picture(page, "zoom-400")
    for control in (page.get_by_role("button", name="Enviar"), page.get_by_role("link", name="Inicio", exact=True)):
        control.scroll_into_view_if_needed()
        expect(control).to_be_in_viewport(ratio=0.9)


def test_motion_can_be_off(open_page):
    page = open_page("/people", reduced_motion="reduce")
    page.get_by_role("button", name="Invitar", exact=True).click()
    duration = page.get_by_role("dialog").evaluate("element => getComputedStyle(element).animationDuration")
    assert duration == "0.001s"
