// Closes what is open in the menu by Escape or a click beside it. All of it opens without this.

const menu = document.querySelector(".mobile-menu");
const isOpen = ":scope details[open]";

function open() {
  return menu.querySelector(isOpen) || (menu.open && menu);
}

document.addEventListener("keydown", (event) => {
  const details = event.key === "Escape" && menu && open();
  if (!details) return;
  details.open = false;
  if (details.contains(document.activeElement)) details.querySelector("summary").focus();
});

document.addEventListener("click", (event) => {
  if (!menu || menu.contains(event.target)) return;
  for (const details of [menu, ...menu.querySelectorAll(isOpen)]) details.open = false;
});
