// The pages in a browser, as people meet them: `node run.js [SUITE…]`, after `npm ci`. `node all.js` runs every suite, two
// shares at a time.
//
// TIDEGATE is the binary (default ../target/debug/tidegate), CHROMIUM the browser (default /usr/bin/chromium), and
// PICTURES where the pictures go (default ../target/web-pictures). All tests of a run share one demonstration and one
// browser; every visit begins as a stranger.
import { mkdir, rm } from "node:fs/promises";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { open } from "./lib/house.js";
import { keepPicturesIn } from "./lib/look.js";
import { SHARES } from "./lib/shares.js";
import { tally } from "./lib/tally.js";
import { begin, end } from "./lib/visitor.js";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const binary = process.env.TIDEGATE ?? here("../target/debug/tidegate");
const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";
const pictures = process.env.PICTURES ?? here("../target/web-pictures");
const begun = Date.now();
let house;

before(async () => {
  if (!process.env.KEEP_PICTURES) await rm(pictures, { recursive: true, force: true });
  await mkdir(pictures, { recursive: true });
  keepPicturesIn(pictures);
  house = await open(binary);
  process.env.TIDEGATE = binary;
  console.log(`Chromium ${await begin(chromium, house.address)}, ${house.address}`);
});

after(async () => {
  await end();
  const { code, said } = (await house?.close()) ?? {};
  if (code !== 0) {
    tally.failed += 1;
    process.exitCode = 1;
  }
  if (tally.failed > 0) console.log(`the server ended with ${code}; it said:\n${said}`);
});

process.on("exit", () => {
  const { passed, failed, views, pages } = tally;
  const seconds = Math.round((Date.now() - begun) / 1000);
  console.log(`pictures: ${pictures}`);
  console.log(`browser: ${passed} passed, ${failed} failed; ${pages.size} pages in ${views} views, ${seconds} s`);
});

const only = process.argv.slice(2);
for (const suite of only.length > 0 ? only : SHARES.flat()) await import(`./tests/${suite}.js`);
