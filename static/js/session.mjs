// template[data-session]: two minutes before the session ends a quiet notice with "stay"; after the
// end what was typed stays on the page, and a new sign-in in another tab lets it go on from here.
const template = document.querySelector("template[data-session]");
const WARNING = 120;
const address = "/accounts/session/";
const channel = "BroadcastChannel" in window ? new BroadcastChannel("portal-session") : null;
let box, timer, token;

function hide() {
  box?.remove();
  box = undefined;
}
function show(kind) {
  if (!box) {
    box = template.content.firstElementChild.cloneNode(true);
    Object.assign(box.style, { position: "fixed", inset: "auto 1rem 1rem auto", zIndex: 50 });
    box.querySelector("[data-stay]").addEventListener("click", stay);
    document.body.append(box);
  }
  box.querySelector("[data-text]").textContent = template.dataset[kind];
  box.querySelector("[data-stay]").hidden = kind !== "warning";
  const login = box.querySelector("[data-login]");
  login.hidden = kind === "warning";
  login.href = `/accounts/login/?next=${encodeURIComponent(location.pathname + location.search)}`;
}
function plan(left) {
  clearTimeout(timer);
  if (left > WARNING) hide();
  else show("warning");
  timer = setTimeout(ask, Math.max(1, left > WARNING ? left - WARNING : Math.min(left + 1, 15)) * 1000);
}
async function ask() {
  const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok) return void (timer = setTimeout(ask, 30000));
  const known = await answer.json();
  token = known.token;
  clearTimeout(timer);
  if (known.who !== template.dataset.who) return show(known.who ? "other" : "ended");
  for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = token;
  plan(known.left);
}
async function stay() {
  token ??= document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
  const answer = await fetch(`${address}stay/`, { method: "POST", headers: { "X-CSRFToken": token } }).catch(() => null);
  if (!answer?.ok) return ask();
  plan((await answer.json()).left);
  channel?.postMessage("stays");
}

if (template) {
  timer = setTimeout(ask, Math.max(1, Number(template.dataset.idle) - WARNING) * 1000);
  channel?.addEventListener("message", ask);
  channel?.postMessage("opened");
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && ask());
  document.addEventListener("htmx:afterRequest", ({ detail }) => [401, 403].includes(detail.xhr?.status) && ask());
}
