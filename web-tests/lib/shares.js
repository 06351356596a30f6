// Which suites share one demonstration, in this order: two shares, so that two cores have something to do. What looks at
// the demonstration as it is when it is set up comes before what changes it.
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const SHARES = [
  ["pages", "tour", "log", "law", "plan", "drill", "registers", "keyboard", "journeys"],
  ["finder", "attachments", "taking-back", "member", "office", "casework", "joining", "without-script", "organisations", "operator", "identity", "triage", "stories"],
];

const shared = SHARES.flat();
const forgotten = readdirSync(fileURLToPath(new URL("../tests", import.meta.url))).map((name) => name.replace(/\.js$/, "")).filter((name) => !shared.includes(name));
if (forgotten.length > 0) throw new Error(`no share has the suites ${forgotten.join(", ")}; add them to lib/shares.js`);
