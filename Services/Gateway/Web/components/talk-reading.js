// How the documents of a conversation are read for its answers: said, with the reason, and changeable.
import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { everything, planFor } from "../modules/asking.js";
import { drafts } from "../modules/store.js";
import { icon } from "./icon.js";
import { caption, menuButton, menuItem } from "./menu.js";

/** `update(collections)` when they, or what is read of them, are others. What is chosen goes with the questions of `conversation()`. */
export function talkReading({ conversation }) {
  let plan = null;
  let asked = null;
  const button = h("button.chip", { type: "button", "aria-label": t("reading.title") });
  const element = h("div", { hidden: true }, menuButton(button, () => [caption(plan.why), ...modes().map(choice)]));
  const key = () => `reading.${conversation().id}`;
  const modes = () => ["whole", "search"].filter((mode) => mode === "search" || plan.can_read_whole);
  const mode = () => conversation().reading ?? plan.mode;

  function draw() {
    const words = t(`reading.${mode()}`);
    button.setAttribute("aria-label", `${t("reading.title")}: ${words}`);
    replace(button, icon("audit", 16), h("span", null, words), icon("down", 14));
  }
  function choice(name) {
    return menuItem({ label: t(`reading.${name}`), checked: name === mode(), act() {
      conversation().reading = name;
      drafts.set(key(), name);
      draw();
    } });
  }
  async function update(collections) {
    asked?.abort();
    asked = new AbortController();
    const { signal } = asked;
    const found = collections.length
      ? await planFor({ ...everything, collections }, { atOnce: true, signal }).catch(() => null) : null;
    if (signal.aborted) return;
    plan = found;
    // Without it the server chooses.
    element.hidden = !plan?.pages;
    if (element.hidden) return;
    const kept = drafts.get(key());
    conversation().reading = modes().includes(kept) ? kept : undefined;
    draw();
  }
  return Object.assign(element, { update, leave: () => asked?.abort() });
}
