// The button that prints the page; without script there is the browser's own.

for (const template of document.querySelectorAll("template[data-print]")) {
  const button = template.content.firstElementChild;
  button.addEventListener("click", () => window.print());
  template.replaceWith(button);
}
