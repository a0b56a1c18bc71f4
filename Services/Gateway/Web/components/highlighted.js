import { h } from "../modules/dom.js";

/** `text` with the words of `query` marked, whatever their accents and capitals. */
export function highlighted(text, query) {
  const words = plain(query).split(/\s+/).filter((word) => word.length > 1);
  if (!words.length) return [text];
  const bare = [...text].map(plainCharacter).join("");
  const parts = [];
  let from = 0;
  const pattern = new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "g");
  const characters = [...text];
  for (const { index, 0: word } of bare.matchAll(pattern)) {
    const end = index + word.length;
    parts.push(characters.slice(from, index).join(""), h("mark", null, characters.slice(index, end).join("")));
    from = end;
  }
  return [...parts, characters.slice(from).join("")];
}

function plain(text) {
  return [...text].map(plainCharacter).join("");
}

/** One UTF-16 unit for one character, so that positions stay the same. */
function plainCharacter(character) {
  const bare = character.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return bare.length === 1 ? bare : "\u0000";
}
