// Lines to blocks: headings, paragraphs, nested lists, tables, fenced code, quotes, rules.
const fence = /^ {0,3}(`{3,}|~{3,})\s*([\w+#.-]*)[^`]*$/;
const heading = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const rule = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
const bullet = /^( *)([-*+•])(\s+)(?=\S|$)/;
const ordered = /^( *)(\d{1,9})([.)])(\s+)(?=\S|$)/;
const delimiter = /^ {0,3}\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
/** A last line that could still become anything: shown when it has become something. */
const undecided = /(?:^|\n)[ \t]*(?:[-*+>#_]{1,6}|\d{1,9}[.)]?|`{1,2}|\|[-:|\s]*)[ \t]*$/;

export function blocksOf(text, streaming = false) {
  const source = streaming ? text.replace(undecided, "") : text;
  return parse(source.replace(/\r\n?/g, "\n").replace(/\t/g, "    ").split("\n"), streaming, 0);
}

function parse(lines, streaming, depth) {
  const blocks = [];
  let at = 0;
  while (at < lines.length) {
    if (!lines[at].trim()) {
      at += 1;
      continue;
    }
    const reader = depth > 12 ? paragraph : readers.find((read) => read.starts(lines, at, streaming)) ?? paragraph;
    at = reader.read(lines, at, blocks, streaming, depth);
  }
  return blocks;
}

const code = {
  starts: (lines, at) => fence.test(lines[at]),
  read(lines, at, blocks) {
    const [, marks, language] = lines[at].match(fence);
    const indent = lines[at].search(/\S/);
    const end = new RegExp(`^ {0,3}${marks[0]}{${marks.length},}\\s*$`);
    const body = [];
    let next = at + 1;
    for (; next < lines.length && !end.test(lines[next]); next += 1) {
      body.push(lines[next].replace(new RegExp(`^ {0,${indent}}`), ""));
    }
    blocks.push({ type: "code", language, text: body.join("\n") });
    return next + 1;
  },
};

const title = {
  starts: (lines, at) => heading.test(lines[at]),
  read(lines, at, blocks) {
    const [, marks, text] = lines[at].match(heading);
    blocks.push({ type: "heading", level: marks.length, text });
    return at + 1;
  },
};

const line = {
  starts: (lines, at) => rule.test(lines[at]),
  read(_, at, blocks) {
    blocks.push({ type: "rule" });
    return at + 1;
  },
};

const quote = {
  starts: (lines, at) => /^ {0,3}>/.test(lines[at]),
  read(lines, at, blocks, streaming, depth) {
    let next = at;
    while (next < lines.length && /^ {0,3}>/.test(lines[next])) next += 1;
    const inner = lines.slice(at, next).map((each) => each.replace(/^ {0,3}> ?/, ""));
    blocks.push({ type: "quote", blocks: parse(inner, streaming, depth + 1) });
    return next;
  },
};

const table = {
  starts(lines, at, streaming) {
    if (!lines[at].includes("|")) return false;
    if (lines[at + 1]?.trim()) return delimiter.test(lines[at + 1]) && lines[at + 1].includes("-");
    return streaming && /^ {0,3}\|/.test(lines[at]) && !lines.slice(at + 1).some((line) => line.trim());
  },
  read(lines, at, blocks) {
    const head = cells(lines[at]);
    const align = cells(lines[at + 1] ?? "").map((mark) =>
      mark.endsWith(":") ? (mark.startsWith(":") ? "center" : "right") : "");
    const rows = [];
    let next = at + 2;
    for (; next < lines.length && lines[next].includes("|") && lines[next].trim(); next += 1) rows.push(cells(lines[next]));
    blocks.push({ type: "table", head, align, rows });
    return next;
  },
};

function cells(row) {
  const inner = row.trim().replace(/^\|/, "").replace(/(?<!\\)\|$/, "");
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));
}

const list = {
  starts: (lines, at) => bullet.test(lines[at]) || ordered.test(lines[at]),
  read(lines, at, blocks, streaming, depth) {
    const first = marker(lines[at]);
    const items = [];
    let item;
    let next = at;
    let blank = false;
    for (; next < lines.length; next += 1) {
      const text = lines[next];
      const mark = marker(text);
      if (!text.trim()) {
        blank = true;
        item.push("");
        continue;
      }
      const indent = text.search(/\S/);
      if (mark && mark.indent < first.indent + 2 && mark.ordered === first.ordered && !rule.test(text)) {
        item = [text.slice(mark.width)];
        items.push({ lines: item, width: mark.width });
      } else if (indent >= first.indent + 2 || (!blank && !mark && !interrupts(lines, next))) {
        const inside = items.at(-1);
        inside.lines.push(text.slice(Math.min(indent, inside.width)));
      } else {
        break;
      }
      blank = false;
    }
    blocks.push({
      type: "list",
      ordered: first.ordered,
      start: first.number,
      items: items.map((each) => ({ blocks: parse(each.lines, streaming, depth + 1) })),
    });
    return next;
  },
};

function marker(text) {
  const number = text.match(ordered);
  if (number) return { ordered: true, number: Number(number[2]), indent: number[1].length, width: number[0].length };
  const dot = text.match(bullet);
  return dot && { ordered: false, indent: dot[1].length, width: dot[0].length };
}

const paragraph = {
  read(lines, at, blocks, streaming) {
    let next = at + 1;
    while (next < lines.length && lines[next].trim() && !interrupts(lines, next, streaming)) next += 1;
    const text = lines.slice(at, next).map((each) => each.trim()).join("\n");
    blocks.push({ type: "paragraph", text });
    return next;
  },
};

const readers = [code, title, line, quote, table, list];

function interrupts(lines, at, streaming = false) {
  return readers.some((reader) => reader.starts(lines, at, streaming));
}
