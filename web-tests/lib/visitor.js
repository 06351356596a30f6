// A person at a browser. What no page may do is watched all the while and told when the visit ends.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];
const LOCALES = { en: "en-GB", zh: "zh-CN" };
const POLICY = ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"];

// The header that every answer must have, for those that a test makes up.
export const GUARDED = { "content-security-policy": POLICY.join("; ") };

export const WIDE = { width: 1200, height: 900 };
// A small telephone, and a window of 1280 pixels at 400 % (WCAG 2.2, 1.4.10).
export const NARROW = { width: 320, height: 720 };

let browser, address;

export async function begin(executablePath, house) {
  address = house;
  browser = await chromium.launch({ executablePath, args: FLAGS });
  return browser.version();
}

export const end = () => browser?.close();

// Opens a browser of its own for one person: nothing of an earlier visit is there. `at` is another server than that of the
// demonstration, and `also` an origin that its pages send people to.
async function visitor({ lang = "en", script = true, viewport = WIDE, at = address, also } = {}) {
  const context = await browser.newContext({
    baseURL: at, locale: LOCALES[lang], javaScriptEnabled: script, viewport, acceptDownloads: true,
  });
  context.setDefaultTimeout(10_000);
  const faults = [], awaited = new Set();
  context.on("console", (message) => {
    const failed = /status of (\d+)/.exec(message.text());
    const expected = failed && awaited.has(Number(failed[1]));
    if (["error", "warning"].includes(message.type()) && !expected) {
      faults.push(`${message.page()?.url()}: the console says: ${message.text()}`);
    }
  });
  context.on("weberror", ({ error }) => faults.push(`a script failed: ${error()}`));
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (![at, also].includes(url.origin) && url.protocol !== "data:") faults.push(`a page asked another origin: ${url}`);
  });
  context.on("response", (response) => {
    if (also && response.url().startsWith(also)) return;
    const policy = response.headers()["content-security-policy"] ?? "";
    const lacking = POLICY.filter((part) => !policy.includes(part));
    if (lacking.length > 0) faults.push(`${response.url()}: its content security policy lacks ${lacking.join("; ")}`);
  });
  const page = await context.newPage();
  return {
    lang, context, page,
    // An answer with this status is what the test is about.
    awaits: (status) => awaited.add(status),
    leave: async () => {
      await context.close();
      assert.ok(faults.length === 0, faults.join("\n"));
    },
  };
}

// One visit: `body` gets the page and the visitor; whatever was watched is told at the end.
export async function visit(options, body) {
  const person = await visitor(options);
  let told;
  try {
    told = await body(person.page, person);
  } catch (error) {
    error.message += ` (at ${person.page.url()})`;
    await person.leave().catch((also) => (error.message += `\nand: ${also.message}`));
    throw error;
  }
  await person.leave();
  return told;
}
