"""The doors: first start, sign-in, leaving."""

import re

import pytest
from playwright.sync_api import expect

from conftest import PHONE
from pages import sign_in


def test_the_link_of_the_first_start_creates_the_administrator(open_page, suite):
    page = open_page("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Buen")
    expect(page.get_by_role("link", name="Usuarios")).to_be_visible()
    if suite.setup_violations is None:
        pytest.skip("the suite had its administrator already")
    assert suite.setup_violations == []


def test_a_used_link_explains_itself(open_page, picture):
    page = open_page("/setup?token=used", signed_in=False)
    expect(page.get_by_role("heading", level=1)).to_have_text("La cuenta de administración ya existe")
    expect(page.get_by_role("link", name="Entrar")).to_be_visible()
    picture(page, "setup-used")


def test_sign_in_goes_back_to_where_one_was_going(open_page, suite, picture):
    page = open_page("/status", signed_in=False)
    expect(page).to_have_url(re.compile("/sign-in"))
    picture(page, "sign-in")
    sign_in(page, suite.account)
    expect(page).to_have_url(re.compile("/status$"))


def test_a_wrong_password_is_said_beside_the_password(open_page, suite, picture):
    page = open_page("/sign-in", viewport=PHONE, signed_in=False)
    page.get_by_label("Usuario").fill("nadie-con-este-nombre")
    page.get_by_label("Contraseña", exact=True).fill("no es esta")
    page.get_by_role("button", name="Entrar").click()
    expect(page.get_by_text("El usuario o la contraseña no coinciden")).to_be_visible()
    expect(page.get_by_label("Contraseña", exact=True)).to_be_focused()
    picture(page, "sign-in-wrong-phone")


def test_an_address_that_leads_outside_is_not_followed(open_page, suite):
    page = open_page("/sign-in?return=//example.org/", signed_in=False)
    sign_in(page, suite.account)
    expect(page).to_have_url(f"{suite.url}/")


def test_leaving_forgets_what_was_typed(open_page, suite):
    page = open_page("/sign-in", signed_in=False)
    sign_in(page, suite.account)
    page.get_by_role("textbox", name="Escribe tu pregunta").fill("algo privado")
    page.get_by_role("button", name=re.compile("apariencia, idioma y salir")).click()
    page.get_by_role("menuitem", name="Salir").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Entra a tu cuenta")
    assert page.evaluate("JSON.stringify(localStorage)").find("privado") < 0
    page.goto("/chat")
    expect(page.get_by_role("heading", level=1)).to_have_text("Entra a tu cuenta")


def test_daemon_away_is_said_in_words(open_page):
    page = open_page("/sign-in", signed_in=False)
    page.route("**/auth/login", lambda route: route.abort())
    page.get_by_label("Usuario").fill("ana")
    page.get_by_label("Contraseña", exact=True).fill("una frase bastante larga")
    page.get_by_role("button", name="Entrar").click()
    expect(page.get_by_text("No se pudo llegar al servidor.")).to_be_visible()
