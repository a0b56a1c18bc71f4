"""A real Chromium against a running suite with simulated models.

CONSULTA_URL                 where the gateway listens (default http://127.0.0.1:8080)
CONSULTA_ADMIN_USER, CONSULTA_ADMIN_PASSWORD   the administrator, existing or to be created
CONSULTA_SETUP_URL           the one-time link of the first start, when there is no administrator yet
CONSULTA_SCREENSHOTS         a folder for pictures of every screen
CONSULTA_CHROMIUM            the browser (default /usr/bin/chromium-headless-shell)
"""

import os
import uuid
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from axe import in_each_theme, violations
from pages import OWN_PASSWORD, SAME_ORIGIN, Account, come_in, create_administrator, invite, show, sign_in

WIDE = {"width": 1360, "height": 850}
PHONE = {"width": 390, "height": 844}

expect.set_options(timeout=10_000)


@dataclass
class Suite:
    url: str
    account: Account
    setup_url: str | None
    setup_violations: list[str] | None = None


@pytest.fixture(scope="session")
def suite() -> Suite:
    account = Account(
        username=os.environ.get("CONSULTA_ADMIN_USER", "administracion"),
        password=os.environ.get("CONSULTA_ADMIN_PASSWORD", "una frase bastante larga"),
        name="Ana Prueba",
    )
    url = os.environ.get("CONSULTA_URL", "http://127.0.0.1:8080").rstrip("/")
    return Suite(url, account, os.environ.get("CONSULTA_SETUP_URL") or None)


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CONSULTA_CHROMIUM", "/usr/bin/chromium-headless-shell"), args=["--no-sandbox"]
        )
        yield browser
        browser.close()


class Watcher:
    """What a page complained about. A test that ends with complaints fails."""

    def __init__(self):
        self.complaints: list[str] = []

    def watch(self, context: BrowserContext):
        context.add_init_script(
            "addEventListener('securitypolicyviolation', (event) =>"
            " console.error('CSP', event.violatedDirective, event.blockedURI))"
        )
        context.on("page", self._watch_page)

    def _watch_page(self, page: Page):
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._console)

    def _console(self, message):
        # The browser itself reports every answer of 4xx and 5xx and every refused connection; the tests provoke those.
        if message.type == "error" and not message.text.startswith(("Failed to load resource", "WebSocket connection")):
            self.complaints.append(message.text)


@pytest.fixture
def watcher():
    watcher = Watcher()
    yield watcher
    assert watcher.complaints == []


@pytest.fixture(scope="session")
def session_state(browser, suite):
    """The cookies of the signed-in administrator, created first where the suite is new."""
    context = browser.new_context(base_url=suite.url, locale="es-MX", viewport=WIDE)
    page = context.new_page()
    page.goto("/")
    page.wait_for_selector("h1")
    if page.url.endswith("/setup"):
        assert suite.setup_url, "the suite has no administrator and CONSULTA_SETUP_URL is not set"
        page.goto(suite.setup_url)
        page.wait_for_selector("form")
        suite.setup_violations = violations(page)
        take_picture(page, "setup")
        create_administrator(page, suite.account)
    else:
        sign_in(page, suite.account)
    state = context.storage_state()
    context.close()
    return state


def renew(context: BrowserContext, suite: Suite, state: dict):
    """Signs in anew where a test has changed what the cookies say of the person."""
    if context.request.get("/auth/me").ok:
        return
    credentials = {"username": suite.account.username, "password": suite.account.password}
    answer = context.request.post("/auth/login", data=credentials, headers=SAME_ORIGIN)
    assert answer.ok, answer.text()
    state.update(context.storage_state())


@pytest.fixture
def open_page(browser, suite, watcher, session_state):
    """Opens pages of the signed-in administrator, at `path` where there is one; every context goes away with the test."""
    contexts = []

    def open_page(path: str | None = "/", viewport=None, signed_in=True, **options) -> Page:
        context = browser.new_context(
            base_url=suite.url,
            locale="es-MX",
            viewport=viewport or WIDE,
            has_touch=(viewport or WIDE)["width"] < 700,
            storage_state=session_state if signed_in else None,
            **options,
        )
        contexts.append(context)
        if signed_in:
            renew(context, suite, session_state)
        watcher.watch(context)
        page = context.new_page()
        if path:
            show(page, path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def open_own(open_page):
    """Pages of somebody of their own, so that what they change is nobody else's; `administrator` is a page beside theirs."""

    def open_own(path: str, minor=False, **options) -> Page:
        page = open_page(None, signed_in=False, **options)
        page.administrator = open_page(None)
        page.name = f"Prueba {uuid.uuid4().hex[:8]}"
        page.username = come_in(page, invite(page.administrator, page.name, minor), OWN_PASSWORD)
        show(page, path)
        return page

    return open_own


def take_picture(page: Page, name: str):
    folder = os.environ.get("CONSULTA_SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        for theme in in_each_theme(page):
            page.screenshot(path=Path(folder) / f"{name}-{theme}.png", animations="disabled")


@pytest.fixture
def picture():
    """Keeps a picture of a page where CONSULTA_SCREENSHOTS says."""
    return take_picture
