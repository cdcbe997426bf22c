// form[data-unmask]: what is no answer to this form (a sign-in page, a refusal) is asked for again
// as a whole page, which keeps what was typed; a server that is away is told beside the button.
const formOf = ({ target }) => target.closest?.("[data-unmask]");

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  const form = event.detail.requestConfig?.elt?.closest("[data-unmask]");
  if (!form) return;
  const turned = xhr.responseURL && new URL(xhr.responseURL).pathname !== new URL(form.action).pathname;
  if (!turned && [200, 422, 429].includes(xhr.status)) return;
  event.detail.shouldSwap = false;
  form.submit();
});
for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => {
    const line = formOf(event)?.querySelector("[data-unsent]");
    if (line) line.hidden = false;
  });
}
