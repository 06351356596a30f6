// The whole journey of a finder: no account, a report in four steps, a receipt, the way back, and the proof.
import assert from "node:assert/strict";
import { look } from "../lib/look.js";
import { download, go, logKey, words } from "../lib/steps.js";
import { inBoth } from "../lib/tally.js";
import { visit } from "../lib/visitor.js";

const TOLD = {
  en: { product: "Router R7", flaw: "Any password is accepted after a restart.", impact: "Everything the router can do." },
  zh: { product: "路由器 R7", flaw: "重启之后，任何口令都会被接受。", impact: "攻击者可以完全控制路由器。" },
};
const OFFICE = { en: "Harbour Province Vulnerability Office", zh: "港湾省漏洞管理办公室" };
const FILES = [
  { name: "trace.txt", mimeType: "text/plain", buffer: Buffer.from("login: anything\nwelcome\n") },
  { name: "screen.png", mimeType: "image/png", buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]) },
];
const PROGRAM = { name: "try.py", mimeType: "text/x-python", buffer: Buffer.from("print('invented')\n") };

async function tellTheFlaw(page, lang) {
  await page.goto("/");
  await page.locator('.cards a[href="/at/authority/report"]').click();
  const saved = TOLD[lang];
  await go(page, "flaw");
  assert.equal(await page.locator("main [role=alert] li a").count(), 2, "what is needed is asked for, each with its field");
  await look(page, lang, "report-1-needed");
  await page.fill('[name="product.name"]', saved.product);
  await page.fill('[name="flaw.description"]', saved.flaw);
  await page.fill('[name="flaw.impact"]', saved.impact);
  await page.locator('button[name=go][value="stay"]').click();
  await page.locator('form[action$="/discard"]').waitFor();
  await page.reload();
  for (const [field, text] of [["product.name", saved.product], ["flaw.description", saved.flaw], ["flaw.impact", saved.impact]]) {
    assert.equal(await page.inputValue(`[name="${field}"]`), text, "a reload keeps what was saved");
  }
  await look(page, lang, "report-1-flaw");
  await go(page, "files");
}

async function encloseFiles(page, lang) {
  const add = page.locator('form[action$="/report/files"]');
  await page.locator("select[name=role]").selectOption("evidence");
  await add.locator("input[type=file]").setInputFiles(FILES);
  await add.locator("button.quiet").click();
  await page.getByText("trace.txt").waitFor();
  await page.getByText("screen.png").waitFor();
  await page.locator("select[name=role]").selectOption("proof_of_concept");
  await add.locator("input[type=file]").setInputFiles([PROGRAM]);
  await add.locator("button.quiet").click();
  await page.getByText("try.py").waitFor();
  await page.reload();
  assert.equal(await page.locator('form[action$="/report/drop"]').count(), 3);
  await look(page, lang, "report-2-files");
  await page.locator('form[action$="/report/drop"]:has-text("screen.png") button').click();
  await page.getByText("screen.png").waitFor({ state: "detached" });
  await page.locator('main form button[name=go][value="next"]').click();
}

async function sayWhere(page, lang) {
  await page.locator("select[name$=place]").selectOption("cn");
  await page.locator('button[name=go][value="stay"]').click();
  const law = page.locator("aside .note");
  await law.first().waitFor();
  assert.match((await law.allInnerTexts()).join(" "), lang === "en" ? /encouraged.*RMSV 10\(2\)/s : /鼓励.*《漏洞管理规定》10\(2\)/s);
  await look(page, lang, "report-3-you");
  await go(page, "send");
}

async function send(page, lang) {
  assert.equal((await words(page.locator("main"))).includes(OFFICE[lang]), true, "whom it reaches is named before it is sent");
  await look(page, lang, "report-4-send");
  await page.locator('form[action$="/report/send"] button').click();
  await page.waitForURL("**/at/authority/receipt");
  const receipt = await download(page, page.locator('a[href$="/receipt/receipt.json"]'));
  const report = await download(page, page.locator('a[href$="/receipt/report.json"]'));
  const code = await words(page.locator("#code"));
  const link = await page.locator('a[href*="/mine#"]').getAttribute("href");
  assert.equal(await page.locator("figure svg").count(), 1, "the way back is a picture too");
  assert.equal(link.endsWith(`#${code}`), true);
  await look(page, lang, "receipt");
  await page.locator('form[action$="/receipt/kept"] button').click();
  await page.locator("#code").waitFor({ state: "detached" });
  assert.equal((await page.content()).includes(code), false, "the code is shown once");
  return { receipt, report, code, link };
}

async function comeBack(page, lang, { link, code }) {
  await page.goto(link);
  await page.locator('form[action$="/mine/leave"]').waitFor();
  assert.equal(page.url().includes(code), false, "the address forgets the code");
  assert.equal(await page.locator("table tbody tr").count() > 1, true, "who has what, and what may be done");
  await look(page, lang, "mine");
  await page.locator('form[action$="/mine/leave"] button').click();
  await page.goto("/at/authority/mine");
  await page.locator("#come-back").waitFor();
  await page.fill("#come-back [name=code]", code);
  await page.locator("#come-back button").click();
  await page.locator('form[action$="/mine/leave"]').waitFor();
}

