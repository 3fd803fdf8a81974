// Says at once, and in the form, that a file is too large: a server that refuses it unread may cut
// the connection, and the browser would then show a page of its own.
document.addEventListener("change", ({ target }) => {
  const limit = Number(target.dataset?.maxBytes);
  if (!limit || !target.files) return;
  const tooLarge = [...target.files].some((file) => file.size > limit);
  target.setCustomValidity(
    tooLarge ? `This file is larger than ${limit / 1e6} MB. Make the picture 2400 pixels wide.` : "",
  );
  target.reportValidity();
});
