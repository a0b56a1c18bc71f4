"""A tutor, a student of theirs, and an institution that is ready to help."""

from datetime import date, timedelta

from playwright.sync_api import Locator, Page, expect

from pages import SAME_ORIGIN

LINE = "Línea de ejemplo"
TELEPHONE = "+1 202 555 0142"


def support(administrator: Page, verified_on: date | None = None) -> dict:
    """Help that is complete, with one line."""
    me = administrator.request.get("/auth/me").json()["id"]
    day = (verified_on or date.today()).isoformat()
    line = {"name": LINE, "telephone": TELEPHONE, "hours": "todos los días, 24 horas", "verified_on": day}
    return {
        "lines": [line],
        "people": [{"user_id": me}],
        "acknowledge_minutes": 15,
        "hours": {},
        "out_of_hours": {"policy": "lines_only"},
    }


def keep_support(administrator: Page, values: dict):
    """Keeps them, and waits until students see them: one daemon asks the other every 15 s."""
    known = administrator.request.get("/api/support").json()
    if any(known.get(name) != value for name, value in values.items()):
        answer = administrator.request.put("/api/support", data=values, headers=SAME_ORIGIN)
        assert answer.ok, answer.text()
    for _ in range(120):
        told = administrator.request.get("/api/help").json()["lines"]
        if days_of(told) == days_of(values["lines"]):
            return
        administrator.wait_for_timeout(250)
    raise AssertionError(f"the lines are still {told}")


def days_of(lines: list[dict]) -> list[tuple[str, str]]:
    return [(line["name"], line["verified_on"]) for line in lines]


def invite_as(administrator: Page, name: str, role: str) -> tuple[str, str]:
    """Somebody's id and one-time link."""
    answer = administrator.request.post("/api/users", data={"name": name, "roles": [role], "minor": False}, headers=SAME_ORIGIN)
    assert answer.ok, answer.text()
    return answer.json()["id"], answer.json()["link"]


def put_together(administrator: Page, name: str, people: list[str]) -> str:
    """A class of these people; its id."""
    group = administrator.request.post("/api/groups", data={"name": name, "kind": "class"}, headers=SAME_ORIGIN)
    assert group.ok, group.text()
    for person in people:
        join(administrator, group.json()["id"], person)
    return group.json()["id"]


def join(administrator: Page, group: str, person: str):
    answer = administrator.request.put(f"/api/groups/{group}/members/{person}", headers=SAME_ORIGIN)
    assert answer.ok, answer.text()


def begin(student: Page, *allowed: str):
    """What is asked at first use; nothing is ticked beforehand."""
    student.goto("/companion")
    expect(student.get_by_role("heading", level=1)).to_have_text("Antes de empezar")
    for title in allowed:
        student.get_by_role("checkbox", name=title).check()
    student.get_by_role("button", name="Empezar a conversar").click()
    expect(words(student)).to_be_focused()


def words(student: Page) -> Locator:
    return student.get_by_role("textbox", name="Escribe lo que quieras contar")


def say(student: Page, text: str):
    words(student).fill(text)
    words(student).press("Enter")
    expect(student.locator(".mine").last).to_contain_text(text)


def help_card(student: Page) -> Locator:
    return student.get_by_role("region", name="No tienes que pasar por esto a solas")


def alert(tutor: Page, student: str) -> Locator:
    return tutor.get_by_role("article").filter(has_text=student)


def in_a_week() -> str:
    return (date.today() + timedelta(days=7)).isoformat()