// Whether a visitor's own copy of the receipt is still borne by the log that is shown today.
async function today(page, kind) {
  await page.locator("#verify-today").click();
  await page.locator(`#verify-today-told.${kind}`).waitFor();
}

async function continues(page, lang, given) {
  assert.equal(await check(page, given), true);
  assert.equal((await words(page.locator("#verify-out-key"))).includes("/log"), true, "whose key it is");
  await today(page, "permit");
  await look(page, lang, "verify-today");
  // A log that answers with another proof is told, and one that does not answer proves nothing.
  await page.route("**/log/consistency*", async (route) => {
    const answer = await route.fetch();
    const lines = (await answer.text()).split("\n");
    lines[1] = lines[1].replace(/^./, (first) => (first === "A" ? "B" : "A"));
    await route.fulfill({ response: answer, body: lines.join("\n") });
  });
  await today(page, "refuse");
  await look(page, lang, "verify-today-refused");
  await page.unroute("**/log/consistency*");
  await page.route("**/log/consistency*", async (route) => {
    await route.fulfill({ response: await route.fetch(), body: "no proof\n" });
  });
  await today(page, "permit_if");
  await page.unroute("**/log/consistency*");
}

// The same files as text that was pasted, and as files that were dropped in whatever order.
async function otherWays(page, { receipt, report, key }) {
  const holds = () => page.locator("#verify-told.permit").waitFor();
  await page.goto("/verify");
  await page.fill("#verify-receipt-text", receipt.buffer.toString());
  await page.fill("#verify-report-text", `${report.buffer}\n`);
  await page.fill("#verify-key", key);
  await page.locator("#verify-do").click();
  await holds();
  await page.reload();
  const texts = [report, receipt].map(({ name, buffer }) => [name, buffer.toString()]);
  await page.locator("#verify").evaluate((room, texts) => {
    const dataTransfer = new DataTransfer();
    for (const [name, text] of texts) dataTransfer.items.add(new File([text], name));
    room.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, texts);
  await page.locator("#verify-receipt-given:visible").waitFor();
  await page.locator("#verify-report-given:visible").waitFor();
  await page.locator('[data-log="authority"] [data-use]').click();
  await page.locator("#verify-do").click();
  await holds();
}

async function check(page, { receipt, report, key }) {
  await page.goto("/verify");
  await page.locator("#verify-receipt").setInputFiles(receipt);
  await page.locator("#verify-report").setInputFiles(report);
  await page.fill("#verify-key", key);
  await page.locator("#verify-do").click();
  const told = page.locator("#verify-told:is(.permit, .refuse)");
  await told.waitFor();
  return /\bpermit\b/.test(await told.getAttribute("class"));
}

// The file with one of its texts exchanged; it must be there.
function altered(file, from, to) {
  const text = file.buffer.toString();
  assert.equal(text.includes(from), true, `${file.name} has ${from}`);
  return { ...file, buffer: Buffer.from(text.replace(from, to)) };
}

async function prove(page, lang, { receipt, report }) {
  const key = await logKey(page, "authority"), foreign = await logKey(page, "shenzhen");
  const { received } = JSON.parse(receipt.buffer).claim;
  const earlier = altered(receipt, received, received.replace(/^\d{4}/, "2020"));
  assert.equal(await check(page, { receipt, report, key }), true, "the receipt holds");
  assert.equal((await words(page.locator("#verify-told"))).includes(received), true);
  await look(page, lang, "verify-holds");
  assert.equal(await check(page, { receipt: earlier, report, key }), false, "a receipt with another time is refused");
  await look(page, lang, "verify-refused");
  assert.equal(await check(page, { receipt, report: altered(report, "R7", "R8"), key }), false, "another report is refused");
  assert.equal(await check(page, { receipt, report, key: foreign }), false, "the key of another log is refused");
}

inBoth("a finder reports, keeps the receipt, comes back by the code and proves it", async (lang) => {
  const sent = await visit({ lang }, async (page) => {
    await tellTheFlaw(page, lang);
    await encloseFiles(page, lang);
    await sayWhere(page, lang);
    return send(page, lang);
  });
  const text = sent.report.buffer.toString();
  for (const part of [TOLD[lang].flaw, "trace.txt", "try.py"]) assert.equal(text.includes(part), true, `the report has ${part}`);
  assert.equal(text.includes("screen.png"), false, "what was taken out is not in the report");
  await visit({ lang }, (page) => comeBack(page, lang, sent));
  await visit({ lang }, (page) => prove(page, lang, sent));
  await visit({ lang }, async (page) => {
    const given = { ...sent, key: await logKey(page, "authority") };
    await continues(page, lang, given);
    await otherWays(page, given);
  });
});

inBoth("a code that opens nothing is told so, and no page of the finder opens without one", (lang) =>
  visit({ lang }, async (page, person) => {
    person.awaits(422);
    await page.goto("/at/authority/mine");
    await page.fill("#come-back [name=code]", "0000-0000-0000-0000");
    await page.locator("#come-back button").click();
    await page.locator("main [role=alert]").waitFor();
    await look(page, lang, "come-back-unknown");
    await page.goto("/at/authority/receipt");
    assert.equal(await page.locator('a[href$="receipt.json"]').count(), 0);
  }));
