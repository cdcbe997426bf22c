// [data-dialog="id"] opens the dialog of that id; without it the link leads to the page that asks the same.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog) {
    event.preventDefault();
    dialog.showModal();
    return;
  }
  if (event.target.matches?.("dialog") || event.target.closest("[data-close]")) {
    event.target.closest("dialog")?.close();
  }
});
