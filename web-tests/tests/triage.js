// Triage in the browser: an analyst scores, answers a table, names a kind and evidence; a directive proposes the due time.
import assert from "node:assert/strict";
import { look } from "../lib/look.js";
import { download, enter, words } from "../lib/steps.js";
import { inBoth } from "../lib/tally.js";
import { visit } from "../lib/visitor.js";

const WORST = { AV: "N", AC: "L", AT: "N", PR: "N", UI: "N", VC: "H", VI: "H", VA: "H", SC: "N", SI: "N", SA: "N" };
const VECTOR = "CVSS:4.0/" + Object.entries(WORST).map(([metric, value]) => `${metric}:${value}`).join("/");
const SAID = {
  en: { severity: "9.3 CRITICAL", outcome: "3 days & forensic investigation", possible: "Still possible", why: "a line must be stopped", instead: "look at CWE-75" },
  zh: { severity: "9.3 严重", outcome: "3日并取证", possible: "仍有可能", why: "须停产线", instead: "请看CWE-75" },
};

// Each visit names another kind: the demonstration is shared, and what is named is not offered again.
const KINDS = {
  en: { true: ["out-of-bounds write", "CWE-787"], false: ["out-of-bounds read", "CWE-125"] },
  zh: { true: ["use after free", "CWE-416"], false: ["null pointer dereference", "CWE-476"] },
};

// The last case of the authority that has somebody to direct.
async function caseToDirect(page) {
  await page.goto("/at/authority/cases");
  const hrefs = await page.locator("table.cases tbody a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  for (const href of hrefs.reverse()) {
    const handle = href.split("/").at(-1);
    await page.goto(`/at/authority/cases/${handle}/directives`);
    if ((await page.locator("select[name=to] option").count()) > 0) return `/at/authority/cases/${handle}`;
  }
  assert.fail("no case has anybody to direct");
}

// The day so many days from today, in the zone of the office.
const day = (days) => new Date(Date.now() + days * 86_400_000).toLocaleDateString("sv", { timeZone: "Asia/Shanghai" });

