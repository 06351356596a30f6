// Whole journeys of those who work at a desk: a maker meets a duty of 24 hours; an authority triages, directs, verifies and
// publishes; an auditor checks what was done without reading any of it.
import assert from "node:assert/strict";
import { look } from "../lib/look.js";
import { arrived, download, enter, fill, logKey, record, words } from "../lib/steps.js";
import { inBoth } from "../lib/tally.js";
import { visit } from "../lib/visitor.js";

const WRITTEN = {
  en: { lamp: "Quay lamp controller", gate: "Basin gate", list: "the product list", reasons: "users are at risk", repair: "provide a fixed firmware", done: "firmware 1.2 is out", judged: "accepted" },
  zh: { lamp: "码头灯控制器", gate: "船坞闸门", list: "产品目录", reasons: "用户面临风险", repair: "提供修补固件", done: "固件 1.2 已发布", judged: "受理" },
};

// An instant so many hours from now, in the words in which people type it at an office.
const hours = (count, timeZone) => new Date(Date.now() + count * 3_600_000).toLocaleString("sv", { timeZone }).slice(0, 16);

async function reported(page, office, product, more = {}) {
  const report = { product, flaw: { title: product.name, description: "Something, invented." }, reporter: { standing: "anonymous" } };
  const sent = await page.request.post(`/api/v1/offices/${office}/reports`, { data: { report, ...more } });
  assert.equal(sent.status(), 201, await sent.text());
  return sent.json();
}

async function tell(page, at, text, source) {
  await page.goto(at);
  const form = page.locator("section:has(#tell) details:has(textarea[name=lines])");
  await form.locator("summary").click();
  await form.locator("[name=lines]").fill(text);
  await form.locator("[name=source]").fill(source);
  await form.locator("button").click();
  await page.locator("main [role=status] a[href*='/log?entry=']").waitFor();
}

// What waits on the home page for this case under this clause.
const waits = (page, handle, clause) => page.locator("li.waits").filter({ hasText: clause }).filter({ has: page.locator(`a[href*="${handle}"]`) });

inBoth("a maker learns that its product is exploited and meets the duty of 24 hours from its home page", (lang) =>
  visit({ lang }, async (page) => {
    const { lamp, list } = WRITTEN[lang], clause = /14\(2\)\(a\)/;
    const { handle } = await reported(page, "nordhafen", { name: lamp, manufacturer: "Nordhafen Product Security", markets: ["EU"] });
    const at = `/at/nordhafen/cases/${handle}`;
    await enter(page, "nordhafen", "manufacturer");
    await page.goto("/at/nordhafen/home");
    assert.equal(await waits(page, handle, clause).count(), 0, "nothing is known to be exploited yet");
    await tell(page, at, `product "${lamp}" of "Nordhafen Product Security" in EU\n` +
      `${hours(-3, "Europe/Berlin")} "Nordhafen Product Security" learned\n${hours(-2, "Europe/Berlin")} fact exploited\n` +
      `${hours(-2, "Europe/Berlin")} "Nordhafen Product Security" aware_of_exploitation`, list);
    await page.goto("/at/nordhafen/home");
    const due = waits(page, handle, clause).first();
    const left = new Date(await due.locator("time").getAttribute("datetime")) - Date.now();
    assert.ok(left > 21 * 3_600_000 && left < 23 * 3_600_000, `some 22 hours are left, ${left / 3_600_000}`);
    await look(page, lang, "journey-maker-home");
    await due.locator("a").click();
    assert.match(await words(page.locator("section:has(#duties)")), clause);
    await page.locator(`a[href*="/sheet?duty=${encodeURIComponent("eu-cra/14(2)(a)/early-warning").replaceAll("%2F", "/")}"], a[href*="/sheet?duty="][href*="early-warning"]`).first().click();
    await page.locator("[name=reference]").waitFor();
    await look(page, lang, "journey-maker-sheet");
    await page.fill("[name=reference]", `SRP-${handle}`);
    await page.fill("[name=when]", hours(-1, "Europe/Berlin"));
    await page.locator('form[action$="/sheet/filed"] button').click();
    await page.locator("#filed").first().waitFor();
    await page.goto(at);
    await page.locator("#settled summary").click();
    assert.match(await words(page.locator("#settled")), new RegExp(`SRP-${handle}`));
    await look(page, lang, "journey-maker-met");
    await page.goto("/at/nordhafen/home");
    assert.equal(await waits(page, handle, clause).count(), 0, "it is met and waits no more");
    await page.goto(at);
    assert.match(await words(page.locator("section:has(#duties)")), /14\(2\)\(b\)/, "the next one runs");
  }));

