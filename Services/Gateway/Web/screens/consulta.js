import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { announce } from "../modules/announce.js";
import { clearHelpDesk, earlierTurns, ownTickets } from "../modules/help-desk.js";
import { findPlaces, municipality } from "../modules/municipios.js";
import { rename } from "../modules/router.js";
import { session } from "../modules/session.js";
import { openAskPerson } from "../components/ask-person.js";
import { consultaTurn } from "../components/consulta-turn.js";
import { icon } from "../components/icon.js";
import { load } from "../components/loading.js";
import { placeBox } from "../components/place-box.js";
import { problemBox } from "../components/problem.js";
import { toast } from "../components/toast.js";

export const styles = ["prose", "people", "consulta", "help"];
export const texts = ["consulta", "help"];

/** Which office, where and when, for everybody: no account, and no model needed. */
export default function consulta({ query }) {
  // The place that following questions are about, until another one is named.
  let place = null;
  let left = false;
  const chosen = h("div");
  const turns = h("div.consulta-turns");
  const empty = h("div.stack", null, h("p.small", null, t("try")),
    h("div.examples", null, ["consulta.try.1", "consulta.try.2", "consulta.try.3"].map((key) =>
      h("button", { type: "button", onclick: () => ask(t(key)) }, t(key)))));
  const again = h("div.row.no-print", { hidden: true },
    h("button.quiet.small-button", { type: "button", onclick: restart }, icon("retry", 16), t("consulta.restart")));
  const box = placeBox({ onask: ask, onpick: open });
  const quick = ["address", "requirements", "benefits"].map((kind) =>
    h("button.small-button", { type: "button", onclick: () => ask(t(`consulta.quick.${kind}.text`)) }, t(`consulta.quick.${kind}`)));
  const element = h("div.page.narrow.consulta", null,
    h("div.page-head", null, h("h1", null, t("place.consulta")), h("p.soft", null, t("consulta.lead"))),
    box, chosen,
    h("div.row.quick", { role: "group", "aria-label": t("consulta.quick") }, quick,
      h("button.small-button", { type: "button", onclick: () => person() }, icon("person", 16), t("help.ask"))),
    turns, empty, again, ownRequests(),
    !session.user && h("p.small.no-print", null, t("consulta.staff"), " ", h("a", { href: "/sign-in" }, t("signin.action"))));
  restore();

  function create(question, before) {
    empty.hidden = true;
    again.hidden = false;
    return consultaTurn(question, { onplace: use, onperson: person, before });
  }
  function add(question) {
    const turn = create(question, place?.code);
    // The newest is right under the box.
    turns.prepend(turn);
    turn.scrollIntoView({ block: "nearest" });
    return turn;
  }
  async function ask(question) {
    const turn = add(question);
    const { code, country } = (await placeFor(question)) ?? {};
    turn.ask({ code, country });
  }
  /** What was asked before in this tab, and the place that the address names. */
  async function restore() {
    const earlier = await earlierTurns().catch(() => []);
    const shown = earlier.map(({ question, text, card }, index) => {
      const turn = create(question, earlier[index + 1]?.card.municipio?.code);
      turn.show(card, text);
      return turn;
    });
    const isFirst = !turns.hasChildNodes();
    turns.append(...shown);
    const code = query.get("municipality");
    // What was asked since speaks of its own place.
    if (!code || !isFirst || left) return;
    open({ code, country: query.get("country") ?? undefined }, earlier[0]?.card.municipio?.code === code && shown[0]);
  }
  /** The chosen place, unless the question speaks of one. */
  async function placeFor(question) {
    if (!place) return undefined;
    const known = place;
    const { decision, items } = await findPlaces(question).catch(() => ({ decision: "none" }));
    // «permiso» is one letter away from a village, too: that alone doesn't change what is spoken of.
    const isDoubtful = decision === "choose" && items.length === 1 && items[0].reason === "typo";
    return decision === "none" || isDoubtful ? known : undefined;
  }
  /** The card of a place, in `turn` where it belongs to a question. */
  async function open({ code, country, name }, turn = name && add(name)) {
    const waiting = h("div");
    if (turn) turn.append(waiting);
    else turns.prepend(waiting);
    await load(waiting, (signal) => municipality(code, country, { signal }), (found) => {
      (turn || add(found.name)).show({ municipio: found });
      use(found);
      return null;
    });
  }
  function use(found) {
    // What was still on its way must not change the address of another screen.
    if (left) return;
    place = found;
    announce(t("consulta.found", { name: found.name }));
    rename(`/consulta?${new URLSearchParams({ municipality: found.code, ...(found.country && { country: found.country }) })}`);
    replace(chosen, h("div.row", null, h("span.small", null, t("consulta.about")),
      h("span.chip", null, found.name),
      h("button.quiet.small-button", { type: "button", onclick: forget }, icon("cross", 16), t("consulta.another"))));
  }
  function forget() {
    place = null;
    rename("/consulta");
    replace(chosen);
    box.input.focus();
  }
  function person(question = "") {
    openAskPerson({ question, talked: turns.childElementCount > 0 });
  }
  async function restart() {
    try {
      await clearHelpDesk();
    } catch (problem) {
      return replace(chosen, problemBox(problem, { onretry: restart }));
    }
    quiet();
    replace(turns);
    empty.hidden = false;
    again.hidden = true;
    forget();
    toast(t("consulta.restarted"));
  }
  function quiet() {
    window.speechSynthesis?.cancel();
    for (const turn of turns.children) turn.stop?.();
  }
  function leave() {
    left = true;
    quiet();
  }
  return { element, title: t("place.consulta"), focus: () => box.input, leave };
}

/** Asked for only when wanted: whoever just looks isn't counted as a visitor. */
function ownRequests() {
  const place = h("div");
  const look = () => load(place, (signal) => ownTickets({ signal }), ({ items }) => (items.length === 0
    ? h("p.soft", null, t("consulta.requests.none"))
    : h("ul.plain-list.entries", null, items.map(({ number, state }) => h("li", null,
      h("div.figures", null, number), h("span.small", null, t(`ticket.state.${state}`)))))));
  return h("details.no-print", { ontoggle: ({ target }) => target.open && look() }, h("summary", null, t("consulta.requests")), place);
}
