// Short lists of one person's things, each with one way to end it: sessions and keys.
import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { busy } from "./field.js";
import { load } from "./loading.js";
import { problemBox } from "./problem.js";

/**
 * What `ask(signal)` gives, each as `{ title, facts: [text], note, action, act }`; `act()` resolves when it is done, or
 * to false where it was not wanted after all. `refresh()` asks again.
 */
export function entries({ ask, entry, empty }) {
  const place = h("div");
  const refresh = () => load(place, ask, ({ items }) => (items.length
    ? h("ul.plain-list.entries", null, items.map((item) => row(entry(item), refresh)))
    : h("p.soft", null, empty)));
  return Object.assign(place, { refresh });
}

function row({ title, facts, note, action, label, act }, refresh) {
  const trouble = h("div");
  const button = action && h("button.small-button", { type: "button", "aria-label": label, onclick: () => end() }, action);
  async function end() {
    replace(trouble);
    await busy(button, t("loading"), async () => {
      try {
        if ((await act()) !== false) await refresh();
      } catch (problem) {
        replace(trouble, problemBox(problem));
      }
    });
  }
  return h("li", null,
    h("div", null, h("p", null, title, note && h("span.chip", null, note)), h("p.small", null, facts.filter(Boolean).join(" · "))),
    button, trouble);
}
