// form[data-passkey=create|get]: asks the browser for a passkey and sends its answer with the form.
// The forms stay hidden where passkeys cannot work (an old browser, an address without a name).
const source = document.getElementById("passkey-options");
const works = source && window.isSecureContext && window.PublicKeyCredential?.parseCreationOptionsFromJSON;

async function answerOf(kind, options) {
  const parse = kind === "create" ? "parseCreationOptionsFromJSON" : "parseRequestOptionsFromJSON";
  const publicKey = PublicKeyCredential[parse](options);
  return (await navigator.credentials[kind]({ publicKey })).toJSON();
}

async function send(event) {
  const form = event.target;
  if (form.elements.credential.value) return;
  event.preventDefault();
  const status = form.querySelector("[data-trouble]");
  status.textContent = "";
  try {
    const answer = await answerOf(form.dataset.passkey, JSON.parse(source.textContent).publicKey);
    form.elements.credential.value = JSON.stringify(answer);
    form.submit();
  } catch {
    status.textContent = status.dataset.trouble;
  }
}

if (works) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", send);
  }
  for (const note of document.querySelectorAll("[data-passkey-missing]")) note.hidden = true;
}
