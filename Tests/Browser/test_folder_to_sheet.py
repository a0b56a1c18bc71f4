"""From a folder of papers that a teacher drops to a finished spreadsheet that opens everywhere."""

import csv
import shutil
import subprocess
import uuid
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

SAMPLES = Path(__file__).parents[1] / "ConversionTests/Files"


def minutes(folder: Path) -> Path:
    """A folder as a school keeps it: three papers with the same facts in different words, and one that can't be read."""
    folder.mkdir()
    (folder / "acta marzo.md").write_text(
        "# Acta del consejo de marzo\n\nFecha de la reunión: 3 de marzo de 2025.\n\nPresidió: Marta Quiroga.\n\n"
        "Se aprobó comprar 12 sillas. Importe: $ 48.500,50.\n"
    )
    (folder / "acta abril.html").write_text(
        "<html><body><h1>Acta del consejo de abril</h1><p>Fecha de la reunión: 7/4/2025.</p><p>Presidió: Julio Paz.</p>"
        "<p>Se aprobó pintar el aula 3. Importe: $ 120.000.</p></body></html>"
    )
    (folder / "acta mayo.txt").write_text(
        "Acta del consejo de mayo\n\nFecha de la reunión: 5 de mayo de 2025.\nPresidió: Marta Quiroga.\n"
        "No se aprobó ningún gasto.\n"
    )
    shutil.copy(SAMPLES / "clave.pdf", folder / "con clave.pdf")
    return folder


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("row").filter(has_text=name)


def test_from_a_dropped_folder_to_a_finished_sheet(open_page, picture, tmp_path):
    folder = minutes(tmp_path / "actas")
    name = f"Actas {uuid.uuid4().hex[:6]}"
    page = open_page("/library")
    page.get_by_role("button", name="Nueva colección").click()
    page.get_by_role("dialog").get_by_label("Nombre").fill(name)
    page.get_by_role("button", name="Crear la colección").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.locator("input[type=file][webkitdirectory]").set_input_files(folder)
    expect(page.get_by_text("Listo", exact=True)).to_have_count(3, timeout=30_000)
    expect(page.get_by_text("No se pudo leer", exact=True)).to_have_count(1)
    expect(page.get_by_text("contraseña").first).to_be_visible()
    picture(page, "folder-read")
