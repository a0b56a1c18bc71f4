"""«Usuarios y permisos»: inviting, changing, suspending, finding and erasing people."""

import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from axe import violations
from conftest import PHONE, WIDE
from pages import OWN_PASSWORD, come_in, follow_link, invite, open_person, person_menu

def somebody() -> str:
    return f"Prueba {uuid.uuid4().hex[:8]}"


def row(page: Page, name: str):
    return page.locator(".people > li").filter(has_text=name)


def find(page: Page, name: str):
    page.get_by_role("searchbox", name="Buscar por nombre").fill(name)
    # The row alone may be that of the list before the search, which the answer is about to move.
    expect(page.get_by_text("1 persona", exact=True)).to_be_visible()
    expect(row(page, name)).to_have_count(1)


def test_an_invitation_is_handed_over_as_a_link_that_lets_its_person_in(open_page, picture):
    page = open_page("/people")
    name = somebody()
    page.get_by_role("button", name="Invitar", exact=True).click()
    dialog = page.get_by_role("dialog", name="Invitar a una persona")
    dialog.get_by_label("Nombre y apellido").fill(name)
    picture(page, "people-invite")
    assert violations(page) == []
    dialog.get_by_role("button", name="Crear el enlace").click()
    shown = page.get_by_role("dialog", name=f"Invitación de {name}")
    expect(shown.get_by_text("Consulta no envía correos.")).to_be_visible()
    expect(shown.get_by_role("img", name=f"Código del enlace de {name}")).to_be_visible()
    picture(page, "people-invited")
    assert violations(page) == []
    link = shown.locator(".command code").inner_text()
    assert re.search(r"/welcome#[\w-]{20,}$", link)
    shown.get_by_role("button", name="Listo").click()
    find(page, name)
    expect(row(page, name)).to_contain_text("Invitación sin usar")

    guest = open_page(link, viewport=PHONE, signed_in=False)
    expect(guest.get_by_role("heading", level=1)).to_have_text(f"Hola, {name}")
    picture(guest, "welcome-phone")
    assert violations(guest) == []
    follow_link(guest, link, OWN_PASSWORD)
    expect(guest.get_by_role("link", name="Estado", exact=True)).to_have_count(0)
    guest.goto("/people")
    expect(guest.get_by_role("heading", level=1)).to_have_text("No tienes permiso para ver esto")
    page.reload()
    find(page, name)
    expect(row(page, name)).to_contain_text("Activa")


