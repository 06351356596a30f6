// The log of an office, as anybody meets it: where it stands, an entry with its proof, and two sizes compared.
import assert from "node:assert/strict";
import { look } from "../lib/look.js";
import { download, words } from "../lib/steps.js";
import { inBoth } from "../lib/tally.js";
import { visit } from "../lib/visitor.js";

const text = async (page, link) => (await download(page, page.locator(link))).buffer.toString();

inBoth("anybody finds the log from the front of the office, looks up an entry and compares two sizes", (lang) =>
  visit({ lang }, async (page) => {
    await page.goto("/at/authority");
    await page.locator('a[href="/at/authority/log"]').click();
    const note = await words(page.locator("#log-note"));
    const checkpoint = await text(page, 'a[href="/at/authority/log/checkpoint"][download]');
    assert.equal(checkpoint.replace(/\s+/g, " ").trim(), note.replace(/\s+/g, " ").trim());
    const [origin, size] = checkpoint.split("\n");
    assert.equal(await page.locator("svg.tree").getAttribute("role"), "img");
    await page.locator("main summary").click();
    assert.equal(await page.locator("details table tbody tr").count() > 1, true, "the drawing is a table too");
    await page.fill('[name="entry"]', "2");
    await page.locator('form[action$="#look"] button').click();
    await page.locator(".answer.permit").waitFor();
    assert.equal(await page.locator("svg.tree circle.entry").count(), 1, "the entry is marked in the drawing");
    await look(page, lang, "log-entry");
    const proof = await text(page, 'a[href*="/log/proof?"]');
    assert.equal(proof.startsWith("c2sp.org/tlog-proof@v1\nindex 2\n") && proof.includes(`\n${origin}\n`), true);
    await page.fill('[name="from"]', "1");
    await page.locator('form[action$="#compare"] button').click();
    await page.locator(".answer.permit").waitFor();
    await look(page, lang, "log-compared");
    assert.equal((await text(page, 'a[href*="/log/consistency?"]')).startsWith("old 1\n"), true);
    await page.fill('[name="entry"]', String(Number(size) + 1000));
    await page.locator('form[action$="#look"] button').click();
    await page.locator(".note.permit_if").waitFor();
  }));
