// Asks a device for a passkey and sends its answer with the form. Without this, or without a device, everything else of
// signing in works all the same.
"use strict";
const able = globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON && navigator.credentials;

async function asked(form) {
  const body = new URLSearchParams(new FormData(form));
  const answer = await fetch(form.dataset.ask, { method: "POST", body, cache: "no-store" });
  return answer.ok && answer.headers.get("content-type")?.startsWith("application/json") ? answer.json() : null;
}

async function shown(kind, options) {
  const made = kind === "create"
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  return JSON.stringify(made.toJSON());
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const told = form.querySelector("[data-told]"), button = form.querySelector("button");
  const tell = (text) => { told.textContent = text; told.hidden = false; };
  if (able && "only" in form.dataset) form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!able) return tell(form.dataset.none);
    told.hidden = true;
    button.disabled = true;
    try {
      const challenge = await asked(form);
      if (challenge) {
        form.elements.credential.value = await shown(form.dataset.passkey, challenge.options);
        form.elements.ceremony.value = challenge.ceremony;
      }
      // Where nothing could be asked, the answer to the form says why.
      form.submit();
    } catch {
      button.disabled = false;
      tell(form.dataset.stopped);
    }
  });
}
