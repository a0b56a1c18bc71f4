"""«Modelos y costos»: what an administrator sees of the endpoints, models and spend, and does with them."""

import re

import pytest
from playwright.sync_api import Page, expect

from axe import violations
from conftest import PHONE, WIDE
from fleet import DOWN, OWN, PAID, fleet
from pages import reload, show

# As long as the page waits before it looks again, in milliseconds, and a little.
POLL = 3_500


@pytest.fixture
def open_models(open_page):
    def open_models(*endpoints, **options) -> Page:
        page = open_page(None, **options)
        page.clock.install()
        fleet(page, *endpoints)
        show(page, "/models")
        return page

    return open_models


def card(page: Page, name: str):
    return page.locator(".endpoint").filter(has=page.get_by_role("heading", name=name, exact=True))


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_each_endpoint_says_how_it_is_and_what_leaves_the_institution(open_models, picture, viewport):
    page = open_models(OWN, PAID, DOWN, viewport=viewport)
    own, paid, down = card(page, "gpu-1:8000"), card(page, "Proveedor externo"), card(page, "sala3:11434")
    expect(own.locator(".state").first).to_have_text("Disponible")
    expect(own).to_contain_text("Sale de la institución")
    for text in ("No", "Clínico", "3 de 32 a la vez", "la mitad en 182 ms, 95 % en 640 ms", "48.3 tokens por segundo", "HAI-DEF"):
        expect(own.get_by_text(text, exact=True)).to_be_visible()
    expect(own.locator(".chip").get_by_text("probando de nuevo")).to_be_visible()
    expect(paid.get_by_text("Sí, a api.example.com")).to_be_visible()
    expect(paid.get_by_text("Clínico")).to_have_count(0)
    expect(down.locator(".state").first).to_have_text("No responde")
    expect(down.get_by_text("Comprueba que el servidor de modelos esté encendido")).to_be_visible()
    expect(page.locator(".chart svg").first).to_be_visible()
    picture(page, f"models-{viewport['width']}")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    main = page.locator("main")
    assert main.evaluate("element => element.scrollWidth <= element.clientWidth")


def test_spend_stands_against_its_cap(open_models):
    page = open_models(OWN, PAID)
    text = re.compile(r"43\.00 de USD\s50\.00 en noviembre \(86\s?%\) \(en parte estimado\)")
    expect(card(page, "Proveedor externo").get_by_text(text)).to_be_visible()
    bar = card(page, "Proveedor externo").get_by_role("progressbar", name=text)
    expect(bar).to_have_js_property("value", 0.86)


def test_an_endpoint_at_its_cap_says_what_to_do(open_models):
    page = open_models(PAID | {"spend": PAID["spend"] | {"amount": 50.02}})
    expect(card(page, "Proveedor externo").get_by_text("Llegó al tope del mes")).to_be_visible()


def test_the_month_is_chosen_and_costs_stand_by_endpoint_and_model(open_models):
    page = open_models(OWN, PAID)
    rows = page.get_by_role("table", name="Gasto del mes").get_by_role("row")
    expect(rows).to_have_count(3)
    expect(rows.nth(1)).to_have_text(re.compile(r"Proveedor externo.*gpt-small.*1,200.*1,200,000.*300,000.*≈ USD\s41.50"))
    expect(page.locator(".total")).to_have_text(re.compile("Total.*41.50"))
    expect(page.get_by_text("Estimado por el largo del texto")).to_be_visible()
    expect(page.get_by_role("button", name="Mes siguiente")).to_have_attribute("aria-disabled", "true")
    page.get_by_role("button", name="Mes anterior").click()
    expect(page.get_by_text("En este mes no se registró ninguna consulta.")).to_be_visible()
    page.get_by_role("button", name="Mes siguiente").click()
    expect(rows).to_have_count(3)


def test_a_licence_that_forbids_something_is_told(open_models):
    page = open_models(OWN)
    expect(page.get_by_text("No comercial: sólo para investigación y evaluación.")).to_be_visible()


def test_without_endpoints_there_is_a_working_example(open_models, picture):
    page = open_models()
    expect(page.get_by_text("Todavía no hay un lugar donde se ejecuten modelos.")).to_be_visible()
    picture(page, "models-empty")
    page.get_by_role("button", name="Ollama en esta máquina: http://127.0.0.1:11434").click()
    expect(page.get_by_role("dialog").get_by_label("Dirección")).to_have_value("http://127.0.0.1:11434")


