// form[data-autosave]: tells in [data-save-status] whether the draft is saved, being saved, or not.
// A button pressed while it is being saved waits for that; else one's own page would be the newer one.
const saving = new WeakSet();
const pressed = new WeakMap();
const sent = new WeakSet();

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
document.addEventListener("submit", (event) => {
  const form = find(event);
  if (form && saving.has(form)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed.set(form, event.submitter);
  } else if (form) sent.add(form);
}, true);
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-autosave]").forEach((form) => sent.delete(form)));
document.addEventListener("htmx:beforeRequest", (event) => {
  const form = find(event);
  if (!form) return;
  if (sent.has(form)) return event.preventDefault();
  saving.add(form);
  show(form, "saving");
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = find(event);
  if (!form) return;
  saving.delete(form);
  const button = pressed.get(form);
  if (pressed.delete(form)) setTimeout(() => form.requestSubmit(button));
  const clock = { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit", hour12: false }; // the portal's, as the server writes it
  const time = new Date().toLocaleTimeString("zh-CN", clock);
  const place = document.querySelector("[data-save-status]");
  if (event.detail.successful) show(form, "saved", `${place?.dataset.saved ?? ""} ${time}`);
  else show(form, "failed");
});
