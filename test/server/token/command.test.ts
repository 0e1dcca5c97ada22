// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { base64urlDecode, hex, issuingKey, tokenKeysOf, utf8, type TokenKeyEntry } from "#crypto";
import { makeTokenKey, type Made } from "../../../server/token/command.ts";
import { readTokenKeys } from "../../../server/token/index.ts";
import { freshFolder } from "../board.ts";

const COMMAND = fileURLToPath(new URL("../../../server/token/command.ts", import.meta.url));
const NOW = Date.parse("2026-12-09T10:00:00Z");

/** The entry as a directory has it once it was read. */
function entryOf({ entry }: Made): TokenKeyEntry {
  const read = JSON.parse(entry) as Omit<TokenKeyEntry, "hash"> & { hash: string };
  expect(Object.keys(read).sort()).toEqual(["from", "hash", "purpose", "until"]);
  return { ...read, hash: base64urlDecode(read.hash) };
}

test("token keys: a new key is in the file of whoever signs with it, and ledger and directory name that very key", () => {
  const DATA_DIR = freshFolder();
  const files = { pass: "issuer-keys.json", ballot: "issuer-keys.json", post: "post-keys.json" } as const;
  for (const [purpose, file] of Object.entries(files)) {
    const made = makeTokenKey([purpose], { DATA_DIR }, NOW);
    const stored = readTokenKeys(join(DATA_DIR, file)).filter((key) => key.purpose === purpose);
    expect(stored).toHaveLength(1);
    expect(statSync(join(DATA_DIR, file)).mode & 0o777).toBe(0o600);
    // As every client reads it.
    const [key] = tokenKeysOf([entryOf(made)], [utf8(made.document)]);
    expect(key).toMatchObject({ purpose, from: "2027-01-01", until: "2029-01-01" });
    expect(hex(key?.key.encoded ?? new Uint8Array(0))).toBe(hex(stored[0]?.publicKey.encoded ?? new Uint8Array(0)));
    expect(made.advice).toMatch(/before 2027-01-01.*\.$/);
  }
});

test("token keys: the next key takes over on its day and not before", () => {
  const environment = { DATA_DIR: freshFolder() };
  const made = ["2026-12-01", "2027-06-15"].map((day) => makeTokenKey(["pass", day], environment, NOW));
  const keys = tokenKeysOf(
    made.map(entryOf),
    made.map(({ document }) => utf8(document)),
  );
  const stored = readTokenKeys(join(environment.DATA_DIR, "issuer-keys.json"));
  for (const [day, from] of [
    ["2026-12-01", "2026-12-01"],
    ["2027-06-14", "2026-12-01"],
    ["2027-06-15", "2027-06-15"],
    ["2028-06-14", "2027-06-15"],
  ] as const) {
    expect(issuingKey(keys, "pass", day)?.from).toBe(from);
    expect(issuingKey(stored, "pass", day)?.from).toBe(from);
  }
  expect(issuingKey(stored, "pass", "2028-06-15")).toBeNull();
});

test("token keys: in December the next month is January", () => {
  const made = makeTokenKey(["post"], { DATA_DIR: freshFolder() }, Date.parse("2026-12-31T23:59:59Z"));
  expect(entryOf(made).from).toBe("2027-01-01");
});

const BAD: readonly (readonly string[])[] = [
  [],
  ["pas"],
  ["pass", "1 January"],
  ["pass", "2027-02-30"],
  ["pass", "2027-1-1"],
  ["pass", "2027-01-01", "2028-01-01"],
  ["pass", "2026-12-01"],
];

test.for(BAD.map((given) => ({ given })))(
  "token keys: $given is refused in one line, and nothing is written",
  ({ given }) => {
    const DATA_DIR = freshFolder();
    makeTokenKey(["pass", "2026-12-01"], { DATA_DIR }, NOW);
    const before = readFileSync(join(DATA_DIR, "issuer-keys.json"), "utf8");
    expect(() => makeTokenKey(given, { DATA_DIR }, NOW)).toThrow(/^token-keys: [^\n]+$/);
    expect(readFileSync(join(DATA_DIR, "issuer-keys.json"), "utf8")).toBe(before);
  },
);

test("token keys: the command prints two lines of JSON, says what to do, and keeps the secret to itself", () => {
  const DATA_DIR = freshFolder();
  const run = (...given: string[]) =>
    spawnSync(process.execPath, [COMMAND, ...given], {
      env: { PATH: process.env["PATH"], DATA_DIR },
      encoding: "utf8",
    });
  const refused = run("everything");
  expect([refused.status, refused.stdout]).toEqual([1, ""]);
  expect(refused.stderr).toMatch(/^token-keys: [^\n]+\n$/);
  expect(existsSync(join(DATA_DIR, "issuer-keys.json"))).toBe(false);

  const made = run("ballot", "2027-03-01");
  expect(made.status).toBe(0);
  const [document = "", entry = "", ...rest] = made.stdout.split("\n");
  expect(rest).toEqual([""]);
  expect(tokenKeysOf([entryOf({ document, entry, advice: "" })], [utf8(document)])).toHaveLength(1);
  expect(made.stderr).toMatch(/^Put the first line in the ledger .*\.\n$/);
  const { keys } = JSON.parse(readFileSync(join(DATA_DIR, "issuer-keys.json"), "utf8")) as {
    keys: { pkcs8: string }[];
  };
  expect(made.stdout + made.stderr).not.toContain(keys[0]?.pkcs8);
});