def test_charts_follow_and_have_a_table_behind_them(open_models):
    page = open_models(OWN, PAID)
    chart = page.locator(".chart").filter(has_text="Consultas en curso")
    expect(chart.get_by_role("img")).to_have_accessible_name("Consultas en curso. gpu-1:8000: 3; Proveedor externo: 3")
    expect(chart.locator("text.label")).to_have_text(["gpu-1:8000", "Proveedor ext…"])
    fleet(page, OWN | {"in_flight": 7}, PAID)
    page.clock.fast_forward(POLL)
    expect(chart.get_by_role("img")).to_have_accessible_name(re.compile("gpu-1:8000: 7"))
    chart.get_by_text("Ver los datos").click()
    expect(chart.get_by_role("columnheader")).to_have_text(["Minuto", "gpu-1:8000", "Proveedor externo"])
    expect(chart.get_by_role("row").nth(1)).to_contain_text("ahora")


def test_figures_change_under_a_focus_that_stays(open_models):
    page = open_models(OWN)
    probe = card(page, "gpu-1:8000").get_by_role("button", name="Probar")
    probe.focus()
    fleet(page, OWN | {"in_flight": 9})
    page.clock.fast_forward(POLL)
    expect(card(page, "gpu-1:8000").get_by_text("9 de 32 a la vez")).to_be_visible()
    expect(probe).to_be_focused()


def test_nothing_is_asked_while_nobody_looks(open_models):
    page = open_models(OWN)
    page.evaluate("Object.defineProperty(document, 'hidden', { value: true, configurable: true })")
    page.wait_for_load_state("networkidle")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.run_for(30_000)
    assert [url for url in asked if "/api/inference/" in url] == []
    with page.expect_request("**/api/inference/endpoints"):
        page.evaluate("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))")


def test_a_router_that_is_away_is_said_with_what_to_do(open_models):
    page = open_models(OWN)
    expect(card(page, "gpu-1:8000")).to_be_visible()
    page.unroute("**/api/inference/endpoints")
    problem = {"code": "unavailable", "status": 503, "detail": "El servicio de modelos no responde."}
    page.route("**/api/inference/endpoints", lambda route: route.fulfill(status=503, json=problem))
    page.clock.fast_forward(POLL)
    expect(page.get_by_text("El servicio de modelos no responde.")).to_be_visible()
    expect(page.get_by_text("Espera un momento y vuelve a intentar.")).to_be_visible()
    expect(card(page, "gpu-1:8000")).to_be_visible()


def test_what_is_refused_is_said_beside_its_field(open_models, picture):
    page = open_models(OWN)
    refusal = {"code": "invalid_url", "status": 400, "detail": "La dirección debe empezar con http:// o https://."}
    page.route("**/api/inference/endpoints/check", lambda route: route.fulfill(json={"reachable": True, "kind": "ollama", "models": [], "latency_ms": 3, "error": None}))
    page.get_by_role("button", name="Añadir un modelo").click()
    dialog = page.get_by_role("dialog", name="Añadir un modelo")
    dialog.get_by_role("button", name="Añadir", exact=True).click()
    expect(dialog.get_by_label("Dirección")).to_have_accessible_description(re.compile("Falta completar"))
    page.route("**/api/inference/endpoints", lambda route: route.fulfill(status=400, json=refusal))
    dialog.get_by_label("Dirección").fill("ftp://sala3")
    dialog.get_by_role("button", name="Añadir", exact=True).click()
    expect(dialog.get_by_label("Dirección")).to_have_accessible_description(re.compile("debe empezar con http"))
    picture(page, "models-add-refused")
    assert violations(page) == []


def test_what_is_no_figure_is_said_beside_it_and_what_is_emptied_is_taken_away(open_models):
    page = open_models(OWN, PAID)
    changes = []
    page.route("**/endpoints/proveedor", lambda route: (changes.append(route.request.post_data_json), route.fulfill(json=PAID)))
    card(page, "Proveedor externo").get_by_role("button", name="Cambiar").click()
    dialog = page.get_by_role("dialog", name="Cambiar «Proveedor externo»")
    cap = dialog.get_by_label("Tope de gasto al mes")
    expect(cap).to_have_value("50")
    cap.fill("mucho")
    dialog.get_by_role("button", name="Guardar").click()
    expect(cap).to_have_accessible_description(re.compile("Escribe una cifra"))
    cap.fill("")
    dialog.get_by_label("Precio de entrada").fill("0,25")
    dialog.get_by_role("button", name="Guardar").click()
    expect(dialog).to_have_count(0)
    assert changes[0]["monthly_cap"] is None
    assert changes[0]["price"] == {"input_per_million": 0.25, "output_per_million": 0.6}
    assert changes[0]["data_classes"] == ["public"]


def test_only_administrators_find_the_page(open_page):
    page = open_page(None)
    page.route("**/auth/me", lambda route: route.fulfill(json={"id": "u", "name": "Estudiante", "username": "e", "roles": ["student"], "permissions": ["converse"]}))
    page.goto("/models")
    expect(page.get_by_role("heading", level=1)).to_have_text("No tienes permiso para ver esto")
    expect(page.get_by_role("link", name="Modelos y costos")).to_have_count(0)
