// Files for people to keep: from the server, or made here.
import { api } from "./api.js";

/** The server names the file and says that it is one. */
export async function saveFrom(address) {
  // A link can't renew a session that ran out; asking who I am does.
  await api.get("/auth/me");
  click({ href: address, download: "" });
}

/** The same where the server may refuse: then it throws a `Problem`, and nothing is saved. */
export async function saveAs(name, address) {
  saveBlob(name, await api.file(address));
}

export const saveText = (name, type, text) => saveBlob(name, new Blob([text], { type }));

/** `name` without what no file may be called. */
export const fileName = (name) => name.replace(/[\\/:*?"<>|]+/g, " ").trim();

function saveBlob(name, blob) {
  const address = URL.createObjectURL(blob);
  click({ href: address, download: name });
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function click(values) {
  const link = Object.assign(document.createElement("a"), values);
  link.click();
}

/** Rows as a CSV that spreadsheets open with its accents. */
export function csv(rows, separator = ",") {
  return `\ufeff${rows.map((row) => row.map((value) => cell(String(value ?? ""))).join(separator)).join("\r\n")}\r\n`;
}

/** Quoted where needed; what a spreadsheet would compute is only text. */
function cell(text) {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
