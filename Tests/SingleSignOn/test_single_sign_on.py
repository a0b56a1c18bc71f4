"""Signing in with a provider as people do: through its pages, from another site, with everything that can go wrong."""

import re
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from provider import PASSWORD


def begin(page, gateway, destination="/history"):
    page.goto(f"{gateway.url}/auth/oidc/start?return={destination}")


def sign_in_at_provider(page, name):
    page.fill("input[name=login]", name)
    page.click("button[type=submit] >> visible=true")
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit] >> visible=true")


def consent(page):
    """The provider asks the first time only."""
    page.wait_for_load_state()
    if page.locator("button[value=accept]").count():
        page.click("button[value=accept]")


def me(page):
    return page.evaluate("async () => { const a = await fetch('/auth/me'); return [a.status, await a.json()]; }")


def problem(page):
    page.wait_for_url("**/sign-in?problem=*")
    return parse_qs(urlsplit(page.url).query)["problem"][0]


def test_the_page_is_told_of_the_provider(suite):
    gateway, _ = suite
    assert gateway.ask("GET", "/api/config")["single_sign_on"] == {"name": "Cuenta de la escuela"}


def test_whoever_says_no_is_told_so(suite, page):
    gateway, _ = suite
    begin(page, gateway)
    sign_in_at_provider(page, "bruno")
    page.click("button[name=answer][value=deny]")
    assert problem(page) == "sso_cancelled"


def test_somebody_of_the_institution_gets_an_account_and_comes_back_to_it(suite, page):
    gateway, _ = suite
    begin(page, gateway)
    sign_in_at_provider(page, "ana")
    consent(page)
    page.wait_for_url(gateway.url + "/history")
    status, person = me(page)
    assert status == 200 and person["name"] == "Ana Ruiz" and person["roles"] == ["tutor"]
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies(gateway.url + "/auth")}
    assert cookies["consulta_access"]["sameSite"] == "Strict" and cookies["consulta_access"]["httpOnly"]
    assert "consulta_oidc" not in cookies
    # The second time it is the same account.
    begin(page, gateway, "/")
    page.wait_for_url(gateway.url + "/")
    assert me(page)[1]["id"] == person["id"]


def test_a_new_key_of_the_provider_is_taken_up(suite, page):
    gateway, provider = suite
    provider.rotate()
    begin(page, gateway)
    sign_in_at_provider(page, "ana")
    arrived = re.compile("/history|/sign-in")
    page.wait_for_url(arrived)
    # Keys are asked for at most once a second, which may not be over since the last sign-in.
    deadline = time.monotonic() + 10
    while "/sign-in" in page.url and time.monotonic() < deadline:
        begin(page, gateway)
        page.wait_for_url(arrived)
    assert me(page)[0] == 200


def test_a_foreign_address_gets_no_account(suite, page):
    gateway, _ = suite
    begin(page, gateway)
    sign_in_at_provider(page, "bruno")
    consent(page)
    assert problem(page) == "sso_no_account"
    assert me(page)[0] == 401


def test_a_verified_address_opens_the_account_that_an_administrator_gave_it_to(suite, page):
    gateway, _ = suite
    bruno = {"username": "bruno.r", "name": "Bruno", "email": "Bruno@elsewhere.example", "roles": ["clerk"]}
    made = gateway.ask("POST", "/api/users", bruno, gateway.administrator_token())
    begin(page, gateway)
    sign_in_at_provider(page, "bruno")
    page.wait_for_url(gateway.url + "/history")
    assert me(page)[1]["id"] == made["id"]


def test_an_answer_serves_once(suite, page):
    gateway, _ = suite
    answers = []
    page.on("request", lambda request: "/auth/oidc/callback" in request.url and answers.append(request.url))
    begin(page, gateway)
    sign_in_at_provider(page, "ana")
    page.wait_for_url(gateway.url + "/history")
    page.goto(answers[0])
    assert problem(page) == "sso_expired"


def test_an_answer_that_nobody_here_asked_for_is_refused(suite, page):
    gateway, _ = suite
    page.goto(gateway.url + "/auth/oidc/callback?code=stolen&state=invented")
    assert problem(page) == "sso_expired"


@pytest.mark.parametrize("place", ["https://evil.example", "//evil.example", "/%5Cevil.example", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(suite, page, place):
    gateway, _ = suite
    begin(page, gateway, place)
    assert problem(page) == "sso_foreign_return"


def test_a_provider_that_is_away_is_said_to_be(suite, page):
    gateway, provider = suite
    provider.stop()
    begin(page, gateway)
    assert problem(page) == "sso_unavailable"
