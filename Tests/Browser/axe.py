"""The accessibility rules that every screen keeps, in both themes."""

from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
# All else is the same in the other theme.
CONTRAST = RULES | {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


def in_each_theme(page: Page) -> Iterator[str]:
    """The themes, dark and then light, while the page has each."""
    for theme in ("dark", "light"):
        page.emulate_media(color_scheme=theme)
        # Colours in the middle of a transition are nobody's colours.
        page.evaluate("Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})))")
        yield theme


def violations(page: Page) -> list[str]:
    found = []
    for theme in in_each_theme(page):
        report = Axe().run(page, options=RULES if theme == "light" else CONTRAST).response
        assert theme == "dark" or report["passes"], "axe found nothing to check"
        found += [f"{theme}: {each['id']}: {[node['target'] for node in each['nodes']]}" for each in report["violations"]]
    return found
