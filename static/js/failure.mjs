// A refusal goes to the region of messages; a failure says so there; what was typed stays.
const region = () => document.querySelector("#messages");

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (!detail.xhr.responseText.includes("data-refusal")) return;
  detail.shouldSwap = true;
  detail.isError = false;
  detail.target = region();
  detail.swapOverride = "innerHTML show:window:top";
});
function tell() {
  const template = document.querySelector("template[data-failure]");
  if (template && region()) region().replaceChildren(template.content.cloneNode(true));
}
document.addEventListener("htmx:sendError", tell);
document.addEventListener("htmx:timeout", tell);
document.addEventListener("htmx:responseError", ({ detail }) => {
  if (!detail.elt.closest("[data-autosave]") || detail.xhr.status >= 500) tell();
});
