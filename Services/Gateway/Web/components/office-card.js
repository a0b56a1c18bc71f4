// What an institution keeps of a municipality: its offices, and what one does with them.
import { h } from "../modules/dom.js";
import { dayOf, language, t } from "../modules/i18n.js";
import { mailAddress, mapAddress, telephoneAddress, whatsAppAddress } from "../modules/contact.js";
import { whereOf } from "../modules/municipios.js";
import { query } from "../modules/query.js";
import { copyButton } from "./copy.js";
import { icon } from "./icon.js";

/** `place` with its `offices`. */
export function officeCard(place) {
  const { name, offices = [] } = place;
  const card = h("section.card.place-card", { "aria-label": name },
    h("div", null, h("h3", null, name), h("p.soft", null, whereOf(place))),
    offices.length ? offices.map((each) => officeBody(place, each)) : h("p", null, t("consulta.noOffices", { name })),
    offices.length > 0 && h("div.row.no-print", null,
      readAloud(() => wordsOf(place)),
      h("button.small-button", { type: "button", onclick: () => printOnly(card) }, icon("print", 16), t("consulta.print")),
      shareButton(place)));
  return card;
}

function officeBody(place, office) {
  const link = (address, name, text, kind = "") => address &&
    h("a.button", { href: address, class: kind, "aria-label": `${text}: ${office.dependencia}`, ...elsewhere(address) },
      icon(name, 18), text);
  const fact = (key, value, address) => value && [
    h("dt", null, t(`office.${key}`)), h("dd", null, address ? h("a", { href: address, ...elsewhere(address) }, value) : value)];
  return h("div.office", null,
    h("div.row", null, h("h4", null, office.dependencia), office.example && h("span.chip", null, t("office.example"))),
    office.example && h("p.small", null, t("consulta.example")),
    office.stale && h("p.state.warn", null, icon("alert", 18),
      office.confirmed_at ? t("consulta.stale", { day: dayOf(office.confirmed_at) }) : t("consulta.unconfirmed")),
    h("dl.fact-list", null,
      fact("direccion", office.direccion), fact("horario", office.horario),
      fact("telefono", office.telefono, telephoneAddress(office.telefono)),
      fact("whatsapp", office.whatsapp, whatsAppAddress(office.whatsapp)),
      fact("email", office.email, mailAddress(office.email)), fact("localidades", office.localidades)),
    h("div.row.no-print", null,
      link(telephoneAddress(office.telefono), "phone", t("consulta.call"), office.example ? "" : "main"),
      link(whatsAppAddress(office.whatsapp), "chat", t("consulta.whatsapp")),
      link(mapAddress(place, office), "map", t("consulta.map"))));
}

/** Pages of others open beside this one. */
const elsewhere = (address) => address.startsWith("https") && { target: "_blank", rel: "noopener" };

/** The card in words, for who hears it or sends it on. */
function wordsOf({ name, province, offices = [] }) {
  const facts = ["direccion", "horario", "telefono", "whatsapp", "email"];
  const lines = offices.map((office) => [office.dependencia,
    ...facts.filter((key) => office[key]).map((key) => `${t(`office.${key}`)}: ${office[key]}`)].join(". "));
  return [[name, province].filter(Boolean).join(", "), ...lines].join(".\n");
}

/** Reads what `text()` gives with the device's own voice; null where it has none. */
export function readAloud(text) {
  const voice = window.speechSynthesis;
  if (!voice) return null;
  const word = h("span", null, t("consulta.read"));
  const button = h("button.small-button", { type: "button", onclick: turn }, icon("sound", 16), word);
  let reading = null;
  function end() {
    reading = null;
    word.textContent = t("consulta.read");
  }
  function turn() {
    const had = reading;
    voice.cancel();
    if (had) return end();
    reading = new SpeechSynthesisUtterance(text());
    reading.lang = language();
    const mine = reading;
    for (const kind of ["end", "error"]) reading.addEventListener(kind, () => mine === reading && end());
    word.textContent = t("consulta.read.stop");
    voice.speak(reading);
  }
  return button;
}

function shareButton(place) {
  const address = `${location.origin}/consulta${query({ municipality: place.code, country: place.country })}`;
  if (!navigator.share) return copyButton(() => `${wordsOf(place)}\n${address}`, { label: t("consulta.copy") });
  const share = () => navigator.share({ title: place.name, text: wordsOf(place), url: address }).catch(() => {
    // The person went back.
  });
  return h("button.small-button", { type: "button", onclick: share }, icon("share", 16), t("consulta.share"));
}

/** Only this card goes on paper. */
function printOnly(card) {
  card.classList.add("on-paper");
  addEventListener("afterprint", () => card.classList.remove("on-paper"), { once: true });
  print();
}
