// An organisation that works with an authority: onboarded by its administrator, joined to a case, told by the gate; its
// people see what concerns it and nothing else.
import assert from "node:assert/strict";
import { look } from "../lib/look.js";
import { enter, fill, record, words } from "../lib/steps.js";
import { inBoth } from "../lib/tally.js";
import { visit } from "../lib/visitor.js";

const WRITTEN = "2026-11-27: 1.2";
const WORDS = {
  en: { repair: "provide a fixed firmware", out: "firmware 1.2 is out", reasons: "users are at risk" },
  zh: { repair: "提供修补固件", out: "固件 1.2 已发布", reasons: "用户面临风险" },
};

async function letIn(page, login, name, role) {
  await page.locator("input[name=login]:not([type=hidden])").fill(login);
  await page.locator("main input[name=name]").fill(name);
  await page.locator(`input[name="role.${role}"]`).check();
  await page.locator("section:has(#new) button").click();
  return words(page.locator("#passphrase"));
}

async function signIn(page, login, passphrase) {
  await page.goto("/at/authority/sign-in");
  await page.locator("input[name=login]:not([type=hidden])").fill(login);
  await page.locator("input[name=passphrase]").fill(passphrase);
  await page.locator("main form button").click();
  await page.waitForURL("**/at/authority/ours");
}

// On a case: lets an organisation take part, and writes to it.
async function joinAndWrite(page, name) {
  await page.locator('nav a[href$="/participants"]').click();
  await page.locator("section:has(#join) select").selectOption({ label: name });
  await page.locator("section:has(#join) button").click();
  const card = page.locator(`article:has(h4:has-text("${name}"))`);
  await card.locator("summary").click();
  await card.locator("textarea").fill(WRITTEN);
  await card.locator('form[action$="/write"] button').click();
}

