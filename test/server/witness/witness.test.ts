// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  cosignatureLines,
  formatAddCheckpoint,
  hex,
  openCheckpoint,
  parseNote,
  sha256,
  utf8,
  verifyNote,
} from "#crypto";
import { ConfigError } from "../../../server/config.ts";
import { OwnedElsewhere } from "../../../server/database/index.ts";
import { letters, signerNamed } from "../../crypto/log/fixture.ts";
import { cleanUp, freshFolder } from "../board.ts";
import { OwnLog, startWitness, submit, witnessOf } from "./witness.ts";

const NOW = 1_800_000_000;
const now = (): number => NOW * 1000 + 999;
const log = new OwnLog(letters, 600);
const fork = new OwnLog(letters, 600, 5, 1);
const monitoring = (url: string): Promise<Response> => fetch(`${url}/${hex(sha256(utf8(letters.name)))}/checkpoint`);

async function expectConflict(answer: Response, latest: number): Promise<void> {
  expect(answer.status).toBe(409);
  expect(answer.headers.get("content-type")).toBe("text/x.tlog.size");
  expect(await answer.text()).toBe(`${latest}\n`);
}

async function expectRefusal(answer: Response, status: number, code: string): Promise<void> {
  expect(answer.status).toBe(status);
  expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json(;|$)/);
  expect(await answer.json()).toMatchObject({ type: `/problems/${code}`, status });
}

test("witness: it cosigns what continues the last checkpoint, the same one again, and says when", async () => {
  const { url, key } = await startWitness({ logs: [log.key], now });
  for (const [old, size] of [
    [0, 0],
    [0, 5],
    [5, 300],
    [300, 300],
    [300, 600],
  ] as const) {
    const answer = await submit(url, log.request(old, size));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toMatch(/^text\/plain(;|$)/);
    const line = await answer.text();
    const note = parseNote(log.checkpoint(size) + line);
    expect(verifyNote(note, [log.key, key])).toHaveLength(2);
    // Its own line and nothing else.
    expect(cosignatureLines(note, key)).toEqual([{ line, seconds: NOW }]);
    expect(await (await monitoring(url)).text()).toBe(log.checkpoint(size) + line);
  }
});

test("witness: asked again within a minute it says the same, and writes nothing", async () => {
  let seconds = NOW;
  const { url, dataDir } = await startWitness({ logs: [log.key], now: () => seconds * 1000 });
  const ask = async (old: number, size: number): Promise<string> => (await submit(url, log.request(old, size))).text();
  const file = join(dataDir, "state", hex(sha256(utf8(letters.name))));
  const first = await ask(0, 5);
  const { ino } = statSync(file);
  seconds = NOW + 59;
  expect(await ask(5, 5)).toBe(first);
  expect(statSync(file).ino).toBe(ino);
  seconds = NOW + 60;
  const later = await ask(5, 5);
  expect(later).not.toBe(first);
  expect(readFileSync(file, "utf8")).toBe(log.checkpoint(5) + later);
  // What the log has grown by is cosigned at once.
  expect(await ask(5, 6)).not.toBe(later);
  expect(readFileSync(file, "utf8")).toContain(log.checkpoint(6));
});

