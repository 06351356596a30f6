// Every page of the list, looked at in every way.
import assert from "node:assert/strict";
import { look } from "../lib/look.js";
import { enter } from "../lib/steps.js";
import { inBoth } from "../lib/tally.js";
import { visit } from "../lib/visitor.js";
import { PAGES } from "../pages.js";

for (const { name, address, as, status = 200 } of PAGES) {
  inBoth(`the page ${name} is fit to be seen`, (lang) =>
    visit({ lang }, async (page, person) => {
      if (as) await enter(page, ...as.split("/"));
      person.awaits(status);
      const answer = await page.goto(address);
      assert.equal(answer.status(), status);
      await look(page, lang, name);
    }));
}
