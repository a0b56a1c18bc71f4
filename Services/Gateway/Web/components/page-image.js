// The picture of a page, with boxes over what is cited.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { api } from "../modules/api.js";
import { pageImage as address } from "../modules/library.js";
import { boxesOf } from "../modules/page-spans.js";

/** `lit` as spans of the page's text; `onbroken()` where there is no picture to be had. */
export function pageImage(page, lit, { onbroken }) {
  const { document_id: id, title, number, size } = page;
  const source = address(id, number, pixels());
  const picture = h("img", {
    src: source, alt: t("page.image", { n: number, title }), width: size?.width, height: size?.height, decoding: "async",
  });
  let tries = 0;
  picture.addEventListener("error", async () => {
    tries += 1;
    // An image can't renew a session that ran out; asking who I am does.
    if (tries > 1 || !(await api.get("/auth/me").catch(() => null))) return onbroken();
    picture.src = `${source}&again=1`;
  });
  return h("div.page-image", null, picture, boxes(page, lit));
}

/** Whether what is cited can be shown on the picture. */
export const hasBoxes = ({ words, size }, lit) => Boolean(size && words?.length && boxesOf(words, lit).length);

function boxes({ words, size }, lit) {
  if (!size || !words) return [];
  return boxesOf(words, lit).map(({ left, top, right, bottom }) => {
    const box = h("span.lit-box", { "aria-hidden": "true" });
    const edges = { left: left / size.width, top: top / size.height, width: (right - left) / size.width, height: (bottom - top) / size.height };
    for (const [edge, part] of Object.entries(edges)) box.style[edge] = `${part * 100}%`;
    return box;
  });
}

/** As many as the screen shows, in steps, so that pictures are kept by the browser. */
function pixels() {
  const wanted = Math.min(900, innerWidth) * Math.min(2, devicePixelRatio || 1);
  return Math.min(1600, Math.ceil(wanted / 400) * 400);
}
