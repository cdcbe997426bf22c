// form[data-live]: after a change asks the server what is shown, required, offered and calculated now.
const PAUSE_MS = 250;
const pending = new WeakMap();

const wait = ({ target }) => {
  const form = target.closest?.("form[data-live]");
  if (!form) return;
  const before = pending.get(form);
  clearTimeout(before?.timer);
  before?.request.abort();
  const request = new AbortController();
  pending.set(form, { request, timer: setTimeout(() => ask(form, request.signal), PAUSE_MS) });
};
async function ask(form, signal) {
  const typed = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  const body = new URLSearchParams(typed);
  const answer = await fetch(form.dataset.live, { method: "POST", body, signal }).catch(() => null);
  if (answer?.ok && answer.headers.get("Content-Type").includes("json")) apply(form, await answer.json());
}
function apply(form, { hidden, required, options, values }) {
  const before = form.querySelectorAll("[data-field][hidden]").length;
  for (const box of form.querySelectorAll("[data-field]")) {
    box.hidden = hidden.includes(box.dataset.field);
    if (box.hasAttribute("data-may-require")) require(form, box, required.includes(box.dataset.field));
  }
  for (const [name, offered] of Object.entries(options)) restrict(form, name, offered);
  for (const [name, value] of Object.entries(values)) {
    for (const place of form.querySelectorAll(`[data-value="${CSS.escape(name)}"]`)) place.textContent = value || "—";
  }
  const more = before - form.querySelectorAll("[data-field][hidden]").length;
  const place = form.querySelector("[data-live-said]");
  if (place && more) place.textContent = (more > 0 ? form.dataset.more : form.dataset.fewer).replace("%", Math.abs(more));
}
function require(form, box, needed) {
  const label = box.querySelector("legend, label");
  const mark = label.querySelector("i") ?? label.appendChild(document.createElement("i"));
  mark.textContent = form.dataset.optional;
  mark.hidden = needed;
  for (const control of box.querySelectorAll("input, select, textarea")) control.setAttribute("aria-required", needed);
}
function restrict(form, name, offered) {
  for (const option of form.querySelectorAll(`[data-field="${CSS.escape(name)}"] :is(option, input)[value]:not([value=""])`)) {
    option.disabled = !offered.includes(option.value);
    if (option.disabled) option.checked = option.selected = false;
  }
}
document.addEventListener("input", wait);
document.addEventListener("change", wait);
