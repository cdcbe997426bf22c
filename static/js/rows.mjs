// [data-repeat]: adds and removes rows of a group or table at once; they are always numbered without gaps, as the server reads them.
const NAMED = ["name", "id", "for", "list", "aria-describedby", "data-field", "data-value"];
const rowsOf = (box) => [...box.querySelector("[data-rows]").children];

function count(box) {
  const rows = rowsOf(box);
  rows.forEach((row, index) => renumber(row, box.dataset.repeat, index));
  const tally = box.querySelector("[data-row-count]");
  tally.value = rows.length;
  box.querySelector("[data-add-row]").hidden = rows.length >= Number(box.dataset.most);
  tally.dispatchEvent(new Event("change", { bubbles: true }));
}
function renumber(row, key, index) {
  row.querySelectorAll("[data-row-number]").forEach((place) => { place.textContent = index + 1; });
  for (const element of row.querySelectorAll(NAMED.map((name) => `[${name}]`).join())) {
    for (const name of NAMED.filter((each) => element.hasAttribute(each))) {
      element.setAttribute(name, element.getAttribute(name).replace(new RegExp(`${key}-\\d+-`, "g"), `${key}-${index}-`));
    }
  }
}
function say(box, words, number) {
  box.querySelector("[data-said]").textContent = words.replace("%", number);
}
function add(box) {
  const next = rowsOf(box).length;
  const blank = box.querySelector("template[data-row-blank]").innerHTML.replaceAll("__n__", next);
  box.querySelector("[data-rows]").insertAdjacentHTML("beforeend", blank);
  count(box);
  const rows = rowsOf(box);
  say(box, box.dataset.added, rows.length);
  rows.at(-1).querySelector("input:not([type=hidden]), select, textarea")?.focus();
}
function remove(box, row) {
  const rows = rowsOf(box);
  const number = rows.indexOf(row);
  row.remove();
  count(box);
  say(box, box.dataset.removed, number + 1);
  const near = rows[number + 1] ?? rows[number - 1];
  (near?.querySelector("[data-remove-row]") ?? box.querySelector("[data-add-row]")).focus();
}
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-add-row], [data-remove-row]");
  const box = button?.closest("[data-repeat]");
  if (!box) return;
  event.preventDefault();
  if (button.hasAttribute("data-add-row")) add(box);
  else remove(box, button.closest("[data-row]"));
});
