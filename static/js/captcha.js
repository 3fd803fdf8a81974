// Puts reCAPTCHA's box into the form once somebody begins to fill it in; nothing is asked of Google
// before. Where the box cannot be had, a text says that the form can be sent all the same.

const BEGINNINGS = ["focusin", "pointerdown", "input"];
const PATIENCE = 10_000; // milliseconds
const box = document.querySelector("[data-captcha]");
const form = box?.closest("form");
const status = form?.querySelector("[data-captcha-status]");
const failed = form?.querySelector("[data-captcha-failed]");

function load() {
  for (const event of BEGINNINGS) form.removeEventListener(event, load);
  const timer = setTimeout(giveUp, PATIENCE);
  window.showCaptcha = () => {
    clearTimeout(timer);
    try {
      show();
    } catch {
      giveUp();
    }
  };
  const script = document.createElement("script");
  script.src = `${box.dataset.script}?render=explicit&onload=showCaptcha`;
  script.onerror = giveUp;
  document.head.append(script);
}

function show() {
  const target = document.createElement("div");
  box.replaceChildren(target);
  window.grecaptcha.render(target, {
    sitekey: box.dataset.sitekey,
    size: box.clientWidth < 304 ? "compact" : "normal",
    theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
  });
  status.replaceChildren();
  const shown = Object.assign(document.createElement("input"), {
    type: "hidden",
    name: "captcha-shown", // from now on the server insists on the tick
    value: "1",
  });
  form.append(shown);
}

function giveUp() {
  box.replaceChildren();
  status.replaceChildren(failed.content.cloneNode(true));
}

for (const event of BEGINNINGS) form?.addEventListener(event, load);
