// The server under test: a demonstration of its own, in a fresh folder, on a free port of this machine.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const PATIENCE = 60_000;

const freePort = () =>
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
  const listen = address.slice("http://".length);
  const child = spawn(binary, ["serve", "--demo", "--listen", listen, "--data", data], {
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
