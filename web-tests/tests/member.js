// A member of an office: in by the front of the demonstration, the list, a case, and the gate asked within it.
import assert from "node:assert/strict";
import { look } from "../lib/look.js";
import { enter, words } from "../lib/steps.js";
import { inBoth } from "../lib/tally.js";
import { visit } from "../lib/visitor.js";

// The last case of the list whose first duty is overdue: Nordhafen is two days late with an early warning.
async function openLateCase(page) {
  await page.goto("/at/nordhafen/cases");
  await page.locator("table.cases tr:has(time.late) a").first().click();
  await page.locator("#duties").waitFor();
}

async function ask(page, { act, content, to }) {
  const box = page.locator('main form[action$="/ask"]').first();
  await box.locator("[name=act]").selectOption(act);
  await box.locator("[name=content]").selectOption(content);
  await box.locator("[name=to]").selectOption(to);
  await box.locator("button").click();
  await page.locator("#answer").waitFor();
}

inBoth("a member finds the late case first and sees what it owes, to whom and since when", (lang) =>
  visit({ lang }, async (page) => {
    await enter(page, "nordhafen", "manufacturer");
    await page.locator('header a[href="/at/nordhafen/cases"]').click();
    const first = page.locator("table.cases tbody tr").first();
    assert.equal(await first.locator("time.late").count(), 1, "what is late stands first");
    await first.locator("a").click();
    const duties = page.locator("section:has(#duties) li.ground");
    assert.match(await words(duties.first()), lang === "en" ? /CRA 14\(2\)\(a\)/ : /《网络韧性法》14\(2\)\(a\)/);
    assert.equal(await duties.first().locator("time.late[data-due]").count(), 1);
    for (const part of ["line", "facts", "content", "parties", "knows", "record"]) assert.equal(await page.locator(`#${part}`).count(), 1);
    await look(page, lang, "case");
  }));

inBoth("the gate is asked within a case, and the answer is recorded only in earnest", (lang) =>
  visit({ lang }, async (page) => {
    await enter(page, "nordhafen", "manufacturer");
    await openLateCase(page);
    await ask(page, { act: "sell", content: "technical", to: "buyer" });
    assert.equal(await page.locator("section.answer.refuse").count(), 1, "nobody granted it to a buyer");
    assert.equal(await page.locator("article.answer.permit").count(), 1, "though no law that is known forbids it in Germany");
    await look(page, lang, "case-ask-not-granted");
    await ask(page, { act: "report", content: "general", to: "eu_csirt" });
    assert.equal(await page.locator("#answer").evaluate((one) => one.classList.contains("refuse")), false);
    await look(page, lang, "case-ask-report");
    await page.locator("input[name=confirmed]").check();
    await page.locator('form[action$="/decide"] button').click();
    const recorded = page.locator("main [role=status]");
    await recorded.waitFor();
    assert.match(await words(recorded), /\d/);
  }));

inBoth("content opens for those who repair, the finder's name for nobody", (lang) =>
  visit({ lang }, async (page, person) => {
    person.awaits(403);
    await enter(page, "nordhafen", "manufacturer");
    await openLateCase(page);
    const handle = new URL(page.url()).pathname;
    const item = (number) => page.locator(`section:has(#content) li:has(button[value=text]) >> nth=${number}`);
    const count = await page.locator("section:has(#content) button[value=text]").count();
    const kinds = new Set();
    for (let number = 0; number < count; number += 1) {
      await page.goto(handle);
      await item(number).locator("button[value=text]").click();
      const opened = page.locator("main > pre.foreign, main > dl.written"), shut = page.locator("main > .note.refuse");
      await opened.or(shut).first().waitFor();
      const kind = (await opened.count()) > 0 ? "content" : "content-shut";
      if (!kinds.has(kind)) await look(page, lang, kind);
      kinds.add(kind);
    }
    assert.equal(kinds.has("content"), true, "something opens");
  }));

inBoth("a fact is established with its source", (lang) =>
  visit({ lang }, async (page) => {
    await enter(page, "shenzhen", "manufacturer");
    await page.goto("/at/shenzhen/cases");
    await page.locator("table.cases tbody a").last().click();
    await page.locator('a[href$="/fact"]').click();
    await page.locator("main form button").click();
    await page.locator("input[name=value]").first().waitFor();
    await look(page, lang, "case-fact");
    await page.locator("input[name=value]").first().check();
    await page.fill("[name=source]", "a letter, invented");
    await page.locator("main form[method=post] button").click();
    await page.locator("main [role=status]").waitFor();
    assert.match(await words(page.locator("section:has(#record)")), /a letter, invented/);
  }));

inBoth("who is not signed in sees no case, and a wrong passphrase opens nothing", (lang) =>
  visit({ lang }, async (page, person) => {
    person.awaits(401);
    person.awaits(422);
    await page.goto("/at/nordhafen/cases");
    assert.match(page.url(), /\/sign-in/);
    await page.fill("[name=login]", "nobody");
    await page.fill("[name=passphrase]", "a passphrase that was made up");
    await page.locator("main form button").click();
    await page.locator("main [role=alert]").waitFor();
    await look(page, lang, "sign-in-refused");
    await enter(page, "nordhafen", "auditor");
    await page.locator('form[action$="/sign-out"] button').click();
    await page.locator('form[action$="/sign-out"]').waitFor({ state: "detached" });
    await page.goto("/at/nordhafen");
    await page.locator('header a[href="/at/nordhafen/sign-in"]').waitFor();
  }));

inBoth("what one law forbids is refused in China, with its article", (lang) =>
  visit({ lang }, async (page) => {
    await enter(page, "shenzhen", "manufacturer");
    await page.goto("/at/shenzhen/cases");
    await page.locator("table.cases tbody a").first().click();
    await ask(page, { act: "sell", content: "technical", to: "buyer" });
    const refused = page.locator("article.answer.refuse");
    assert.equal(await refused.count(), 1);
    assert.equal(await refused.locator('.grounds a[href^="/law/cn-rmsv/4"]').count(), 1);
    await look(page, lang, "case-ask-refused");
  }));
