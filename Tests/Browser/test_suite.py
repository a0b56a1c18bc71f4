"""Status, appearance, language, weight."""

import re
from pathlib import Path

from playwright.sync_api import expect

from conftest import PHONE

FIRST_LOAD_LIMIT = 120 * 1024
TEXTS = Path(__file__).parents[2] / "Services/Gateway/Web/text"


def test_status_names_each_daemon_and_endpoint_with_its_state(open_page, picture):
    page = open_page("/status")
    for name in ("Entrada", "Conversaciones", "Análisis y tutoría", "Municipios", "Documentos", "Reparto de modelos"):
        card = page.locator(".service").filter(has=page.get_by_role("heading", name=name, exact=True))
        expect(card.locator(".state").first).to_have_text(re.compile("Funciona|Con limitaciones|No responde"))
    expect(page.get_by_text("Modelo simulado").first).to_be_visible()
    # Nothing is called by its name on the wire.
    expect(page.locator(".parts span").filter(has_text=re.compile("^[a-z_]+$"))).to_have_count(0)
    picture(page, "status")


def test_a_daemon_that_is_down_comes_with_a_remedy(open_page, picture):
    page = open_page("/")
    command = "tail -n 50 '/srv/consulta/logs/chat.log'"
    chat = {"product": "chat", "status": "down", "restarts": 2, "last_exit": "9", "dependencies": {}, "log_command": command}
    report = {"status": "down", "version": "1", "daemons": [chat], "endpoints": []}
    page.route("**/health", lambda route: route.fulfill(status=503, json=report))
    page.get_by_role("link", name="Estado", exact=True).click()
    expect(page.get_by_text("No responde. Mira el final de su registro con:")).to_be_visible()
    expect(page.get_by_text(command)).to_be_visible()
    expect(page.get_by_text("No hay un modelo de lenguaje conectado.").first).to_be_visible()
    picture(page, "status-down")


def test_what_is_wrong_with_a_field_is_said_beside_it(open_page):
    page = open_page("/people")
    page.get_by_role("button", name="Invitar", exact=True).click()
    username = page.get_by_role("dialog").get_by_label("Usuario")
    page.get_by_label("Nombre y apellido").fill("Repetida")
    username.fill("repetida")
    refusal = {"code": "username_taken", "status": 409, "detail": "Ya hay una cuenta con ese nombre de usuario."}
    page.route("**/api/users", lambda route: route.fulfill(status=409, json=refusal))
    page.get_by_role("button", name="Crear el enlace").click()
    expect(username).to_have_attribute("aria-invalid", "true")
    expect(username).to_have_accessible_description(re.compile("Ya hay una cuenta"))


def test_theme_is_remembered(open_page):
    page = open_page("/")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name=re.compile("apariencia, idioma y salir")).click()
    page.get_by_role("menuitemradio", name="Oscura").click()
    dark = page.evaluate(ground)
    assert dark != light
    page.reload()
    page.wait_for_selector("h1")
    assert page.evaluate(ground) == dark


def test_language_changes_the_page_and_is_remembered(open_own, picture):
    page = open_own("/", viewport=PHONE)
    page.get_by_role("button", name="Más").click()
    page.get_by_role("radio", name="English").click()
    expect(page.get_by_role("link", name="Home")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.reload()
    expect(page.get_by_role("textbox", name="Write your question")).to_be_visible()
    picture(page, "home-english-phone")


def test_both_languages_have_the_same_texts(open_page):
    page = open_page("/")
    parts = {file.stem for file in TEXTS.glob("*/*.js")}
    assert len(parts) > 10
    keys = "async (path) => Object.keys((await import(path)).default)"
    for part in ["", *(f"/{part}" for part in parts)]:
        spanish, english = (page.evaluate(keys, f"/text/{language}{part}.js") for language in ("es", "en"))
        assert spanish and sorted(spanish) == sorted(english), part


def test_an_unknown_address_has_a_friendly_page(open_page, picture):
    page = open_page("/no-existe")
    expect(page.get_by_role("heading", level=1)).to_have_text("Esta página no existe")
    page.get_by_role("link", name="Ir al inicio").click()
    expect(page.get_by_role("textbox", name="Escribe tu pregunta")).to_be_visible()
    picture(page, "not-found")


def test_the_first_load_is_light(open_page):
    """Everything that a new visitor's browser asks for until the page can be used, uncompressed."""
    page = open_page("/sign-in", signed_in=False)
    expect(page.get_by_role("button", name="Entrar")).to_be_visible()
    entries = page.evaluate(
        """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
            .filter((entry) => entry.initiatorType !== "fetch")
            .map((entry) => [entry.name, entry.decodedBodySize])"""
    )
    sizes = dict(entries)
    assert 20_000 < sum(sizes.values()) <= FIRST_LOAD_LIMIT, sizes


def test_pages_come_with_a_strict_policy(open_page):
    page = open_page("/")
    response = page.request.get("/")
    policy = response.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
