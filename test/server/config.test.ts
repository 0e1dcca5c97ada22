// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { ConfigError, readConfig } from "../../server/config.ts";
import { cleanUp, demoFolder, freshDatabase, freshFolder } from "./board.ts";
import { freePorts, startProgram } from "./program.ts";
import { execute, withDatabase } from "./sql.ts";

/** A board that is not a demo: everything below changes one thing of it. */
const BOARD = { ROLES: "board,relay", ORIGIN: "dissent.example.org" };

const BAD: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ...["0", "-1", "65535", "70000", "8080.5", "8e3", "http", " 80", "0x50"].map((PORT) => ["PORT", { PORT }] as const),
  ...["not an address", "127.0.0.1/8", "a_b", "x".repeat(300)].map((HOST) => ["HOST", { HOST, ...BOARD }] as const),
  ...["0.0.0.0", "::", "192.0.2.1", "example.org"].map((HOST) => ["HOST", { HOST }] as const),
  ...["dissent", "Dissent.example.org", "https://dissent.example.org", "a..b", "-a.b", "a.b/", "a b.c"].map(
    (ORIGIN) => ["ORIGIN", { ...BOARD, ORIGIN }] as const,
  ),
  ["ORIGIN", { ROLES: "board" }],
  ["ORIGIN", { ORIGIN: "dissent.example.org" }],
  ["ORIGIN", { ORIGIN: "xlocalhost" }],
  ...["/tmp/db", "http://x/y", "postgres", "postgres//x"].map(
    (DATABASE_URL) => ["DATABASE_URL", { DATABASE_URL }] as const,
  ),
  ...["boards", "board relay", ",", "board,", "demo", "relay,demo"].map((ROLES) => ["ROLES", { ROLES }] as const),
  ...["0", "999", "86400001", "2s", "1000.5", "-1000"].map(
    (SEQUENCE_INTERVAL_MS) => ["SEQUENCE_INTERVAL_MS", { SEQUENCE_INTERVAL_MS }] as const,
  ),
  ...["0", "999", "3600001", "1m"].map((SLOT_INTERVAL_MS) => ["SLOT_INTERVAL_MS", { SLOT_INTERVAL_MS }] as const),
  ["BOARD_URL", { ...BOARD, ROLES: "relay" }],
  ...["board:8081", "http://board:8081/", "http://board:8081/v1", "ftp://board", "//board"].flatMap((value) => [
    ["BOARD_URL", { ...BOARD, ROLES: "relay", BOARD_URL: value }] as const,
    ["RELAY_ORIGIN", { RELAY_ORIGIN: value }] as const,
    ["BOARD_ORIGIN", { BOARD_ORIGIN: value }] as const,
  ]),
  ...["x", "a+b+c", "a b c"].map((DIRECTORY_KEYS) => ["DIRECTORY_KEYS", { ...BOARD, DIRECTORY_KEYS }] as const),
];