def test_a_person_is_changed_and_the_list_says_so(open_page, picture):
    page = open_page("/people")
    name = somebody()
    invite(page, name)
    open_person(page, name)
    page.get_by_role("button", name="Cambiar", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Nombre y apellido").fill(f"{name} Ejemplo")
    dialog.get_by_label("Correo").fill("no es un correo")
    dialog.get_by_role("button", name="Guardar").click()
    expect(dialog.get_by_label("Correo")).to_have_attribute("aria-invalid", "true")
    dialog.get_by_label("Correo").fill(f"{uuid.uuid4().hex[:8]}@escuela.example")
    dialog.get_by_label("Docente").check()
    dialog.get_by_role("button", name="Guardar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{name} Ejemplo")
    expect(page.get_by_text("Estudiante, Docente")).to_be_visible()
    picture(page, "person")
    page.get_by_role("link", name="Usuarios y permisos").first.click()
    find(page, f"{name} Ejemplo")
    expect(row(page, name).locator(".chip", has_text="Docente")).to_be_visible()


def test_a_suspended_person_is_out_until_restored(open_page):
    page = open_page("/people")
    name = somebody()
    guest = open_page(None, signed_in=False)
    username = come_in(guest, invite(page, name), OWN_PASSWORD)
    find(page, name)
    person_menu(page, name, "Suspender")
    question = page.get_by_role("dialog")
    expect(question).to_contain_text("Sale de todos sus dispositivos")
    question.get_by_role("button", name="Suspender").click()
    expect(row(page, name)).to_contain_text("Suspendida")
    guest.goto("/")
    expect(guest.get_by_role("heading", level=1)).to_have_text("Entra a tu cuenta")
    guest.get_by_label("Usuario").fill(username)
    guest.get_by_label("Contraseña", exact=True).fill(OWN_PASSWORD)
    with guest.expect_response("**/auth/login") as refusal:
        guest.get_by_role("button", name="Entrar", exact=True).click()
    assert refusal.value.status in (401, 403)
    person_menu(page, name, "Restablecer")
    expect(row(page, name)).to_contain_text("Activa")
    guest.get_by_role("button", name="Entrar", exact=True).click()
    expect(guest.get_by_role("navigation", name="Secciones")).to_be_visible()


def test_a_new_link_lets_somebody_choose_another_password(open_page):
    page = open_page("/people")
    name = somebody()
    guest = open_page(None, signed_in=False)
    username = come_in(guest, invite(page, name), OWN_PASSWORD)
    page.reload()
    find(page, name)
    person_menu(page, name, "Enlace para elegir otra contraseña")
    link = page.get_by_role("dialog", name=f"Nueva contraseña de {name}").locator(".command code").inner_text()
    other = open_page(None, signed_in=False)
    assert follow_link(other, link, "una tercera frase larga") == username
    again = open_page(link, signed_in=False)
    expect(again.get_by_role("heading", level=1)).to_have_text("Este enlace ya no sirve")
    expect(again.get_by_text("pide un enlace nuevo")).to_be_visible()


def test_somebodys_sessions_are_seen_and_ended(open_page):
    page = open_page("/people")
    name = somebody()
    guest = open_page(None, signed_in=False)
    come_in(guest, invite(page, name), OWN_PASSWORD)
    open_person(page, name)
    sessions = page.locator("section").filter(has=page.get_by_role("heading", name="Sesiones abiertas"))
    expect(sessions.get_by_role("listitem")).to_have_count(1)
    person_menu(page, name, "Cerrar sus sesiones")
    page.get_by_role("dialog").get_by_role("button", name="Cerrar sus sesiones").click()
    expect(sessions.get_by_text("No hay ninguna sesión abierta.")).to_be_visible()
    guest.goto("/")
    expect(guest.get_by_role("heading", level=1)).to_have_text("Entra a tu cuenta")


def test_search_and_filters_stand_in_the_address(open_page):
    page = open_page("/people")
    name = somebody()
    invite(page, name)
    find(page, name)
    page.get_by_label("Mostrar según qué es").select_option(label="Estudiante")
    page.get_by_label("Mostrar según el estado").select_option(label="Invitación sin usar")
    expect(page).to_have_url(re.compile(r"q=Prueba.*role=student.*status=invited"))
    page.reload()
    expect(row(page, name)).to_have_count(1)
    expect(page.get_by_text("1 persona", exact=True)).to_be_visible()
    page.get_by_label("Mostrar según qué es").select_option(label="Administración")
    expect(page.get_by_text("Nadie coincide con esa búsqueda.")).to_be_visible()
    page.get_by_role("button", name="Ver a todas las personas").click()
    expect(page).to_have_url(re.compile("/people$"))
    expect(row(page, "Ana Prueba")).to_have_count(1)


def test_a_person_is_erased_with_a_reason(open_page, picture):
    page = open_page("/people")
    name = somebody()
    guest = open_page(None, signed_in=False)
    username = come_in(guest, invite(page, name), OWN_PASSWORD)
    open_person(page, name)
    person_menu(page, name, "Borrar a la persona y sus datos")
    dialog = page.get_by_role("dialog", name=f"Borrar a {name}")
    dialog.get_by_label("Por qué se borra").fill("Terminó el curso y lo pidió")
    dialog.get_by_label("Escribe").fill("otra cosa")
    dialog.get_by_role("button", name="Borrar para siempre").click()
    expect(dialog.get_by_label("Escribe")).to_have_attribute("aria-invalid", "true")
    dialog.get_by_label("Escribe").fill(username)
    picture(page, "person-erase")
    assert violations(page) == []
    dialog.get_by_role("button", name="Borrar para siempre").click()
    report = page.get_by_role("dialog", name=f"Borrado de {name}")
    expect(report.get_by_text("Se borró todo lo que había que borrar.")).to_be_visible(timeout=30_000)
    page.keyboard.press("Escape")
    page.get_by_role("searchbox", name="Buscar por nombre").fill(name)
    expect(page.get_by_text("Nadie coincide con esa búsqueda.")).to_be_visible()
    guest.goto("/")
    expect(guest.get_by_role("heading", level=1)).to_have_text("Entra a tu cuenta")


def test_a_slow_erasure_is_followed_in_its_dialog_and_on_the_persons_page(open_page, picture):
    page = open_page("/people")
    name = somebody()
    guest = open_page(None, signed_in=False)
    username = come_in(guest, invite(page, name), OWN_PASSWORD)
    gateway = {"daemon": "gateway", "state": "waiting", "erased": [], "kept": []}
    away = {"id": "e", "state": "running", "daemons": [{"daemon": "chat", "state": "away", "erased": [], "kept": []}, gateway]}
    done = {"id": "e", "state": "done", "daemons": [{**each, "state": "done"} for each in away["daemons"]]}
    state = [away]
    page.route(re.compile("/api/users/[^/]+/erasure$"), lambda route: route.fulfill(json=state[0]))
    open_person(page, name)
    page.route(re.compile("/api/users/[^/]+$"), lambda route: route.fulfill(status=202, json=away) if route.request.method == "DELETE" else route.continue_())
    person_menu(page, name, "Borrar a la persona y sus datos")
    dialog = page.get_by_role("dialog", name=f"Borrar a {name}")
    dialog.get_by_label("Por qué se borra").fill("Terminó el curso y lo pidió")
    dialog.get_by_label("Escribe").fill(username)
    dialog.get_by_role("button", name="Borrar para siempre").click()
    report = page.get_by_role("dialog", name=f"Borrado de {name}")
    expect(report.get_by_text("No responde: se reintenta")).to_be_visible()
    picture(page, "person-erasing")
    assert violations(page) == []
    state[0] = done
    expect(report.get_by_text("Se borró todo lo que había que borrar.")).to_be_visible()
    page.keyboard.press("Escape")

    state[0] = away
    find(page, name)
    person_menu(page, name, "Suspender")
    page.get_by_role("dialog").get_by_role("button", name="Suspender").click()
    open_person(page, name)
    expect(page.get_by_text("Borrando: 0 de 2 servicios.")).to_be_visible()
    state[0] = done
    expect(page.get_by_text("Se borró todo lo que había que borrar.")).to_be_visible()


def test_one_cannot_suspend_or_erase_oneself_from_the_list(open_page):
    page = open_page("/people?q=Ana+Prueba")
    page.get_by_role("button", name="Opciones de Ana Prueba").click()
    expect(page.get_by_role("menuitem", name="Cerrar sus sesiones")).to_be_visible()
    expect(page.get_by_role("menuitem", name=re.compile("Suspender|Borrar"))).to_have_count(0)


def test_groups_are_made_filled_and_removed_with_a_way_back(open_page, picture):
    page = open_page("/people")
    name, group = somebody(), f"Grupo {uuid.uuid4().hex[:6]}"
    invite(page, name)
    page.get_by_role("navigation", name="Usuarios y permisos").get_by_role("link", name="Grupos").click()
    page.get_by_role("button", name="Crear un grupo").click()
    page.get_by_label("Nombre").fill(group)
    page.get_by_role("button", name="Crear", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(group)
    page.get_by_role("combobox", name="Agregar a alguien").fill(name)
    expect(page.get_by_role("option", name=name)).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
    picture(page, "group")
    page.get_by_role("button", name=f"Quitar a {name} del grupo").click()
    expect(page.get_by_role("link", name=name, exact=True)).to_have_count(0)
    page.get_by_role("button", name="Deshacer").click()
    expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
    page.get_by_role("button", name=f"Opciones de «{group}»").click()
    page.get_by_role("menuitem", name="Quitar el grupo").click()
    page.get_by_role("dialog").get_by_role("button", name="Quitar el grupo").click()
    expect(page).to_have_url(re.compile("/groups$"))
    expect(page.get_by_role("link", name=group)).to_have_count(0)


def test_who_waits_for_approval_is_pointed_out(open_page):
    page = open_page(None)
    person = {"id": "p1", "username": "ines", "name": "Inés Paz", "email": None, "roles": ["student"], "status": "pending",
              "groups": [], "minor": False, "language": None, "sign_in": None, "created_at": "2026-11-20T10:00:00Z", "last_seen_at": None}
    page.route("**/api/users?*", lambda route: route.fulfill(json={"items": [person], "next": None, "total": 1}))
    page.route("**/api/users/p1/approve", lambda route: route.fulfill(json=person | {"status": "active"}))
    page.goto("/people")
    expect(page.get_by_text("1 persona se registró y espera que la apruebes.")).to_be_visible()
    person_menu(page, "Inés Paz", "Aprobar")
    expect(page.get_by_text("Inés Paz ya puede entrar.")).to_be_visible()
    expect(row(page, "Inés Paz")).to_contain_text("Activa")


def test_the_last_administrator_stays_one(open_page):
    page = open_page("/people?q=Ana+Prueba")
    refusal = {"code": "last_administrator", "status": 409, "detail": "Tiene que quedar una persona que administre."}
    page.get_by_role("link", name="Ana Prueba").click()
    page.get_by_role("button", name="Cambiar", exact=True).click()
    page.route("**/api/users/*", lambda route: route.fulfill(status=409, json=refusal))
    page.get_by_role("dialog").get_by_role("button", name="Guardar").click()
    expect(page.get_by_text("Tiene que quedar una persona que administre.")).to_be_visible()


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_persons_page_and_its_dialogs_are_accessible(open_page, picture, viewport):
    page = open_page("/people?q=Ana+Prueba", viewport=viewport)
    page.get_by_role("link", name="Ana Prueba").click()
    expect(page.get_by_role("heading", name="Sesiones abiertas")).to_be_visible()
    page.wait_for_load_state("networkidle")
    picture(page, f"person-{viewport['width']}")
    assert violations(page) == []
    page.get_by_role("button", name="Cambiar", exact=True).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []
