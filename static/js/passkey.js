// Shows what only works with script, and says it in words when a passkey was not taken.
const FAILED =
  "That did not work. Either you stopped it, or this device has no passkey that we know. Try again, or use another way.";

for (const part of document.querySelectorAll("[data-needs-script]")) {
  part.hidden = false;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.querySelector("[data-passkey-failed]").textContent = FAILED;
});