test("witness: every refusal of tlog-witness, and none changes what it holds", async () => {
  const { url } = await startWitness({ logs: [log.key], now });
  expect((await submit(url, log.request(0, 8))).status).toBe(200);
  const held = await (await monitoring(url)).text();
  const request = (old: number, proof: readonly Uint8Array[], note: string): string =>
    formatAddCheckpoint(old, proof, note);
  const stranger = new OwnLog(signerNamed("elsewhere.example/log", 3), 20);
  const forger = new OwnLog(signerNamed(letters.name, 3), 20);

  for (const body of ["nothing", "old 8\n\n", request(9, [], log.checkpoint(8)), request(8, [], "not a note\n")])
    await expectRefusal(await submit(url, body), 400, "checkpoint_malformed");
  await expectRefusal(await submit(url, Uint8Array.of(0xff, 0xfe)), 400, "checkpoint_malformed");
  await expectRefusal(await submit(url, ""), 400, "checkpoint_malformed");
  await expectRefusal(await submit(url, forger.request(8, 20)), 403, "log_untrusted");
  const good = log.checkpoint(9);
  const bad = request(8, log.proof(8, 9), `${good}${good.split("\n\n")[1]?.replace(/.(?=.{5}\n$)/, "A") ?? ""}`);
  await expectRefusal(await submit(url, bad), 403, "log_untrusted");
  await expectRefusal(await submit(url, stranger.request(0, 20)), 404, "log_unknown");
  await expectConflict(await submit(url, request(0, [], log.checkpoint(20))), 8);
  await expectConflict(await submit(url, log.request(5, 20)), 8);
  await expectConflict(await submit(url, log.request(20, 20)), 8);
  await expectRefusal(await submit(url, request(8, [], log.checkpoint(20))), 422, "proof_refused");
  await expectRefusal(await submit(url, request(8, log.proof(9, 20), log.checkpoint(20))), 422, "proof_refused");
  await expectRefusal(await submit(url, fork.request(8, 20)), 422, "proof_refused");
  await expectRefusal(await submit(url, fork.request(8, 8)), 422, "proof_refused");
  await expectRefusal(await submit(url, request(8, log.proof(8, 9), log.checkpoint(8))), 422, "proof_refused");
  await expectRefusal(await submit(url, "x".repeat(16 * 1024 + 1)), 413, "too_large");
  await expectRefusal(await fetch(`${url}/add-checkpoint`), 405, "method_not_allowed");
  await expectRefusal(await fetch(`${url}/${"0".repeat(64)}/checkpoint`), 404, "not_found");
  expect(await (await monitoring(url)).text()).toBe(held);
});

test("witness: of a log that it never cosigned it has nothing, and begins with size 0", async () => {
  const { url } = await startWitness({ logs: [log.key], now });
  await expectRefusal(await monitoring(url), 404, "not_found");
  await expectConflict(await submit(url, log.request(3, 8)), 0);
  await expectRefusal(
    await submit(url, formatAddCheckpoint(0, log.proof(3, 8), log.checkpoint(8))),
    422,
    "proof_refused",
  );
  expect((await submit(url, log.request(0, 8))).status).toBe(200);
});

test("witness: any media type of a request is taken, and none", async () => {
  const { url } = await startWitness({ logs: [log.key], now });
  for (const type of [
    "text/plain",
    "application/octet-stream",
    "application/json",
    "multipart/form-data",
    "x",
    "a/b; c",
  ])
    expect((await submit(url, log.request(0, 0), { headers: { "Content-Type": type } })).status).toBe(200);
  // Bytes get no media type of fetch's own.
  expect((await submit(url, utf8(log.request(0, 0)))).status).toBe(200);
});

test("witness: strangers' signatures are neither believed nor kept", async () => {
  const { url, key } = await startWitness({ logs: [log.key], now });
  const other = await startWitness({ logs: [log.key], name: "other.example/witness" });
  const others = await (await submit(other.url, log.request(0, 8))).text();
  const answer = await submit(url, log.request(0, 8) + others);
  const line = await answer.text();
  expect(await (await monitoring(url)).text()).toBe(log.checkpoint(8) + line);
  expect(cosignatureLines(parseNote(log.checkpoint(8) + line), key)).toHaveLength(1);
});

test("witness: of many requests from one size at once it takes one, and tells the others", async () => {
  const { url } = await startWitness({ logs: [log.key] });
  await submit(url, log.request(0, 5));
  const sizes = Array.from({ length: 24 }, (_, i) => 6 + i);
  const answers = await Promise.all(
    sizes.map((size) => submit(url, size % 2 === 0 ? log.request(5, size) : fork.request(5, size))),
  );
  const taken = sizes.filter((_, i) => answers[i]?.status === 200);
  expect(taken).toHaveLength(1);
  for (const [i, answer] of answers.entries()) {
    if (answer.status !== 200) await expectConflict(answer, taken[0] ?? 0);
    else expect(openCheckpoint(await (await monitoring(url)).text(), letters.name, log.key).size).toBe(sizes[i]);
  }
});

test("witness: its key and what it cosigned are files for one reader, and one process has them", async () => {
  const { dataDir, close } = await startWitness({ logs: [log.key] });
  expect(statSync(join(dataDir, "key.json")).mode & 0o777).toBe(0o600);
  expect(statSync(join(dataDir, "state")).mode & 0o777).toBe(0o700);
  expect(() => witnessOf({ logs: [log.key], dataDir })).toThrow(OwnedElsewhere);
  await close();
  witnessOf({ logs: [log.key], dataDir }).close();
});

