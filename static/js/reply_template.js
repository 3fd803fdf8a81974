// While a template is written: which of its fields there are not. Saving checks the same.
const FIELD = /\{\{\s*([^{}|]*?)\s*(?:\|[^{}]*)?\}\}/g;

for (const field of document.querySelectorAll("[data-fields]")) {
  const known = new Set(field.dataset.fields.split(" "));
  const said = document.createElement("p");
  said.className = "help reply__live";
  said.setAttribute("role", "status");
  (field.closest(".flex-container") ?? field).after(said);
  const check = () => {
    const unknown = [...field.value.matchAll(FIELD)].map(([, name]) => name).filter((name) => !known.has(name));
    said.textContent = unknown.length
      ? `There is no field “${[...new Set(unknown)].join("”, “")}”.`
      : "";
  };
  field.addEventListener("input", check);
  check();
}
