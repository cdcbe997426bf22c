// a[data-top]: there only once the page has been scrolled; focus follows to the start.
const links = document.querySelectorAll("[data-top]");
const show = () => links.forEach((link) => { link.parentElement.hidden = window.scrollY < 400; });

document.addEventListener("scroll", show, { passive: true });
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-top]")) return;
  event.preventDefault();
  window.scrollTo({ top: 0 });
  document.querySelector("#top")?.focus({ preventScroll: true });
});
show();
