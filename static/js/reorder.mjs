// form[data-reorder]: its [data-reorder-item]s can be dragged; letting go sends the form by its event "reorder".
// Buttons in the form do the same without a mouse.
let dragged = null;
const item = (event) => event.target.closest?.("[data-reorder-item]");

document.addEventListener("mouseover", (event) => {
  const found = item(event);
  if (found) found.draggable = true;
});
document.addEventListener("dragstart", (event) => {
  dragged = item(event);
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
});
document.addEventListener("dragover", (event) => {
  const over = item(event);
  if (!dragged || !over || over === dragged || over.parentElement !== dragged.parentElement) return;
  event.preventDefault();
  const { top, height } = over.getBoundingClientRect();
  over[event.clientY < top + height / 2 ? "before" : "after"](dragged);
});
document.addEventListener("drop", (event) => dragged && event.preventDefault());
document.addEventListener("dragend", () => {
  if (!dragged) return;
  dragged.closest("form").dispatchEvent(new CustomEvent("reorder", { bubbles: true }));
  dragged = null;
});
