// One question of a citizen: the card from the offices at once, places to choose from, and the words around it.
import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { SentenceReader } from "../modules/announce.js";
import { askHelpDesk } from "../modules/help-desk.js";
import { renderMarkdown } from "../modules/markdown.js";
import { lookUp, whereOf } from "../modules/municipios.js";
import { copyButton } from "./copy.js";
import { helpCard } from "./help-card.js";
import { icon } from "./icon.js";
import { officeCard, readAloud } from "./office-card.js";
import { problemBox } from "./problem.js";

/**
 * `onplace(place)` when the answer is about one, `onperson(question)`; `before` is the code of the place spoken of till
 * then. `turn.ask({ code, country })` sends the question; `turn.show(card, text)` shows what is known without asking.
 */
export function consultaTurn(question, { onplace, onperson, before }) {
  const card = h("div");
  const choice = h("div");
  const prose = h("div.prose");
  const below = h("div.stack");
  const heading = h("h2.asked", { tabindex: -1 }, question);
  const element = h("article.consulta-turn.stack", { "aria-label": question }, heading, card, choice, prose, below);
  let abort = null;
  let found = {};
  let text = "";

  function tools() {
    const sources = (found.sources ?? []).filter(({ kind }) => kind === "topic");
    return [
      sources.length > 0 && h("p.small", null, t("consulta.sources", { titles: sources.map(({ title }) => title).join(", ") })),
      h("div.row.no-print", null,
        h("button", { type: "button", onclick: () => onperson(question) }, icon("person", 18), t("help.ask")),
        text && copyButton(() => text), prose.hasChildNodes() && readAloud(() => prose.textContent)),
    ];
  }
  function showCard({ municipio, intent, candidates = [], help }) {
    if (help) replace(card, helpCard(help));
    if (municipio) replace(card, municipio.code === before && further.has(intent) ? folded(municipio) : officeCard(municipio));
    replace(choice, !municipio && candidates.length > 0 && choices(candidates));
  }
  function choices(candidates) {
    const which = t("consulta.which", { n: candidates.length });
    const button = (place) => h("button.candidate", { type: "button", onclick: () => choose(place) },
      h("strong", null, place.name), h("span.small", null, whereOf(place)));
    return h("div.stack", { role: "group", "aria-label": which },
      h("p", null, which), h("div.examples", null, candidates.map(button)), h("p.small", null, t("consulta.which.none")));
  }
  function choose({ code, country }) {
    replace(choice);
    heading.focus();
    ask({ code, country });
  }
  async function ask(chosen = {}) {
    abort?.abort();
    abort = new AbortController();
    const mine = abort;
    const reader = new SentenceReader();
    found = {};
    text = "";
    renderMarkdown(prose, "");
    element.setAttribute("aria-busy", "true");
    const stop = h("button", { type: "button", onclick: () => mine.abort() }, icon("stop", 18), t("consulta.stop"));
    replace(below, h("div.row", { role: "status" }, h("span.soft", null, t("consulta.looking")), stop));
    try {
      for await (const event of askHelpDesk(question, { ...chosen, signal: mine.signal })) {
        if (event.type === "card") take(event);
        if (event.type === "delta") text += event.text;
        const finished = event.type === "done";
        if (finished) text = event.response ?? text;
        const words = besideCard(text, found);
        renderMarkdown(prose, words, { streaming: !finished });
        reader.read(words, { finished });
      }
      replace(below, mine.signal.aborted && h("p.soft", null, t("consulta.stopped")), tools());
    } catch (problem) {
      if (problem.name === "AbortError") return replace(below, h("p.soft", null, t("consulta.stopped")), tools());
      // Who answers is away; the offices needn't be.
      if (!found.type && mends(problem)) await lookUp(question, chosen).then(take, () => {});
      replace(below, problemBox(problem, { onretry: mends(problem) && (() => ask(chosen)) }), tools());
    } finally {
      if (mine === abort) element.setAttribute("aria-busy", "false");
    }
  }
  function take(known) {
    showCard(found = known);
    if (known.municipio) onplace(known.municipio);
  }
  function show(known, words = text) {
    text = words;
    showCard(found = { ...found, ...known });
    renderMarkdown(prose, besideCard(text, found));
    replace(below, tools());
  }
  return Object.assign(element, { ask, show, stop: () => abort?.abort() });
}

/** What one asks of a place whose card stands right below: the answer comes first, the card again where wanted. */
const further = new Set(["benefits", "requirements", "greeting", "other"]);

const folded = (place) => h("details", null, h("summary", null, t("consulta.card", { name: place.name })), officeCard(place));

/** What is wrong with a question isn't mended by asking it again. */
const mends = ({ status }) => !(status >= 400 && status < 500) || status === 429;

/** Without a model the answer is the card in words; what stands on the card isn't said twice. */
function besideCard(text, { municipio: place, candidates = [], help }) {
  if (help) return "";
  const named = ({ name, province }) => `${name}, ${province}`;
  const heads = place ? [named(place), ...place.offices.map(({ dependencia }) => dependencia)] : [];
  const choices = candidates.map((each) => `- ${named(each)}`);
  const isChoice = (paragraph) => paragraph?.split("\n").every((line) =>
    choices.some((choice) => line === choice || line.startsWith(`${choice} (`)));
  const isFact = (paragraph) => heads.some((head) =>
    paragraph === head || paragraph.startsWith(`${head}\n`) || paragraph.startsWith(`${head} (`));
  // The sentence before the choices asks for one of them, as the buttons do.
  return text.split("\n\n")
    .filter((paragraph, index, all) => !isFact(paragraph) && !isChoice(paragraph) && !isChoice(all[index + 1]))
    .join("\n\n");
}
