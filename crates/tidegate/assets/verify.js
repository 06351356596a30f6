// Checks a receipt in this page with WebCrypto: report, claim, commitment, place in the log, signature. Nothing is sent.
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
  must(same(await rootOf(leaf, BigInt(lines[2].slice(6)), head.size, lines.slice(3, end).map(bytes)), head.root), "root");
  return claim.received;
}

const room = document.getElementById("verify");
if (room && globalThis.crypto?.subtle) {
  room.hidden = false;
  part("do").addEventListener("click", async () => {
    const told = part("told");
    told.hidden = false;
    try {
      const receipt = JSON.parse(await part("receipt").files[0].text());
      const report = new Uint8Array(await part("report").files[0].arrayBuffer());
      told.textContent = room.dataset.holds + " " + await check(receipt, report, part("key").value);
      told.className = "note permit";
    } catch (error) {
      told.textContent = (error.name === "NotSupportedError" ? room.dataset.old : room.dataset.fails) + " (" + error.message + ")";
      told.className = "note refuse";
    }
  });
}
