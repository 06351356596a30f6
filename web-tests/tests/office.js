// The office: two people and four eyes over a directive, from the proposal to the verified repair.
import assert from "node:assert/strict";
import { look } from "../lib/look.js";
import { arrived, enter, fill, record, words } from "../lib/steps.js";
import { inBoth } from "../lib/tally.js";
import { visit } from "../lib/visitor.js";

async function directivesOf(page, handle) {
  await page.goto(`/at/authority/cases/${handle}/directives`);
  await page.locator("#new").waitFor();
}

// What people write, in their language.
const WRITTEN = {
  en: { repair: "provide a fixed firmware", tell: "tell the users", reasons: "users are at risk", out: "firmware 1.2 is out", finding: "1.2 still answers", done: "done", other: "another" },
  zh: { repair: "提供修补固件", tell: "告知用户", reasons: "用户面临风险", out: "固件 1.2 已发布", finding: "1.2 仍有响应", done: "已完成", other: "其他" },
};

// The first case of the authority that has a maker to direct and in which nothing was asked yet.
async function caseWithMaker(page) {
  await page.goto("/at/authority/cases");
  const hrefs = await page.locator("table.cases tbody a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  for (const href of hrefs) {
    const handle = href.split("/").at(-1);
    await directivesOf(page, handle);
    const asked = await page.locator("#waiting, section.card[id^=directive_]").count();
    if (asked === 0 && (await page.locator("section:has(#new) select[name=to] option").count()) > 1) return handle;
  }
  assert.fail("no case has anybody to direct");
}

const sign = async (page) => {
  await page.locator("#waiting + ul a").first().click();
  await page.locator("h1").waitFor();
};

inBoth("two people sign a directive, and it is followed to the verified repair", (lang) =>
  visit({ lang }, async (page, person) => {
    person.awaits(422);
    const { repair, tell, reasons, out, finding, done, other } = WRITTEN[lang];
    await enter(page, "authority", "analyst");
    const handle = await caseWithMaker(page);
    await fill(page, 'section:has(#new) form', {
      text_1: repair, kind_2: "notify_users", text_2: tell, until: "2030-12-24 17:00",
      basis: "RMSV 7(3)", reasons,
    });
    await page.locator("#waiting").waitFor();
    await look(page, lang, "directives-proposed");
    await sign(page);
    assert.equal(await page.locator("input[name=outcome][value=sign]").count(), 0, "nobody signs twice");
    await look(page, lang, "proposal-own");
    await enter(page, "authority", "decision-maker");
    await directivesOf(page, handle);
    await sign(page);
    assert.ok((await words(page.locator("main"))).includes(repair), "the second person sees what it is");
    await look(page, lang, "proposal-to-sign");
    await page.locator("form:has(input[name=outcome][value=sign]) button").click();
    await page.locator("main [role=status]").waitFor();
    await look(page, lang, "directives-signed");
    await arrived(page);
    assert.equal(await page.locator('main form[action$="/arrival"]').count(), 0, `the letter reached its bearer: ${await words(page.locator("main"))}`);
    await record(page, "answer", { answer: "acknowledges" });
    await record(page, "report", { measure: "1", text: out });
    await record(page, "verify", { measure: "1", result: "partial", text: finding });
    assert.ok((await words(page.locator("main"))).includes(finding), "what is missing is said");
    for (const measure of ["1", "2"]) {
      await record(page, "report", { measure, text: done });
      await record(page, "verify", { measure, result: "effective" });
    }
    assert.equal(await page.locator("section.card .badge.permit").filter({ hasText: lang === "en" ? /^met$/ : /^已履行$/ }).count() >= 1, true);
    await look(page, lang, "directives-met");
    // What cannot be is said, and what was written is there.
    await fill(page, 'section:has(#new) form', { text_1: other, basis: "RMSV 99", reasons });
    assert.match(await words(page.locator("main")), /RMSV 99/);
  }));
