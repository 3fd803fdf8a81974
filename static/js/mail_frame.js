// A mail in its frame is as high as it is, instead of a box that scrolls within the page.
const EDGE = 2; // the frame's border, above and below

function fit(frame) {
  frame.style.height = "0"; // else it is never less high than it was
  const height = frame.contentDocument?.documentElement?.scrollHeight;
  frame.style.height = height ? `${height + EDGE}px` : "";
}

for (const frame of document.querySelectorAll("[data-as-high-as-its-content]")) {
  frame.addEventListener("load", () => fit(frame));
  fit(frame);
}
