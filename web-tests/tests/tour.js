// The four stops of the tour, from the first page on.
import assert from "node:assert/strict";
import { look } from "../lib/look.js";
import { answers, stop, words } from "../lib/steps.js";
import { inBoth } from "../lib/tally.js";
import { visit } from "../lib/visitor.js";

const FIRST_DAY = { en: "24 November 2021", zh: "2021年11月24日" };
const LAST_DAY = { en: "22 December 2021", zh: "2021年12月22日" };
const ON_THE_FIRST_DAY = { apache: "permit", miit: "permit", "foreign-authority": "refuse", blog: "refuse", sale: "refuse" };
const ON_THE_LAST_DAY = { ...ON_THE_FIRST_DAY, "foreign-authority": "permit", blog: "permit_if" };

inBoth("stop 1 opens the report form without an account", (lang) =>
  visit({ lang }, async (page) => {
    await stop(page, 1);
    assert.equal(new URL(page.url()).pathname, "/at/authority/report");
    assert.equal(await page.locator("main form textarea").count() > 0, true);
    assert.equal(await page.locator("input[type=password]").count(), 0);
  }));

inBoth("stop 2 opens on Log4Shell, and the answers change as the clock is turned", (lang) =>
  visit({ lang }, async (page) => {
    await stop(page, 2);
    assert.match(await words(page.locator("main .lead")), /Log4Shell/);
    const day = page.locator("h2.day");
    assert.equal(await words(day), FIRST_DAY[lang]);
    assert.deepEqual(await answers(page), ON_THE_FIRST_DAY);
    await page.locator("#turn").fill("28");
    await page.getByText(LAST_DAY[lang], { exact: true }).waitFor();
    assert.equal(await words(day), LAST_DAY[lang]);
    assert.deepEqual(await answers(page), ON_THE_LAST_DAY);
    assert.equal(await page.locator("ul.past > li").count() >= 6, true, "everything that had happened is told");
    await page.reload();
    assert.equal(await words(day), LAST_DAY[lang], "the address remembers the day");
  }));

inBoth("as the press told it, the employer owes what no statute says, and it is marked as practice", (lang) =>
  visit({ lang }, async (page) => {
    await page.goto("/ask?d=28&q=employer");
    const duties = page.locator("#answer .cited"), practice = page.locator("#answer .badge.house");
    assert.equal(await duties.count(), 2);
    assert.equal(await practice.count(), 0);
    await page.locator("input[name=press]").check();
    await practice.waitFor();
    assert.equal(await duties.count(), 3);
    assert.equal(await practice.count(), 1);
    assert.match(page.url(), /press=on/);
    await page.locator("input[name=press]").uncheck();
    await practice.waitFor({ state: "detached" });
    assert.equal(await duties.count(), 2);
  }));

inBoth("the address of an answer opens the same answer for another person in their language", async (lang) => {
  const other = lang === "en" ? "zh" : "en";
  const address = await visit({ lang }, async (page) => {
    await page.goto("/ask");
    await page.locator("#turn").fill("16");
    await page.locator('a.question[href*="d=16"][href*="q=blog"]').click();
    await page.locator("#answer.permit_if").waitFor();
    return page.locator("#share").getAttribute("href");
  });
  await visit({ lang: other }, async (page) => {
    await page.goto(address);
    assert.equal(await page.locator("#answer.permit_if").count(), 1);
    assert.equal(await page.locator("#turn").inputValue(), "16");
    assert.equal(await page.locator("a.question[aria-current]").getAttribute("href"), "/ask?d=16&q=blog");
    assert.equal(await page.locator('#answer a[href^="/law/cn-rmsv/9"]').count() > 0, true, "with its articles");
  });
});

inBoth("stop 3 shows the 24-hour duty, the prohibition it collides with, and the ways out", (lang) =>
  visit({ lang }, async (page) => {
    await stop(page, 3);
    const about = await words(page.locator("main"));
    assert.match(about, /HT-7 camera/);
    assert.match(about, lang === "en" ? /Clocks of whoever acts: .*CRA 14\(2\)\(a\) · / : /行为人正在计算的时限.*14\(2\)\(a\) · /);
    const answer = page.locator("#answer");
    assert.match(await answer.getAttribute("class"), /\bconflict\b/);
    const [duty, prohibition] = await answer.locator(".against").first().locator("> div").all();
    assert.match(await words(duty), lang === "en" ? /shall CRA 14\(2\)\(a\).*24 hours/ : /应当 .*14\(2\)\(a\).*24小时/);
    assert.match(await words(prohibition), lang === "en" ? /shall not RMSV 9\(7\)/ : /不得 .*9\(7\)/);
    assert.equal(await duty.locator("a").first().getAttribute("href"), "/law/eu-cra/14(2)(a)");
    assert.equal(await prohibition.locator("a").first().getAttribute("href"), "/law/cn-rmsv/9(7)");
    assert.equal(await answer.locator(".ways li").count() > 0, true, "there is a way out");
    await look(page, lang, "tour-conflict");
  }));

inBoth("stop 4 opens the check of a receipt", (lang) =>
  visit({ lang }, async (page) => {
    await stop(page, 4);
    await page.locator("#verify-receipt").waitFor();
    assert.equal(await page.locator("#verify-key").inputValue(), "", "the key comes from elsewhere");
  }));
