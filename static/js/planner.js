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
  history.replaceState(null, "", answer.url);
}

// when the line breaks, the button still works
form?.addEventListener("change", () => addUp().catch(() => {}));