const choose = async (page, prefix, values) => {
  for (const [name, value] of Object.entries(values)) await page.locator(`input[name="${prefix}${name}"][value="${value}"]`).check();
};
const send = async (page, part) => {
  const form = page.locator(`form[action$="/triage/${part}"]`);
  await form.locator("button").last().click();
  await page.waitForURL(/triage#/);
};

for (const script of [true, false]) {
  inBoth(`an analyst scores, chooses, and the directive proposes the due time${script ? "" : ", without JavaScript"}`, (lang) =>
    visit({ lang, script }, async (page, person) => {
      person.awaits(422);
      const said = SAID[lang], [find, kind] = KINDS[lang][script];
      await enter(page, "authority", "analyst");
      const place = await caseToDirect(page);
      await page.goto(`${place}/triage`);
      const calculator = page.locator("#calculator");
      if ((await calculator.getAttribute("open")) === null) await calculator.locator("summary").first().click();
      await choose(page, "m-", WORST);
      if (script) await page.locator("#score", { hasText: said.severity }).waitFor();
      else await page.locator("button[value=compute]").click();
      assert.match(await words(page.locator("#score")), new RegExp(`${said.severity}.*CVSS-B`));
      assert.equal(await words(page.locator("#vector")), VECTOR);
      await send(page, "severity");
      assert.ok((await words(page.locator("#summary"))).includes(said.severity));
      // What is pasted chooses the radios, and is the view of who reported.
      if (script) {
        if ((await calculator.getAttribute("open")) === null) await calculator.locator("summary").first().click();
        await page.locator("[name=vector]").fill(VECTOR.replace("PR:N", "PR:H"));
        await page.locator('input[name="m-PR"][value="H"]:checked').waitFor();
        await page.locator("select[name=view]").selectOption("reporter");
        await send(page, "severity");
        assert.equal(await page.locator("#compared tr.apart").count(), 1, "one metric differs");
      }
      // Evidence from the catalogue, as a fact.
      const seen = page.locator('form[action$="/triage/exploitation"]');
      await seen.locator("[name=status]").selectOption("active");
      await seen.locator("[name=dated]").fill(day(-1));
      await seen.locator("[name=catalogued]").fill("CVE-2026-41001");
      await seen.locator("[name=establish]").check();
      await send(page, "exploitation");
      // The table knows from the case that it is in the catalogue.
      await page.locator("select[name=table]").selectOption("cisa:DT_BOD2604:1.0.0");
      await page.locator('form:has(select[name=table]) button').click();
      await page.locator("#table").waitFor();
      assert.equal(await page.locator('#table input[name="p-cisa:KEV:1.0.0"][value="Y"]:checked').count(), 1);
      assert.ok((await words(page.locator("#outcome"))).includes(said.possible));
      await choose(page, "p-", { "cisa:PE:1.0.0": "Y", "ssvc:A:2.0.0": "N", "ssvc:TI:1.0.0": "T" });
      if (script) await page.locator("#outcome", { hasText: /12/ }).waitFor();
      else await page.locator("button[value=look]").click();
      assert.match(await words(page.locator("#outcome")), new RegExp(`${said.outcome}.*12`), "the row of the table");
      if (script) await look(page, lang, "triage-choosing", { script });
      await send(page, "priority");
      assert.equal(await page.locator("article.outcome svg.path polyline").count() > 0, true, "the path is drawn");
      // A deprecated kind points on; another is named.
      if (script) {
        await page.locator("[name=find]").fill("92");
        await page.locator("#found-kinds", { hasText: said.instead }).waitFor();
        await page.locator("[name=find]").fill(find);
        await page.locator(`#found-kinds input[value="${kind}"]`).check();
      } else {
        await page.locator("[name=find]").fill(find);
        await page.locator("#find-kinds button").click();
        await page.locator(`#found-kinds input[value="${kind}"]`).check();
      }
      await send(page, "weaknesses");
      assert.equal(await page.locator(`#named-kinds input[value="${kind}"]:checked`).count(), 1);
      await look(page, lang, script ? "triage-told" : "triage-told-without-script", { script });
      const file = await download(page, page.locator('article.outcome a[href*="/triage/selection/"]').first());
      assert.equal(JSON.parse(file.buffer.toString()).schemaVersion, "2.0.0");
      await page.goto(place);
      assert.ok((await words(page.locator('section:has(#triage)'))).includes(said.severity), "the case says it");
      // The directive's form proposes the time, and takes another with a reason alone.
      await page.goto(`${place}/directives`);
      assert.ok((await words(page.locator("#proposed"))).includes(said.outcome));
      const until = page.locator('section:has(#new) [name=until]');
      // Three days from the listing are over at midnight at the seat of the statute, which is the next day here.
      assert.ok((await until.inputValue()).startsWith(day(3)), await until.inputValue());
      await page.locator("[name=text_1]").fill("1.2");
      await page.locator('section:has(#new) [name=reasons]').fill(said.why);
      await until.fill("2030-12-24 17:00");
      await page.locator('section:has(#new) button').click();
      await page.locator("main", { hasText: day(3) }).waitFor();
      assert.equal(await page.locator("#waiting").count(), 0, "nothing is proposed without a reason");
      await page.goto(`${place}/directives`);
      await page.locator("[name=text_1]").fill("1.2");
      await page.locator('section:has(#new) [name=reasons]').fill(said.why);
      await page.locator('section:has(#new) [name=until]').fill("2030-12-24 17:00");
      await page.locator("[name=overruled]").fill(said.why);
      await page.locator('section:has(#new) button').click();
      await page.locator("#waiting").waitFor();
      await page.locator("#waiting + ul a").last().click();
      assert.ok((await words(page.locator("main"))).includes(said.why), "who signs sees why");
      if (script) await look(page, lang, "triage-directive", { script });
    }));
}
