// The pictures of docs/pages.md, taken of a demonstration in both languages: `npm run pictures` writes them anew.
// TIDEGATE and CHROMIUM as for run.js.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { open } from "./lib/house.js";
import { enter } from "./lib/steps.js";
import { begin, end, visit } from "./lib/visitor.js";
import { PAGES } from "./pages.js";

const choose = (page, facts) => Promise.all(Object.entries(facts).map(([fact, value]) => page.locator(`select[name="fact.${fact}"]`).selectOption(value)));
const put = (page) => page.locator("button[name=do][value=ask]").click();

// Which pages, what is done there first, and what of each is brought to the top of the window.
const TAKEN = [
  ["law-article", "main"],
  ["law-conflicts", "main table"],
  ["law-conflicts-pair", "main section"],
  ["plan", "svg.plan-line"],
  ["plan-what-if", "#compared"],
  ["sheet", "main"],
  ["drill-over", "main"],
  ["register-data", "main"],
  ["register-products", "article.answer", async (page) => {
    const written = { name: "Wall 7", maker: "Acme", origin: "US" };
    for (const [name, text] of Object.entries(written)) await page.fill(`[name=${name}]`, text);
    await choose(page, { product_is_security: "true", for_level_three: "true", actor_is_critical: "false" });
    await put(page);
  }],
  ["register-encryption", "section[aria-labelledby=duties]", async (page) => {
    const written = { product: "R7", version: "3.2", algorithms: "AES-GCM, SM4", key_lengths: "AES 256, SM4 128", key_management: "HSM", documented_at: "handbook 9" };
    for (const [name, text] of Object.entries(written)) await page.fill(`[name=${name}]`, text);
    await choose(page, { product_listed: "true" });
    await put(page);
  }, "shenzhen/manufacturer"],
];
const row = (name) => PAGES.find((page) => page.name === name);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const folder = here("../docs/pictures");
const house = await open(process.env.TIDEGATE ?? here("../target/debug/tidegate"));
await begin(process.env.CHROMIUM ?? "/usr/bin/chromium", house.address);
await mkdir(folder, { recursive: true });
try {
  for (const [name, part, first, as = row(name).as] of TAKEN) {
    for (const lang of ["en", "zh"]) {
      await visit({ lang }, async (page) => {
        if (as) await enter(page, ...as.split("/"));
        await page.goto(row(name).address);
        await first?.(page);
        const shown = page.locator(part).first();
        await shown.waitFor();
        await page.waitForLoadState("networkidle");
        await shown.evaluate((one) => window.scrollTo({ top: window.scrollY + one.getBoundingClientRect().top - 24, behavior: "instant" }));
        await page.screenshot({ path: join(folder, `${name}-${lang}.png`) });
      });
    }
    console.log(name);
  }
} finally {
  await end();
  process.exitCode = Math.max(process.exitCode ?? 0, (await house.close()).code);
}
