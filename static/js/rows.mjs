// [data-repeat]: adds and removes rows of a group or table at once; the server reads gaps in their numbers.
const rowsOf = (box) => [...box.querySelector("[data-rows]").children];

function count(box) {
  const rows = rowsOf(box);
  rows.forEach((row, index) => row.querySelectorAll("[data-row-number]").forEach((place) => { place.textContent = index + 1; }));
  const tally = box.querySelector("[data-row-count]");
  tally.value = rows.length;
  box.querySelector("[data-add-row]").hidden = rows.length >= Number(box.dataset.most);
  tally.dispatchEvent(new Event("change", { bubbles: true }));
}
function say(box, words, number) {
  box.querySelector("[data-said]").textContent = words.replace("%", number);
}
function add(box) {
  const next = Number(box.dataset.next ?? rowsOf(box).length);
  box.dataset.next = next + 1;
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
