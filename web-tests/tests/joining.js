// Cases that become one, a part that becomes a case, and a case that another office is offered: each is seen before it is
// done, with and without a script.
import assert from "node:assert/strict";
import { look } from "../lib/look.js";
import { enter, words } from "../lib/steps.js";
import { inBoth } from "../lib/tally.js";
import { visit } from "../lib/visitor.js";

const SAID = {
  en: { product: "Ferry ramp", flaw: "The ramp trusts whoever names its number.", over: "Coast desk" },
  zh: { product: "渡轮坡道", flaw: "只要说出编号，坡道即予信任。", over: "海岸机构" },
};

// Reports at the interface and gives the handle of the case.
async function report(page, product, flaw, office = "authority") {
  const answer = await page.request.post(`/api/v1/offices/${office}/reports`, {
    data: { report: { product: { name: product, manufacturer: product }, flaw: { description: flaw }, reporter: { standing: "anonymous" } } },
  });
  assert.equal(answer.status(), 201, await answer.text());
  return (await answer.json()).handle;
}

for (const script of [true, false]) {
  inBoth(`a merge is seen side by side, confirmed, and done once${script ? "" : ", without JavaScript"}`, (lang) =>
    visit({ lang, script }, async (page, person) => {
      person.awaits(422);
      const said = SAID[lang];
      const first = await report(page, said.product, `${said.flaw} 1 ${script}`);
      const main = await report(page, said.product, `${said.flaw} 2 ${script}`);
      await enter(page, "authority", "analyst");
      await page.goto(`/at/authority/cases/${first}/work`);
      await page.locator(`a[href="/at/authority/cases/${first}/merge"]`).click();
      await page.locator("input[name=into]").fill(first);
      await page.locator("section:has(#choose) form").first().locator("button").click();
      await page.locator('[role="alert"]').waitFor();
      await page.locator("input[name=into]").fill(main);
      await page.locator("section:has(#choose) form").first().locator("button").click();
      await page.locator("#confirm").waitFor();
      for (const part of ["beside", "goes", "stays", "moves", "finder"]) assert.equal(await page.locator(`#${part}`).count(), 1, part);
      assert.equal((await words(page.locator("main"))).includes(said.flaw), false, "no content is opened for it");
      if (script) await look(page, lang, "merge");
      await page.locator("#confirm button").click();
      await page.waitForURL("**/work");
      await page.locator(`section:has(#links) a[href$="/cases/${main}"]`).waitFor();
      await page.goto(`/at/authority/cases/${first}/merge`);
      assert.equal(await page.locator("#confirm").count(), 0, "it goes on elsewhere");
    }));

  inBoth(`a split is chosen, seen and done${script ? "" : ", without JavaScript"}`, (lang) =>
    visit({ lang, script }, async (page) => {
      const said = SAID[lang];
      const handle = await report(page, said.product, `${said.flaw} 3 ${script}`);
      await enter(page, "authority", "analyst");
      await page.goto(`/at/authority/cases/${handle}/split`);
      await page.locator("input[name=chosen]").first().check();
      await page.locator("main form button").first().click();
      await page.locator("#confirm").waitFor();
      assert.equal(await page.locator("input[name=chosen]:checked").count(), 1, "what was chosen stays chosen");
      if (script) await look(page, lang, "split");
      await page.locator("#confirm button").click();
      await page.waitForURL("**/work");
      const link = page.locator('section:has(#links) a[href*="/cases/"]').first();
      await link.waitFor();
      assert.notEqual(await words(link), handle);
    }));
}

// The authority lets an organisation of its register join a case, and offers it the case.
async function offered(page, lang, name, place) {
  const said = SAID[lang];
  await enter(page, "authority", "administrator");
  await page.goto("/at/authority/organisations");
  await page.locator("main input[name=name]").fill(name);
  await page.locator('input[name="role.coordinator"]').check();
  await page.locator("[name=established]").fill(place);
  await page.locator("section:has(#new) button").click();
  await page.waitForURL("**/organisations/party_*");
  const handle = await report(page, said.product, `${said.flaw} 4 ${name}`);
  await enter(page, "authority", "analyst");
  await page.goto(`/at/authority/cases/${handle}/transfer`);
  await look(page, lang, `transfer-nobody-${place.toLowerCase()}`);
  await page.goto(`/at/authority/cases/${handle}/participants`);
  await page.locator("section:has(#join) select").selectOption({ label: name });
  await page.locator("section:has(#join) button").click();
  await page.goto(`/at/authority/cases/${handle}/transfer`);
  await page.locator("#offer select[name=to]").selectOption({ label: name });
  await page.locator("#offer select[name=address]").selectOption("nordhafen");
  await look(page, lang, `transfer-${place.toLowerCase()}`);
  await page.locator("#offer > button").click();
  return handle;
}

