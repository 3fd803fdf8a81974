// What every page runs, in one file: each further one would be a request before the first view is whole.

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

// How a visitor came here, kept in this tab alone and gone with it: no cookie, nothing is sent until
// a form is. The last link from outside counts. inquiries/sources.py cleans what arrives.

const KEPT = "came-by";
const NAMES = ["utm_source", "utm_medium", "utm_campaign"];

function arrival() {
  const query = new URLSearchParams(location.search);
  const said = new URLSearchParams(
    NAMES.filter((name) => query.get(name)).map((name) => [name, query.get(name).slice(0, 100)]),
  );
  const isInside = `${document.referrer}/`.startsWith(`${location.origin}/`);
  if (document.referrer && !isInside) said.set("referrer", document.referrer.split("/", 3).join("/"));
  return String(said);
}

try {
  const came = arrival();
  if (came) sessionStorage.setItem(KEPT, came);
  const field = document.querySelector("input[name='came_by']");
  const kept = sessionStorage.getItem(KEPT);
  if (field && kept) field.value = kept;
} catch {
  // a browser that keeps nothing: the form has what its own address says
}
