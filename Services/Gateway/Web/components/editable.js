// A cell of a table that is written in where it stands: kept on leaving it or on Enter, given up with Escape.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { announce } from "../modules/announce.js";

/** `save(text)` resolves when it is kept; what it refuses with is said under the cell, and what was typed stays. */
export function editable({ label, placeholder, value = "", save, ...limits }) {
  let kept = value;
  let saving = null;
  const wrong = h("p.wrong", { hidden: true, role: "alert" });
  // Of as many lines as the text takes, so that it can be read whole.
  const input = h("textarea.cell", {
    rows: 1, "aria-label": label, placeholder, value, autocomplete: "off", onchange: keep, onkeydown: press, ...limits,
  });
  const element = h("div.editable", null, input, wrong);

  function fail(problem) {
    wrong.hidden = !problem;
    wrong.textContent = problem?.message ?? "";
    if (problem) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
  async function keep() {
    const text = input.value.trim();
    if (text === kept || saving === text) return;
    saving = text;
    fail(null);
    input.setAttribute("aria-busy", "true");
    try {
      await save(text);
      kept = text;
      announce(t("saved"));
    } catch (problem) {
      fail(problem);
    } finally {
      saving = null;
      input.removeAttribute("aria-busy");
    }
  }
  function press(event) {
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      keep();
    } else if (event.key === "Escape") {
      input.value = kept;
      fail(null);
    }
  }
  /** As it stands on the server now. */
  element.set = (text) => {
    kept = text;
    if (document.activeElement !== input) input.value = text;
  };
  return element;
}
