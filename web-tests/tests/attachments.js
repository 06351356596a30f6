// Files of a case: in pieces with a progress, stopped, lost and gone on with after a reload; small ones without script; and
// a member who has one by the gate.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { look } from "../lib/look.js";
import { download, enter, words } from "../lib/steps.js";
import { inBoth } from "../lib/tally.js";
import { GUARDED, visit } from "../lib/visitor.js";

const MINE = "/at/authority/mine";

// A report that is there, with the code by which its finder comes back.
async function reported(page) {
  const report = { product: { name: "Router R7" }, flaw: { description: "An invented flaw." } };
  const data = { report, secret: randomBytes(32).toString("base64url") };
  const answer = await page.request.post("/api/v1/offices/authority/reports", { data });
  assert.equal(answer.status(), 201, await answer.text());
  return answer.json();
}

async function comeBack(page, code) {
  await page.goto(`${MINE}#${code}`);
  await page.locator("form[data-announce]").waitFor();
}

const sent = (page) => page.locator("#messages ~ ol li.message.own, section[aria-labelledby=messages] li.message.own");

inBoth("a finder's large file goes on after a lost connection and after a reload, and a member has it", async (lang) => {
  const file = { name: "capture 案.bin", mimeType: "application/x-made-up", buffer: randomBytes(9 << 20) };
  const handle = await visit({ lang }, async (page, person) => {
    const told = await reported(page);
    await comeBack(page, told.way_back);
    await look(page, lang, "mine-files");
    // The server is away twice: first the file waits, then the page is loaded again.
    person.awaits(503);
    let pieces = 0;
    const offsets = [];
    await page.route("**/uploads/*", async (route) => {
      const request = route.request();
      if (request.method() !== "PATCH") return route.continue();
      pieces += 1;
      offsets.push(Number(request.headers()["upload-offset"]));
      return pieces === 2 || pieces === 4 ? route.fulfill({ status: 503, body: "", headers: GUARDED }) : route.continue();
    });
    const form = page.locator("form[data-announce]");
    await form.locator("[name=role]").selectOption("evidence");
    await form.locator("input[type=file]").setInputFiles(file);
    await form.locator("button").first().click();
    await page.locator("[data-files] progress").waitFor();
    // The first piece, one that was lost, the same again, and one more that is lost: then the page is left.
    while (pieces < 4) await page.waitForTimeout(50);
    page.once("dialog", (dialog) => dialog.accept());
    await page.reload();
    assert.deepEqual(offsets, [0, 4 << 20, 4 << 20, 8 << 20]);
    await form.locator("[name=role]").selectOption("evidence");
    await form.locator("input[type=file]").setInputFiles(file);
    await form.locator("button").first().click();
    await sent(page).first().waitFor();
    assert.equal(offsets.at(-1), 8 << 20, "it goes on from where the server is");
    assert.match(await words(sent(page).first()), /9\.0 MiB/);
    assert.equal((await page.content()).includes("capture"), false, "what was sent is not told again");
    return told.handle;
  });
  await visit({ lang }, async (page) => {
    await enter(page, "authority", "analyst");
    await page.goto(`/at/authority/cases/${handle}`);
    assert.equal((await page.content()).includes("capture"), false, "the name is content");
    await look(page, lang, "case-with-a-file");
    await page.locator('form[action$="/messages"] button').first().click();
    await page.getByText("capture 案.bin").waitFor();
    await look(page, lang, "messages-with-a-file");
    const digest = createHash("sha256").update(file.buffer).digest("hex");
    assert.equal((await page.content()).includes(digest), true, "the digest as it arrived");
    const got = await download(page, page.locator('form[action$="/open"] button').first());
    assert.equal(got.buffer.equals(file.buffer), true);
    assert.equal(got.name, file.name);
  });
});

inBoth("a file is stopped and dropped, and one of nothing is refused", (lang) =>
  visit({ lang }, async (page, person) => {
    person.awaits(422);
    const told = await reported(page);
    await comeBack(page, told.way_back);
    await page.route("**/uploads/*", async (route) => {
      if (route.request().method() === "PATCH") await new Promise((done) => setTimeout(done, 300));
      await route.continue();
    });
    const form = page.locator("form[data-announce]");
    await form.locator("[name=role]").selectOption("evidence");
    await form.locator("input[type=file]").setInputFiles({ name: "long.bin", mimeType: "", buffer: randomBytes(12 << 20) });
    await form.locator("button").first().click();
    await page.locator("[data-files] button").nth(0).click();
    await look(page, lang, "mine-files-stopped");
    await page.locator("[data-files] button").nth(1).click();
    await page.locator("[data-files] progress").waitFor();
    await page.locator("[data-files] button").first().waitFor({ state: "detached" });
    await form.locator("[name=role]").selectOption("evidence");
    await form.locator("input[type=file]").setInputFiles({ name: "empty.bin", mimeType: "", buffer: Buffer.alloc(0) });
    await form.locator("button").first().click();
    await page.locator("[data-files] li").nth(1).getByText(lang === "en" ? /nothing in it/ : /文件为空/).waitFor();
    await page.reload();
    assert.equal(await sent(page).count(), 0);
  }));

inBoth("without JavaScript small files go at once, from the finder and from a member", async (lang) => {
  const files = ["one.txt", "two.txt"].map((name) => ({ name, mimeType: "text/plain", buffer: Buffer.from(`${name}\n`) }));
  const handle = await visit({ lang, script: false }, async (page) => {
    const told = await reported(page);
    await page.goto(MINE);
    await page.fill("[name=code]", told.way_back);
    await page.locator("#come-back button").click();
    const form = page.locator("form[data-announce]");
    await form.locator("[name=role]").selectOption("evidence");
    await form.locator("input[type=file]").setInputFiles(files);
    await form.locator("button").click();
    await page.waitForURL(/wrote/);
    assert.equal(await sent(page).count(), 2);
    return told.handle;
  });
  await visit({ lang, script: false }, async (page) => {
    await enter(page, "authority", "analyst");
    await page.goto(`/at/authority/cases/${handle}`);
    await page.locator("details:has(form[data-announce]) summary").click();
    const form = page.locator("form[data-announce]");
    await form.locator("[name=role]").selectOption("evidence");
    await form.locator("input[type=file]").setInputFiles(files[0]);
    await form.locator("button").click();
    await page.waitForURL(/attached/);
    await page.locator('form[action$="/messages"] button').first().click();
    await page.getByText("two.txt").waitFor();
  });
});