inBoth("an authority judges a report, directs its repair, verifies it, and publishes once it is out", async (lang) => {
  const { gate, list, reasons, repair, done, judged } = WRITTEN[lang];
  let at, handle;
  await visit({ lang }, async (page) => {
    ({ handle } = await reported(page, "authority", { name: gate, manufacturer: "Basin Works", markets: ["CN"] }, { manufacturer_place: "CN" }));
    at = `/at/authority/cases/${handle}`;
    await enter(page, "authority", "analyst");
    await tell(page, at, `${hours(-4, "Asia/Shanghai")} fact not remedy_provided`, list);
    await page.goto(`${at}/work`);
    const judge = page.locator('form[action$="/judge"]:has(select[name=code])').first();
    await judge.locator("select[name=code]").selectOption("accepted");
    await judge.locator("button").last().click();
    await page.locator("section:has(#judgement) ol li", { hasText: judged }).first().waitFor();
    await look(page, lang, "journey-authority-judged");
    // Before the remedy nobody publishes the details; the answer says what would open it.
    await page.goto(at);
    await ask(page, { act: "publish", content: "technical", to: "public" });
    assert.equal(await page.locator("#answer").evaluate((one) => ["refuse", "escalate", "conflict"].some((kind) => one.classList.contains(kind))), true);
    assert.ok((await page.locator("#answer .ways li, .ways li").count()) > 0, "there is a way out");
    await page.goto(`${at}/directives`);
    await fill(page, "section:has(#new) form", { text_1: repair, until: "2030-12-24 17:00", basis: "RMSV 7(3)", reasons });
    await page.locator("#waiting").waitFor();
  });
  await visit({ lang }, async (page) => {
    await enter(page, "authority", "decision-maker");
    await page.goto("/at/authority/home");
    await page.locator(`main a[href*="${handle}"]`).first().click();
    await page.locator("#waiting + ul a").first().click();
    await page.locator("form:has(input[name=outcome][value=sign]) button").click();
    await page.locator("main [role=status]").waitFor();
    await arrived(page);
  });
  await visit({ lang }, async (page) => {
    await enter(page, "authority", "analyst");
    await page.goto(`${at}/directives`);
    await record(page, "answer", { answer: "acknowledges" });
    await record(page, "report", { measure: "1", text: done });
    await record(page, "verify", { measure: "1", result: "effective" });
    await look(page, lang, "journey-authority-verified");
    await tell(page, at, `${hours(0, "Asia/Shanghai")} fact remedy_provided`, list);
    await ask(page, { act: "publish", content: "technical", to: "public" });
    const answer = page.locator("#answer");
    assert.equal(await answer.evaluate((one) => ["permit", "permit_if"].some((kind) => one.classList.contains(kind))), true, await words(answer));
    await look(page, lang, "journey-authority-publish");
    await page.locator("input[name=confirmed]").check();
    await page.locator('form[action$="/decide"] button').click();
    await page.locator("main [role=status] a[href*='/log?entry=']").first().waitFor();
    await tell(page, at, `${hours(0, "Asia/Shanghai")} technical is public_with_remedy`, list);
    await look(page, lang, "journey-authority-published");
  });
});

async function ask(page, fields) {
  const box = page.locator('main form[action$="/ask"]').first();
  for (const [name, value] of Object.entries(fields)) await box.locator(`[name=${name}]`).selectOption(value);
  await box.locator("button").click();
  await page.locator("#answer").waitFor();
}

inBoth("an auditor checks a receipt, the log and the figures, and reads no case", async (lang) => {
  const product = { name: lang === "en" ? "Crane horn" : "起重机喇叭", manufacturer: "Crane Works" };
  await visit({ lang }, async (page, person) => {
    person.awaits(403);
    const { handle, receipt, document, index } = await reported(page, "authority", product);
    const key = await logKey(page, "authority");
    await enter(page, "authority", "auditor");
    await page.goto("/at/authority/home");
    await look(page, lang, "journey-auditor-home");
    for (const path of ["figures", "registers", "log"]) {
      await page.locator(`header a[href="/at/authority/${path}"], main a[href="/at/authority/${path}"]`).first().click();
      await page.locator("h1").waitFor();
      assert.equal((await words(page.locator("main"))).includes(product.name), false, `${path} names no product`);
      await page.goto("/at/authority/home");
    }
    // The entry that the receipt names is proved to be in the log of today.
    await page.goto("/at/authority/log");
    await page.fill('[name="entry"]', String(index));
    await page.locator('form[action$="#look"] button').click();
    await page.locator(".answer.permit").waitFor();
    await page.fill('[name="from"]', "1");
    await page.locator('form[action$="#compare"] button').click();
    await page.locator(".answer.permit").waitFor();
    await look(page, lang, "journey-auditor-log");
    for (const place of [`cases/${handle}`, "cases", "search?q=crane", "board", `cases/${handle}/directives`]) {
      const answer = await page.goto(`/at/authority/${place}`);
      assert.equal(answer.status(), 403, place);
    }
    // The receipt is checked in the browser, which asks the server nothing.
    await page.goto("/verify");
    await page.fill("#verify-receipt-text", JSON.stringify(receipt));
    await page.fill("#verify-report-text", document);
    await page.fill("#verify-key", key);
    await page.locator("#verify-do").click();
    await page.locator("#verify-told.permit").waitFor();
    await look(page, lang, "journey-auditor-receipt");
  });
});
