// In the admin: the list of time zones can be searched, with the admin's own copy of select2.
window.django.jQuery(() => {
  const list = window.django.jQuery("select[data-time-zone]");
  list.select2({ theme: "admin-autocomplete", width: "20rem" });
});
