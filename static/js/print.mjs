// [data-print] prints the page; whatever is folded up is opened for the paper and folded again.
const show = (root) => root.querySelectorAll("[data-print][hidden]").forEach((button) => (button.hidden = false));
let opened = [];

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-print]")) window.print();
});
document.addEventListener("htmx:load", (event) => show(event.target));
window.addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("main details:not([open])")];
  for (const details of opened) details.open = true;
});
window.addEventListener("afterprint", () => {
  for (const details of opened) details.open = false;
});
show(document);
