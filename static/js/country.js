// Lets people find a country by typing any of its names, old or new, in its own languages too.
// The <select> stays in the form and carries the value. When the component does not load, the
// <select> is used as it is; when the further names do not load, the present-day ones still work.

function words(text) {
  const plain = text.normalize("NFKD").replace(/[\p{M}\p{Lm}]/gu, "").toLowerCase();
  const found = plain.replaceAll("&", " and ").match(/[\p{L}\p{N}]+/gu) ?? [];
  if (found[0] === "the") found.shift();
  return found.map((word) => (word === "st" ? "saint" : word));
}

// The name as inquiries/countries.py folds it, then from its second word on, from its third…
const tails = (name) => words(name).map((_, start, all) => all.slice(start).join(""));

// best first
const matches = [
  ([whole], query) => whole === query,
  ([whole], query) => whole.startsWith(query),
  (all, query) => all.some((tail) => tail.startsWith(query)),
  ([whole], query) => whole.includes(query),
];

async function readNames(select) {
  const present = [...select.options].filter((option) => option.value);
  const names = present.map(({ value, text }) => ({ code: value, name: text, label: text }));
  const byCode = new Map(names.map((entry) => [entry.code, entry.name]));
  const response = fetch(select.dataset.names).then((answer) => answer.json());
  for (const [alias, codes] of Object.entries(await response.catch(() => ({})))) {
    const also = codes.length > 1 ? alias : `also ${alias}`;
    for (const code of codes) {
      const name = byCode.get(code);
      names.push({ code, name, label: `${name} (${also})`, alias });
    }
  }
  return names.map((entry) => ({ ...entry, tails: tails(entry.alias ?? entry.name) }));
}

async function find(names, text) {
  const query = words(text).join("");
  const best = new Map();
  for (const entry of await names) {
    const rank = matches.findIndex((match) => match(entry.tails, query));
    const known = best.get(entry.code)?.rank ?? Infinity;
    if (rank >= 0 && rank < known) best.set(entry.code, { ...entry, rank });
  }
  return [...best.values()].sort((a, b) => a.rank - b.rank);
}

function advice(text, exact) {
  if (exact.length === 1) return text === exact[0].name ? "" : `Your answer: ${exact[0].name}.`;
  if (exact.length) return `Please choose one: ${exact.map(({ name }) => name).join(", ")}.`;
  return text.trim() && "We know no country of that name. You may leave this field empty.";
}

function upgrade(select) {
  const { id, dataset, className } = select;
  const hint = document.querySelector("[data-country-hint]") ?? document.createElement("p");
  let names;
  let labels = new Map();
  const search = (text) => find((names ??= readNames(select)), text);

  // What is seen is what is sent: the value always follows from the text in the box.
  async function settle(leaving) {
    const text = input.value;
    const exact = (await search(text)).filter(({ rank }) => rank === 0);
    select.value = exact.length === 1 ? exact[0].code : "";
    hint.textContent = leaving ? advice(text, exact) : "";
  }

  window.accessibleAutocomplete.enhanceSelectElement({
    selectElement: select,
    defaultValue: "",
    autoselect: false,
    showAllValues: true,
    displayMenu: "overlay",
    dropdownArrow: () => "",
    inputClasses: className,
    tNoResults: () => "No country of that name",
    source: async (text, show) => {
      const found = await search(text);
      labels = new Map(found.map(({ name, label }) => [name, label]));
      if (input.parentElement.contains(document.activeElement)) show([...labels.keys()]);
    },
    templates: {
      inputValue: (name) => name,
      // on iOS the component appends markup with a style attribute, which our CSP forbids: the
      // open comment takes it in
      suggestion: (name) => `${new Option(labels.get(name) ?? name).innerHTML}<!--`,
    },
    // also called for an option that was highlighted and then left by Escape, hence by the text
    onConfirm: () => setTimeout(settle, 0, true),
  });
}
