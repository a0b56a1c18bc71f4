"""The accessibility rules that every screen keeps."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}


def violations(page: Page) -> list[str]:
    # Colours in the middle of a transition are nobody's colours.
    page.evaluate("Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})))")
    report = Axe().run(page, options=RULES).response
    assert report["passes"], "axe found nothing to check"
    return [f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in report["violations"]]