inBoth("a case is offered overseas, the gate says no with the article, and the page says what can be done", (lang) =>
  visit({ lang }, async (page) => {
    const handle = await offered(page, lang, SAID[lang].over, "DE");
    await page.locator('[role="alert"]').waitFor();
    assert.equal(await page.locator("#confirm").count(), 0, "nothing can be offered");
    assert.match(await words(page.locator("#answer")), /9\(7\)/);
    await look(page, lang, "transfer-refused");
    await page.locator(`main a[href="/at/authority/cases/${handle}/directives"]`).first().click();
    await page.waitForURL("**/directives");
    await page.goto("/at/authority/transfers");
    await look(page, lang, "transfers-none");
  }));

// A manufacturer's desk offers a case to the authority's, which accepts; the content goes, and each end shows the other.
inBoth("a case goes to another office: offered, accepted, handed over, and the first shows to whom and since when", (lang) =>
  visit({ lang }, async (page) => {
    const name = lang === "en" ? "Harbour authority" : "港湾主管机关", said = SAID[lang];
    await enter(page, "shenzhen", "administrator");
    await page.goto("/at/shenzhen/organisations");
    await page.locator("main input[name=name]").fill(name);
    await page.locator('input[name="role.authority"]').check();
    await page.locator("[name=established]").fill("CN");
    await page.locator("[name=authority]").fill("cn_competent");
    await page.locator("section:has(#new) button").click();
    await page.waitForURL("**/organisations/party_*");
    const handle = await report(page, said.product, `${said.flaw} 5`, "shenzhen");
    await enter(page, "shenzhen", "manufacturer");
    await page.goto(`/at/shenzhen/cases/${handle}/participants`);
    await page.locator("section:has(#join) select").selectOption({ label: name });
    await page.locator("section:has(#join) button").click();
    await page.goto(`/at/shenzhen/cases/${handle}`);
    const embargo = page.locator('form[action$="/embargo"]');
    await page.locator('details:has(form[action$="/embargo"]) summary').first().click();
    for (const box of await embargo.locator("input[type=checkbox]").all()) await box.check();
    await embargo.locator("input[name=until]").fill("2027-02-01 09:00");
    await embargo.locator("input[name=source]").fill("1");
    await embargo.locator("button").last().click();
    await page.goto(`/at/shenzhen/cases/${handle}/transfer`);
    await page.locator("#offer select[name=to]").selectOption({ label: name });
    await page.locator("#offer select[name=address]").selectOption("authority");
    await page.locator("#offer > button").click();
    await page.locator("#confirm button").waitFor();
    await look(page, lang, "transfer-may");
    await page.locator("#confirm button").click();
    await page.waitForURL("**/transfer");
    await look(page, lang, "transfer-offered");
    await enter(page, "authority", "coordinator");
    await page.goto("/at/authority/transfers");
    assert.equal((await words(page.locator("main"))).includes(said.product), false, "an offer tells nothing of the flaw");
    await look(page, lang, "transfers");
    await page.locator('form:has(input[value="accept"]) button').first().click();
    await page.waitForURL("**/transfers");
    await enter(page, "shenzhen", "manufacturer");
    await page.goto(`/at/shenzhen/cases/${handle}/transfer`);
    await page.locator("#hand-over button").click();
    await page.locator('[role="status"]').waitFor();
    await look(page, lang, "transfer-gone");
    await page.goto(`/at/shenzhen/cases/${handle}`);
    assert.match(await words(page.locator('[role="status"]')), new RegExp(name));
    await enter(page, "authority", "coordinator");
    await page.goto("/at/authority/transfers");
    await page.locator('main a[href^="/at/authority/cases/"]').last().click();
    await page.waitForURL("**/cases/2*");
    await page.goto(`${page.url().split("?")[0]}/transfer`);
    await page.locator("#from").waitFor();
    await look(page, lang, "transfer-from");
  }));
