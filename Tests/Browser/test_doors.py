"""The other ways in: one-time links, registration, the institution's own sign-in."""

import re

import pytest
from playwright.sync_api import Page, expect

from axe import violations
from conftest import PHONE, WIDE
from pages import invite


@pytest.fixture
def open_door(open_page, suite):
    """A door of an institution whose configuration has `changes`."""

    def open_door(path: str, changes: dict, **options) -> Page:
        page = open_page("/sign-in", signed_in=False, **options)
        site = page.request.get("/api/config").json() | changes
        page.route("**/api/config", lambda route: route.fulfill(json=site))
        page.goto("about:blank")
        page.goto(path)
        page.wait_for_selector("h1")
        return page

    return open_door


OPEN = {"registration": {"open": True, "domains": ["escuela.example"]}, "single_sign_on": {"name": "la cuenta de la Provincia"}}


def test_a_link_that_is_no_link_explains_itself(open_page, picture):
    page = open_page("/welcome#inventado", signed_in=False)
    expect(page.get_by_role("heading", level=1)).to_have_text("Este enlace ya no sirve")
    picture(page, "welcome-dead")
    page.goto("about:blank")
    page.goto("/welcome")
    expect(page.get_by_role("heading", level=1)).to_have_text("Falta una parte del enlace")
    assert violations(page) == []


def test_an_administrator_who_opens_a_link_is_told_whose_it_is(open_page):
    page = open_page(None)
    page.goto(invite(page, "Prueba Dentro"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Ya estás dentro como Ana Prueba")
    page.get_by_role("link", name="Ir al inicio").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Buen")


def test_a_short_password_is_refused_beside_its_field(open_page):
    guest = open_page(invite(open_page(None), "Prueba Corta"), signed_in=False)
    guest.get_by_label("Tu contraseña nueva").fill("corta")
    guest.get_by_role("button", name="Guardar y entrar").click()
    expect(guest.get_by_label("Tu contraseña nueva")).to_have_attribute("aria-invalid", "true")
    guest.get_by_label("Tu contraseña nueva").fill("ahora sí, una larga")
    guest.get_by_role("button", name="Guardar y entrar").click()
    expect(guest.get_by_role("navigation", name="Secciones")).to_be_visible()


def test_where_registration_is_closed_the_door_says_so(open_page):
    page = open_page("/register", signed_in=False)
    expect(page.get_by_role("heading", level=1)).to_have_text("Aquí no se crean cuentas")
    page.goto("/sign-in")
    expect(page.get_by_role("link", name="Crear una cuenta")).to_have_count(0)


def test_a_registration_waits_for_approval(open_door, picture):
    page = open_door("/sign-in", OPEN, viewport=PHONE)
    page.get_by_role("link", name="Crear una cuenta").click()
    expect(page.get_by_text("Tiene que terminar en @escuela.example")).to_be_visible()
    page.get_by_label("Nombre y apellido").fill("Inés Paz")
    page.get_by_label("Correo de la institución").fill("ines@otra.example")
    page.get_by_label("Usuario").fill("ines")
    page.get_by_label("Contraseña", exact=True).fill("una frase bastante larga")
    refusal = {"code": "domain_not_allowed", "status": 403, "detail": "Ese correo no es de la institución."}
    page.route("**/auth/register", lambda route: route.fulfill(status=403, json=refusal))
    page.get_by_role("button", name="Pedir la cuenta").click()
    expect(page.get_by_label("Correo de la institución")).to_have_accessible_description(re.compile("no es de la institución"))
    picture(page, "register-phone")
    assert violations(page) == []
    page.route("**/auth/register", lambda route: route.fulfill(status=202, json={"status": "pending"}))
    page.get_by_label("Correo de la institución").fill("ines@escuela.example")
    page.get_by_role("button", name="Pedir la cuenta").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tu pedido quedó registrado")


def test_the_institutions_own_sign_in_is_offered_and_leads_back(open_door, picture):
    page = open_door("/sign-in?return=/status", OPEN)
    link = page.get_by_role("link", name="Entrar con la cuenta de la Provincia")
    expect(link).to_have_attribute("href", "/auth/oidc/start?return=%2Fstatus")
    picture(page, "sign-in-single")
    assert violations(page) == []
    with page.expect_request("**/auth/oidc/start*") as request:
        link.click()
    assert request.value.is_navigation_request()


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_sign_in_that_failed_elsewhere_is_said_in_words(open_door, picture, viewport):
    page = open_door("/sign-in?problem=algo_raro", OPEN, viewport=viewport)
    expect(page.get_by_role("alert")).to_contain_text("No se pudo entrar con la cuenta de la institución.")
    expect(page.get_by_role("alert")).to_contain_text("algo_raro")
    picture(page, f"sign-in-problem-{viewport['width']}")
    assert violations(page) == []
