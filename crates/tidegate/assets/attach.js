// Sends files in pieces (tus 1.0), each from the byte that the server has: what is stopped, lost or reloaded goes on from
// there. Without it the same form sends small files whole. Where a file goes is kept for this tab alone.
"use strict";
const PIECE = 4 << 20;
const kept = {
  get: (name) => { try { return name && sessionStorage.getItem(name); } catch { return null; } },
  set: (name, place) => { try { if (name) sessionStorage.setItem(name, place); } catch { /* then a reload begins again */ } },
  drop: (name) => { try { if (name) sessionStorage.removeItem(name); } catch { /* nothing was kept */ } },
};
// What a file is called where its place is kept: a digest, so that its name stands nowhere. Where there is none, nothing is kept.
const called = async (said) => {
  if (!globalThis.crypto || !crypto.subtle) return null;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(said));
  return "attach-" + [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};
const size = (bytes) => {
  const unit = [[30, "GiB"], [20, "MiB"], [10, "KiB"]].find(([shift]) => bytes >= 2 ** shift);
  return unit ? `${(bytes / 2 ** unit[0]).toFixed(1)} ${unit[1]}` : `${bytes} B`;
};
const wait = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
const made = (name, props, ...within) => { const one = Object.assign(document.createElement(name), props); one.append(...within); return one; };
// What a page or a problem of ours says, in the language of the page.
const said = async (answer) => {
  const text = await answer.text();
  if ((answer.headers.get("content-type") || "").includes("json")) { try { return JSON.parse(text).detail || ""; } catch { return ""; } }
  const main = new DOMParser().parseFromString(text, "text/html").querySelector("main");
  return [...(main ? main.querySelectorAll("h1, p") : [])].slice(0, 2).map((one) => one.textContent).join(" ");
};
let at = 0;
addEventListener("beforeunload", (event) => { if (at) event.preventDefault(); });

const line = (form, file) => {
  const words = form.dataset, bar = made("progress", { max: file.size, value: 0, ariaLabel: file.name }), text = made("span", { className: "small" });
  const hold = made("button", { type: "button", className: "quiet", textContent: words.pause }), stop = made("button", { type: "button", className: "quiet", textContent: words.cancel });
  const row = made("li", {}, made("p", {}, made("span", { className: "foreign", dir: "auto", textContent: file.name })), made("p", {}, bar, " ", text), made("p", {}, hold, " ", stop));
  form.querySelector("[data-files]").append(row);
  const job = { form, file, stopped: false, held: null, release: null };
  job.show = (done, note) => { bar.value = done; text.textContent = `${size(done)} / ${size(file.size)}${note ? " · " + note : ""}`; };
  job.end = (note) => { hold.remove(); stop.remove(); text.textContent = note; };
  hold.addEventListener("click", () => {
    if (job.held) { job.release(); job.held = null; hold.textContent = words.pause; return; }
    job.held = new Promise((go) => { job.release = go; });
    hold.textContent = words.continue;
  });
  stop.addEventListener("click", () => { job.stopped = true; if (job.held) job.release(); });
  job.show(0, "");
  return job;
};

// Where the file goes and how far it has come; announced where it is new.
const place = async (job, name) => {
  const known = kept.get(name);
  if (known) {
    const answer = await fetch(known, { method: "HEAD" });
    if (answer.ok) return [known, Number(answer.headers.get("upload-offset"))];
    kept.drop(name);
  }
  const { form, file } = job, field = (one) => (form.elements[one] ? form.elements[one].value : "");
  const body = new URLSearchParams({ token: field("token"), role: field("role"), to: field("to"), name: file.name, kind: file.type, size: file.size });
  const answer = await fetch(form.dataset.announce, { method: "POST", body });
  if (!answer.ok) throw new Error(await said(answer));
  const told = await answer.json();
  kept.set(name, told.upload);
  return [told.upload, told.offset];
};

const send = async (job) => {
  const { form, file } = job, words = form.dataset, name = await called(["attach", words.announce, file.name, file.size, file.lastModified].join("|"));
  let [where, done] = await place(job, name), lost = 0;
  while (done < file.size) {
    if (job.held) { job.show(done, words.paused); await job.held; }
    if (job.stopped) { await fetch(where, { method: "DELETE" }); kept.drop(name); return false; }
    job.show(done, lost ? words.lost : "");
    try {
      const headers = { "content-type": "application/offset+octet-stream", "tus-resumable": "1.0.0", "upload-offset": String(done) };
      const answer = await fetch(where, { method: "PATCH", headers, body: file.slice(done, done + PIECE) });
      if (answer.ok) { done = Number(answer.headers.get("upload-offset")); lost = 0; continue; }
      if (answer.status !== 409 && answer.status < 500 && answer.status !== 429) { kept.drop(name); throw new Error(await said(answer)); }
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
    // The connection, or the server, is away: ask again after a while how far it has come.
    lost += 1;
    job.show(done, words.lost);
    await wait(Math.min(30, 2 ** (lost - 1)));
    try { const answer = await fetch(where, { method: "HEAD" }); if (answer.ok) done = Number(answer.headers.get("upload-offset")); } catch { /* still away */ }
  }
  kept.drop(name);
  job.show(done, words.whole);
  return true;
};

for (const form of document.querySelectorAll("form[data-announce]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const jobs = [...form.elements.file.files].map((file) => line(form, file)), button = form.querySelector("button");
    button.disabled = true;
    at += 1;
    let whole = jobs.length > 0;
    for (const job of jobs) {
      try {
        if (await send(job)) job.end(form.dataset.whole); else { job.end(form.dataset.failed); whole = false; }
      } catch (error) {
        job.end(`${form.dataset.failed}: ${error.message}`);
        whole = false;
      }
    }
    at -= 1;
    button.disabled = false;
    if (whole) location.reload();
  });
}
