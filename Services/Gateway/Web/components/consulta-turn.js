// One question of a citizen: the card from the offices at once, places to choose from, and the words around it.
import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { announce, SentenceReader } from "../modules/announce.js";
import { askHelpDesk } from "../modules/help-desk.js";
import { renderMarkdown } from "../modules/markdown.js";
import { lookUp, whereOf } from "../modules/municipios.js";
import { copyButton } from "./copy.js";
import { icon } from "./icon.js";
import { officeCard, readAloud } from "./office-card.js";
import { problemBox } from "./problem.js";

/**
 * `onplace(place)` when one is known, `onperson(question)`. `turn.ask({ code, country })` sends the question;
 * `turn.show({ municipio, response })` shows what is known without asking.
 */
export function consultaTurn(question, { onplace, onperson }) {
  const card = h("div");
  const choice = h("div");
  const prose = h("div.prose");
  const below = h("div.stack");
  const heading = h("h2.asked", { tabindex: -1 }, question);
  const element = h("article.consulta-turn.stack", { "aria-label": question }, heading, card, choice, prose, below);
  let abort = null;
  let text = "";

  function tools(found = {}) {
    const sources = (found.sources ?? []).filter(({ kind }) => kind === "topic");
    return [
      sources.length > 0 && h("p.small", null, t("consulta.sources", { titles: sources.map(({ title }) => title).join(", ") })),
      h("div.row.no-print", null,
        h("button", { type: "button", onclick: () => onperson(question) }, icon("person", 18), t("help.ask")),
        text && copyButton(() => text), text && readAloud(() => prose.textContent)),
    ];
  }
  function showCard({ municipio, candidates = [] }) {
    if (municipio) {
      replace(card, officeCard(municipio));
      onplace(municipio);
      announce(t("consulta.found", { name: municipio.name }));
    }
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
    let found = {};
    text = "";
    renderMarkdown(prose, "");
    element.setAttribute("aria-busy", "true");
    const stop = h("button", { type: "button", onclick: () => mine.abort() }, icon("stop", 18), t("consulta.stop"));
    replace(below, h("div.row", { role: "status" }, h("span.soft", null, t("consulta.looking")), stop));
    try {
      for await (const event of askHelpDesk(question, { ...chosen, signal: mine.signal })) {
        if (event.type === "card") showCard(found = event);
        if (event.type === "delta") text += event.text;
        const finished = event.type === "done";
        if (finished) text = event.response ?? text;
        const words = besideCard(text, found);
        renderMarkdown(prose, words, { streaming: !finished });
        reader.read(words, { finished });
      }
      replace(below, mine.signal.aborted && h("p.soft", null, t("consulta.stopped")), tools(found));
    } catch (problem) {
      if (problem.name === "AbortError") return replace(below, h("p.soft", null, t("consulta.stopped")), tools(found));
      // Who answers is away; the offices needn't be.
      if (!found.type && mends(problem)) await lookUp(question, chosen).then(showCard, () => {});
      replace(below, problemBox(problem, { onretry: mends(problem) && (() => ask(chosen)) }), tools(found));
    } finally {
      if (mine === abort) element.setAttribute("aria-busy", "false");
    }
  }
  function show({ municipio, response = text }) {
    text = response;
    if (municipio) showCard({ municipio });
    renderMarkdown(prose, besideCard(text, { municipio }));
    replace(below, tools());
  }
  return Object.assign(element, { ask, show, stop: () => abort?.abort() });
}

/** What is wrong with a question isn't mended by asking it again. */
const mends = ({ status }) => !(status >= 400 && status < 500) || status === 429;

/** Without a model the answer is the card in words; what stands on the card isn't said twice. */
function besideCard(text, { municipio: place, candidates = [] }) {
  const named = ({ name, province }) => `${name}, ${province}`;
  const heads = place ? [named(place), ...place.offices.map(({ dependencia }) => dependencia)] : [];
  const choices = new Set(candidates.map((each) => `- ${named(each)}`));
  const isChoice = (paragraph) => paragraph?.split("\n").every((line) => choices.has(line));
  const isFact = (paragraph) => heads.some((head) =>
    paragraph === head || paragraph.startsWith(`${head}\n`) || paragraph.startsWith(`${head} (`));
  // The sentence before the choices asks for one of them, as the buttons do.
  return text.split("\n\n")
    .filter((paragraph, index, all) => !isFact(paragraph) && !isChoice(paragraph) && !isChoice(all[index + 1]))
    .join("\n\n");
}
