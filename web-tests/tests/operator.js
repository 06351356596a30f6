// An operator told by an authority what to repair, by when and why: from the notice to the verified repair, by its own list of
// all that it owes, with a repair in part, more time asked, and the table that it keeps. It makes nothing: the gate lets the
// letter out to it because an authority directs it on an article that binds, and nothing of the case beside.
import assert from "node:assert/strict";
import { look } from "../lib/look.js";
import { download, enter, fill, record, words } from "../lib/steps.js";
import { inBoth } from "../lib/tally.js";
import { visit } from "../lib/visitor.js";

const SAID = {
  en: { repair: "install firmware 1.2 on every gateway", why: "payments can be redirected", night: "done by night, the rest follows", late: "three gateways are sealed", all: "all gateways run 1.2", part: "37 of 40", finding: "looked at five of them", more: "granted", gateway: "gateway" },
  zh: { repair: "在每台网关上安装固件 1.2", why: "支付可被重定向", night: "夜间完成，其余随后", late: "三台网关被封存", all: "所有网关均运行 1.2", part: "40 中的 37", finding: "抽查了其中五台", more: "准予", gateway: "网关" },
};

async function onboard(page, name, login) {
  await enter(page, "authority", "administrator");
  await page.goto("/at/authority/organisations");
  await page.locator("main input[name=name]").fill(name);
  await page.locator('input[name="role.operator"]').check();
  await page.locator("[name=established]").fill("CN");
  await page.locator("section:has(#new) button").click();
  await page.waitForURL("**/organisations/party_*");
  await page.locator('main a[href$="/people"]').click();
  await page.locator("input[name=login]:not([type=hidden])").fill(login);
  await page.locator("main input[name=name]").fill("Bo");
  await page.locator('input[name="role.operator"]').check();
  await page.locator("section:has(#new) button").click();
  return words(page.locator("#passphrase"));
}

async function direct(page, lang, handle, name) {
  const { repair, why } = SAID[lang];
  await enter(page, "authority", "analyst");
  await page.goto(`/at/authority/cases/${handle}/participants`);
  await page.locator("section:has(#join) select").selectOption({ label: name });
  await page.locator("section:has(#join) button").click();
  await page.goto(`/at/authority/cases/${handle}/directives`);
  await page.locator("section:has(#new) select[name=to]").selectOption({ label: name });
  await fill(page, "section:has(#new) form", { text_1: repair, until: "2030-12-24 17:00", basis: "RMSV 8", reasons: why });
  await page.locator("#waiting").waitFor();
  await enter(page, "authority", "decision-maker");
  await page.goto(`/at/authority/cases/${handle}/directives`);
  await page.locator("#waiting + ul a").first().click();
  await page.locator("form:has(input[name=outcome][value=sign]) button").click();
  await page.locator("main [role=status].permit").waitFor();
}

async function signIn(page, login, passphrase) {
  await page.goto("/at/authority/sign-in");
  await page.locator("input[name=login]:not([type=hidden])").fill(login);
  await page.locator("input[name=passphrase]").fill(passphrase);
  await page.locator("main form button").click();
  await page.waitForURL("**/at/authority/ours");
}

async function owed(page) {
  await page.goto("/at/authority/ours");
  await page.locator('main a[href$="/ours/owed"]').click();
  await page.locator("#owed").waitFor();
}

// Told, answers with a part and asks for more time, from the list of what it owes.
async function begin(page, lang, handle) {
  const { repair, night, late, part } = SAID[lang];
  await page.goto("/at/authority/notices");
  await page.locator(`main a[href*="ours/${handle}"]`).first().waitFor();
  await owed(page);
  const row = page.locator("section:has(#owed) li").filter({ hasText: repair });
  assert.match(await words(row), /8/, "why it is owed");
  assert.match(await words(row), /2030-12-24/, "and by when");
  await look(page, lang, "operator-owed");
  await row.locator("a").click();
  await record(page, "report", { measure: "1", text: night, shown_done: "37", shown_of: "40", shown_before: "1.1", shown_after: "1.2", shown_on: "2026-11-23" });
  assert.ok((await words(page.locator("section:has(#directives)"))).includes(part));
  await record(page, "answer", { answer: "asks_for_time", until: "2031-01-15 17:00", reasons: late });
  await look(page, lang, "operator-in-part");
  await owed(page);
  assert.ok((await words(page.locator("section:has(#owed)"))).includes(part), "what is left stays owed");
  const table = await download(page, page.locator('a[href$="/owed.csv"]'));
  assert.match(table.buffer.toString(), /,37,40\r\n/);
}

async function finish(page, lang) {
  await owed(page);
  await page.locator("section:has(#owed) li").filter({ hasText: SAID[lang].repair }).locator("a").click();
  await record(page, "report", { measure: "1", text: SAID[lang].all, shown_done: "40", shown_of: "40", shown_after: "1.2" });
}

inBoth("an operator is told what to repair, shows that it did, and is verified", async (lang) => {
  const mark = lang === "en" ? "Harbour Power" : "Island Power";
  const login = mark.toLowerCase().replace(" ", ".");
  let passphrase, handle;
  await visit({ lang }, async (page) => {
    passphrase = await onboard(page, mark, login);
    const report = { product: { name: `${mark} ${SAID[lang].gateway}`, manufacturer: "Acme" }, flaw: { title: mark, description: mark }, reporter: { standing: "pseudonym", name: "lin" } };
    const sent = await page.request.post("/api/v1/offices/authority/reports", { data: { report, manufacturer_place: "CN" } });
    ({ handle } = await sent.json());
  });
  await visit({ lang }, (page) => direct(page, lang, handle, mark));
  await visit({ lang }, async (page) => {
    await signIn(page, login, passphrase);
    await begin(page, lang, handle);
  });
  // Two people of the authority give more time.
  await visit({ lang }, async (page) => {
    await enter(page, "authority", "analyst");
    await page.goto(`/at/authority/cases/${handle}/directives`);
    await look(page, lang, "operator-asks");
    await record(page, "review", { review: "extended", until: "2031-01-15 17:00", reasons: SAID[lang].more });
    await enter(page, "authority", "decision-maker");
    await page.goto(`/at/authority/cases/${handle}/directives`);
    await page.locator("#waiting + ul a").first().click();
    await page.locator("form:has(input[name=outcome][value=sign]) button").click();
    await page.locator("h1").waitFor();
  });
  await visit({ lang }, async (page) => {
    await signIn(page, login, passphrase);
    await finish(page, lang);
  });
  await visit({ lang }, async (page) => {
    await enter(page, "authority", "analyst");
    await page.goto(`/at/authority/cases/${handle}/directives`);
    await record(page, "verify", { measure: "1", result: "effective", text: SAID[lang].finding });
  });
  await visit({ lang }, async (page) => {
    await signIn(page, login, passphrase);
    await owed(page);
    await page.locator("#settled").waitFor();
    assert.ok((await words(page.locator("section:has(#settled)"))).includes(SAID[lang].repair), "verified, and kept in sight");
    await look(page, lang, "operator-verified");
  });
});
