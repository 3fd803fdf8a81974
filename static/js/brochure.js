// What helps to fill in the form is fetched once somebody begins to, or comes to the list of
// countries: slow phones show the page sooner, and the form works without it.
const form = document.querySelector("form[method=post]");
const countries = form?.querySelector("select[data-country-search]");

function fetchHelp() {
  view.disconnect();
  form.removeEventListener("focusin", fetchHelp);
  import("./email_hint.js");
  if (countries?.dataset.component) import("./country.js");
}

const view = new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && fetchHelp());
if (form) {
  form.addEventListener("focusin", fetchHelp);
  if (countries) view.observe(countries);
}
