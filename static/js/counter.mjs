// [data-counter="id of the field"]: how many characters are written, of how many.
const length = (text) => [...text].length;

function count(place) {
  const field = document.getElementById(place.dataset.counter);
  if (!field) return;
  const written = length(field.value);
  place.textContent = `${written} / ${place.dataset.limit}`;
  place.toggleAttribute("data-over", written > Number(place.dataset.limit));
}
document.addEventListener("input", ({ target }) => {
  const place = target.id && document.querySelector(`[data-counter="${CSS.escape(target.id)}"]`);
  if (place) count(place);
});
const all = () => document.querySelectorAll("[data-counter]").forEach(count);
document.addEventListener("htmx:afterSettle", all);
all();
