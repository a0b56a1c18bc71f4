// A question written on another screen, which the chat asks when it opens. It doesn't travel in the address.
let next = null;

export function askNext(text, images) {
  next = { text, images };
}

export function takeQuestion() {
  const question = next;
  next = null;
  return question;
}
