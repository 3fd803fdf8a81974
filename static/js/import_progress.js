// The page of an import at work: looks again every two seconds, and loads anew once it is done.
// Without this script the page's <noscript> has the browser load it again.
const PAUSE = 2000;

async function lookAgain() {
  const work = document.querySelector("[data-work]");
  const answer = await fetch(location.href).catch(() => null);
  if (answer?.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.querySelector("[data-work]");
    if (!now) return location.reload();
    work.replaceChildren(...now.childNodes);
  }
  setTimeout(lookAgain, PAUSE);
}

setTimeout(lookAgain, PAUSE);
