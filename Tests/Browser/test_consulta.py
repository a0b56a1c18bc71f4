"""«Consulta ciudadana»: a citizen without an account, on a phone or not, by keyboard or not."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from axe import violations
from conftest import PHONE, WIDE


def citizen(open_page, **options) -> Page:
    return open_page("/consulta", signed_in=False, **options)


def box(page: Page):
    return page.get_by_role("combobox", name="Tu localidad o tu pregunta")


def test_the_door_offers_it_without_an_account(open_page):
    page = open_page("/", signed_in=False)
    page.get_by_role("link", name="Consulta ciudadana, sin cuenta").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Consulta ciudadana")
    expect(box(page)).to_be_focused()


def test_a_town_is_suggested_while_it_is_written_and_taken_by_keyboard(open_page, picture):
    page = citizen(open_page)
    box(page).press_sequentially("lamadri")
    options = page.get_by_role("listbox", name="Municipios que coinciden").get_by_role("option")
    expect(options.first).to_contain_text("General La Madrid")
    picture(page, "consulta-suggestions")
    assert violations(page) == []
    box(page).press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    box(page).press("Enter")
    card = page.get_by_role("region", name="General La Madrid")
    expect(card.get_by_role("link", name=re.compile("^Llamar"))).to_have_attribute("href", re.compile(r"^tel:\+?\d+$"))
    expect(card.get_by_role("link", name=re.compile("^WhatsApp"))).to_have_attribute("href", re.compile(r"^https://wa\.me/\d+$"))
    expect(card.get_by_role("link", name=re.compile("^Ver en el mapa"))).to_have_attribute("href", re.compile(r"^geo:-?\d"))
    expect(page).to_have_url(re.compile(r"/consulta\?municipality=\d+"))
    picture(page, "consulta-card")
    assert violations(page) == []
    # The address leads back to the same card.
    page.reload()
    expect(card).to_be_visible()


def test_suggestions_wait_for_no_clock(open_page):
    """Each letter asks at once: with the page's clock stopped, the suggestions are there all the same."""
    page = citizen(open_page)
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/search?" in request.url else None)
    page.clock.install()
    page.clock.pause_at(datetime.now() + timedelta(hours=1))
    box(page).press_sequentially("lamadrid")
    expect(page.get_by_role("option").first).to_contain_text("General La Madrid")
    assert len(asked) == len("lamadrid") - 1


def test_escape_closes_the_suggestions_and_enter_asks_what_is_written(open_page):
    page = citizen(open_page)
    box(page).press_sequentially("tandil")
    expect(page.get_by_role("option").first).to_be_visible()
    box(page).press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    box(page).press("Enter")
    expect(page.get_by_role("region", name="Tandil")).to_be_visible()


def test_a_sentence_gets_the_card_and_an_answer(open_page, picture):
    page = citizen(open_page)
    page.get_by_role("button", name="Necesito escriturar, vivo en González Catán").click()
    turn = page.get_by_role("article", name="Necesito escriturar")
    expect(turn.get_by_role("region", name="La Matanza")).to_be_visible()
    expect(turn).to_have_attribute("aria-busy", "false", timeout=60_000)
    expect(turn.locator(".prose")).not_to_be_empty()
    picture(page, "consulta-answer")
    assert violations(page) == []