test.for(BAD)("config: a bad %s is named in one line (%j)", ([name, environment]) => {
  let refusal: unknown;
  try {
    readConfig(environment);
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toBeInstanceOf(ConfigError);
  expect((refusal as ConfigError).message).toMatch(new RegExp(`^${name}: [^\\n]+$`));
});

test("config: what is given empty counts as not given", () => {
  const names = ["PORT", "HOST", "DATA_DIR", "DATABASE_URL", "ROLES", "ORIGIN", "BOARD_URL", "BOARD_KEYS"];
  const more = ["SEQUENCE_INTERVAL_MS", "SLOT_INTERVAL_MS", "RELAY_ORIGIN", "BOARD_ORIGIN", "DIRECTORY_KEYS"];
  expect(readConfig(Object.fromEntries([...names, ...more].map((name) => [name, ""])))).toEqual(readConfig({}));
});

test("config: the demo is the default, on the loopback address, with short intervals", () => {
  const config = readConfig({});
  expect([...config.roles].sort()).toEqual(["board", "demo", "relay"]);
  expect(config).toMatchObject({ host: "127.0.0.1", port: 8080, origin: "tegenspraak.localhost", databaseUrl: null });
  expect(config).toMatchObject({ sequenceIntervalMs: 2_000, relayOrigin: "http://127.0.0.1:8080" });
  expect(readConfig(BOARD)).toMatchObject({ sequenceIntervalMs: 3_600_000, slotIntervalMs: 60_000 });
  expect(readConfig({ HOST: "::1" })).toMatchObject({ boardOrigin: "http://[::1]:8081" });
});

/** Starts the program and waits for it to give up. @returns the one line it said */
async function refusal(environment: Readonly<Record<string, string>>): Promise<string> {
  const program = await startProgram({ environment: { LOG: "off", ...environment } });
  expect(await program.ended()).toBe(1);
  expect(program.output()).toBe("");
  const lines = program.errors().split("\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toBe("");
  return lines[0] ?? "";
}

test("config: the program says one line about a bad value and exits with 1", async () => {
  const lines = await Promise.all([
    refusal({ PORT: "http" }),
    refusal({ ORIGIN: "dissent.example.org" }),
    refusal({ ...BOARD, HOST: "no-such-host.invalid" }),
    refusal({ ROLES: "boards" }),
  ]);
  const names = ["PORT: ", "ORIGIN: ", "HOST or PORT: ", "ROLES: "];
  for (const [i, line] of lines.entries()) expect(line.slice(0, names[i]?.length)).toBe(names[i]);
});

test("config: a database that cannot be had is named without its password", async () => {
  const { port } = await unusedPort();
  const lines = await Promise.all([
    refusal({ DATABASE_URL: `postgres://someone:hunter2canary@127.0.0.1:${port}/board` }),
    refusal({ DATABASE_URL: `postgres://someone:hunter2canary@localhost:${port}/board` }),
    refusal({ DATABASE_URL: "postgres://someone:hunter2canary@no-such-host.invalid/board" }),
    refusal({ DATABASE_URL: "postgres://someone:hunter2canary%zz@127.0.0.1/board" }),
    refusal({ DATABASE_URL: withDatabase(inject("clusterUrl"), "hunter2-no-such-database") }),
    refusal({ DATABASE_URL: withPassword(inject("clusterUrl"), "hunter2canary") }),
  ]);
  for (const line of lines) {
    expect(line).toMatch(/^DATABASE_URL: .*\(.+\)$/);
    expect(line).not.toContain("hunter2canary");
  }
});

const withPassword = (url: string, password: string): string => Object.assign(new URL(url), { password }).href;

async function unusedPort(): Promise<AddressInfo> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return address;
}

test("config: a database in which tables may not be made is named", async () => {
  const databaseUrl = await freshDatabase("template1");
  const role = `narrow_${process.pid}`;
  await execute(databaseUrl, `create role ${role} login password 'narrow'`);
  cleanUp(() => execute(inject("clusterUrl"), `drop role ${role}`));
  const narrow = Object.assign(new URL(databaseUrl), { username: role, password: "narrow" }).href;
  const line = await refusal({ ...BOARD, DATABASE_URL: narrow });
  expect(line).toMatch(/^DATABASE_URL: /);
});

test("config: a port that is taken, the board's too, is named", async () => {
  const port = await freePorts();
  for (const taken of [port, port + 1]) {
    const server = createServer().listen(taken, "127.0.0.1");
    await once(server, "listening");
    const environment = { PORT: String(port), DATA_DIR: demoFolder(), DATABASE_URL: await freshDatabase("demo") };
    expect(await refusal(environment)).toBe(`PORT: ${taken} is in use; choose another`);
    server.close();
    await once(server, "close");
  }
});

test("config: a folder or key file that cannot be used is named", async () => {
  const folder = freshFolder();
  writeFileSync(join(folder, "file"), "");
  writeFileSync(join(folder, "keys"), "not keys");
  const DATABASE_URL = await freshDatabase("board");
  const lines = await Promise.all([
    refusal({ DATA_DIR: join(folder, "file") }),
    refusal({ DATA_DIR: join(folder, "file", "data"), DATABASE_URL }),
    refusal({ ...BOARD, DATABASE_URL, BOARD_KEYS: folder }),
    refusal({ ...BOARD, DATABASE_URL, BOARD_KEYS: join(folder, "keys") }),
  ]);
  const names = ["DATA_DIR or ", "DATA_DIR or ", "BOARD_KEYS: ", "BOARD_KEYS: "];
  for (const [i, line] of lines.entries()) expect(line.slice(0, 12)).toBe(names[i]);
});
