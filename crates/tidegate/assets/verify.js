// Checks a receipt in this page with WebCrypto: report, claim, commitment, place in the log, signature. No file is sent.
// On request it asks the log for a proof that it continues the receipt's, and checks that here too.
"use strict";
const part = (id) => document.getElementById("verify-" + id);
const utf8 = (text) => new TextEncoder().encode(text);
const joined = (...parts) => { const all = new Uint8Array(parts.reduce((n, p) => n + p.length, 0)); let at = 0; for (const p of parts) { all.set(p, at); at += p.length; } return all; };
const sha = async (...parts) => new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));
const bytes = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
const same = (a, b) => a.length === b.length && a.every((byte, at) => byte === b[at]);
const hex = (list) => [...list].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const must = (so, what) => { if (!so) throw new Error(what); };

// A verifier key of C2SP signed-note: name, id and base64 of type and Ed25519 key.
async function keyOf(text) {
  const [name, id, ...rest] = text.trim().split("+");
  const raw = bytes(rest.join("+"));
  must(raw.length === 33 && raw[0] === 1, "key");
  must(hex((await sha(utf8(name), Uint8Array.of(10), raw)).slice(0, 4)) === id, "key id");
  return { name, id, key: await crypto.subtle.importKey("raw", raw.slice(1), { name: "Ed25519" }, false, ["verify"]) };
}

// RFC 9162, 2.1.3.2.
async function rootOf(leaf, index, size, hashes) {
  must(index < size, "index");
  let node = index, last = size - 1n, hash = leaf;
  for (const sibling of hashes) {
    must(last !== 0n, "length");
    if ((node & 1n) === 1n || node === last) {
      hash = await sha(Uint8Array.of(1), sibling, hash);
      while ((node & 1n) === 0n && node !== 0n) { node >>= 1n; last >>= 1n; }
    } else {
      hash = await sha(Uint8Array.of(1), hash, sibling);
    }
    node >>= 1n; last >>= 1n;
  }
  must(last === 0n, "length");
  return hash;
}

// RFC 9162, 2.1.4.2: that the log of `first` entries is the beginning of the one of `second`.
async function continues(first, second, hashes, firstRoot, secondRoot) {
  must(first > 0n && first <= second, "size");
  if (first === second) return must(hashes.length === 0 && same(firstRoot, secondRoot), "root");
  const path = (first & (first - 1n)) === 0n ? [firstRoot, ...hashes] : hashes;
  must(path.length > 0, "length");
  let node = first - 1n, last = second - 1n;
  while ((node & 1n) === 1n) { node >>= 1n; last >>= 1n; }
  let early = path[0], late = path[0];
  for (const hash of path.slice(1)) {
    must(last !== 0n, "length");
    if ((node & 1n) === 1n || node === last) {
      early = await sha(Uint8Array.of(1), hash, early);
      late = await sha(Uint8Array.of(1), hash, late);
      while ((node & 1n) === 0n && node !== 0n) { node >>= 1n; last >>= 1n; }
    } else {
      late = await sha(Uint8Array.of(1), late, hash);
    }
    node >>= 1n; last >>= 1n;
  }
  must(last === 0n && same(early, firstRoot) && same(late, secondRoot), "root");
}

async function signed(note, trusted) {
  const cut = note.lastIndexOf("\n\n");
  must(cut > 0, "checkpoint");
  const text = note.slice(0, cut + 1);
  let good = false;
  for (const line of note.slice(cut + 2).trimEnd().split("\n")) {
    const [, name, base64] = /^\u2014 (\S+) (\S+)$/.exec(line) ?? [];
    must(name, "signature line");
    const raw = bytes(base64);
    if (name !== trusted.name || hex(raw.slice(0, 4)) !== trusted.id) continue;
    must(await crypto.subtle.verify({ name: "Ed25519" }, trusted.key, raw.slice(4), utf8(text)), "signature");
    good = true;
  }
  must(good, "not signed by this key");
  const [origin, size, root] = text.split("\n");
  return { origin, size: BigInt(size), root: bytes(root) };
}

async function check(receipt, report, keyText) {
  const trusted = await keyOf(keyText), claim = receipt.claim;
  must("sha256:" + hex(await sha(report)) === claim.digest, "the report is another one");
  const lines = receipt.proof.split("\n");
  must(lines[0] === "c2sp.org/tlog-proof@v1" && lines[1].startsWith("extra ") && lines[2].startsWith("index "), "proof");
  const extra = bytes(lines[1].slice(6)), end = lines.indexOf("", 3);
  must(extra[0] === 1 && extra[1] === 1 && end > 0, "proof");
  const domain = extra.slice(3, 3 + extra[2]), salt = extra.slice(3 + extra[2], 35 + extra[2]), content = extra.slice(35 + extra[2]);
  must(new TextDecoder().decode(domain) === "tidegate/report-received/v1" && hex(salt) === receipt.salt, "opening");
  const sorted = Object.fromEntries(Object.keys(claim).sort().map((name) => [name, claim[name]]));
  must(same(content, utf8(JSON.stringify(sorted))), "the claim is another one");
  const commitment = await sha(utf8("tidegate-log/commitment/v1\0"), Uint8Array.of(domain.length), domain, salt, content);
  const leaf = await sha(Uint8Array.of(0), utf8("tgc\x01"), commitment);
  const head = await signed(lines.slice(end + 1).join("\n"), trusted);
  must(head.origin === trusted.name && receipt.origin === head.origin, "origin");
  const index = BigInt(lines[2].slice(6));
  must(same(await rootOf(leaf, index, head.size, lines.slice(3, end).map(bytes)), head.root), "root");
  return { received: claim.received, index, head, trusted };
}

