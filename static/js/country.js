// Lets people find a country by typing any of its names, old or new, in its own languages too.
// The <select> stays in the form and carries the value. When the component does not load, it is
// used as it is; when the further names do not load, the present-day ones still work.

function words(text) {
  const plain = text.normalize("NFKD").replace(/[\p{M}\p{Lm}]/gu, "").toLowerCase();
  const found = plain.replaceAll("&", " and ").match(/[\p{L}\p{N}]+/gu) ?? [];
  if (found[0] === "the") found.shift();
  return found.map((word) => (word === "st" ? "saint" : word));
}

// The name as inquiries/countries.py folds it, then from its second word on, from its third…
const tails = (name) => words(name).map((_, start, all) => all.slice(start).join(""));

const matches = [
  ([whole], query) => whole === query,
  ([whole], query) => whole.startsWith(query),
  (all, query) => all.some((tail) => tail.startsWith(query)),
  ([whole], query) => whole.includes(query),
];

async function readNames(select) {
  const options = [...select.options].filter((option) => option.value);
  const names = options.map(({ value, text }) => [value, text, text, tails(text)]);
  const signal = AbortSignal.timeout(3000);
  const answer = fetch(select.dataset.names, { signal }).then((response) => response.json());
  for (const [alias, codes] of Object.entries(await answer.catch(() => ({})))) {
    for (const { value, text } of options.filter((option) => codes.includes(option.value))) {
      const also = codes.length > 1 ? alias : `also ${alias}`;
      names.push([value, text, `${text} (${also})`, tails(alias)]);
    }
  }
  return names;
}

async function find(names, text) {
  const query = words(text).join("");
  const best = new Map();
  for (const [code, name, label, nameTails] of await names) {
    const rank = matches.findIndex((match) => match(nameTails, query));
    const known = best.get(code) ?? { rank: Infinity, label };
    if (rank >= 0 && rank < known.rank) {
      // a name that matches by itself needs no "also", however good the other name's match
      best.set(code, { code, name, rank, label: known.label === name ? name : label });
    }
  }
  return [...best.values()].sort((a, b) => a.rank - b.rank);
}

// "Congo" is a further name of one country, and a word in the name of another: then we ask.
function isShared(text, { code, name }, found) {
  const asked = words(text).join(" ");
  const holds = (other) => ` ${words(other).join(" ")} `.includes(` ${asked} `);
  return words(name).join(" ") !== asked && found.some((o) => o.code !== code && holds(o.name));
}

function upgrade(select) {
  const { id, className } = select;
  const hint = document.querySelector("[data-country-hint]") ?? document.createElement("p");
  let names;
  let labels = new Map();
  const search = (text) => find((names ??= readNames(select)), text);

  // What is seen is what is sent: the value always follows from the text in the box.
  async function settle(leaving) {
    const text = input.value;
    const found = await search(text);
    const exact = found.filter(({ rank }) => rank === 0);
    const [chosen] = exact.length === 1 && !isShared(text, exact[0], found) ? exact : [];
    select.value = chosen?.code ?? "";
    if (!leaving || !text.trim() || text === chosen?.name) hint.textContent = "";
    else if (chosen) hint.textContent = `Your answer: ${chosen.name}.`;
    else if (found.length) hint.textContent = "Choose a country from the list, or leave this empty.";
    else hint.textContent = "We found no country of that name. You may leave this empty.";
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
  const input = document.getElementById(id);
  hint.setAttribute("aria-live", "polite");
  input.addEventListener("focus", () => search(""), { once: true });
  input.addEventListener("input", () => {
    select.value = "";
    settle(false);
  });
  // browsers fill in addresses behind our back; the component polls the box and follows
  const follow = () => {
    input.value = select.value && select.selectedOptions[0].text;
  };
  select.addEventListener("change", follow);
  // a name that is in no list is sent as it is: the server asks about it, along with all else
  select.form.addEventListener("submit", async (event) => {
    const text = input.value.trim();
    if (select.value || !text) return;
    event.preventDefault();
    await settle(true);
    if (!select.value) select.add(new Option(text, text, false, true));
    // after this event: within it, a form refuses to be submitted again, without a word
    setTimeout(() => select.form.requestSubmit(event.submitter));
  });
  // Back puts the old answer into the list after this script has run
  window.addEventListener("pageshow", () => select.value && follow());
  describe(input, select.getAttribute("aria-describedby"), select.getAttribute("aria-invalid"));
}

function describe(input, ids, invalid) {
  if (invalid) input.setAttribute("aria-invalid", invalid);
  // the component keeps its own hint there while the box is empty, and nothing after that
  const add = () => {
    const now = input.getAttribute("aria-describedby") ?? "";
    if (!now.startsWith(ids)) input.setAttribute("aria-describedby", `${ids} ${now}`.trim());
  };
  if (!ids) return;
  add();
  new MutationObserver(add).observe(input, { attributeFilter: ["aria-describedby"] });
}

function load(select) {
  const sheet = document.createElement("link");
  Object.assign(sheet, { rel: "stylesheet", href: select.dataset.sheet });
  const script = document.createElement("script");
  script.src = select.dataset.component;
  script.onload = () => {
    // never take the list away from somebody who is using it
    const inUse = document.activeElement === select;
    if (inUse) select.addEventListener("blur", () => upgrade(select), { once: true });
    else upgrade(select);
  };
  document.head.append(sheet, script);
}

load(document.querySelector("select[data-country-search]"));
