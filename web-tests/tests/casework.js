// Casework at scale: twelve reports of one product are answered with one reason, each finder reads the answer; queues; and
// what was known of a case when.
import assert from "node:assert/strict";
import http from "node:http";
import { look } from "../lib/look.js";
import { enter, words } from "../lib/steps.js";
import { inBoth } from "../lib/tally.js";
import { visit } from "../lib/visitor.js";

const COUNT = 12;
const OFFICE = "/api/v1/offices/authority";
const TOLD = {
  en: { product: "Harbour crane remote", text: "Thank you. Somebody reported it before you; it is being worked on." },
  zh: { product: "港口起重机遥控器", text: "谢谢。已有人先行报告，正在办理。" },
};
const FLAW = "Whoever is near the crane can record what the remote sends and send it again, since the remote counts " +
  "nothing and the crane answers to the same words each time; the load then moves without anybody at the remote.";

// Asks the interface as somebody at an address of their own, so that each finder has their own share of attempts.
function ask(origin, from, method, path, { token, body } = {}) {
  const headers = { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) };
  return new Promise((resolve, reject) => {
    const request = http.request(`${origin}${OFFICE}${path}`, { method, headers, localAddress: from }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => resolve({ status: answer.statusCode, text: Buffer.concat(parts).toString() }));
    });
    request.on("error", reject);
    request.end(body ? JSON.stringify(body) : undefined);
  });
}

// Twelve finders report in their own way; each says where they are and keeps the code of the way back.
async function flood(page, lang) {
  await page.goto("/");
  const origin = new URL(page.url()).origin, finders = [];
  for (let number = 1; number <= COUNT; number += 1) {
    const from = `127.0.${lang === "en" ? 1 : 2}.${number}`;
    const report = {
      product: { name: TOLD[lang].product, manufacturer: "Crane Works" },
      flaw: { description: `${FLAW} (${number})` },
      reporter: { standing: "anonymous" },
    };
    const secret = Buffer.alloc(32, `${lang}${number}`).toString("base64url");
    const taken = await ask(origin, from, "POST", "/reports", { body: { report, secret } });
    assert.equal(taken.status, 201, taken.text);
    const code = JSON.parse(taken.text).way_back;
    const stay = await ask(origin, from, "POST", "/stays", { body: { code } });
    assert.equal(stay.status, 201, stay.text);
    const { token } = JSON.parse(stay.text);
    const place = await ask(origin, from, "POST", "/mine/place", { token, body: { present: "CN", home: "CN" } });
    assert.equal(place.status, 204, place.text);
    finders.push({ from, code, token, origin });
  }
  return finders;
}

// The answer on the finder's own page, by the code.
async function answerRead(lang, code, text) {
  await visit({ lang }, async (page) => {
    await page.goto("/at/authority/mine");
    await page.locator("main input[name=code]").fill(code);
    await page.locator("main #come-back button").click();
    await page.getByText(text).first().waitFor();
  });
}

// Groups of so many reports in the list of floods.
const grouped = (page, count) =>
  page.locator("table.cases tbody tr").filter({ has: page.locator("strong", { hasText: new RegExp(`^${count}$`) }) });

inBoth("a flood of twelve reports is cleared with one reason, and each finder reads the answer", async (lang) => {
  const { product, text } = TOLD[lang];
  const finders = await visit({ lang }, (page) => flood(page, lang));
  await visit({ lang }, async (page) => {
    await enter(page, "authority", "analyst");
    await page.goto("/at/authority/cases");
    await page.locator('main a[href="/at/authority/floods"]').click();
    const row = grouped(page, COUNT).first();
    await row.waitFor();
    assert.equal((await words(page.locator("main"))).includes(product), false, "the list names no product");
    await look(page, lang, "floods");
    await row.locator("th a").click();
    await page.getByText(product).first().waitFor();
    assert.equal(await page.locator("input[name=case]:checked").count(), COUNT - 1, "all but the one that they repeat");
    await page.locator("textarea[name=judge_answer]").fill(text);
    await look(page, lang, "flood");
    await page.locator('button[name=what][value="judge"]').click();
    await page.locator('form[action$="/bulk"]').waitFor();
    assert.equal(await page.locator(".badge.permit").count(), COUNT - 1, await words(page.locator("main")));
    await look(page, lang, "bulk-weighed");
    await page.locator('form[action$="/bulk"] button').click();
    await page.waitForURL("**/bulk/*");
    await page.locator(`#progress .badge.permit >> nth=${COUNT - 2}`).waitFor();
    await look(page, lang, "bulk");
    await page.goto("/at/authority/floods");
    assert.equal(await grouped(page, COUNT - 1).count(), 0, "the flood is over");
  });
  for (const { origin, from, token } of finders.slice(1)) {
    const mine = await ask(origin, from, "GET", "/mine", { token });
    assert.ok(mine.text.includes(text), "each finder reads the answer");
  }
  await answerRead(lang, finders[1].code, text);
  const first = await ask(finders[0].origin, finders[0].from, "GET", "/mine", { token: finders[0].token });
  assert.equal(first.text.includes(text), false, "the one that the others repeat was not judged");
});

inBoth("a case is put in a queue and taken, and the second who takes it learns who was first", (lang) =>
  visit({ lang }, async (page, person) => {
    person.awaits(409);
    await enter(page, "authority", "analyst");
    await page.goto("/at/authority/cases");
    await page.locator("table.cases tbody th a").first().click();
    await page.locator('a[href$="/work"]').first().click();
    const queue = page.locator("section:has(#queue)");
    await queue.locator("select").selectOption("triage");
    await queue.locator("button").click();
    assert.match(await words(page.locator("section:has(#queue) strong")), lang === "en" ? /Triage/ : /分诊/);
    await look(page, lang, "work-queue");
    const second = await page.context().newPage();
    await second.goto(page.url());
    const take = 'form:has(input[name=what][value="take"]) button';
    if ((await page.locator(take).count()) > 0) {
      await page.locator(take).click();
      await page.locator(take).waitFor({ state: "detached" });
      await second.locator(take).click();
      await second.getByText(lang === "en" ? "was first" : "先行处理").first().waitFor();
    }
    await second.close();
    await page.goto("/at/authority/cases?queue=triage");
    assert.ok((await page.locator("table.cases tbody tr").count()) > 0);
    assert.match(await words(page.locator('nav.within a[aria-current="page"]')), /\d/);
    await look(page, lang, "cases-queue");
  }));

inBoth("why not earlier: what was known at an instant stands beside today", (lang) =>
  visit({ lang }, async (page) => {
    await enter(page, "nordhafen", "manufacturer");
    await page.goto("/at/nordhafen/cases");
    await page.locator("table.cases tbody th a").first().click();
    await page.locator('a[href$="/then"]').click();
    await page.locator("#moments").waitFor();
    const before = page.locator("a[rel=prev]");
    await before.click();
    await page.waitForURL("**/then?at=*");
    assert.equal(await page.locator(".two.case h2").count(), 2, "then and today");
    await look(page, lang, "then");
    const sides = page.locator(".two.case > div");
    assert.notEqual(await words(sides.first()), await words(sides.last()));
  }));
