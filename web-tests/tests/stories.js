// The three stories of the terminal, lived in a browser: reported, told in the words of their scenes, asked, planned,
// filed from the copy sheet, and found on the log.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { look } from "../lib/look.js";
import { enter, words } from "../lib/steps.js";
import { inBoth } from "../lib/tally.js";
import { visit } from "../lib/visitor.js";

const STORIES = [
  {
    scene: "log4shell", product: { name: "log4j", manufacturer: "Apache" }, day: "2021-11-25 00:00 +08:00",
    duty: "cn-rmsv/7(2)/report-miit", filed: "2021-11-25 10:00 +08:00", files: "employer", plan: /RMSV 7\(2\)|《规定》7\(2\)|7\(2\)/,
    ask: { act: "sell", content: "technical", to: "buyer" }, answer: ["refuse", "escalate"],
  },
  {
    scene: "hikvision-2021", product: { name: "camera", manufacturer: "maker" }, day: "2021-09-02 00:00 +08:00",
    duty: "cn-csl/24(1)/report-competent", filed: null, plan: /24\(1\)|22\(1\)/,
    ask: { act: "sell", content: "technical", to: "buyer" }, answer: ["refuse", "escalate"],
  },
  {
    scene: "camera-2026", product: { name: "camera", manufacturer: "camera-maker" }, day: "2026-11-23 22:00 +08:00",
    duty: "cn-rmsv/7(2)/report-miit", filed: "2026-11-24 09:00 +08:00", files: "camera-maker", plan: /14\(2\)\(a\)/,
    ask: { act: "report", content: "general", to: "eu_csirt" }, answer: ["conflict", "refuse"],
  },
];

// What happened, as the scene has it: parties, products and dated lines.
async function lines(scene) {
  const path = fileURLToPath(new URL(`../../scenes/demo/${scene}.scene`, import.meta.url));
  const text = await readFile(path, "utf8");
  return text.split("\n").filter((line) => /^(party|product|20\d\d)/.test(line)).join("\n");
}

async function reported(page, { product }) {
  const report = { product, flaw: { title: "A flaw", description: "Something, invented." }, reporter: { standing: "anonymous" } };
  const sent = await page.request.post("/api/v1/offices/shenzhen/reports", { data: { report } });
  const told = await sent.json();
  assert.equal(sent.status(), 201, JSON.stringify(told));
  return told.handle;
}

async function tell(page, handle, text) {
  await page.goto(`/at/shenzhen/cases/${handle}`);
  const form = page.locator("section:has(#tell) details:has(textarea[name=lines])");
  await form.locator("summary").click();
  await form.locator("[name=lines]").fill(text);
  await form.locator("[name=source]").fill("the scene");
  await form.locator("button").click();
  await page.locator("main [role=status] a[href*='/log?entry=']").waitFor();
}

for (const story of STORIES) {
  inBoth(`${story.scene} is lived from the report to the log`, (lang) =>
    visit({ lang }, async (page) => {
      const handle = await reported(page, story), at = `/at/shenzhen/cases/${handle}`;
      await enter(page, "shenzhen", "manufacturer");
      await tell(page, handle, await lines(story.scene));
      assert.match(await words(page.locator("section:has(#record)")), /the scene/);
      const box = page.locator('main form[action$="/ask"]').first();
      for (const [name, value] of Object.entries(story.ask)) await box.locator(`[name=${name}]`).selectOption(value);
      await box.locator("button").click();
      await page.locator("#answer").waitFor();
      const answered = await page.locator("article.answer").first().getAttribute("class");
      assert.equal(story.answer.some((kind) => answered.split(" ").includes(kind)), true, answered);
      await page.goto(`${at}/plan?at=${encodeURIComponent(story.day)}`);
      await page.locator("svg.plan-line").waitFor();
      assert.match(await words(page.locator("main")), story.plan);
      await look(page, lang, `story-${story.scene}-plan`);
      if (story.filed === null) return;
      await page.goto(`${at}/sheet?duty=${encodeURIComponent(story.duty)}`);
      await page.fill("[name=reference]", `NVDB-${story.scene}`);
      await page.fill("[name=when]", story.filed);
      // Where several owe it, it is said who filed.
      const bearer = page.locator("select[name=bearer]");
      if (await bearer.count()) await bearer.selectOption({ label: story.files });
      await page.locator('form[action$="/sheet/filed"] button').click();
      await page.locator("#filed").first().waitFor();
      await page.goto(at);
      await page.locator("#settled summary").click();
      assert.match(await words(page.locator("#settled")), new RegExp(`NVDB-${story.scene}`));
      await look(page, lang, `story-${story.scene}-case`);
      const event = page.locator("section:has(#record) ol.record li", { hasText: `NVDB-${story.scene}` }).last();
      await event.locator("a[href*='/log?entry=']").click();
      await page.locator(".answer.permit").waitFor();
    }));
}

