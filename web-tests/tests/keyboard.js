// The page on which the gate is asked, with no pointer at all.
import assert from "node:assert/strict";
import { answers, words } from "../lib/steps.js";
import { inBoth } from "../lib/tally.js";
import { visit } from "../lib/visitor.js";

// In the page: everything that can be reached by the tabulator, in the order in which it stands.
const reachable = () =>
  [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter((one) => one.type !== "hidden" && !one.disabled && one.checkVisibility())
    .map((one, place) => (one.dataset.place = String(place)));

// In the page: where the focus is, and whether that is to be seen.
const focused = () => {
  const one = document.activeElement, { outlineStyle, outlineWidth } = getComputedStyle(one);
  return { place: one.dataset.place, seen: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 };
};

inBoth("the tabulator goes through the page in reading order, and the focus is always seen", (lang) =>
  visit({ lang }, async (page) => {
    await page.goto("/ask?d=28&q=blog&press=on");
    const wanted = await page.evaluate(reachable);
    assert.equal(wanted.length > 15, true);
    const found = [];
    for (const place of wanted) {
      await page.keyboard.press("Tab");
      const focus = await page.evaluate(focused);
      found.push(focus.place);
      assert.equal(focus.seen, true, `the focus is seen at ${await page.evaluate(() => document.activeElement.outerHTML)}`);
      assert.equal(found.at(-1), place, `${found.length}. stop`);
    }
  }));

inBoth("the first stop leads past the navigation to the clock", (lang) =>
  visit({ lang }, async (page) => {
    await page.goto("/ask");
    await page.keyboard.press("Tab");
    const skip = page.locator("a.skip:focus");
    assert.equal((await skip.boundingBox()).x >= 0, true, "it comes into view");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.id), "turn");
  }));

inBoth("the clock, the switch and the questions are worked by keys alone, and the focus stays", (lang) =>
  visit({ lang }, async (page) => {
    await page.goto("/ask");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    const before = await words(page.locator("h2.day"));
    await page.keyboard.press("End");
    await page.waitForURL(/d=28/);
    await page.locator("a.question .badge.permit_if").waitFor();
    assert.notEqual(await words(page.locator("h2.day")), before);
    assert.equal(await page.evaluate(() => document.activeElement.id), "turn", "the focus stays on the clock");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await page.waitForURL(/press=on/);
    assert.equal(await page.evaluate(() => document.activeElement.name), "press");
    do await page.keyboard.press("Tab");
    while (await page.evaluate(() => !document.activeElement.matches('a.question[href*="q=sale"]')));
    await page.keyboard.press("Enter");
    await page.locator("#answer.refuse").waitFor();
    assert.equal((await answers(page)).sale, "refuse");
  }));