def test_the_offices_are_there_while_who_answers_is_away(open_page, picture):
    page = citizen(open_page)
    away = {"code": "service_unavailable", "detail": "La mesa de ayuda no responde."}
    page.route("**/generate", lambda route: route.fulfill(status=503, json=away))
    box(page).fill("tandil")
    box(page).press("Enter")
    expect(page.get_by_role("region", name="Tandil")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("La mesa de ayuda no responde.")
    picture(page, "consulta-away")
    assert violations(page) == []


def test_where_several_fit_the_citizen_chooses(open_page, picture):
    page = citizen(open_page)
    box(page).fill("san")
    box(page).press("Enter")
    turn = page.get_by_role("article", name="san").last
    choice = turn.get_by_role("group", name="¿Cuál de estos es?").get_by_role("button").first
    expect(choice).to_be_visible()
    picture(page, "consulta-choose")
    assert violations(page) == []
    name = choice.locator("strong").inner_text()
    choice.click()
    expect(page.get_by_role("region", name=name, exact=True)).to_be_visible()


def test_a_person_is_asked_for_and_the_request_has_a_number(open_page, picture):
    page = citizen(open_page)
    page.get_by_role("button", name="Hablar con una persona").first.click()
    form = page.get_by_role("dialog", name="Hablar con una persona")
    form.get_by_role("button", name="Enviar el pedido").click()
    expect(form.get_by_label("¿En qué podemos ayudarte?")).to_have_accessible_description(re.compile("Falta completar"))
    form.get_by_label("¿En qué podemos ayudarte?").fill("Necesito ayuda con mi escritura.")
    picture(page, "consulta-person")
    assert violations(page) == []
    form.get_by_role("button", name="Enviar el pedido").click()
    told = page.get_by_role("dialog", name="Recibimos tu pedido")
    number = told.locator(".ticket-number")
    expect(number).to_have_text(re.compile(r"^\d{4}-\d{6}$"))
    text = number.inner_text()
    told.get_by_role("button", name="Cerrar").click()
    page.get_by_text("Mis pedidos", exact=True).click()
    expect(page.get_by_text(text, exact=True)).to_be_visible()


def test_the_conversation_is_there_again_after_a_reload_until_it_is_begun_anew(open_page):
    page = citizen(open_page)
    for question in ("tandil", "¿Qué requisitos necesito?"):
        box(page).fill(question)
        box(page).press("Enter")
        expect(page.get_by_role("article").first).to_have_attribute("aria-busy", "false", timeout=60_000)
    before = page.get_by_role("article").all_inner_texts()
    page.reload()
    expect(page.get_by_role("article")).to_have_count(2)
    expect(page.get_by_role("region", name="Tandil").last).to_be_visible()
    expect(page.get_by_text("Sobre:")).to_be_visible()
    # The card stands where it was asked for; the next answer only offers it.
    page.get_by_role("article").first.get_by_text("Oficinas de Tandil").click()
    expect(page.get_by_role("region", name="Tandil")).to_have_count(2)
    page.get_by_role("article").first.get_by_text("Oficinas de Tandil").click()
    assert page.get_by_role("article").all_inner_texts() == before
    page.get_by_role("button", name="Empezar de nuevo").click()
    expect(page.get_by_role("article")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("button", name="25 de mayo")).to_be_visible()
    expect(page.get_by_role("article")).to_have_count(0)


def test_the_whole_way_by_keyboard(open_page):
    page = citizen(open_page)
    expect(box(page)).to_be_focused()
    keyboard = page.keyboard
    keyboard.type("san")
    keyboard.press("Enter")
    choice = page.get_by_role("group", name="¿Cuál de estos es?").get_by_role("button").first
    expect(choice).to_be_visible()
    tab_to(page, choice)
    name = choice.locator("strong").inner_text()
    keyboard.press("Enter")
    expect(page.get_by_role("region", name=name, exact=True)).to_be_visible()
    expect(page.get_by_role("heading", level=2, name="san")).to_be_focused()
    tab_to(page, page.get_by_role("article").get_by_role("button", name="Hablar con una persona"))
    keyboard.press("Enter")
    expect(page.get_by_label("¿En qué podemos ayudarte?")).to_be_focused()
    keyboard.press("Control+a")
    keyboard.type("Necesito un turno.")
    tab_to(page, page.get_by_label("Adjuntar esta conversación"))
    keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Enviar el pedido"))
    keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Recibimos tu pedido")).to_be_visible()
    keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def tab_to(page: Page, target):
    for _ in range(60):
        if target.evaluate("element => element === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(target).to_be_focused()


def test_the_page_speaks_english_and_keeps_the_conversation(open_page, picture):
    page = citizen(open_page)
    box(page).fill("tandil")
    box(page).press("Enter")
    expect(page.get_by_role("article").first).to_have_attribute("aria-busy", "false", timeout=60_000)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("combobox", name="Your town or your question")).to_be_visible()
    expect(page.get_by_role("article", name="tandil")).to_be_visible()
    expect(page.get_by_role("region", name="Tandil").get_by_role("link", name=re.compile("^Call")).first).to_be_visible()
    picture(page, "consulta-english")
    assert violations(page) == []


def test_what_is_written_survives_a_reload(open_page):
    page = citizen(open_page)
    box(page).fill("vivo en guernica y")
    page.reload()
    expect(box(page)).to_have_value("vivo en guernica y")


@pytest.mark.parametrize("text", ["💥", "' OR 1=1 --", "<img src=x onerror=alert(1)>", "\u202eabc", "where is the office in london?"])
def test_whatever_is_written_gets_a_sentence(open_page, text):
    page = citizen(open_page)
    box(page).fill(text)
    page.get_by_role("button", name="Consultar").click()
    turn = page.get_by_role("article").first
    expect(turn).to_have_attribute("aria-busy", "false", timeout=60_000)
    expect(turn.get_by_role("button", name="Hablar con una persona")).to_be_visible()
    expect(turn).not_to_contain_text("unavailable")


def test_on_paper_there_is_only_the_card(open_page):
    page = citizen(open_page)
    page.evaluate("window.print = () => {}")
    box(page).press_sequentially("tandil")
    page.get_by_role("option").first.click()
    page.get_by_role("region", name="Tandil").get_by_role("button", name="Imprimir").click()
    page.emulate_media(media="print")
    expect(page.get_by_role("region", name="Tandil")).to_be_visible()
    expect(box(page)).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_hidden()


def test_the_card_is_read_aloud_and_shared(open_page):
    page = citizen(open_page)
    page.evaluate(
        """() => {
            speechSynthesis.speak = ({ text, lang }) => (window.spoken = { text, lang });
            navigator.share = async (what) => (window.shared = what);
        }"""
    )
    box(page).press_sequentially("tandil")
    page.get_by_role("option").first.click()
    card = page.get_by_role("region", name="Tandil")
    card.get_by_role("button", name="Leer en voz alta").click()
    spoken = page.evaluate("spoken")
    assert spoken["lang"] == "es" and "Tandil, Buenos Aires" in spoken["text"] and "Teléfono: " in spoken["text"]
    card.get_by_role("button", name="Dejar de leer").click()
    expect(card.get_by_role("button", name="Leer en voz alta")).to_be_visible()
    card.get_by_role("button", name="Compartir").click()
    shared = page.evaluate("shared")
    assert shared["title"] == "Tandil" and re.search(r"/consulta\?municipality=\d+", shared["url"])


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_it_is_read_at_every_width(open_page, picture, viewport):
    page = citizen(open_page, viewport=viewport)
    page.get_by_role("button", name="25 de mayo").click()
    expect(page.get_by_role("region", name="25 de Mayo")).to_be_visible()
    picture(page, f"consulta-{viewport['width']}")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
