import { shape } from "./svg.js";
import { qrModules } from "../modules/qr.js";

const quiet = 4;

/** `text` as a QR code, dark on light in both themes: phones read no other. Null for a text that is too long. */
export function qrCode(text, label) {
  const rows = qrModules(text);
  if (!rows) return null;
  const side = rows.length + 2 * quiet;
  const dots = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + quiet} ${y + quiet}h1v1h-1z` : ""))).join("");
  return shape("svg", { class: "qr", viewBox: `0 0 ${side} ${side}`, role: "img", "aria-label": label },
    shape("path", { d: dots }));
}
