// “Did you mean gmail.com?” below the e-mail field, with a button that puts it in. Nothing is changed
// by itself. The same guess as in inquiries/spelling_of_domains.py, from the same lists.

function commonStart(a, b) {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}

const reversed = (text) => [...text].reverse().join("");

function isOneSlipAway(written, domain) {
  if (Math.abs(written.length - domain.length) > 1) return false;
  const front = commonStart(written, domain);
  const [restOfA, restOfB] = [written.slice(front), domain.slice(front)];
  const back = commonStart(reversed(restOfA), reversed(restOfB));
  const a = restOfA.slice(0, restOfA.length - back);
  const b = restOfB.slice(0, restOfB.length - back);
  return Math.max(a.length, b.length) === 1 || (a.length === 2 && a === reversed(b));
}

function meant(written, { popular, real, endings }) {
  const dot = written.lastIndexOf(".") + 1;
  const mended = written.slice(0, dot) + (endings[written.slice(dot)] ?? written.slice(dot));
  const isKnown = popular.includes(mended) || real.includes(mended);
  const guess = isKnown ? mended : popular.find((domain) => isOneSlipAway(mended, domain));
  return guess ?? mended;
}

async function lists(address) {
  const answer = await fetch(address, { signal: AbortSignal.timeout(3000) });
  return answer.json();
}

function upgrade(input) {
  const hint = document.createElement("p");
  hint.className = "hint";
  hint.setAttribute("role", "status");
  input.after(hint);
  let known;

  async function look() {
    const asked = input.value;
    const at = asked.lastIndexOf("@") + 1;
    const domain = asked.slice(at).trim().toLowerCase();
    hint.replaceChildren();
    if (!at || !domain.includes(".")) return;
    const guess = meant(domain, await (known ??= lists(input.dataset.domains)));
    if (guess === domain || input.value !== asked) return;
    const address = asked.slice(0, at).trim() + guess;
    const button = Object.assign(document.createElement("button"), {
      type: "button",
      className: "button button--outlined",
      textContent: `Use ${address}`,
    });
    button.addEventListener("click", () => {
      input.value = address;
      hint.textContent = `Your answer: ${address}`;
      input.focus();
    });
    hint.append(`Did you mean ${guess}? `, button);
  }

  // without the lists there is no hint; the form works as it is
  const tryLook = () => look().catch(() => (known = undefined));
  input.addEventListener("change", tryLook);
  // this may have arrived after the address
  if (document.activeElement !== input) tryLook();
}

const input = document.querySelector("input[data-domains]");
if (input) upgrade(input);
