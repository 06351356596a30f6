// The book: found by words, read by statute, and an address for every article.
import assert from "node:assert/strict";
import { words } from "../lib/steps.js";
import { inBoth } from "../lib/tally.js";
import { visit } from "../lib/visitor.js";

const SOUGHT = { en: "two days", zh: "两日" };

inBoth("a search finds articles while one types, and its address can be kept", (lang) =>
  visit({ lang }, async (page) => {
    await page.goto("/law");
    assert.equal(await page.locator("table tbody tr").count() >= 8, true);
    await page.locator("[name=find]").fill(SOUGHT[lang]);
    await page.locator("#found section.ground").first().waitFor();
    await page.locator('#found a[href="/law/cn-rmsv/7(2)"]').first().waitFor();
    await page.reload();
    assert.equal(await page.inputValue("[name=find]"), SOUGHT[lang]);
    assert.equal(await page.locator('#found a[href="/law/cn-rmsv/7(2)"]').count() > 0, true);
    await page.locator("[name=find]").fill("xyzzy");
    await page.locator("#found section.ground").first().waitFor({ state: "detached" });
  }));

inBoth("a statute shows all its articles, and each says where it was read and how sure that is", (lang) =>
  visit({ lang }, async (page) => {
    await page.goto("/law");
    await page.locator('table a[href="/law/cn-rmsv"]').click();
    const articles = page.locator("section.article");
    const ids = await articles.evaluateAll((all) => all.map((one) => one.id));
    assert.equal(new Set(ids.map((id) => parseInt(id.slice(2), 10))).size, 16, "all sixteen articles");
    assert.equal(await articles.locator("> .marks .badge").count(), ids.length);
    await page.locator('nav a[href="#a-9(7)"]').click();
    await page.locator('[id="a-9(7)"] h2 a').click();
    await page.waitForURL("**/law/cn-rmsv/9(7)");
    assert.equal(await articles.count(), 1, "the article stands alone at its address");
    const rule = page.locator(".rule details").first();
    await rule.locator("summary").click();
    assert.match(await words(rule.locator("pre")), /forbid|permit/, "the rule as it is computed");
  }));

inBoth("a statute says above its articles what it is, whom it reaches and what was not read", (lang) =>
  visit({ lang }, async (page) => {
    await page.goto("/law/us-bod-26-04");
    const preface = page.locator("p.preface");
    const expected = lang === "zh" ? /私营企业不因此负有义务.*资料未载明/s : /A private company owes nothing under it.*no source says/s;
    assert.match(await words(preface.first()), expected);
    await page.goto("/law/us-bod-26-04/row-12");
    assert.equal(await preface.count(), 0, "an article at its own address stands alone");
    const clock = lang === "zh" ? /更早的，自其起算/ : /or, if that is earlier, with/;
    assert.match(await words(page.locator(".rule").first()), clock, "both events that may start the clock");
  }));

inBoth("an article that is not in the book is told to be absent", (lang) =>
  visit({ lang }, async (page, person) => {
    person.awaits(404);
    assert.equal((await page.goto("/law/cn-rmsv/99")).status(), 404);
    assert.equal((await page.goto("/law/no-such-law")).status(), 404);
    assert.equal(await page.locator("main h1").count(), 1);
  }));

inBoth("a question of one's own is answered as it is put together, and what is left open never permits", (lang) =>
  visit({ lang }, async (page) => {
    await page.goto("/ask/own");
    assert.equal(await page.locator("#answer").evaluate((one) => one.classList.contains("permit")), false);
    await page.locator("[name=act]").selectOption("publish");
    await page.locator("[name=state]").selectOption("undisclosed");
    await page.locator("[name=role]").selectOption("finder");
    await page.locator("[name=place]").selectOption("cn");
    await page.locator('#answer.refuse a[href="/law/cn-rmsv/9(1)"]').waitFor();
    await page.waitForURL(/act=publish.*state=undisclosed.*role=finder.*place=cn/);
  }));

inBoth("a question of one's own asks what its act needs and nothing else", (lang) =>
  visit({ lang }, async (page) => {
    await page.goto("/ask/own");
    await page.locator("[name=content]").selectOption("general");
    await page.locator("[name=act]").selectOption("procure");
    await page.locator("[name=content]").waitFor({ state: "detached" });
    assert.equal(await page.locator("[name=recipient], [name=state]").count(), 0);
    assert.equal(await page.locator("[name=role]").count(), 1);
    await page.locator("[name=act]").selectOption("share");
    await page.locator("[name=content]").waitFor();
  }));
