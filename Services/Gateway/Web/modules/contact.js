// Addresses that a telephone understands, of what stands in an office's row. What isn't sure gives none.

/** `tel:` of the first number of a text such as «(02281) 42-0000 int. 3 / 42-0001». */
export function telephoneAddress(text) {
  const first = text?.split(/[/;,]|\bint\b|\bo\b|\by\b|\n/i)[0] ?? "";
  const digits = first.replace(/[^\d]/g, "");
  if (digits.length < 3) return null;
  return `tel:${first.trim().startsWith("+") ? "+" : ""}${digits}`;
}

/** WhatsApp needs the number with its country; which one a number without it means would be a guess. */
export function whatsAppAddress(text) {
  const number = /(?:\+|\b00)\d[\d\s().-]{6,20}/.exec(text ?? "")?.[0].replace(/\D/g, "").replace(/^00/, "");
  return number ? `https://wa.me/${number}` : null;
}

/** `geo:` with the address to look for, around the middle of the municipality, which alone is nowhere to go to. */
export function mapAddress({ latitude, longitude, cabecera, name, province }, { direccion }) {
  if (!direccion) return null;
  const words = [direccion, cabecera ?? name, province].join(", ");
  return `geo:${latitude ?? 0},${longitude ?? 0}?q=${encodeURIComponent(words)}`;
}

export const mailAddress = (text) => (/^[^\s@?&]+@[^\s@?&]+$/.test(text ?? "") ? `mailto:${text}` : null);
