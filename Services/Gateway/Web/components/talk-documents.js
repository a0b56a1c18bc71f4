// What the answers of a conversation stand on: collections of the library, and files of the conversation's own.
import { debounced, h, replace } from "../modules/dom.js";
import { share, t } from "../modules/i18n.js";
import { api } from "../modules/api.js";
import { cancelUpload, retryUpload, upload, uploads, uploadsTo } from "../modules/document-uploads.js";
import { chosenFiles, droppedFiles } from "../modules/dropped-files.js";
import { everySeconds } from "../modules/jobs.js";
import { collectionAddress, collectionOf, collections as allCollections, documentAddress, documents, isUnderWay, removeDocument } from "../modules/library.js";
import { onLive } from "../modules/live.js";
import { whileVisible } from "../modules/polling.js";
import { openDialog } from "./dialog.js";
import { choices } from "./field.js";
import { icon } from "./icon.js";
import { load } from "./loading.js";
import { menuButton, menuItem } from "./menu.js";
import { talkReading } from "./talk-reading.js";

const pathOf = (id) => `/api/conversations/${encodeURIComponent(id)}`;
const names = new Map();

/** `conversation()` is the one shown. `element.button` opens ways to add; `drop(data)` takes what was dropped. */
export function talkDocuments({ conversation }) {
  let attached = [];
  let own = null;
  let files = [];
  let read = "";
  const reading = talkReading({ conversation });
  const list = h("ul.plain-list.chips", { "aria-label": t("talk.documents") });
  const wrong = h("p.wrong.small", { role: "alert", hidden: true });
  const element = h("div.talk-documents", { hidden: true }, h("div.row", null, list, reading), wrong);
  const picker = h("input", { type: "file", multiple: true, onchange: () => {
    add(chosenFiles(picker.files));
    picker.value = "";
  } });
  const button = menuButton(
    h("button.quiet.icon", { type: "button", "aria-label": t("talk.documents.add"), title: t("talk.documents.add") }, icon("library")),
    () => [
      menuItem({ label: t("talk.documents.files"), icon: icon("upload"), act: () => picker.click() }),
      menuItem({ label: t("talk.documents.collections"), icon: icon("library"), act: choose }),
    ]);

  async function attempt(work) {
    wrong.hidden = true;
    try {
      return await work();
    } catch (problem) {
      wrong.hidden = false;
      wrong.textContent = problem.message;
      element.hidden = false;
      return undefined;
    }
  }
  function draw() {
    const sending = own ? uploadsTo(own) : [];
    const failed = [...files.filter(({ state }) => state === "failed").map(({ error }) => error?.detail),
      ...sending.filter(({ state }) => state === "refused").map(({ problem }) => problem.message)].filter(Boolean);
    replace(list, attached.map(collectionChip), files.map(fileChip), sending.map(uploadChip));
    wrong.hidden = !failed.length;
    if (failed.length) wrong.textContent = failed.join(" ");
    element.hidden = !list.hasChildNodes() && wrong.hidden;
  }
  function chip(name, note, { href, onremove, act, state = "" }) {
    return h("li.chip", { class: state }, href ? h("a", { href }, name) : h("span", null, name), note && h("span.small", null, note), act,
      h("button.quiet.small-button.only-icon", { type: "button", "aria-label": t("talk.documents.remove", { name }), onclick: onremove }, icon("cross", 14)));
  }
  function collectionChip(id) {
    const onremove = () => attempt(() => attach(attached.filter((each) => each !== id)));
    return chip(names.get(id) ?? t("talk.documents.collection"), null, { href: collectionAddress(id), onremove });
  }
  function fileChip({ id, name, title, state, pages, pages_done: done }) {
    const note = state === "reading" && pages ? t("talk.documents.reading", { n: done, all: pages }) : state !== "ready" && t(`document.state.${state}`);
    return chip(title || name, note, { href: documentAddress(id), state: state === "failed" ? "warn" : "", onremove: () => attempt(async () => {
      await removeDocument(id);
      await renew();
    }) });
  }
  function uploadChip(entry) {
    const { name, state, sent, size } = entry;
    const again = state === "refused" && !entry.isFaulty && h("button.quiet.small-button", { type: "button", onclick: () => retryUpload(entry) }, t("retry"));
    const note = { waiting: t("upload.waiting"), sending: share(size ? sent / size : 1), duplicate: t("talk.documents.duplicate") }[state];
    return chip(name, note, { act: again, state: state === "refused" ? "warn" : "", onremove: () => cancelUpload(entry) });
  }
  async function take({ collections, private_collection: kept = null }) {
    [attached, own] = [collections.filter((id) => id !== kept), kept];
    await Promise.all(attached.filter((id) => !names.has(id)).map((id) =>
      collectionOf(id, { quiet: true }).then(({ name }) => names.set(id, name), () => {})));
    await renew();
  }
  async function renew() {
    const asked = own;
    const found = own ? await documents({ collection_id: own, limit: 50, quiet: true }).catch(() => null) : { items: [] };
    if (found && asked === own) files = found.items;
    draw();
    plan();
  }
  /** How they are read is asked for anew only where there is something else to read. */
  function plan() {
    const collections = [...attached, own].filter(Boolean);
    const now = JSON.stringify([conversation().id, collections, files.filter(({ state }) => state === "ready").length]);
    if (now !== read) reading.update(collections);
    read = now;
  }
  async function attach(collections) {
    await take(await api.put(`${pathOf(await conversation().begin())}/collections`, { collections }));
  }
  function add(chosen) {
    if (!chosen.length) return undefined;
    return attempt(async () => {
      const { collection_id: id } = await api.post(`${pathOf(await conversation().begin())}/files`);
      own = id;
      upload(id, chosen);
    });
  }
  function choose() {
    const place = h("div");
    let boxes = null;
    load(place, (signal) => allCollections({ limit: 100, signal }), ({ items }) => {
      items.forEach(({ id, name }) => names.set(id, name));
      if (!items.length) return h("p.soft", null, t("talk.documents.none"));
      boxes = choices(t("talk.documents.which"), items.map(({ id, name }) => [id, name]), attached);
      boxes.classList.add("one-column");
      return boxes;
    });
    const form = h("form", { method: "dialog" }, place, h("div.actions", null, h("button.main", { value: "use" }, t("scope.use"))));
    openDialog({ title: t("talk.documents.collections"), onclose: (answer) => answer === "use" && boxes && attempt(() => attach(boxes.chosen)) }, form);
  }
  const soon = debounced(300, renew);
  const kept = ({ detail }) => detail.collection === own && soon();
  uploads.addEventListener("change", draw);
  uploads.addEventListener("kept", kept);
  const polling = whileVisible(everySeconds, () => files.some(isUnderWay) && renew());
  const stops = [onLive("job.changed", (_, data) => files.some(({ id }) => id === data?.subject_id) && soon()), onLive("resumed", soon)];
  return Object.assign(element, {
    button,
    drop: async (data) => add((await droppedFiles(data)).filter(({ file }) => !file.type.startsWith("image/"))),
    /** What another conversation stands on. */
    async use({ id }) {
      [attached, own, files] = [[], null, []];
      draw();
      if (!id) return;
      const found = await api.get(`${pathOf(id)}/collections`, { quiet: true }).catch(() => null);
      if (found && conversation().id === id && !own) await take(found);
    },
    leave() {
      reading.leave();
      uploads.removeEventListener("change", draw);
      uploads.removeEventListener("kept", kept);
      polling.stop();
      stops.forEach((stop) => stop());
    },
  });
}
