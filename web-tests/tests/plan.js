// The plan of the case in which two laws collide, and what if there were a remedy: with and without JavaScript.
import assert from "node:assert/strict";
import { stop, words } from "../lib/steps.js";
import { inBoth } from "../lib/tally.js";
import { visit } from "../lib/visitor.js";

for (const script of [true, false]) {
  inBoth(`a remedy opens the way abroad, before and after side by side${script ? "" : ", without JavaScript"}`, (lang) =>
    visit({ lang, script }, async (page) => {
      await stop(page, 3);
      await page.locator('a[href$="/plan"]').first().click();
      await page.locator("#residual").waitFor();
      assert.equal(await page.locator("svg.plan-line circle.stop").count() >= 2, true, "the early warning and the notification have no step");
      assert.equal(await page.locator("details.order").count() >= 3, true, "the orders of the book are told");
      const numbered = await page.locator("ol.steps > li").count();
      await page.locator("select[name=fact]").selectOption("remedy_provided=true");
      await page.locator('form[action$="/plan"] button').click();
      await page.locator("#compared").waitFor();
      const sides = page.locator(".sides .side");
      assert.equal(await sides.count() >= 4, true, "several duties stand otherwise");
      assert.equal(await page.locator(".side .met").count() >= 1, true);
      assert.match(await words(page.locator("section:has(#compared)")), /CRA 14\(2\)\(a\)|《网络韧性法》14\(2\)\(a\)/);
      assert.equal(await page.locator("ol.steps > li").count(), numbered, "the case itself is as it was");
      assert.equal(await page.locator("input[type=checkbox][name=fact]:checked").count(), 1, "what is supposed stays in the form");
    }));
}
