"""«Acompañamiento»: help always in view, what is asked at first use, tone and mood."""

import re

import pytest
from playwright.sync_api import expect

from axe import violations
from conftest import PHONE, WIDE
from streams import answer_with, deltas, done, event, start
from tutoring import LINE, TELEPHONE, begin, help_card, keep_support, say, support, words


@pytest.fixture
def open_companion(open_own):
    """The page of a new student of an institution that is ready to help."""

    def open_companion(**options):
        page = open_own("/", **options)
        keep_support(page.administrator, support(page.administrator))
        return page

    return open_companion


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_first_use_says_what_is_kept_and_ticks_nothing(open_companion, picture, viewport):
    page = open_companion(viewport=viewport)
    page.goto("/companion")
    expect(page.get_by_role("heading", level=1)).to_have_text("Antes de empezar")
    expect(page.get_by_role("checkbox", name="Avisar a tu tutor si necesitas ayuda")).not_to_be_checked()
    expect(page.get_by_role("button", name="Necesito ayuda ahora")).to_be_in_viewport()
    picture(page, f"companion-first-{viewport['width']}")
    assert violations(page) == []
    begin(page)
    picture(page, f"companion-{viewport['width']}")
    assert violations(page) == []
    assert page.locator("main").evaluate("element => element.scrollWidth <= element.clientWidth")
    page.reload()
    expect(words(page)).to_be_visible()


def test_a_minor_waits_for_their_guardian_and_has_help_meanwhile(open_companion, picture):
    page = open_companion(viewport=PHONE, minor=True)
    page.goto("/companion")
    expect(page.get_by_text("hace falta que tu madre, padre o tutor legal diga que sí")).to_be_visible()
    expect(words(page)).to_have_count(0)
    page.get_by_role("button", name="Necesito ayuda ahora").click()
    expect(help_card(page)).to_contain_text(LINE)
    picture(page, "companion-minor-390")
    assert violations(page) == []


def test_help_opens_with_nothing_but_this_browser(open_companion):
    page = open_companion(viewport=PHONE)
    begin(page)
    page.wait_for_function("localStorage.getItem('consulta.help')")
    page.context.set_offline(True)
    page.get_by_role("button", name="Necesito ayuda ahora").click()
    call = help_card(page).get_by_role("link", name=f"Llamar a {LINE}")
    expect(call).to_have_attribute("href", "tel:+12025550142")
    expect(call).to_contain_text(TELEPHONE)
    expect(help_card(page)).to_contain_text("verificado el")
    page.context.set_offline(False)


def test_help_comes_before_the_answer(open_companion):
    page = open_companion()
    begin(page)
    page.route("**/api/generations/**", lambda route: None)
    card = event("help", 0, tier=3, category=None, text="Llama ahora.", lines=[{"name": LINE, "telephone": TELEPHONE}], people=[])
    answer_with(page, card, start())
    say(page, "No puedo más")
    expect(help_card(page)).to_contain_text("Llama ahora.")
    expect(page.locator(".answer").last).to_have_attribute("aria-busy", "true")


def test_tone_course_and_mood_go_along(open_companion):
    page = open_companion()
    begin(page)
    page.get_by_role("radio", name="Directo").check()
    page.get_by_label("Qué estás cursando").fill("Física II")
    page.get_by_label("¿Cómo estás hoy?").fill("con sueño")
    page.get_by_role("button", name="Guardar").click()
    asked, moods = [], []
    answer_with(page, start(), deltas("Bien"), done())
    page.on("request", lambda request: asked.append(request.post_data_json) if request.url.endswith("/api/chat") else None)
    page.route("**/api/conversations/*/mood", lambda route: (moods.append(route.request.post_data_json), route.fulfill(json={"mood": "con sueño", "help": None})))
    say(page, "Hola")
    expect(page.locator(".answer").last).to_contain_text("Bien")
    assert (asked[0]["assistant"], asked[0]["tone"], asked[0]["course"]) == ("tutor", "direct", "Física II")
    assert moods == [{"mood": "con sueño"}]


def test_it_is_said_who_answers_and_where_one_reads_it_again(open_companion, picture):
    page = open_companion()
    begin(page)
    expect(page.get_by_role("status").filter(has_text="Responde el asistente, un programa")).to_be_visible()
    page.get_by_role("button", name="Qué se guarda y quién lo ve").click()
    expect(page.get_by_role("dialog", name="Qué se guarda y quién lo ve")).to_contain_text("cifrado")
    picture(page, "companion-kept")
    assert violations(page) == []
    page.get_by_role("dialog").get_by_role("link", name="Mis datos").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mis datos")


def test_a_conversation_stays_with_the_assistant_it_was_begun_with(open_companion):
    page = open_companion()
    begin(page)
    say(page, "Ayúdame a organizar la semana")
    expect(page).to_have_url(re.compile(r"/companion/[\w-]+$"))
    own = page.url
    page.goto("/chat")
    expect(page.get_by_role("textbox", name="Escribe tu pregunta")).to_have_value("")
    page.goto("/history")
    page.get_by_role("link", name="Ayúdame a organizar la semana").click()
    expect(page).to_have_url(own)


def test_what_is_refused_still_comes_with_help(open_companion):
    page = open_companion()
    begin(page)
    card = event("help", 0, tier=3, category=None, text="Llama ahora.", lines=[{"name": LINE, "telephone": TELEPHONE}], people=[])
    refusal = event("error", 0, status=409, code="support_incomplete", detail="El acompañamiento todavía no está disponible.")
    answer_with(page, card, refusal)
    say(page, "No puedo más")
    expect(help_card(page)).to_contain_text("Llama ahora.")
    expect(page.get_by_role("alert")).to_contain_text("todavía no está disponible")


def test_a_mood_that_speaks_of_danger_opens_help(open_companion):
    page = open_companion()
    begin(page)
    answer_with(page, start(), deltas("Bien"), done())
    help_now = {"tier": 3, "category": None, "text": "Llama ahora.", "lines": [{"name": LINE, "telephone": TELEPHONE}], "people": []}
    page.route("**/api/conversations/*/mood", lambda route: route.fulfill(json={"mood": "sin ganas de vivir", "help": help_now}))
    page.get_by_label("¿Cómo estás hoy?").fill("sin ganas de vivir")
    page.get_by_role("button", name="Guardar").click()
    say(page, "Hola")
    expect(page.get_by_role("dialog", name="Necesito ayuda ahora")).to_contain_text("Llama ahora.")


def test_what_was_read_is_corrected_by_whoever_wrote_it(open_companion, picture):
    page = open_companion()
    begin(page, "Notar cómo te sientes")
    say(page, "Hoy aprobé el examen y estoy muy contento")
    theirs = page.get_by_role("button", name=re.compile(r"^Según el programa: .+\. Corregir$"))
    theirs.press("Enter")
    expect(page.get_by_role("menu")).to_contain_text("¿Qué sentías al escribirlo?")
    picture(page, "companion-reading")
    page.get_by_role("menuitemradio", name="Sorpresa").press("Enter")
    own = page.get_by_role("button", name="Dijiste: sorpresa. Corregir")
    expect(own).to_be_focused()
    page.reload()
    own.click()
    expect(page.get_by_role("menuitemradio", name="Sorpresa")).to_have_attribute("aria-checked", "true")
    page.get_by_role("menuitem", name="Quitar lo que dije").click()
    expect(theirs).to_be_visible()
    assert violations(page) == []
