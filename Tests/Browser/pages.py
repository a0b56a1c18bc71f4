"""What a person does on the pages, in their words."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect


@dataclass
class Account:
    username: str
    password: str
    name: str


def create_administrator(page: Page, account: Account):
    page.get_by_label("Nombre y apellido").fill(account.name)
    page.get_by_label("Usuario").fill(account.username)
    page.get_by_label("Contraseña", exact=True).fill(account.password)
    page.get_by_role("button", name="Crear la cuenta").click()
    expect(page.get_by_role("navigation", name="Secciones")).to_be_visible()


def sign_in(page: Page, account: Account):
    page.get_by_label("Usuario").fill(account.username)
    page.get_by_label("Contraseña", exact=True).fill(account.password)
    page.get_by_role("button", name="Entrar").click()
    expect(page.get_by_role("navigation", name="Secciones")).to_be_visible()


# What somebody invited by a test chooses.
OWN_PASSWORD = "otra frase bastante larga"

# What a browser says of a page's own requests.
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}

# The simulator writes as long and as fast as a question asks for between brackets.
LONG = "[[speed:tokens=240,tps=60]]"
# Long enough to be met while it is written, when it has to be waited for.
STEADY = "[[speed:tokens=90,tps=60]]"
CUT = "[[fault:cut=12]]"


def box(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Escribe tu pregunta")


def ask(page: Page, question: str):
    box(page).fill(question)
    box(page).press("Enter")
    expect(page.locator(".mine").last).to_contain_text(question)


def answer(page: Page) -> Locator:
    return page.locator(".answer").last


def started(page: Page):
    """The answer has its first words and the address names the conversation."""
    expect(answer(page).locator(".prose")).not_to_be_empty()
    expect(page).to_have_url(re.compile(r"/chat/[\w-]+$"))


def finished(page: Page):
    started(page)
    expect(answer(page)).to_have_attribute("aria-busy", "false", timeout=60_000)


def ask_and_wait(page: Page, question: str):
    ask(page, question)
    finished(page)


def show(page: Page, path: str):
    page.goto(path, wait_until="commit")
    page.wait_for_selector("h1")


def reload(page: Page):
    page.reload(wait_until="commit")
    page.wait_for_selector("h1")


def invite(page: Page, name: str, minor: bool = False) -> str:
    """Invites a student as the signed-in administrator of this page; the path of their one-time link."""
    person = {"name": name, "roles": ["student"], "minor": minor}
    answer = page.request.post("/api/users", data=person, headers=SAME_ORIGIN)
    assert answer.ok, answer.text()
    return answer.json()["link"]


def come_in(page: Page, link: str, password: str) -> str:
    """Uses a one-time link without showing it: whatever this page opens next is theirs; the username."""
    token = {"token": link.partition("#")[2], "password": password}
    answer = page.request.post("/auth/password", data=token, headers=SAME_ORIGIN)
    assert answer.ok, answer.text()
    return page.request.get("/auth/me").json()["username"]


def follow_link(page: Page, link: str, password: str) -> str:
    """Opens a one-time link, chooses a password and is in; the username."""
    page.goto(link)
    username = page.get_by_label("Usuario").input_value()
    page.get_by_label("Tu contraseña nueva").fill(password)
    page.get_by_role("button", name="Guardar y entrar").click()
    expect(page.get_by_role("navigation", name="Secciones")).to_be_visible()
    return username


def allow(page: Page, title: str):
    """Gives one's consent on «Mis datos», where it isn't given yet."""
    entry = page.locator(".consents > li").filter(has=page.get_by_role("heading", name=title, exact=True))
    expect(entry).to_be_visible()
    give = entry.get_by_role("button", name="Doy mi consentimiento")
    if give.count():
        give.click()
    expect(entry).to_contain_text("Con consentimiento")


def open_person(page: Page, name: str):
    """Somebody's own page, found by name."""
    page.goto("/people")
    page.get_by_role("searchbox", name="Buscar por nombre").fill(name)
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def person_menu(page: Page, name: str, item: str):
    page.get_by_role("button", name=f"Opciones de {name}").click()
    page.get_by_role("menuitem", name=item).click()
