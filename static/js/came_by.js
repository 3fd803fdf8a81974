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
