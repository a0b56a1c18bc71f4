"""Documents, templates and sheets of a test's own, made by way of the API, and what a person does with a sheet."""

import uuid

from playwright.sync_api import Locator, Page, expect

from pages import SAME_ORIGIN

# The simulated model says its instructions, whose example answers for a column «Clave» with what no document says.
UNSUPPORTED = "[[say:instructions]]"

COLUMNS = [
    {"name": "Fecha", "type": "date", "instruction": "El día de la reunión."},
    {"name": "Lugar", "type": "text"},
    {"name": "Asistentes", "type": "number"},
    {"name": "Clave", "type": "text"},
]


def send(page: Page, method: str, path: str, **options):
    """A request of the signed-in person; what it answers."""
    answer = getattr(page.request, method)(path, headers=SAME_ORIGIN, **options)
    assert answer.ok, f"{path}: {answer.status} {answer.text()}"
    return answer.json() if answer.status != 204 else None


def minutes(number: int, unsupported: bool = False) -> str:
    """The minutes of a meeting, as somebody types them."""
    lines = [f"Acta {number} del consejo escolar", "", f"Fecha: {number} de mayo de 2026", f"Lugar: Biblioteca {number}"]
    lines += [f"Asistentes: {10 + number}", "", "Se aprobó el calendario de visitas."]
    return "\n".join([*lines, UNSUPPORTED if unsupported else "", ""])


def collect(page: Page, texts: dict[str, str], name: str | None = None) -> dict:
    """A collection with these files, all of them read."""
    collection = send(page, "post", "/api/collections", data={"name": name or f"Actas {uuid.uuid4().hex[:8]}"})
    for file, text in texts.items():
        content = {"name": file, "mimeType": "text/plain", "buffer": text.encode()}
        send(page, "post", "/api/documents", multipart={"collection_id": collection["id"], "file": content})
    wait_until_read(page, collection["id"], len(texts))
    return collection


def wait_until_read(page: Page, collection: str, count: int):
    for _ in range(240):
        items = send(page, "get", f"/api/documents?collection_id={collection}&limit=100")["items"]
        if len(items) == count and all(each["state"] == "ready" for each in items):
            return
        assert not [each for each in items if each["state"] == "failed"], items
        page.wait_for_timeout(250)
    raise AssertionError(f"still {[each['state'] for each in items]}")


def add_template(page: Page, columns: list[dict] = COLUMNS, kind: str = "sheet") -> dict:
    name = f"Plantilla {uuid.uuid4().hex[:8]}"
    return send(page, "post", "/api/templates", data={"name": name, "kind": kind, "columns": columns, "groups": [], "roles": []})


def add_sheet(page: Page, texts: dict[str, str], columns: list[dict] = COLUMNS, kind: str = "sheet", mode: str = "per_document") -> dict:
    """A sheet over a new collection, not filled yet."""
    values = {
        "name": f"Planilla {uuid.uuid4().hex[:8]}",
        "template_id": add_template(page, columns, kind)["id"],
        "collections": [collect(page, texts)["id"]],
        "rows": mode,
    }
    return send(page, "post", "/api/sheets", data=values)


def filled_sheet(page: Page, texts: dict[str, str], **options) -> dict:
    """The same, filled."""
    sheet = add_sheet(page, texts, **options)
    send(page, "post", f"/api/sheets/{sheet['id']}/run", data={})
    for _ in range(240):
        found = send(page, "get", f"/api/sheets/{sheet['id']}")
        if found["state"] == "review":
            return found
        page.wait_for_timeout(250)
    raise AssertionError(f"the sheet is still {found['state']}")


def finish(page: Page, sheet: dict):
    send(page, "post", f"/api/sheets/{sheet['id']}/finalize", data={})


def grid(page: Page) -> Locator:
    return page.get_by_role("grid")


def cell(page: Page, column: str, row: int = 0) -> Locator:
    """The cell of that column; rows count from 0 in the order in which they stand."""
    return grid(page).locator("tbody tr").nth(row).locator(f'.sheet-cell[data-title="{column}"]')


def source_panel(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Fuente de la celda")


def see(page: Page, column: str, row: int = 0):
    """Opens the source of a cell."""
    cell(page, column, row).focus()
    page.keyboard.press("Space")
    expect(source_panel(page)).to_contain_text(column)
