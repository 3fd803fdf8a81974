// Adds up at each change: the server's own answer is fetched and put in its place, so that the page
// says the same with and without this script. The address follows.
const form = document.querySelector("form[data-planner]");
let asked = 0;

function parts(place) {
  return [place.querySelector("[data-sum]"), place.querySelector("[data-tally]")];
}

async function addUp() {
  const number = (asked += 1);
  const query = new URLSearchParams(new FormData(form));
  const answer = await fetch(`${location.pathname}?${query}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [sum, tally] = parts(page);
  if (!answer.ok || !sum || number !== asked) return;
  const [ourSum, ourTally] = parts(form);
  ourSum.innerHTML = sum.innerHTML;
  ourTally.innerHTML = tally.innerHTML;
  // stays where it is, or nobody would be told of the change
  form.querySelector("[data-said]").textContent = sum.querySelector("[data-in-short]").dataset.inShort;
  history.replaceState(null, "", answer.url);
}

// a phone hands the link to whatever it is meant for; elsewhere it is copied
async function hand(address) {
  if (navigator.share && matchMedia("(pointer: coarse)").matches) {
    await navigator.share({ title: document.title, url: address });
    return "";
  }
  await navigator.clipboard.writeText(address);
  return "The link is copied.";
}

async function copy() {
  const address = form.querySelector("[data-address]");
  const said = form.querySelector("[data-copied]");
  said.textContent = "";
  try {
    said.textContent = await hand(address.textContent);
  } catch (error) {
    if (error.name === "AbortError") return; // of sharing, by whoever began it
    getSelection().selectAllChildren(address);
    said.textContent = "The link is marked: copy it from here.";
  }
}

form?.classList.add("planner--live");
// when the line breaks, the button still works
form?.addEventListener("change", () => addUp().catch(() => {}));
form?.addEventListener("click", ({ target }) => target.matches("[data-copy]") && copy());
