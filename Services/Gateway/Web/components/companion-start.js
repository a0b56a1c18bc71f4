// Before the first words: what is kept, who sees it, and what one allows. Nothing is ticked beforehand.
import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { askedOnce, purposes } from "../modules/companion.js";
import { consents, giveConsent } from "../modules/privacy.js";
import { loadUser } from "../modules/session.js";
import { busy, choices } from "./field.js";
import { icon } from "./icon.js";
import { load } from "./loading.js";
import { problemBox } from "./problem.js";

/** `onbegin()` when one may write. */
export function companionStart({ onbegin }) {
  const place = h("div");
  const look = () => load(place, (signal) => consents(null, { signal }), view);
  const element = h("div.stack.companion-start", null, h("h1", { tabindex: -1 }, t("companion.start.title")), whatIsKept(), place);
  look();
  return element;

  function view({ items }) {
    const all = items.filter(({ purpose }) => purposes.includes(purpose));
    const own = all.filter(({ state, guardian_needed: guarded }) => state !== "granted" && state !== "not_needed" && !guarded);
    const guarded = all.filter(({ state, guardian_needed: needed }) => needed && state !== "granted");
    if (guarded.some(({ purpose }) => purpose === "assistant")) return waitsForGuardian(guarded);
    const label = ({ title, text }) => h("span", null, title, h("span.hint", null, text));
    const boxes = own.length > 0 && choices(t("companion.start.choose"), own.map((each) => [each.purpose, label(each)]), []);
    boxes && boxes.classList.add("one-column");
    const trouble = h("div");
    const button = h("button.main", { type: "button", onclick: begin }, t("companion.start.action"));
    return h("div.stack", null, boxes,
      guarded.length > 0 && h("p.small", null, t("companion.start.guarded", { what: titles(guarded) })),
      h("p.small", null, t("companion.start.free")), trouble, h("div.row", null, button));

    function begin() {
      replace(trouble);
      const given = own.filter(({ purpose }) => boxes.chosen.includes(purpose));
      const needed = own.find(({ purpose }) => purpose === "assistant");
      if (needed && !given.includes(needed)) {
        return replace(trouble, h("div.message.warning", { role: "alert" }, icon("alert"), h("p", null, t("companion.start.needed", needed))));
      }
      return busy(button, t("saving"), async () => {
        try {
          for (const each of given) await giveConsent(null, each);
          askedOnce();
          await loadUser();
          onbegin();
        } catch (problem) {
          replace(trouble, problemBox(problem));
        }
      });
    }
  }
  function waitsForGuardian(guarded) {
    return h("div.message.warning", null, icon("alert"), h("div.body", null,
      h("p", null, t("companion.start.minor", { what: titles(guarded) })),
      h("div.row", null, h("button", { type: "button", onclick: look }, icon("retry", 18), t("companion.start.again")))));
  }
}

const titles = (items) => items.map(({ title }) => `«${title}»`).join(", ");

/** What is stored and who sees it, in a few sentences. */
export function whatIsKept() {
  return h("ul.plain-list.kept", null, ["program", "stored", "signs", "tutor", "reader", "erase"].map((name) =>
    h("li", null, icon(looks[name], 20), h("span", null, t(`companion.kept.${name}`)))));
}

const looks = { program: "info", stored: "shield", signs: "status", tutor: "person", reader: "eye", erase: "trash" };
