// Every suite: each share in a process, a demonstration and a browser of its own, all at the same time.
import { spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { SHARES } from "./lib/shares.js";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
await rm(process.env.PICTURES ?? here("../target/web-pictures"), { recursive: true, force: true });

// What a share prints comes as it is printed for the first, and when the share is over for the others.
function run(suites, place) {
  const child = spawn(process.execPath, ["--test-reporter=spec", here("run.js"), ...suites], {
    env: { ...process.env, KEEP_PICTURES: "yes" },
    stdio: ["ignore", place === 0 ? "inherit" : "pipe", "inherit"],
  });
  const said = [];
  child.stdout?.on("data", (bytes) => said.push(bytes));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code: code ?? 1, said: Buffer.concat(said) })));
}

const ran = SHARES.map(run);
for (const share of ran) {
  const { code, said } = await share;
  process.stdout.write(said);
  process.exitCode ||= code;
}
