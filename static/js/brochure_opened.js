// Tells us, once, that somebody reads the brochure's page. Mail scanners open links too, some with a
// browser: none of them moves, scrolls or types, so the first sign of a person counts.

const signs = ["pointermove", "pointerdown", "keydown", "scroll"];
const { opened } = document.querySelector("[data-opened]").dataset;
const told = new AbortController();

function tell() {
  told.abort();
  navigator.sendBeacon(opened);
}

for (const sign of signs) addEventListener(sign, tell, { signal: told.signal, passive: true });
