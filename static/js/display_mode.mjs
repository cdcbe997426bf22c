// Large print and high contrast switch at once; without this the link opens the page of display modes.
const YEAR = 60 * 60 * 24 * 365;

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-mode]");
  if (!link || event.metaKey || event.ctrlKey) return;
  event.preventDefault();
  const { mode, value } = link.dataset;
  const on = !link.hasAttribute("aria-current");
  document.cookie = `${mode}=${on ? value : ""}; path=/; max-age=${on ? YEAR : 0}; samesite=lax`;
  if (on) document.documentElement.dataset[mode] = value;
  else delete document.documentElement.dataset[mode];
  if (on) link.setAttribute("aria-current", "true");
  else link.removeAttribute("aria-current");
});
