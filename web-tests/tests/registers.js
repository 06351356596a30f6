// The registers of what an office keeps, buys and files: the book is asked first, and a receipt comes of what is declared.
import assert from "node:assert/strict";
import { look } from "../lib/look.js";
import { download, enter, logKey, words } from "../lib/steps.js";
import { inBoth } from "../lib/tally.js";
import { visit } from "../lib/visitor.js";

inBoth("a product is put to the book, declared, and its receipt is checked", (lang) =>
  visit({ lang }, async (page) => {
    const key = await logKey(page, "shenzhen");
    await enter(page, "shenzhen", "manufacturer");
    await page.goto("/at/shenzhen/registers");
    await page.locator('main a[href="/at/shenzhen/registers/products"]').click();
    await page.fill("[name=name]", "Wall 7");
    await page.fill("[name=maker]", "Acme");
    await page.fill("[name=origin]", "US");
    for (const [fact, value] of [["product_is_security", "true"], ["for_level_three", "true"], ["actor_is_critical", "false"]]) {
      await page.locator(`select[name="fact.${fact}"]`).selectOption(value);
    }
    await page.locator('button[name=do][value=ask]').click();
    const answer = page.locator("article.answer");
    await answer.waitFor();
    assert.match(await answer.getAttribute("class"), /\brefuse\b/);
    assert.equal(await answer.locator('a[href^="/law/cn-mlps/21"]').count() > 0, true, "with its article");
    await page.locator('select[name="fact.for_level_three"]').selectOption("false");
    await page.locator('button[name=do][value=ask]').click();
    await page.locator("article.answer.permit").waitFor();
    await page.fill("[name=by]", lang === "en" ? "Wang Fang" : "王芳");
    await page.locator('button[name=do][value=record]').click();
    await page.locator("#receipt").waitFor();
    assert.match(await words(page.locator("main dl")), /Wall 7/);
    await look(page, lang, "declaration");
    const receipt = await download(page, page.locator('a[href$="/receipt"]'));
    const document = await download(page, page.locator('a[href$="/document"]'));
    await page.goto("/verify");
    await page.locator("#verify-receipt").setInputFiles(receipt);
    await page.locator("#verify-report").setInputFiles(document);
    await page.fill("#verify-key", key);
    await page.locator("#verify-do").click();
    await page.locator("#verify-told.permit").waitFor();
  }));

inBoth("a filing about encryption names the duties that look at it and keeps what was written", (lang) =>
  visit({ lang }, async (page, { awaits }) => {
    awaits(422);
    await enter(page, "shenzhen", "manufacturer");
    await page.goto("/at/shenzhen/registers/encryption");
    const written = {
      product: "R7 router", version: "3.2", algorithms: "AES-GCM, SM2, SM4", key_lengths: "AES 256, SM4 128",
      key_management: "2b:7e:15:16:28:ae:d2:a6:ab:f7:15:88:09:cf:4f:3c", documented_at: "handbook, chapter 9",
    };
    for (const [name, text] of Object.entries(written)) await page.fill(`[name=${name}]`, text);
    await page.locator("button[name=do][value=ask]").click();
    await page.locator("[role=alert]").waitFor();
    assert.equal(await page.locator("textarea[name=algorithms]").inputValue(), written.algorithms, "nothing is lost");
    await page.fill("textarea[name=key_management]", lang === "en" ? "drawn at the first start" : "首次启动时生成");
    await page.locator('select[name="fact.product_listed"]').selectOption("true");
    await page.locator("button[name=do][value=ask]").click();
    const duties = page.locator("section[aria-labelledby=duties]");
    await duties.waitFor();
    assert.equal(await duties.locator('a[href^="/law/cn-cl/26"]').count(), 1, "certificate before sale");
    assert.equal(await duties.locator('a[href^="/law/house-cn-encryption/E1"]').count(), 1, "what the press told");
    await look(page, lang, "encryption");
    await page.fill("[name=by]", lang === "en" ? "Wang Fang" : "王芳");
    await page.locator("button[name=do][value=record]").click();
    await page.locator("#receipt").waitFor();
  }));