// What the log says today, held against a receipt that was checked: a proof and a checkpoint (C2SP tlog-witness).
async function today(slug, { head, trusted }) {
  const log = "/at/" + slug + "/log/";
  const fetched = await fetch(log + "consistency?from=" + head.size, { cache: "no-store" });
  if (fetched.status === 404) {
    const shown = await fetch(log + "checkpoint", { cache: "no-store" });
    must(shown.ok, "" + shown.status);
    const now = await signed(await shown.text(), trusted);
    must(now.origin === head.origin, "origin");
    if (now.size < head.size) return { shorter: true };
  }
  must(fetched.ok, "" + fetched.status);
  const text = await fetched.text(), end = text.indexOf("\n\n");
  const [old, ...hashes] = text.slice(0, end).split("\n");
  must(end > 0 && old === "old " + head.size, "proof");
  const now = await signed(text.slice(end + 2), trusted);
  must(now.origin === head.origin, "origin");
  // Only what the log has signed can speak against it; an answer that is none says nothing.
  try {
    await continues(head.size, now.size, hashes.map(bytes), head.root, now.root);
    return { size: now.size };
  } catch (error) {
    return { forked: error.message };
  }
}

// What was given: a file that was chosen or dropped, else the text that was pasted.
const files = { receipt: null, report: null };

function take(what, file) {
  files[what] = file.arrayBuffer().then((read) => new Uint8Array(read));
  const line = part(what + "-given");
  line.textContent = line.dataset.given.replace("%", file.name);
  line.hidden = false;
  part(what + "-text").value = "";
}

async function given(what) {
  const text = part(what + "-text").value;
  return text.trim() ? utf8(what === "report" ? text.trim() : text) : files[what];
}

// Of the two, the receipt is the one that holds a claim and a proof.
async function sortOut(file) {
  try {
    const read = JSON.parse(await file.text());
    return read.claim && read.proof ? "receipt" : "report";
  } catch { return "report"; }
}

function tell(line, text, kind) {
  line.textContent = text;
  line.className = "note " + kind;
  line.hidden = false;
}

function show(room, found, log, served) {
  part("out").hidden = false;
  part("out-received").textContent = found.received;
  part("out-log").textContent = found.head.origin;
  part("out-place").textContent = found.index + " / " + found.head.size;
  part("out-key").textContent = found.trusted.name + " · " + found.trusted.id;
  part("out-from").textContent = served ? room.dataset.fromServer : room.dataset.fromYou;
  part("out-link").hidden = part("today-room").hidden = !log;
  part("elsewhere").hidden = Boolean(log);
  part("today-told").hidden = true;
  if (log) part("out-link").href = "/at/" + log.dataset.log + "/log";
}

const room = document.getElementById("verify");
if (room && globalThis.crypto?.subtle) {
  const logs = [...document.querySelectorAll("[data-log]")];
  let found = null, log = null, served = "";
  room.hidden = false;
  for (const what of ["receipt", "report"]) {
    part(what).addEventListener("change", () => { if (part(what).files[0]) take(what, part(what).files[0]); });
  }
  for (const kind of ["dragover", "drop"]) room.addEventListener(kind, (event) => event.preventDefault());
  room.addEventListener("dragover", () => room.classList.add("over"));
  room.addEventListener("dragleave", () => room.classList.remove("over"));
  room.addEventListener("drop", async (event) => {
    room.classList.remove("over");
    for (const file of event.dataTransfer.files) take(await sortOut(file), file);
  });
  for (const line of logs) {
    const use = line.querySelector("[data-use]");
    use.hidden = false;
    use.addEventListener("click", () => { part("key").value = served = line.dataset.key; part("key").focus(); });
  }
  part("do").addEventListener("click", async () => {
    const told = part("told"), key = part("key").value.trim();
    part("out").hidden = true;
    const receipt = await given("receipt"), report = await given("report");
    if (receipt && new TextDecoder().decode(receipt.slice(0, 64)).startsWith("c2sp.org/tlog-proof")) return tell(told, room.dataset.proof, "permit_if");
    if (!receipt || !report || !key) return tell(told, room.dataset.missing, "permit_if");
    try {
      found = await check(JSON.parse(new TextDecoder().decode(receipt)), report, key);
      log = logs.find((line) => line.dataset.origin === found.head.origin) ?? null;
      tell(told, room.dataset.holds + " " + found.received, "permit");
      show(room, found, log, key === served);
    } catch (error) {
      const why = error.name === "NotSupportedError" ? room.dataset.old : room.dataset.fails;
      tell(told, why + " (" + error.message + ")", "refuse");
    }
  });
  part("today").addEventListener("click", async () => {
    const told = part("today-told");
    try {
      const now = await today(log.dataset.log, found);
      if (now.shorter) tell(told, room.dataset.todayShorter, "refuse");
      else if (now.forked) tell(told, room.dataset.todayFails + " (" + now.forked + ")", "refuse");
      else tell(told, room.dataset.todayHolds + " " + now.size, "permit");
    } catch (error) {
      tell(told, room.dataset.todayNone + " (" + error.message + ")", "permit_if");
    }
  });
}
