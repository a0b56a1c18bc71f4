"""What a model writes is shown as text and nothing else, and does not flicker while it comes."""

import pytest
from playwright.sync_api import Page, expect

from pages import answer, ask
from streams import answer_with, deltas, done, start


@pytest.fixture
def answered(open_page):
    """Shows an answer that says exactly this."""

    def answered(text: str) -> Page:
        page = open_page("/chat")
        answer_with(page, start(), ": ping\n\n", deltas(*text), done())
        ask(page, "hola")
        expect(answer(page)).to_have_attribute("aria-busy", "false")
        return page

    return answered


def test_html_is_text(answered):
    page = answered("<img src=x onerror=alert(1)> <script>alert(2)</script> <b>negrita</b>")
    prose = answer(page).locator(".prose")
    expect(prose).to_have_text("<img src=x onerror=alert(1)> <script>alert(2)</script> <b>negrita</b>")
    expect(prose.locator("img, script, b")).to_have_count(0)


def test_links_go_to_the_web_only(answered):
    page = answered("[a](https://example.org/x) [b](javascript:alert(1)) [c](data:text/html,x) ![d](https://example.org/d.png)")
    prose = answer(page).locator(".prose")
    addresses = prose.locator("a").evaluate_all("links => links.map(({ href, rel }) => [href, rel.includes('noopener')])")
    assert addresses == [["https://example.org/x", True], ["https://example.org/d.png", True]]
    expect(prose.locator("img")).to_have_count(0)


def test_structure(answered):
    text = (
        "## Título\n\nUn **fuerte** y *suave* con `código` y snake_case_aquí, 2 * 3 * 4.\n\n"
        "1. uno\n   - anidado\n   - otro\n2. dos\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n> cita\n\n```swift\nlet x = 1 < 2\n```\n"
    )
    prose = answer(answered(text)).locator(".prose")
    expect(prose.locator("h3")).to_have_text("Título")
    expect(prose.locator("p strong")).to_have_text("fuerte")
    expect(prose.locator("p em")).to_have_text("suave")
    expect(prose.locator("p")).to_contain_text(["snake_case_aquí, 2 * 3 * 4."])
    expect(prose.locator("ol > li")).to_have_count(2)
    expect(prose.locator("ol ul > li")).to_have_count(2)
    expect(prose.locator("td.right")).to_have_text("2")
    expect(prose.locator("blockquote")).to_have_text("cita")
    expect(prose.locator("pre")).to_have_text("let x = 1 < 2")


def test_marks_are_not_seen_while_they_are_written(open_page):
    """Every prefix of an answer is rendered; no half-written mark shows at any of them."""
    page = open_page("/chat")
    text = "Uno **dos** y *tres* con `cuatro` y [cinco](https://example.org).\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- seis\n- siete"
    seen = page.evaluate(
        """async (text) => {
            const { renderMarkdown } = await import("/modules/markdown.js");
            const place = document.createElement("div");
            const seen = [];
            for (let length = 1; length <= text.length; length += 1) {
                renderMarkdown(place, text.slice(0, length), { streaming: true });
                if (/[*`|\\[\\]]|\\(https|--/.test(place.textContent)) seen.push(text.slice(0, length));
            }
            return seen;
        }""",
        text,
    )
    assert seen == []


def test_what_is_already_written_stays_the_same_element(open_page):
    page = open_page("/chat")
    same = page.evaluate(
        """async () => {
            const { renderMarkdown } = await import("/modules/markdown.js");
            const place = document.createElement("div");
            renderMarkdown(place, "Primero\\n\\n- a\\n- b", { streaming: true });
            const [paragraph, item] = [place.querySelector("p"), place.querySelector("li")];
            renderMarkdown(place, "Primero\\n\\n- a\\n- b y más\\n- c", { streaming: true });
            return paragraph === place.querySelector("p") && item === place.querySelector("li") && place.textContent;
        }"""
    )
    assert same == "Primeroab y másc"


def test_hostile_text_does_not_hang_the_page(open_page):
    page = open_page("/chat")
    took = page.evaluate(
        """async () => {
            const { renderMarkdown } = await import("/modules/markdown.js");
            const began = performance.now();
            for (const piece of ["*", "**a", "[", "`", "> ", "- ", "![", "|", "_a_", "(", "#", "https://a.b/("]) {
                renderMarkdown(document.createElement("div"), piece.repeat(5000), { streaming: true });
            }
            return performance.now() - began;
        }"""
    )
    assert took < 20_000
