// The same house with JavaScript switched off: asking and reporting work, and the rest says what to do instead.
import assert from "node:assert/strict";
import { look } from "../lib/look.js";
import { answers, download, go, words } from "../lib/steps.js";
import { inBoth } from "../lib/tally.js";
import { visit } from "../lib/visitor.js";

const script = false;

inBoth("without JavaScript the clock is turned by its button", (lang) =>
  visit({ lang, script }, async (page) => {
    await page.goto("/ask");
    assert.equal((await answers(page)).blog, "refuse");
    await look(page, lang, "without-script-ask", { script });
    await page.locator("#turn").focus();
    await page.keyboard.press("End");
    await page.locator("input[name=press]").check();
    await page.locator("form.clock button").click();
    await page.waitForURL(/d=28.*press=on/);
    assert.equal((await answers(page)).blog, "permit_if");
    await page.locator('a.question[href*="q=employer"]').click();
    assert.equal(await page.locator("#answer .badge.house").count(), 1);
    await page.goto("/ask/own");
    await page.locator("[name=act]").selectOption("sell");
    await page.locator("main form button").click();
    await page.waitForURL(/act=sell/);
  }));

inBoth("without JavaScript the book is searched by its button", (lang) =>
  visit({ lang, script }, async (page) => {
    await page.goto("/law");
    await page.locator("[name=find]").fill("CNCERT");
    await page.locator("form[role=search] button").click();
    await page.waitForURL(/find=CNCERT/);
    assert.equal(await page.locator("#found section.ground").count() > 0, true);
  }));

inBoth("without JavaScript a finder reports, gets the receipt and comes back by the code", async (lang) => {
  const code = await visit({ lang, script }, async (page) => {
    await page.goto("/at/shenzhen/report");
    await page.fill('[name="product.name"]', "HT-7");
    await page.fill('[name="flaw.description"]', "Invented for the test.");
    await go(page, "files");
    const add = page.locator('form[action$="/report/files"]');
    await add.locator("[name=role]").selectOption("evidence");
    await add.locator("input[type=file]").setInputFiles([{ name: "trace.txt", mimeType: "text/plain", buffer: Buffer.from("trace") }]);
    await add.locator("button.quiet").click();
    await page.getByText("trace.txt").waitFor();
    await look(page, lang, "without-script-report", { script });
    await page.locator('main form button[name=go][value="next"]').click();
    await go(page, "send");
    await page.locator('form[action$="/report/send"] button').click();
    await page.waitForURL("**/at/shenzhen/receipt");
    const receipt = await download(page, page.locator('a[href$="/receipt/receipt.json"]'));
    assert.equal(JSON.parse(receipt.buffer).claim.digest.startsWith("sha256:"), true);
    await look(page, lang, "without-script-receipt", { script });
    return words(page.locator("#code"));
  });
  await visit({ lang, script }, async (page) => {
    await page.goto(`/at/shenzhen/mine#${code}`);
    await page.fill("#come-back [name=code]", code);
    await page.locator("#come-back button").click();
    await page.locator('form[action$="/mine/leave"]').waitFor();
  });
});

inBoth("without JavaScript the check of a receipt names the command that does the same", (lang) =>
  visit({ lang, script }, async (page) => {
    await page.goto("/verify");
    assert.equal(await page.locator("#verify").isVisible(), false);
    assert.match(await words(page.locator("main pre")), /tidegate verify/);
  }));
