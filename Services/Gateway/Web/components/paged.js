// A list that comes in pages, with search and filters: the first page anew, «Ver más» for the next.
import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { busy } from "./field.js";
import { load } from "./loading.js";
import { problemBox } from "./problem.js";

/**
 * `ask({ cursor, signal, quiet })` resolves to `{ items, next }`; `show(items)` gives the element that shows them all,
 * `empty()` the one for none. `onpage(page)` after each first page.
 */
export function paged({ ask, show, empty, stage, onpage = () => {} }) {
  let items = [];
  let next = null;
  const place = h("div");
  const content = h("div.stack");
  const trouble = h("div");
  const button = h("button", { type: "button", onclick: more }, t("more.items"));
  const foot = h("div.row", null, button);

  function draw() {
    foot.hidden = !next;
    replace(content, items.length ? [show(items), foot, trouble] : empty());
    return content;
  }
  async function more() {
    replace(trouble);
    await busy(button, t("loading"), async () => {
      try {
        const page = await ask({ cursor: next });
        const known = new Set(items.map(({ id }) => id));
        items = [...items, ...page.items.filter(({ id }) => !known.has(id))];
        next = page.next ?? null;
      } catch (problem) {
        replace(trouble, problemBox(problem));
      }
    });
    if (!trouble.hasChildNodes()) draw();
  }
  /** As many pages as are shown, as one. */
  async function allShown() {
    const all = await ask({ quiet: true });
    while (all.items.length < items.length && all.next) {
      const page = await ask({ cursor: all.next, quiet: true });
      Object.assign(all, { items: [...all.items, ...page.items], next: page.next });
    }
    return all;
  }
  function take(page) {
    ({ items } = page);
    next = page.next ?? null;
    replace(trouble);
    onpage(page);
    return draw();
  }
  return Object.assign(place, {
    refresh: () => load(place, (signal) => ask({ signal }), take, { stage }),
    /** The same, as far as it was shown, without taking away what is read meanwhile; what can't be asked for stays as it was. */
    async renew() {
      const { loading } = place;
      const page = await allShown().catch(() => null);
      if (page && loading === place.loading) replace(place, take(page));
    },
    /** How one of them stands now. */
    change(item) {
      items = items.map((each) => (each.id === item.id ? item : each));
      draw();
    },
  });
}
