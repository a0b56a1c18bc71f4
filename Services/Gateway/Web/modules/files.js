// Files for people to keep: from the server, or made here.
import { api } from "./api.js";

/** The server names the file and says that it is one. */
export async function saveFrom(address) {
  // A link can't renew a session that ran out; asking who I am does.
  await api.get("/auth/me");
  click({ href: address, download: "" });
}

export function saveText(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
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
