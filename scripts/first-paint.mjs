// Prints how many milliseconds pass between starting the window's program and its first words on the
// screen: the middle one of five runs, each with folders of its own. Takes the program's path.
// The window is opened through WebKitWebDriver, whose own start-up is counted too.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const RUNS = 5;
const PATIENCE = 20_000;
const PAINTED =
  "const paint = performance.getEntriesByName('first-contentful-paint')[0];" +
  "return paint ? performance.timeOrigin + paint.startTime : null;";

const nap = (ms) => new Promise((done) => setTimeout(done, ms));

async function ask(url, body, method = "POST") {
  const signal = AbortSignal.timeout(PATIENCE);
  const answer = await fetch(url, { method, body: body && JSON.stringify(body), signal });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${method} was refused: ${value?.message}`);
  return value;
}

async function once(program, port) {
  const folder = mkdtempSync(join(tmpdir(), "counterbell-paint-"));
  const own = { XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, XDG_CACHE_HOME: folder };
  const env = { ...process.env, ...own, TAURI_WEBVIEW_AUTOMATION: "true" };
  const driver = spawn("WebKitWebDriver", [`--port=${port}`], { env, stdio: "ignore", detached: true });
  try {
    await nap(500);
    const root = `http://127.0.0.1:${port}/session`;
    const options = { binary: program, args: [] };
    const began = Date.now();
    const { sessionId } = await ask(root, { capabilities: { alwaysMatch: { "webkitgtk:browserOptions": options } } });
    const painted = await first(`${root}/${sessionId}/execute/sync`);
    await ask(`${root}/${sessionId}`, undefined, "DELETE").catch(() => {});
    return painted - began;
  } finally {
    // The window with its driver: a second one would only be handed over to the first.
    process.kill(-driver.pid, "SIGKILL");
    await nap(500);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function first(url) {
  const until = Date.now() + PATIENCE;
  // The page notes the moment itself, so asking late costs nothing; asking while it loads can hang the driver.
  while (Date.now() < until) {
    await nap(1_000);
    const painted = await ask(url, { script: PAINTED, args: [] }).catch(() => null);
    if (painted) return painted;
  }
  throw new Error("nothing was painted");
}

const program = resolve(process.argv[2]);
const times = [];
for (let run = 0; run < RUNS; run += 1) times.push(await once(program, 4460 + run));
times.sort((a, b) => a - b);
console.log(Math.round(times[Math.floor(RUNS / 2)]));
process.exit(0);
