// Signs the challenge with a private key file inside this browser. The key is read, used and
// forgotten here: its input has no name, so no form ever sends it.

const SCHEMES = [
  { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" },
  { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" },
];

const bytesOf = (base64) => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
const base64Of = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)));

async function sign(pem, message) {
  const body = /-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----/.exec(pem);
  if (!body) throw new TypeError("not an unencrypted PKCS #8 key");
  const der = bytesOf(body[1].replace(/\s/g, ""));
  for (const scheme of SCHEMES) {
    try {
      const key = await crypto.subtle.importKey("pkcs8", der, scheme, false, ["sign"]);
      return base64Of(await crypto.subtle.sign(scheme, key, message));
    } catch {
      continue; // a key of the other kind
    }
  }
  throw new TypeError("neither RSA nor ECDSA P-256");
}

function prepare(form) {
  const block = form.querySelector("[data-signing-key]");
  const picked = block.querySelector("input");
  const fault = block.querySelector("[data-signing-fault]");
  const signature = form.elements.namedItem("signature");
  block.hidden = false;
  form.querySelector("[data-signing-fold]")?.removeAttribute("open");

  form.addEventListener("submit", async (event) => {
    if (!picked.files.length) return;
    event.preventDefault();
    const submitter = event.submitter;
    try {
      signature.value = await sign(await picked.files[0].text(), bytesOf(form.dataset.signing));
      form.elements.namedItem("signature_file").value = "";
      picked.value = "";
      fault.textContent = "";
      form.requestSubmit(submitter);
    } catch {
      fault.textContent = form.dataset.keyUnsuitable;
      picked.setAttribute("aria-invalid", "true");
      picked.focus();
    }
  });
}

// Browsers offer WebCrypto on https and on this machine only; elsewhere openssl remains.
if (globalThis.crypto?.subtle) document.querySelectorAll("form[data-signing]").forEach(prepare);
