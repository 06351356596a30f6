// The servers under test, each in a fresh folder, on a free port of this machine: a demonstration, and an office of its own
// with members who have passphrases.
import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

const PATIENCE = 60_000;
// All people of the tests come from one address.
const MANY = ["--attempts", "1000", "--reports", "1000"];

export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

// Starts `binary serve --demo` and waits until it answers. `close` says how it ended; null if it had to be killed.
export async function open(binary) {
  const data = await mkdtemp(join(tmpdir(), "tidegate-web-"));
  const address = `http://127.0.0.1:${await freePort()}`;
  return serve(binary, data, address, ["--demo", "--listen", address.slice("http://".length), ...MANY]);
}

// An office of its own, reached by a name as passkeys need it. `commands` are lines of the program, each with what it reads.
export async function openOwn(binary, commands) {
  const data = await mkdtemp(join(tmpdir(), "tidegate-own-"));
  const port = await freePort();
  for (const [words, read] of commands) {
    const ran = promisify(execFile)(binary, [...words, "--data", data], { env: { ...process.env, LC_ALL: "en" } });
    ran.child.stdin.end(read ?? "");
    await ran;
  }
  const address = `http://localhost:${port}`;
  return serve(binary, data, address, ["--listen", `127.0.0.1:${port}`, "--public", address, ...MANY]);
}

async function serve(binary, data, address, words) {
  const child = spawn(binary, ["serve", ...words, "--data", data], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1" },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => (said = (said + bytes).slice(-20_000)));
  const gone = new Promise((resolve) => child.once("close", resolve));
  child.once("error", (error) => (said += error));

  const close = async () => {
    child.kill("SIGINT");
    const late = setTimeout(() => child.kill("SIGKILL"), 15_000);
    const code = await gone;
    clearTimeout(late);
    await rm(data, { recursive: true, force: true });
    return { code, said };
  };

  for (const begun = Date.now(); ; await pause(100)) {
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok) return { address, close };
    if (child.exitCode !== null || Date.now() - begun > PATIENCE) {
      await close();
      throw new Error(`the server did not open its doors:\n${said}`);
    }
  }
}
