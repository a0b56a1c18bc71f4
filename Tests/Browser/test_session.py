"""A session that ran out is renewed once, and waits can be left."""

from playwright.sync_api import expect

from pages import reload


def test_tabs_that_find_the_session_stale_renew_it_once_between_them(open_page):
    page = open_page(None)
    context = page.context
    renewals, stale = [], []

    def stale_until_renewed(route):
        if renewals and renewals[0] is None:
            route.continue_()
        else:
            stale.append(route.request.url)
            route.fulfill(status=401, json={"code": "unauthenticated", "status": 401})

    context.route("**/auth/refresh", lambda route: renewals.append(route))
    for pattern in ("**/auth/me", "**/api/history?*", "**/health"):
        context.route(pattern, stale_until_renewed)
    tabs = [page, context.new_page(), context.new_page()]
    for tab in tabs:
        tab.goto("/", wait_until="commit")
    while len(stale) < len(tabs) or not renewals:
        page.wait_for_timeout(50)
    first = renewals[0]
    renewals[0] = None
    first.fulfill(json={})
    for tab in tabs:
        expect(tab.get_by_role("textbox", name="Escribe tu pregunta")).to_be_visible()
        expect(tab.get_by_role("dialog")).to_have_count(0)
    assert len(renewals) == 1


def test_a_long_wait_says_so_and_can_be_cancelled(open_page):
    page = open_page(None)
    held = []
    page.route("**/api/history?*", lambda route: held.append(route))
    page.goto("/history")
    expect(page.get_by_text("Buscando…")).to_be_visible()
    page.get_by_role("button", name="Cancelar").click()
    expect(page.get_by_text("Se canceló.")).to_be_visible()
    page.unroute("**/api/history?*")
    page.get_by_role("button", name="Volver a cargar").click()
    expect(page.get_by_text("Se canceló.")).to_be_hidden()


def test_an_error_shows_its_code_to_copy_and_a_way_to_repeat(open_page):
    page = open_page(None)
    problem = {"code": "service_unavailable", "status": 503, "detail": "El servicio no responde.", "request_id": "r-42"}
    page.route("**/api/history?*", lambda route: route.fulfill(status=503, json=problem), times=1)
    page.goto("/history")
    expect(page.get_by_text("El servicio no responde.")).to_be_visible()
    expect(page.get_by_text("service_unavailable · r-42")).to_be_visible()
    page.get_by_role("button", name="Copiar el código del error").click()
    page.get_by_role("button", name="Reintentar").click()
    expect(page.get_by_text("El servicio no responde.")).to_be_hidden()


def test_an_unsent_question_is_in_the_box_after_a_reload(open_page):
    page = open_page("/chat")
    page.route("**/api/chat", lambda route: route.abort(), times=1)
    box = page.get_by_role("textbox", name="Escribe tu pregunta")
    box.fill("una pregunta que no llegó")
    box.press("Enter")
    expect(page.get_by_text("No se pudo llegar al servidor.")).to_be_visible()
    reload(page)
    expect(box).to_have_value("una pregunta que no llegó")
