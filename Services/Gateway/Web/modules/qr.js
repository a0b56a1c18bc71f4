// QR codes of short texts (ISO/IEC 18004): bytes, error correction level M, versions 1 to 10.

/** By version: check bytes of a block, and the data bytes of each block. */
const blocksOf = [
  [10, 16], [16, 28], [26, 44], [18, 32, 32], [24, 43, 43], [16, 27, 27, 27, 27], [18, 31, 31, 31, 31],
  [22, 38, 38, 39, 39], [22, 36, 36, 36, 37, 37], [26, 43, 43, 43, 43, 44],
];
/** By version: the rows and columns where alignment patterns have their centre. */
const centresOf = [[], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]];

const masks = [
  (x, y) => (x + y) % 2, (x, y) => y % 2, (x) => x % 3, (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2, (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2, (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

/** Rows of modules, true where dark; null for a text that is too long. */
export function qrModules(text) {
  const bytes = new TextEncoder().encode(text);
  const version = blocksOf.findIndex(([, ...sizes], index) => bytes.length + (index < 9 ? 2 : 3) <= sum(sizes)) + 1;
  if (!version) return null;
  const bits = interleaved(dataBits(bytes, version), version);
  const drawn = masks.map((mask, number) => drawing(version, bits, mask, number));
  return drawn.reduce((best, each) => (penalty(each) < penalty(best) ? each : best));
}

const sum = (numbers) => numbers.reduce((total, each) => total + each, 0);
const bit = (number, place) => ((number >>> place) & 1) === 1;
const bitsOf = (number, length) => Array.from({ length }, (_, index) => bit(number, length - 1 - index));

/** Mode, length, the bytes, and filling up to the version's size. */
function dataBits(bytes, version) {
  const size = sum(blocksOf[version - 1].slice(1)) * 8;
  const bits = [...bitsOf(4, 4), ...bitsOf(bytes.length, version < 10 ? 8 : 16), ...[...bytes].flatMap((byte) => bitsOf(byte, 8))];
  bits.push(...bitsOf(0, Math.min(4, size - bits.length)));
  bits.push(...bitsOf(0, (8 - (bits.length % 8)) % 8));
  for (let filler = 0xec; bits.length < size; filler ^= 0xec ^ 0x11) bits.push(...bitsOf(filler, 8));
  return bits;
}

/** The blocks with their check bytes, a byte of each in turn. */
function interleaved(bits, version) {
  const [checks, ...sizes] = blocksOf[version - 1];
  const bytes = Array.from({ length: bits.length / 8 }, (_, index) => bits.slice(index * 8, index * 8 + 8).reduce((value, each) => value * 2 + each, 0));
  let start = 0;
  const blocks = sizes.map((size) => bytes.slice(start, (start += size)));
  const remainders = blocks.map((block) => remainder(block, generator(checks)));
  const inTurn = (lists) => Array.from({ length: Math.max(...lists.map(({ length }) => length)) }, (_, index) =>
    lists.filter((list) => index < list.length).map((list) => list[index])).flat();
  return [...inTurn(blocks), ...inTurn(remainders)].flatMap((byte) => bitsOf(byte, 8));
}

/** In the field of 256 elements by x⁸ + x⁴ + x³ + x² + 1. */
function product(one, other) {
  let result = 0;
  for (let place = 7; place >= 0; place -= 1) {
    result = (result << 1) ^ ((result >>> 7) * 0x11d);
    if (bit(other, place)) result ^= one;
  }
  return result;
}

/** The Reed–Solomon generator of that degree, without its leading 1. */
function generator(degree) {
  const coefficients = [...Array(degree - 1).fill(0), 1];
  for (let index = 0, root = 1; index < degree; index += 1, root = product(root, 2)) {
    for (let place = 0; place < degree; place += 1) {
      coefficients[place] = product(coefficients[place], root) ^ (coefficients[place + 1] ?? 0);
    }
  }
  return coefficients;
}

function remainder(block, divisor) {
  const result = Array(divisor.length).fill(0);
  for (const byte of block) {
    const factor = byte ^ result.shift();
    result.push(0);
    divisor.forEach((coefficient, index) => (result[index] ^= product(coefficient, factor)));
  }
  return result;
}

function drawing(version, bits, mask, number) {
  const size = version * 4 + 17;
  const rows = Array.from({ length: size }, () => Array(size).fill(null));
  const set = (x, y, dark) => (rows[y][x] = dark);
  patterns(version, size, set);
  formatBits(number).forEach((dark, index) => {
    const near = index < 6 ? index : index < 8 ? index + 1 : null;
    if (near !== null) set(8, near, dark);
    else set(index === 8 ? 7 : 14 - index, 8, dark);
    if (index < 8) set(size - 1 - index, 8, dark);
    else set(8, size - 15 + index, dark);
  });
  set(8, size - 8, true);
  let next = 0;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const y = bit(right + 1, 1) ? step : size - 1 - step;
      for (const x of [right, right - 1]) {
        if (rows[y][x] === null) set(x, y, (bits[next++] ?? false) !== (mask(x, y) === 0));
      }
    }
  }
  return rows;
}

/** What is the same whatever the text says: timing, finders, alignment and the version. */
function patterns(version, size, set) {
  const square = (x, y, reach, dark) => {
    for (let dy = -reach; dy <= reach; dy += 1) {
      for (let dx = -reach; dx <= reach; dx += 1) {
        const inside = [x + dx, y + dy].every((each) => each >= 0 && each < size);
        if (inside) set(x + dx, y + dy, dark(Math.max(Math.abs(dx), Math.abs(dy))));
      }
    }
  };
  for (let index = 0; index < size; index += 1) {
    set(6, index, index % 2 === 0);
    set(index, 6, index % 2 === 0);
  }
  const centres = centresOf[version - 1];
  const [first, last] = [centres[0], centres.at(-1)];
  for (const x of centres) {
    for (const y of centres) {
      const atFinder = (x === first && y === first) || (x === first && y === last) || (x === last && y === first);
      if (!atFinder) square(x, y, 2, (distance) => distance !== 1);
    }
  }
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) square(x, y, 4, (distance) => distance !== 2 && distance !== 4);
  if (version < 7) return;
  const code = (version << 12) | division(version, 12, 0x1f25);
  for (let index = 0; index < 18; index += 1) {
    const [a, b] = [size - 11 + (index % 3), Math.floor(index / 3)];
    set(a, b, bit(code, index));
    set(b, a, bit(code, index));
  }
}

/** The remainder of a number of so many check bits by a polynomial over bits. */
function division(number, degree, polynomial) {
  let rest = number;
  for (let step = 0; step < degree; step += 1) rest = (rest << 1) ^ ((rest >>> (degree - 1)) * polynomial);
  return rest;
}

/** Level M is 00; the lowest bit first. */
function formatBits(mask) {
  const code = ((mask << 10) | division(mask, 10, 0x537)) ^ 0x5412;
  return Array.from({ length: 15 }, (_, index) => bit(code, index));
}

/** How hard it would be to read: long runs, squares of one colour, what looks like a finder, and too much of one colour. */
function penalty(rows) {
  const columns = rows.map((_, index) => rows.map((row) => row[index]));
  const lines = [...rows, ...columns].map((line) => line.map(Number).join(""));
  const runs = sum(lines.flatMap((line) => (line.match(/0{5,}|1{5,}/g) ?? []).map(({ length }) => length - 2)));
  const finders = sum(lines.map((line) => [...line.matchAll(/(?=10111010000|00001011101)/g)].length)) * 40;
  let squares = 0;
  for (let y = 1; y < rows.length; y += 1) {
    for (let x = 1; x < rows.length; x += 1) {
      const dark = rows[y][x];
      if (rows[y - 1][x] === dark && rows[y][x - 1] === dark && rows[y - 1][x - 1] === dark) squares += 3;
    }
  }
  const share = sum(rows.flat().map(Number)) / rows.length ** 2;
  return runs + finders + squares + Math.floor(Math.abs(share - 0.5) * 20) * 10;
}
