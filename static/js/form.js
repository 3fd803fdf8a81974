// A form came back with errors: the summary is read first. `autofocus` on it does the same, where
// the browser honors that on a <div>.
const summary = document.querySelector("[data-error-summary]");

addEventListener("load", () => {
  if (!summary?.contains(document.activeElement)) summary?.focus();
});
