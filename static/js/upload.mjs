// input[type=file][data-upload]: sends each chosen file at once and shows how it goes; what fails can be tried again.
const slotOf = (element) => element.closest("[data-slot]");

function line(slot, file) {
  const row = slot.querySelector("template[data-upload-line]").content.firstElementChild.cloneNode(true);
  row.querySelector("[data-name]").textContent = file.name;
  slot.querySelector("[data-uploads]").append(row);
  return row;
}
function tell(row, state, words) {
  row.dataset.state = state;
  row.querySelector("[data-text]").textContent = words ?? row.dataset[state];
  row.querySelector("[data-retry]").hidden = state !== "failed";
  row.querySelector("progress").hidden = state !== "sending";
}
function send(slot, file, row) {
  return new Promise((done) => {
    const body = new FormData();
    body.append("csrfmiddlewaretoken", slot.closest("form").elements.csrfmiddlewaretoken.value);
    body.append("file", file);
    const request = new XMLHttpRequest();
    request.open("POST", slot.dataset.slot);
    request.upload.onprogress = ({ loaded, total }) => { row.querySelector("progress").value = loaded / total; };
    request.onerror = () => done(tell(row, "failed"));
    request.onload = () => done(finish(slot, request, row));
    tell(row, "sending");
    request.send(body);
  });
}
function finish(slot, request, row) {
  if (request.status >= 500 || request.status === 401) return tell(row, "failed");
  const part = new DOMParser().parseFromString(request.responseText, "text/html");
  if (request.status === 422) return tell(row, "refused", part.body.textContent.trim());
  const held = part.querySelector("[data-held]");
  if (!held) return tell(row, "failed");
  slot.querySelector("[data-held]").replaceWith(held);
  row.remove();
}
document.addEventListener("change", async ({ target }) => {
  const slot = target.matches?.("input[type=file][data-upload]") && slotOf(target);
  if (!slot) return;
  const chosen = [...target.files].map((file) => [file, line(slot, file)]);
  target.value = "";
  for (const [file, row] of chosen) {
    row.querySelector("[data-retry]").addEventListener("click", () => send(slot, file, row));
    await send(slot, file, row);
  }
});
