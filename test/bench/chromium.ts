// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { existsSync, readdirSync } from "node:fs";
import { chromium, type Browser, type Page } from "playwright-core";
import type { Organisation, Team } from "../../client/protocol/index.ts";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"];

export async function openChromium(): Promise<Browser> {
  const executablePath = PLACES.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error("no Chromium: install one, as with `apt-get install chromium`");
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

/** Address of the built Worker on relay and board. */
function builtWorker(): string {
  const assets = readdirSync(new URL("../../dist/client/assets", import.meta.url));
  const file = assets.find((name) => /^worker-.*\.js$/.test(name));
  if (file === undefined) throw new Error("dist/client has no Worker: run `npm run build` first");
  return `/assets/${file}`;
}

// What runs in the page. Its Worker loads the built one behind a `fetch` that remembers every answer to a GET, and that answers
// from what it was given instead: so a visit can be timed without its network. Strings, because they are not compiled for Node.
const WORKER = `
  const network = self.fetch.bind(self);
  const kept = new Map();
  const answerOf = ({ body, type }) => new Response(body, { headers: { "Content-Type": type } });
  let given = new Map();
  self.fetch = async (path, init) => {
    const isRead = (init?.method ?? "GET") === "GET";
    const known = isRead ? given.get(path) : undefined;
    if (known !== undefined) return answerOf(known);
    const response = await network(new URL(path, ORIGIN), init);
    if (!isRead || !response.ok) return response;
    const answer = { body: await response.arrayBuffer(), type: response.headers.get("Content-Type") };
    kept.set(path, answer);
    return answerOf(answer);
  };
  self.addEventListener("message", (event) => {
    if (event.data.source !== undefined) {
      event.stopImmediatePropagation();
      new Function(event.data.source)();
      self.postMessage({ result: null });
    }
    if (event.data.given === undefined) return;
    event.stopImmediatePropagation();
    given = event.data.given;
    self.postMessage({ result: kept });
  });
  await import(BUILT);
`;
const PAGE = `
  const workers = new Map();
  const recordings = new Map();
  const answer = (worker) => new Promise((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message || "the Worker did not start"));
    worker.onmessage = ({ data }) => {
      if (data.kind === "failure") reject(new Error(data.failure.code + ": " + data.failure.detail));
      else if (data.kind !== "progress" && data.kind !== "leaving") resolve(data.result);
    };
  });
  const send = (name, message) => {
    const worker = workers.get(name);
    const result = answer(worker);
    worker.postMessage(message);
    return result;
  };
  let lines = 0;
  globalThis.vault = {
    async keepSlots(name, built) {
      if (!workers.has("slots")) await vault.start("slots", built);
      const { port1, port2 } = new MessageChannel();
      workers.get(name).postMessage({ kind: "ask" }, [port1]);
      workers.get("slots").postMessage({ kind: "answer", number: lines++ }, [port2]);
    },
    async start(name, built) {
      const constants = "const ORIGIN = " + JSON.stringify(origin) + ", BUILT = ORIGIN + " + JSON.stringify(built) + ";";
      const url = URL.createObjectURL(new Blob([constants, ${JSON.stringify(WORKER)}], { type: "text/javascript" }));
      const worker = new Worker(url, { type: "module" });
      workers.set(name, worker);
      await answer(worker);
    },
    async ask(name, call, params) {
      const start = performance.now();
      const result = await send(name, { id: 1, name: call, params });
      return { result, milliseconds: performance.now() - start };
    },
    async record(name) { recordings.set(name, await send(name, { given: new Map() })); },
    replay: (name, recorded) => send(name, { given: recordings.get(recorded) }).then(() => null),
    run: (name, source) => send(name, { source }),
    end(name) { workers.get(name).terminate(); workers.delete(name); },
  };
`;

export interface Answer<Result> {
  readonly result: Result;
  readonly milliseconds: number;
}

/** Workers of one page, by name, asked in the protocol of client/protocol, without a page's clicks. */
export interface Vault {
  readonly page: Page;
  start(worker: string): Promise<void>;
  /** This Worker can post: another one keeps the slots in which that leaves. */
  keepSlots(worker: string): Promise<void>;
  ask<Result>(worker: string, call: string, params: unknown): Promise<Answer<Result>>;
  /** Keeps what this Worker was answered so far. */
  record(worker: string): Promise<void>;
  /** This Worker asks no network for what another one was answered. */
  replay(worker: string, recorded: string): Promise<void>;
  /** Changes what its browser does for this Worker. */
  run(worker: string, source: string): Promise<void>;
  end(worker: string): Promise<void>;
  close(): Promise<void>;
}

export async function openVault(browser: Browser, url: string): Promise<Vault> {
  // The page's own policy lets only its own Worker in, so this one context does without.
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  await page.goto(url);
  await page.evaluate(PAGE);
  const call = <Result>(name: string, ...params: unknown[]): Promise<Result> =>
    page.evaluate<Result>(`vault.${name}(${params.map(shown).join(", ")})`);
  return {
    page,
    start: (worker) => call("start", worker, builtWorker()),
    keepSlots: (worker) => call("keepSlots", worker, builtWorker()),
    ask: (worker, name, params) => call("ask", worker, name, params),
    record: (worker) => call("record", worker),
    replay: (worker, recorded) => call("replay", worker, recorded),
    run: (worker, source) => call("run", worker, source),
    end: (worker) => call("end", worker),
    close: () => context.close(),
  };
}

/** Parameters as source: a secret travels as bytes. */
function shown(params: unknown): string {
  return JSON.stringify(params, (_key, value: unknown) =>
    value instanceof Uint8Array ? { bytes: [...value] } : value,
  ).replaceAll(/\{"bytes":(\[[\d,]*\])\}/g, "new Uint8Array($1)");
}

/** As a page would show it, of the Worker `writer`. */
export async function teamShown(vault: Vault, id: string): Promise<Team> {
  const { result } = await vault.ask<Organisation>("writer", "organisation", {});
  const team = result.teams.find((each) => each.id === id);
  if (team === undefined) throw new Error(`no team ${id}`);
  return team;
}
