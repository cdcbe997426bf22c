// select[data-rung]: lists the places within the one just chosen; where there is only one, takes it.
async function offer(select, address, code) {
  const answer = code ? await fetch(`${address}?within=${code}`) : null;
  const places = answer?.ok ? await answer.json() : [];
  const [nothing] = select.options;
  select.replaceChildren(nothing, ...places.map(({ code: value, name }) => new Option(name, value)));
  select.value = places.length === 1 ? places[0].code : "";
}
document.addEventListener("change", async ({ target }) => {
  const box = target.matches?.("select[data-rung]") && target.closest("[data-regions]");
  if (!box) return;
  const rungs = [...box.querySelectorAll("select[data-rung]")];
  let code = target.value;
  for (const select of rungs.slice(rungs.indexOf(target) + 1)) {
    await offer(select, box.dataset.regions, code);
    code = select.value;
  }
});