inBoth("an administrator onboards an organisation, whose administrator adds a colleague, who sees what concerns them", async (lang) => {
  const mark = lang === "en" ? "Quay" : "Pier";
  let first, second, taken;
  await visit({ lang }, async (page) => {
    await enter(page, "authority", "administrator");
    await page.locator('header a[href="/at/authority/organisations"]').click();
    await page.locator("main input[name=name]").fill(`${mark} Locks`);
    await page.locator('input[name="role.manufacturer"]').check();
    await page.locator("[name=established]").fill("DE");
    await page.locator("textarea[name=contacts]").fill("psirt@quay.example en");
    await page.locator("section:has(#new) button").click();
    await page.waitForURL("**/organisations/party_*");
    await look(page, lang, "organisation");
    await page.locator('main a[href$="/people"]').click();
    first = await letIn(page, `${mark.toLowerCase()}.admin`, "Ada", "organisation-administrator");
    await look(page, lang, "organisation-let-in");
  });
  await visit({ lang }, async (page) => {
    await signIn(page, `${mark.toLowerCase()}.admin`, first);
    await page.locator('main a[href$="/ours/people"]').click();
    second = await letIn(page, `${mark.toLowerCase()}.colleague`, "Bo", "manufacturer");
    assert.equal(await page.locator("table.cases tbody tr").count(), 2, "their own people and nobody else's");
  });
  await visit({ lang }, async (page, person) => {
    person.awaits(403);
    person.awaits(404);
    await signIn(page, `${mark.toLowerCase()}.colleague`, second);
    assert.equal(await page.locator("table.cases").count(), 0, "no case concerns them yet");
    for (const path of ["cases", "registers", "organisations", "ours/people"]) {
      const answer = await page.goto(`/at/authority/${path}`);
      assert.equal(answer.status(), 403, path);
    }
  });
  // The authority lets them join a case and writes to them.
  await visit({ lang }, async (page, person) => {
    person.awaits(409);
    const report = {
      product: { name: `${mark} lock`, manufacturer: `${mark} Locks` },
      flaw: { title: mark, description: mark },
      reporter: { standing: "pseudonym", name: "lin" },
    };
    const sent = await page.request.post("/api/v1/offices/authority/reports", { data: { report, manufacturer_place: "CN" } });
    assert.equal(sent.status(), 201, await sent.text());
    const { handle } = await sent.json();
    taken = handle;
    await enter(page, "authority", "analyst");
    // Another case than theirs: they take part and the gate lets nothing out to them, with the article and the way out.
    await page.goto("/at/authority/cases");
    const others = page.locator("table.cases tbody a").filter({ hasNotText: handle });
    await page.goto(await others.last().getAttribute("href"));
    await joinAndWrite(page, `${mark} Locks`);
    await page.locator(".answer.refuse, article.refuse, .refuse").first().waitFor();
    assert.match(await words(page.locator("main")), /9\(7\)/, "the ground is named");
    await look(page, lang, "participants-held-back");
    // Their own product: the law lets it pass, and what an authority discloses overseas takes two persons.
    await page.goto(`/at/authority/cases/${handle}`);
    await joinAndWrite(page, `${mark} Locks`);
    await page.locator('main a.button[href*="#release"]').click();
    assert.equal(await page.locator('section:has(#release) select[name=to] option:checked').innerText(), `${mark} Locks`, "the form knows what was refused");
    await page.locator("section:has(#release) textarea[name=reasons]").fill(WORDS[lang].reasons);
    await look(page, lang, "release");
    await page.locator("section:has(#release) button").click();
    await page.locator("#waiting").waitFor();
  });
  await visit({ lang }, async (page) => {
    await enter(page, "authority", "decision-maker");
    await page.goto("/at/authority/home");
    await page.locator(`main a[href*="${taken}"]`).first().click();
    await page.locator("#waiting + ul a").first().click();
    assert.ok((await words(page.locator("main"))).includes(WORDS[lang].reasons), "who signs sees why");
    await look(page, lang, "proposal-release");
    await page.locator("form:has(input[name=outcome][value=sign]) button").click();
    await page.locator("h1").waitFor();
    await enter(page, "authority", "analyst");
    await page.goto(`/at/authority/cases/${taken}/participants`);
    await page.locator(`article:has(h4:has-text("${mark} Locks")) form[action$="/messages"] button`).click();
    await page.locator('main form[action$="/let-out"] button').first().click();
    await page.locator("main [role=status]").waitFor();
    await look(page, lang, "participants");
  });
  await visit({ lang }, async (page, person) => {
    person.awaits(404);
    await signIn(page, `${mark.toLowerCase()}.colleague`, second);
    assert.equal(await page.locator("table.cases tbody tr").count(), 1, "the one case that concerns them");
    await page.locator("table.cases tbody a").click();
    assert.match(await words(page.locator("section:has(#messages)")), /2026-11-27: 1\.2/);
    await look(page, lang, "ours-case");
    assert.equal((await page.goto("/at/authority/ours/2026-none")).status(), 404);
  });
  // Two people direct the organisation, which answers and reports in its own place.
  const { repair, out, reasons } = WORDS[lang];
  await visit({ lang }, async (page) => {
    await enter(page, "authority", "analyst");
    await page.goto(`/at/authority/cases/${taken}/directives`);
    const bearers = await page.locator("section:has(#new) select[name=to] option").allInnerTexts();
    assert.equal(bearers.filter((name) => name === `${mark} Locks`).length, 1, "the organisation stands in the place of the maker of its name");
    await page.locator("section:has(#new) select[name=to]").selectOption({ label: `${mark} Locks` });
    await fill(page, "section:has(#new) form", { text_1: repair, until: "2030-12-24 17:00", basis: "RMSV 7(3)", reasons });
    await page.locator("#waiting").waitFor();
    await enter(page, "authority", "decision-maker");
    await page.goto(`/at/authority/cases/${taken}/directives`);
    await page.locator("#waiting + ul a").first().click();
    await page.locator("form:has(input[name=outcome][value=sign]) button").click();
    await page.locator("main [role=status].permit").waitFor();
  });
  await visit({ lang }, async (page) => {
    await signIn(page, `${mark.toLowerCase()}.colleague`, second);
    await page.locator("table.cases tbody a").click();
    const directive = page.locator("section:has(#directives) article").first();
    assert.ok((await words(directive)).includes(repair), "what is asked");
    assert.match(await words(directive), /7\(3\)/, "and why");
    await record(page, "answer", { answer: "acknowledges" });
    await record(page, "report", { measure: "1", text: out });
    assert.ok((await words(page.locator("section:has(#directives)"))).includes(out));
    await look(page, lang, "ours-directive");
  });
});
