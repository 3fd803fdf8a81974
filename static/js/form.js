// A form came back with errors: the summary is read first. `autofocus` does the same where the
// browser honors it on a <div>.
document.querySelector("[data-error-summary]")?.focus();
