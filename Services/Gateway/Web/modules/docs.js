// Searches the API's page, and opens the operation that an address names.
const field = document.getElementById("find");
const found = document.getElementById("found");
const operations = [...document.querySelectorAll(".operation")].map((element) => ({
  element,
  text: element.querySelector("summary").textContent.toLowerCase(),
}));

field.disabled = false;
field.addEventListener("input", search);
addEventListener("hashchange", openNamed);
openNamed();

/** Every word must stand in the line; a daemon with nothing left to show is hidden. */
function search() {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const { element, text } of operations) {
    element.hidden = !words.every((word) => text.includes(word));
    if (!element.hidden) count += 1;
  }
  for (const section of document.querySelectorAll("main > section")) {
    section.hidden = words.length > 0 && !section.querySelector(".operation:not([hidden])");
  }
  found.textContent = words.length === 0 ? "" : count === 0 ? found.dataset.none : `${count}`;
}

function openNamed() {
  const element = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (element?.matches(".operation")) element.open = true;
  element?.scrollIntoView();
}
