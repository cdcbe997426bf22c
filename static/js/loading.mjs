// A target that waits longer than 300 ms for its new content shows a skeleton.
const DELAY_MS = 300;
const timers = new WeakMap();

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  const target = detail.target;
  if (!target || target === document.body || detail.elt.closest("[data-autosave]")) return;
  timers.set(target, setTimeout(() => {
    target.toggleAttribute("data-loading", true);
    target.setAttribute("aria-busy", "true");
  }, DELAY_MS));
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  clearTimeout(timers.get(detail.target));
  detail.target?.removeAttribute("data-loading");
  detail.target?.removeAttribute("aria-busy");
});