inBoth("who decides that nothing is reported says why, and the page shows on which facts", (lang) =>
  visit({ lang }, async (page) => {
    const [story] = STORIES.slice(-1);
    const handle = await reported(page, story), at = `/at/shenzhen/cases/${handle}`;
    await enter(page, "shenzhen", "manufacturer");
    await tell(page, handle, `${await lines(story.scene)}\n2026-11-23 22:00 +08:00 fact not severe_incident`);
    await page.goto(`${at}/not-reportable`);
    await page.locator("select[name=duty]").selectOption("eu-cra/14(4)(a)/incident-early-warning");
    await page.locator('form[method=get][action$="/not-reportable"] button').click();
    await page.locator("#asked").waitFor();
    await look(page, lang, "not-reportable-asked");
    await page.fill("[name=by]", lang === "en" ? "Wang Fang" : "王芳");
    await page.fill("[name=reasons]", lang === "en" ? "The logs of two weeks were read." : "查看了两周的日志。");
    await page.locator('form[method=post][action$="/not-reportable"] button').click();
    await page.locator("section.card .note.permit").waitFor();
    await page.locator("section.card details summary").first().click();
    await look(page, lang, "not-reportable");
    await tell(page, handle, "2026-11-23 23:00 +08:00 fact severe_incident");
    await page.goto(`${at}/not-reportable`);
    assert.equal(await page.locator("section.card .note.refuse").count(), 1, "the fact has changed");
    await look(page, lang, "not-reportable-fallen");
  }));

inBoth("an embargo that was agreed stands on the sheet before anything is filed", (lang) =>
  visit({ lang }, async (page) => {
    const [story] = STORIES.slice(-1);
    const handle = await reported(page, story), at = `/at/shenzhen/cases/${handle}`;
    await enter(page, "shenzhen", "manufacturer");
    const sheet = `${at}/sheet?duty=${encodeURIComponent("cn-rmsv/7(2)/report-miit")}`;
    await tell(page, handle, await lines(story.scene));
    await page.goto(sheet);
    assert.equal(await page.getByText("TLP:AMBER").count(), 0);
    await page.goto(at);
    const form = page.locator('form[action$="/embargo"]');
    await page.locator("#embargo summary").click();
    for (const party of (await form.locator("input[name=party]").all()).slice(0, 2)) await party.check();
    await form.locator("[name=until]").fill("2099-02-01 09:00");
    await form.locator("[name=terms]").fill("TLP:AMBER");
    await form.locator("[name=source]").fill("the list");
    await look(page, lang, "embargo");
    await form.locator("button").click();
    await page.locator("main [role=status] a[href*='/log?entry=']").waitFor();
    await page.goto(sheet);
    assert.ok((await page.getByText("TLP:AMBER").count()) > 0, "the sheet names it before the filing");
    await look(page, lang, "sheet-under-embargo");
  }));

inBoth("an office for its own products says that it makes the product, and its clock runs", (lang) =>
  visit({ lang }, async (page) => {
    const handle = await reported(page, { product: { name: "R9 camera", manufacturer: "Haitang", markets: ["CN"] } });
    await enter(page, "shenzhen", "manufacturer");
    await page.goto(`/at/shenzhen/cases/${handle}`);
    const hint = page.locator("div.hint");
    assert.match(await words(hint), /Haitang/);
    assert.equal(await page.locator("p.running").count(), 0, "no clock runs");
    await look(page, lang, "case-hint");
    await hint.locator("summary").click();
    await hint.locator("[name=source]").fill(lang === "en" ? "the product list" : "产品目录");
    await hint.locator("button").click();
    await page.locator("p.running").first().waitFor();
    assert.equal(await page.locator("div.hint").count(), 0, "nothing is lacking any more");
  }));
