// Closes alerts for good, until they change: a changed alert has another version. In the head and
// not deferred, so that the element is known when its tag is read, and a closed alert never shows.

const KEY = "closed-alerts";

function closed() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) || [];
  } catch {
    return []; // storage is off, or holds what we did not write
  }
}

function remember(version) {
  try {
    localStorage.setItem(KEY, JSON.stringify([...closed(), version].slice(-20)));
  } catch {
    // it is closed on this page alone
  }
}

customElements.define(
  "site-alert",
  class extends HTMLElement {
    connectedCallback() {
      this.hidden = closed().includes(this.dataset.version);
      this.addEventListener("click", (event) => {
        if (event.target.closest("button")) this.close();
      });
    }

    close() {
      remember(this.dataset.version);
      this.hidden = true;
      document.querySelector("main").focus();
    }
  },
);

document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("site-alert button")) button.hidden = false;
});
