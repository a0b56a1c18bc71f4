"""«Mi cuenta»: name, password, sessions and keys."""

import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from axe import violations
from conftest import PHONE, WIDE
from pages import OWN_PASSWORD


def section(page: Page, title: str):
    return page.locator("section").filter(has=page.get_by_role("heading", name=title))


def test_the_personal_menu_leads_to_account_and_data(open_page):
    page = open_page("/")
    menu = page.get_by_role("button", name=re.compile("cuenta, datos"))
    menu.click()
    page.get_by_role("menuitem", name="Mi cuenta").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mi cuenta")
    page.get_by_role("link", name=re.compile("^Mis datos")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mis datos")
    phone = open_page("/", viewport=PHONE)
    phone.get_by_role("button", name="Más").click()
    phone.get_by_role("dialog").get_by_role("link", name="Mi cuenta").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Mi cuenta")


def test_my_name_is_changed_and_stands_above_at_once(open_own):
    page = open_own("/account")
    page.get_by_label("Nombre y apellido").fill("Nombre Nuevo")
    page.get_by_role("button", name="Guardar", exact=True).click()
    expect(page.get_by_role("banner").get_by_text("Nombre Nuevo")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Nombre y apellido")).to_have_value("Nombre Nuevo")


def test_my_language_follows_me_to_another_browser(open_own, open_page):
    page = open_own("/account")
    page.get_by_label("Idioma", exact=True).select_option(label="English")
    page.get_by_role("button", name="Guardar", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My account")
    state = [each for each in page.context.cookies()]
    other = open_page("/sign-in", signed_in=False)
    other.context.add_cookies(state)
    other.goto("/account")
    expect(other.get_by_role("heading", level=1)).to_have_text("My account")


def test_the_password_changes_only_for_who_knows_it(open_own, open_page):
    page = open_own("/account")
    page.get_by_label("Contraseña actual").fill("no es esta")
    page.get_by_label("Contraseña nueva").fill("una frase nueva y larga")
    page.get_by_role("button", name="Cambiar la contraseña").click()
    expect(page.get_by_label("Contraseña actual")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Contraseña actual").fill(OWN_PASSWORD)
    page.get_by_role("button", name="Cambiar la contraseña").click()
    expect(page.get_by_text("La contraseña cambió.")).to_be_visible()
    other = open_page("/sign-in", signed_in=False)
    other.get_by_label("Usuario").fill(page.username)
    other.get_by_label("Contraseña", exact=True).fill("una frase nueva y larga")
    other.get_by_role("button", name="Entrar", exact=True).click()
    expect(other.get_by_role("navigation", name="Secciones")).to_be_visible()


def test_sessions_elsewhere_are_seen_and_ended(open_own, open_page):
    page = open_own("/account")
    other = open_page("/sign-in", signed_in=False)
    other.get_by_label("Usuario").fill(page.username)
    other.get_by_label("Contraseña", exact=True).fill(OWN_PASSWORD)
    other.get_by_role("button", name="Entrar", exact=True).click()
    expect(other.get_by_role("navigation", name="Secciones")).to_be_visible()
    page.reload()
    entries = section(page, "Sesiones abiertas").get_by_role("listitem")
    expect(entries).to_have_count(2)
    expect(entries.filter(has_text="esta")).to_have_count(1)
    page.get_by_role("button", name="Cerrar las demás").click()
    page.get_by_role("dialog").get_by_role("button", name="Cerrar las demás").click()
    expect(entries).to_have_count(1)
    other.goto("/account")
    expect(other.get_by_role("heading", level=1)).to_have_text("Entra a tu cuenta")


def test_a_key_is_shown_once_and_revoked_after_a_question(open_page, picture):
    page = open_page("/account")
    name = f"Cuaderno {uuid.uuid4().hex[:6]}"
    page.get_by_role("button", name="Crear una clave").click()
    page.get_by_label("Para qué es").fill(name)
    page.get_by_label("Cuánto dura").select_option(label="30 días")
    page.get_by_role("button", name="Crear", exact=True).click()
    shown = page.get_by_role("dialog", name=f"Clave «{name}»")
    key = shown.locator("code").first.inner_text()
    assert key.startswith("ck_")
    assert page.request.get("/v1/models", headers={"Authorization": f"Bearer {key}"}).ok
    picture(page, "account-key")
    assert violations(page) == []
    shown.get_by_role("button", name="Ya la copié").click()
    entry = section(page, "Claves de API").get_by_role("listitem").filter(has_text=name)
    expect(entry).to_contain_text("vence:")
    expect(page.get_by_text(key)).to_have_count(0)
    page.get_by_role("button", name=f"Revocar la clave «{name}»").click()
    page.get_by_role("dialog").get_by_role("button", name="Revocar").click()
    expect(entry).to_have_count(0)
    expect(section(page, "Claves de API").get_by_role("link", name="Ver la documentación")).to_have_attribute("href", "/docs")


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_account_is_accessible(open_page, picture, viewport):
    page = open_page("/account", viewport=viewport)
    expect(section(page, "Sesiones abiertas").get_by_role("listitem").first).to_be_visible()
    picture(page, f"account-{viewport['width']}")
    assert violations(page) == []
    assert page.locator("main").evaluate("element => element.scrollWidth <= element.clientWidth")
