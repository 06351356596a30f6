// What a finder gives and takes back: an address for the keepers of contacts, what comes of taking back before it is done, and
// the proof; the office finds it at home and can write no more.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { look } from "../lib/look.js";
import { download, enter, fill, go, logKey, words } from "../lib/steps.js";
import { inBoth } from "../lib/tally.js";
import { visit } from "../lib/visitor.js";

const SAID = {
  en: { product: "Lamp L2", flaw: "A packet of zeros turns it off.", ends: "the gate refuses", stays: "these duties run on", why: "the line is broken" },
  zh: { product: "灯具 L2", flaw: "全零数据包可将其关闭。", ends: "闸门拒绝", stays: "这些义务继续存在", why: "无法通过线路联系" },
};
const ADDRESS = "somebody@finder.example";

async function report(page, lang) {
  await page.goto("/at/nordhafen/report?step=flaw");
  await page.fill('[name="product.name"]', SAID[lang].product);
  await page.fill('[name="flaw.description"]', SAID[lang].flaw);
  await go(page, "files");
  await page.locator('main form button[name=go][value="next"]').click();
  await page.locator('[name="reporter.standing"]').first().waitFor();
  await page.selectOption('select[name="reporter.standing"]', "named");
  await page.fill('[name="reporter.name"]', "Q. Finder");
  await page.check('[name="reporter.share_identity"]');
  await go(page, "send");
  await page.locator('form[action$="/report/send"] button').click();
  await page.waitForURL("**/at/nordhafen/receipt");
  await page.goto("/at/nordhafen/mine");
  return (await words(page.locator(".lead"))).split(" ")[0];
}

async function leaveAddress(page) {
  const form = page.locator('form[action$="/mine/reach"]');
  await form.locator("[name=address]").fill(ADDRESS);
  await form.locator("[name=readable]").check();
  await form.locator("button").click();
  await page.waitForURL("**/mine#reach");
  assert.equal((await page.content()).includes(ADDRESS), false, "it is not shown again");
}

const choose = (page, word) => page.locator(`form[action$="/mine/take-back"] input[type=checkbox][name=${word}]`).check();

async function show(page) {
  await page.locator('form[action$="/mine/take-back"] button').click();
  await page.locator("input[name=confirmed]").waitFor({ state: "attached" });
}

async function takeBack(page, lang) {
  await choose(page, "naming");
  await show(page);
  const told = await words(page.locator("main"));
  assert.equal(told.includes(SAID[lang].ends), true, "what ends is said before");
  await look(page, lang, "take-back-naming");
  await page.locator('main a.button[href$="#take-back"]').click();
  await page.locator('form[action$="/mine/take-back"] input[name=naming]').waitFor();
  await choose(page, "messages");
  await choose(page, "report");
  await show(page);
  assert.equal((await words(page.locator("main"))).includes(SAID[lang].stays), true, "and what the law keeps");
  await look(page, lang, "take-back-report");
  await page.locator('form:has(input[name=confirmed]) button').click();
  await page.waitForURL("**/mine?taken-back#take-back");
  await look(page, lang, "taken-back");
  return download(page, page.locator('a[href*="/mine/taken-back/"]').last());
}

async function prove(page, proof) {
  const key = await logKey(page, "nordhafen");
  const folder = await mkdtemp(join(tmpdir(), "tidegate-proof-"));
  const path = join(folder, proof.name);
  const verify = () => execFileSync(process.env.TIDEGATE, ["verify", path, "--key", key, "--json"], { encoding: "utf8" });
  await writeFile(path, proof.buffer);
  const told = JSON.parse(verify());
  assert.equal(told.verified, true);
  assert.deepEqual(told.event.event.taken_back.what, ["messages", "report"]);
  const lines = proof.buffer.toString().split("\n");
  lines[1] = lines[1].replace(/.(.{4})$/, (last) => (last.startsWith("A") ? "B" : "A") + last.slice(1));
  await writeFile(path, lines.join("\n"));
  assert.throws(verify, "a changed proof proves nothing");
  await rm(folder, { recursive: true });
}

async function readByKeeper(page, lang, handle) {
  await enter(page, "nordhafen", "contact-keeper");
  await page.goto("/at/nordhafen/contacts");
  await look(page, lang, "contacts");
  await fill(page, 'form[action$="/contacts"]', { case: handle, purpose: SAID[lang].why });
  await page.locator("main [role=status]").waitFor();
  assert.equal((await words(page.locator("main"))).includes(ADDRESS), true);
  await look(page, lang, "contacts-read");
}

async function heeded(page, lang, handle) {
  await enter(page, "nordhafen", "manufacturer");
  await page.goto("/at/nordhafen/home");
  await page.locator(`a[href*="${handle}#taken-back"]`).first().waitFor();
  await look(page, lang, "home-taken-back");
  await page.locator(`a[href*="${handle}#taken-back"]`).first().click();
  await page.locator("#taken-back").waitFor();
  await look(page, lang, "case-taken-back");
}

inBoth("a finder takes back what was given, sees before and after what that does, and proves it", async (lang) => {
  await visit({ lang }, async (page) => {
    const handle = await report(page, lang);
    await leaveAddress(page);
    await visit({ lang }, (other) => readByKeeper(other, lang, handle));
    await page.goto("/at/nordhafen/mine");
    const proof = await takeBack(page, lang);
    await prove(page, proof);
    await visit({ lang }, (other) => heeded(other, lang, handle));
    await visit({ lang }, async (other, person) => {
      person.awaits(422);
      await enter(other, "nordhafen", "contact-keeper");
      await other.goto("/at/nordhafen/contacts");
      await fill(other, 'form[action$="/contacts"]', { case: handle, purpose: SAID[lang].why });
      await other.locator("main [role=alert]").waitFor();
      assert.equal((await other.content()).includes(ADDRESS), false, "and then it opens to nobody");
    });
  });
});
