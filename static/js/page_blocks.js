// The content editor's plus signs and its list of kinds take the mouse alone: here, keys as well.
const PLUS = ".order-machine-insert-target";
const KIND = ".plugin-button";

function makeReachable() {
  for (const element of document.querySelectorAll(`${PLUS}, ${KIND}`)) {
    element.tabIndex = 0;
    element.setAttribute("role", "button");
    if (element.matches(PLUS)) element.setAttribute("aria-label", "Add a block here");
  }
}

function press(event) {
  if (!["Enter", " "].includes(event.key) || !event.target.matches(`${PLUS}, ${KIND}`)) return;
  event.preventDefault();
  event.target.click();
  if (event.target.matches(PLUS)) document.querySelector(`.plugin-buttons ${KIND}`)?.focus();
}

makeReachable();
new MutationObserver(makeReachable).observe(document.body, { childList: true, subtree: true });
document.addEventListener("keydown", press);