test("witness: started again it goes on where it was, with the same key", async () => {
  const first = await startWitness({ logs: [log.key] });
  await submit(first.url, log.request(0, 300));
  const held = await (await monitoring(first.url)).text();
  await first.close();
  const { url, key } = await startWitness({ logs: [log.key], dataDir: first.dataDir });
  expect(key).toEqual(first.key);
  expect(await (await monitoring(url)).text()).toBe(held);
  await expectConflict(await submit(url, log.request(0, 600)), 300);
  expect((await submit(url, log.request(300, 600))).status).toBe(200);
});

test("witness: on an older disk it says the older size, and goes on from there; a fork after it is refused where it can be", async () => {
  const first = await startWitness({ logs: [log.key] });
  await submit(first.url, log.request(0, 8));
  const older = freshFolder();
  cpSync(join(first.dataDir, "state"), join(older, "state"), { recursive: true });
  cpSync(join(first.dataDir, "key.json"), join(older, "key.json"));
  rmSync(join(older, "state", "owner"));
  await submit(first.url, log.request(8, 300));
  await first.close();
  const { url } = await startWitness({ logs: [log.key], dataDir: older });
  await expectConflict(await submit(url, log.request(300, 600)), 8);
  // The fork leaves before 8, so the older size is enough to see it.
  await expectRefusal(await submit(url, fork.request(8, 600)), 422, "proof_refused");
  expect((await submit(url, log.request(8, 600))).status).toBe(200);
});

/** A witness that cosigned 300, closed. @returns its folder and the file of the log */
async function closedWitness(): Promise<{ dataDir: string; path: string }> {
  const { url, dataDir, close } = await startWitness({ logs: [log.key] });
  await submit(url, log.request(0, 300));
  await close();
  const [name = "nothing"] = readdirSync(join(dataDir, "state"));
  return { dataDir, path: join(dataDir, "state", name) };
}

const DAMAGES: readonly (readonly [string, (text: string) => string])[] = [
  ["empty", () => ""],
  ["cut", (text) => text.slice(0, -20)],
  ["without the log's signature", (text) => text.replace(/\n— tegenspraak[^\n]+/, "")],
  ["without its own signature", (text) => text.replace(/— authority[^\n]+\n/, "")],
  ["of another size", (text) => text.replace("\n300\n", "\n8\n")],
  ["of another log", (text) => text.replaceAll("letters", "ledger")],
  ["something else", () => "{}"],
];

test.for(DAMAGES)("witness: with a state that is %s it does not start, and says so in one line", async ([, damage]) => {
  const { dataDir, path } = await closedWitness();
  writeFileSync(path, damage(readFileSync(path, "utf8")));
  const before = readFileSync(path, "utf8");
  const start = (): unknown => witnessOf({ logs: [log.key], dataDir });
  expect(start).toThrow(ConfigError);
  expect(start).toThrow(/^DATA_DIR: [^\n]+put that file back[^\n]+$/);
  expect(readFileSync(path, "utf8")).toBe(before);
});

test("witness: a key without its folder, a folder without its key, and a key that is none are named", async () => {
  const start = (dataDir: string) => (): unknown => witnessOf({ logs: [log.key], dataDir });
  const [a, b, c, d] = await Promise.all([closedWitness(), closedWitness(), closedWitness(), closedWitness()]);
  rmSync(join(a.dataDir, "state"), { recursive: true });
  expect(start(a.dataDir)).toThrow(/^DATA_DIR: [^\n]+ is gone, [^\n]+$/);
  rmSync(join(b.dataDir, "key.json"));
  expect(start(b.dataDir)).toThrow(/^WITNESS_KEY or COUNCIL_KEY: [^\n]+ is gone, [^\n]+$/);
  writeFileSync(join(c.dataDir, "key.json"), "{}");
  expect(start(c.dataDir)).toThrow(/^WITNESS_KEY or COUNCIL_KEY: [^\n]+ does not hold the key of a witness$/);
  // Another witness's key does not vouch for what this one cosigned.
  cpSync(join(freshKey(), "key.json"), join(d.dataDir, "key.json"));
  expect(start(d.dataDir)).toThrow(/^DATA_DIR: [^\n]+$/);
});

function freshKey(): string {
  const dataDir = freshFolder();
  const witness = witnessOf({ logs: [log.key], dataDir });
  cleanUp(() => witness.close());
  return dataDir;
}
