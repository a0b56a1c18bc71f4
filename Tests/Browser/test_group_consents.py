"""What the guardians of a whole class say, recorded on one page."""

import uuid

import pytest
from playwright.sync_api import Page, expect

from axe import violations
from conftest import PHONE, WIDE
from pages import ask_and_wait, follow_link

ASSISTANT = "Preguntar al asistente"


def school(mark: str, students: int) -> str:
    minors = [f"Menor {mark} {number:02},estudiante,1.º {mark},sí" for number in range(1, students + 1)]
    return "\n".join(["nombre,rol,grupo,menor", *minors, f"Mayor {mark},estudiante,1.º {mark},no", ""])


@pytest.fixture
def open_class(open_page):
    """The page of a class of minors and one adult; `page.links` are their one-time links, by name."""

    def open_class(students: int = 3, **options) -> Page:
        mark = uuid.uuid4().hex[:6]
        page = open_page("/people/import", **options)
        page.locator("input[type=file]").set_input_files({"name": "c.csv", "mimeType": "text/csv", "buffer": school(mark, students).encode()})
        page.get_by_role("button", name=f"Crear {students + 1} cuentas").click()
        expect(page.locator(".slip")).to_have_count(students + 1, timeout=30_000)
        page.mark = mark
        page.links = {slip.locator("h2, h3, strong").first.inner_text(): slip.locator(".address").inner_text() for slip in page.locator(".slip").all()}
        page.goto("/groups")
        page.get_by_role("link", name=f"1.º {mark}").click()
        page.get_by_role("link", name="Registrar consentimientos").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Registrar consentimientos")
        return page

    return open_class


def minor(page: Page, number: int):
    return page.get_by_role("group", name=f"Menor {page.mark} {number:02}")


def test_a_class_of_thirty_is_recorded_at_once_and_may_ask(open_class, open_page, picture):
    page = open_class(30)
    expect(page.locator(".guardians > li")).to_have_count(30)
    expect(page.get_by_text(f"Mayor {page.mark}")).to_have_count(0)
    page.get_by_label("Qué es de cada menor").fill("madre")
    names = "\n".join(f"Madre Ejemplo {number:02}" for number in range(1, 31))
    box = minor(page, 1).get_by_label("Nombre de quien consiente")
    box.evaluate(
        """(input, text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            input.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        names,
    )
    expect(minor(page, 30).get_by_label("Nombre de quien consiente")).to_have_value("Madre Ejemplo 30")
    minor(page, 2).get_by_label("Qué es de la persona").fill("tutora legal")
    picture(page, "group-consents")
    page.get_by_role("button", name="Registrar los de 30 personas").click()
    expect(page.get_by_role("status").filter(has_text="Quedó registrado lo de 30 personas.")).to_be_visible()
    expect(page.get_by_role("button", name="Registrar", exact=True)).to_be_visible()
    expect(minor(page, 1)).to_contain_text(f"Con consentimiento: {ASSISTANT}")
    page.reload()
    expect(minor(page, 30)).to_contain_text(f"Con consentimiento: {ASSISTANT}")
    expect(minor(page, 30).get_by_role("checkbox")).not_to_be_checked()

    student = open_page("/sign-in", viewport=PHONE, signed_in=False)
    follow_link(student, page.links[f"Menor {page.mark} 07"], "mi perro se llama Tango")
    student.goto("/chat")
    ask_and_wait(student, "¿Qué es una neumonía?")


def test_what_cannot_be_recorded_says_why_and_nothing_is_lost(open_class, picture):
    page = open_class()
    page.get_by_role("button", name="Registrar los de 3 personas").click()
    expect(minor(page, 1).get_by_label("Nombre de quien consiente")).to_be_focused()
    page.get_by_label("Qué es de cada menor").fill("padre")
    for number in (1, 2, 3):
        minor(page, number).get_by_label("Nombre de quien consiente").fill(f"Padre {number}")

    page.route("**/api/groups/*/consents", lambda route: route.abort() if route.request.method == "PUT" else route.continue_())
    page.get_by_role("button", name="Registrar los de 3 personas").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(minor(page, 3).get_by_label("Nombre de quien consiente")).to_have_value("Padre 3")
    page.unroute("**/api/groups/*/consents")

    def leave_one_out(route):
        if route.request.method != "PUT":
            return route.continue_()
        guardians = route.request.post_data_json["guardians"]
        failed = [{"user": guardians[1]["user"], "code": "user_not_found", "detail": "Esa persona no existe o no está en tus grupos."}]
        route.fulfill(json={"recorded": 2, "failed": failed})

    page.route("**/api/groups/*/consents", leave_one_out)
    page.get_by_role("button", name="Registrar los de 3 personas").click()
    expect(page.get_by_text("Quedó registrado lo de 2 personas. Lo de 1 no se pudo registrar")).to_be_visible()
    expect(minor(page, 2)).to_contain_text("Esa persona no existe o no está en tus grupos.")
    expect(minor(page, 2).get_by_label("Nombre de quien consiente")).to_have_value("Padre 2")
    expect(minor(page, 1).get_by_role("checkbox")).not_to_be_checked()
    picture(page, "group-consents-refused")
    assert violations(page) == []


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_page_fits_and_texts_are_one_click_away(open_class, picture, viewport):
    page = open_class(viewport=viewport)
    page.get_by_label("Revisar respuestas que estén mal").check()
    page.get_by_text(f"Leer el texto: {ASSISTANT}").click()
    expect(page.get_by_text("Lo que escribes y las imágenes que envías")).to_be_visible()
    picture(page, f"group-consents-{viewport['width']}")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
