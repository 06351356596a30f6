// Looks at the page that is open: light and dark, wide and narrow. Each view is held to all rules of axe, may not be
// wider than the window, speaks one language, and is kept as a picture for people to look at.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { tally } from "./tally.js";
import { NARROW, WIDE } from "./visitor.js";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const VIEWS = [["wide", WIDE], ["narrow", NARROW]].flatMap(([width, size]) => ["light", "dark"].map((scheme) => [width, size, scheme]));

let pictures;
export const keepPicturesIn = (folder) => (pictures = folder);

// In the page: what axe finds. It needs the page's own clock, so it says nothing where scripts are switched off.
async function violated() {
  const { violations } = await globalThis.axe.run(document, { resultTypes: ["violations"] });
  return violations.map(({ id, impact, nodes }) => `${impact}: ${id}: ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary}`);
}

// In the page: by how much it is too wide, and what sticks out.
function overflow() {
  const root = document.documentElement;
  const wide = root.scrollWidth - root.clientWidth;
  const widest = wide <= 0 ? "" : [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > root.clientWidth + 1 && !one.closest(".table"))
    .slice(-1).map((one) => one.outerHTML.slice(0, 120)).join();
  return { wide, widest };
}

// In the page: words in the cells of tables that are split over two lines. Code and long strings may be.
function split() {
  const found = [];
  for (const cell of document.querySelectorAll(".table :is(td, th)")) {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), range = document.createRange();
    while (walker.nextNode()) {
      const text = walker.currentNode;
      if (text.parentElement.closest("code, .visually-hidden")) continue;
      for (const word of text.data.matchAll(/[A-Za-z]{2,24}/g)) {
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) found.push(word[0]);
      }
    }
  }
  return found.slice(0, 5);
}

// What the record of a demonstration has in one form only.
const NAMES = "海岸机构|Lighthouse door controller|Lighthouse Controls|Haitang Product Security|Nordhafen Product Security|Apache Software Foundation";

// In the page: texts that are mostly in the other language, but for code, names and what is cited.
function strangers([own, names]) {
  const size = (text, part) => text.match(part)?.join("").length ?? 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim().replace(new RegExp(names, "g"), ""), parent = walker.currentNode.parentElement;
    const han = size(text, /[\u4e00-\u9fff]/g), latin = size(text, /[A-Za-z]/g);
    const phrase = /(?:[A-Za-z’'-]{2,}[ ,;:]+){2,}[A-Za-z’'-]{2,}/.test(text);
    const strange = own === "zh" ? phrase && han * 4 < latin : han > 1 && han * 2 > latin;
    if (strange && !parent.closest("[lang]:not(html), .foreign, code, pre, cite, script, style, textarea, noscript")) found.push(text.slice(0, 120));
  }
  return found;
}

// `name` is that of the pictures.
export async function look(page, lang, name, { script = true } = {}) {
  const faults = new Map();
  const note = (fault, view) => faults.set(fault, [...(faults.get(fault) ?? []), view]);
  assert.equal(await page.getAttribute("html", "lang"), lang === "zh" ? "zh-Hans" : "en", `${name} is in its language`);
  for (const text of await page.evaluate(strangers, [lang, NAMES])) note(`not in the language of the page: ${text}`, lang);
  if (script) await page.evaluate(AXE);
  for (const [width, size, scheme] of VIEWS) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: scheme });
    const { wide, widest } = await page.evaluate(overflow);
    for (const word of await page.evaluate(split)) note(`a word is split in a table: ${word}`, `${scheme} ${width}`);
    const violations = script ? await page.evaluate(violated) : [];
    if (wide > 0) note(`${wide} pixels wider than the window: ${widest}`, `${scheme} ${width}`);
    for (const violation of violations) note(violation, `${scheme} ${width}`);
    const path = join(pictures, `${name}-${lang}-${scheme}-${width}.png`);
    await page.screenshot({ path, fullPage: true, animations: "disabled" });
    tally.views += 1;
  }
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: "light" });
  tally.pages.add(name);
  const told = [...faults].map(([fault, views]) => `${fault} [${views.join(", ")}]`);
  assert.ok(told.length === 0, `${name} (${lang}):\n${told.join("\n")}`);
}
