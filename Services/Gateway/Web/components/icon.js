// The icons, drawn for this suite on a 24 × 24 grid with one line width.
import { shape } from "./svg.js";

const shapes = {
  home: "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
  chat: "M4 5h16v11H9l-5 4z",
  history: "M4 12a8 8 0 108-8 8 8 0 00-7 4M4 4v4h4M12 8v4l3 2",
  status: "M3 12h4l3-7 4 14 3-7h4",
  people: "M9 11a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6M16 4.5a3.5 3.5 0 010 6.5M17.5 14.5c2.5.7 4 2.5 4 5.5",
  models: "M7 7h10v10H7zM10 4v3M14 4v3M10 17v3M14 17v3M4 10h3M4 14h3M17 10h3M17 14h3",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  search: "M11 17a6 6 0 100-12 6 6 0 000 12zM16 16l4 4",
  bell: "M6 16v-5a6 6 0 0112 0v5l2 2H4zM10 20.5a2 2 0 004 0",
  person: "M12 12a4 4 0 100-8 4 4 0 000 8zM4 21c0-5 4-7 8-7s8 2 8 7",
  down: "M6 9l6 6 6-6",
  plus: "M12 5v14M5 12h14",
  send: "M12 19V5M6 11l6-6 6 6",
  stop: "M7 7h10v10H7z",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  check: "M5 12.5l4.5 4.5L19 7",
  retry: "M20 11a8 8 0 10-2 6M20 4v7h-7",
  pencil: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
  trash: "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5",
  alert: "M12 4l9 16H3zM12 10v4M12 17h.01",
  cross: "M6 6l12 12M18 6L6 18",
  "no-entry": "M12 21a9 9 0 100-18 9 9 0 000 18zM8 8l8 8M16 8l-8 8",
  ok: "M12 21a9 9 0 100-18 9 9 0 000 18zM8 12.5l3 3 5-6",
  info: "M12 21a9 9 0 100-18 9 9 0 000 18zM12 11v5M12 8h.01",
  clock: "M12 21a9 9 0 100-18 9 9 0 000 18zM12 7v5l3 2",
  cloud: "M7 18a4 4 0 010-8 5.5 5.5 0 0110.5 1.5A3.3 3.3 0 0117 18zM12 21v-7M9.5 16.5L12 14l2.5 2.5",
  shield: "M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6zM9 12l2 2 4-4",
  eye: "M2.5 12S6 6 12 6s9.5 6 9.5 6-3.5 6-9.5 6-9.5-6-9.5-6zM12 15a3 3 0 100-6 3 3 0 000 6z",
  language: "M12 21a9 9 0 100-18 9 9 0 000 18zM3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9S9 6 12 3z",
  leave: "M10 4H5v16h5M14 8l4 4-4 4M18 12H9",
  out: "M14 4h6v6M20 4l-9 9M17 14v6H4V7h6",
  pause: "M9 6v12M15 6v12",
  play: "M8 5l11 7-11 7z",
  left: "M15 6l-6 6 6 6",
  right: "M9 6l6 6-6 6",
  image: "M4 5h16v14H4zM4 16l5-5 4 4 2-2 5 5M15.5 9.5h.01",
  pin: "M9 4h6l-1 6 3 3H7l3-3zM12 13v7",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  print: "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
  flag: "M6 21V4M6 5h11l-2 4 2 4H6",
  panel: "M4 5h16v14H4zM15 5v14M17.3 9h.01M17.3 12h.01",
  keyboard: "M3 7h18v10H3zM7 10.5h.01M10.5 10.5h.01M14 10.5h.01M17 10.5h.01M8 14h8",
};

/** Decoration beside a word; a control that has only an icon carries its own `aria-label`. */
export function icon(name, size = 20) {
  const look = { viewBox: "0 0 24 24", width: size, height: size, fill: "none", stroke: "currentColor", "aria-hidden": "true" };
  return shape("svg", look, shape("path", {
    d: shapes[name],
    "stroke-width": name === "more" ? 3 : 1.7,
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
    fill: name === "stop" ? "currentColor" : "none",
  }));
}
