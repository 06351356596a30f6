// A drill from its beginning to its score: with and without JavaScript.
import assert from "node:assert/strict";
import { words } from "../lib/steps.js";
import { inBoth } from "../lib/tally.js";
import { visit } from "../lib/visitor.js";

for (const script of [true, false]) {
  inBoth(`a drill is begun, a duty is met, and the end has a score${script ? "" : ", without JavaScript"}`, (lang) =>
    visit({ lang, script }, async (page) => {
      await page.goto("/ask");
      await page.locator('a[href="/drill"]').click();
      await page.locator("select[name=story]").selectOption("camera");
      await page.locator("select[name=speed]").selectOption("14400");
      await page.locator("button[name=begin]").click();
      await page.locator("#score").waitFor();
      const open = await page.locator("ul.duties button").count();
      assert.equal(open >= 3, true, "duties wait to be met");
      await page.locator("ul.duties button").first().click();
      await page.locator("ol.steps > li").waitFor();
      assert.equal(await page.locator("ul.duties .badge.permit").count() >= 1, true, "the duty is met");
      await page.locator("button[name=end]").click();
      await page.waitForURL("**/drill?*until=*");
      const address = page.url(), score = await words(page.locator("p.score"));
      assert.equal(await page.locator("ul.duties button").count(), 0, "nothing can be done any more");
      await page.goto(address);
      assert.equal(await words(page.locator("p.score")), score, "the address has the same score for ever");
    }));
}
