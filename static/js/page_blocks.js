// The content editor's plus signs and its list of kinds take the mouse alone: here, keys as well.
const PLUS = ".order-machine-insert-target";
const KIND = ".plugin-button";

function makeReachable() {
  for (const element of document.querySelectorAll(`${PLUS}, ${KIND}`)) {
    element.tabIndex = 0;
    element.setAttribute("role", "button");
    // the text of a kind begins with the name of its icon
    const name = element.matches(PLUS) ? "Add a block here" : element.title;
    if (name) element.setAttribute("aria-label", name);
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
