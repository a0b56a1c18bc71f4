// Under one's own words: what the program read in them, and one's own word on it.
import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { emotions } from "../modules/readings.js";
import { icon } from "./icon.js";
import { caption, menuButton, menuItem, separator } from "./menu.js";

/** `onchoose(label)` with one of the seven, or null; `update(reading)` shows how it stands. */
export function readingLine(onchoose) {
  let shown = null;
  const button = h("button.quiet.small-button", { type: "button", "aria-label": t("reading.correct") });
  const element = h("div.reading-line", null, menuButton(button, items));
  element.update = (reading) => {
    shown = reading;
    const text = words(reading);
    replace(button, h("span", null, text), icon("down", 14));
    button.setAttribute("aria-label", `${text}. ${t("reading.correct")}`);
  };
  function items() {
    const { correction } = shown;
    return [
      caption(t("reading.question")),
      ...emotions.map((label) =>
        menuItem({ label: t(`emotion.${label}`), checked: correction?.label === label, act: () => onchoose(label) })),
      ...(correction ? [separator(), menuItem({ label: t("reading.withdraw"), act: () => onchoose(null) })] : []),
    ];
  }
  return element;
}

function words({ emotion, correction }) {
  const name = (label) => t(`emotion.${label}`).toLowerCase();
  if (correction) return t("reading.own", { emotion: name(correction.label) });
  return t("reading.theirs", { emotion: emotion.certain ? name(emotion.label) : t("reading.uncertain") });
}
