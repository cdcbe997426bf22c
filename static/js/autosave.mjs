// form[data-autosave]: tells in [data-save-status] whether the draft is saved, being saved, or not.
function show(form, state, text) {
  const place = form.querySelector("[data-save-status]") ?? document.querySelector("[data-save-status]");
  if (!place) return;
  place.dataset.state = state;
  const words = place.querySelector("[data-text]");
  if (words) words.textContent = text ?? place.dataset[state] ?? "";
}
const find = (event) => event.target.closest?.("form[data-autosave]");

document.addEventListener("input", (event) => {
  const form = find(event);
  if (form) show(form, "dirty");
});
document.addEventListener("htmx:beforeRequest", (event) => {
  const form = find(event);
  if (form) show(form, "saving");
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = find(event);
  if (!form) return;
  const clock = { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit", hour12: false }; // the portal's, as the server writes it
  const time = new Date().toLocaleTimeString("zh-CN", clock);
  const place = document.querySelector("[data-save-status]");
  if (event.detail.successful) show(form, "saved", `${place?.dataset.saved ?? ""} ${time}`);
  else show(form, "failed");
});
