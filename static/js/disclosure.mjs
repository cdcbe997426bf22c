// details[data-disclosure]: Esc and a click outside close it; focus returns to its button.
const open = () => document.querySelectorAll("details[data-disclosure][open]");

document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  for (const details of open()) {
    details.open = false;
    details.querySelector("summary")?.focus();
  }
});
document.addEventListener("click", ({ target }) => {
  for (const details of open()) {
    if (!details.contains(target) || target.closest("a")) details.open = false;
  }
});
