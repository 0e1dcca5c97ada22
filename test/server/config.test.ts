// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { formatVerifierKey } from "#crypto";
import { ConfigError, readConfig } from "../../server/config.ts";
import { cleanUp, demoFolder, freshDatabase, freshFolder } from "./board.ts";
import { freePorts } from "../free-ports.ts";
import { startProgram } from "./program.ts";
import { execute, withDatabase } from "./sql.ts";

/** A board that is not a demo: everything below changes one thing of it. */
const BOARD = { ROLES: "board,relay", ORIGIN: "dissent.example.org" };
/** A relay that the web reaches by https, and an onion service's address out of Tor's own specification. */
const SECURE = { ...BOARD, RELAY_ORIGIN: "https://dissent.example.org" };
const ONION = "http://pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscryd.onion";
/** An issuer that runs apart. */
const ISSUER = {
  ROLES: "issuer",
  ORIGIN: "dissent.example.org",
  BOARD_URL: "https://desk.example.org",
  OIDC_ISSUER: "https://id.example.org/staff",
  OIDC_CLIENT_ID: "dissent",
  OIDC_CLIENT_SECRET: "shared",
};

/** A witness that runs apart, and knows no board. */
const WITNESS = {
  ROLES: "witness",
  WITNESS_NAME: "authority.example.org/witness",
  WITNESS_LOGS: vkey("a.example/log", 1),
};

/** The works council's node, which posts cover through the relay of a board elsewhere. */
const COUNCIL = {
  ROLES: "council",
  COUNCIL_NAME: "council.example.org/witness",
  WITNESS_LOGS: WITNESS.WITNESS_LOGS,
  ORIGIN: "dissent.example.org",
  BOARD_URL: "https://desk.example.org",
  RELAY_ORIGIN: "https://dissent.example.org",
  DIRECTORY_KEYS: [1, 2, 3].map((mark) => vkey("a.example/signer", 1, mark)).join(" "),
  COVER_PHRASE_FILE: "/run/secrets/words",
};

function vkey(name: string, type: 1 | 4, mark = 7): string {
  return formatVerifierKey({ name, type, publicKey: new Uint8Array(32).fill(mark) });
}

const [ONE, TWO] = [vkey("one.example/witness", 4, 1), vkey("two.example/witness", 4, 2)];

const BAD: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ...["0", "-1", "65530", "65535", "70000", "8080.5", "8e3", "http", " 80", "0x50"].map(
    (PORT) => ["PORT", { PORT }] as const,
  ),
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
  ...["boards", "board relay", ",", "board,", "demo", "relay,demo", "issuer,demo"].map(
    (ROLES) => ["ROLES", { ROLES }] as const,
  ),
  ...["0", "999", "86400001", "2s", "1000.5", "-1000"].map(
    (SEQUENCE_INTERVAL_MS) => ["SEQUENCE_INTERVAL_MS", { SEQUENCE_INTERVAL_MS }] as const,
  ),
  ...["0", "999", "1500", "3600001", "1m"].map(
    (SLOT_INTERVAL_MS) => ["SLOT_INTERVAL_MS", { SLOT_INTERVAL_MS }] as const,
  ),
  ["BOARD_URL", { ...BOARD, ROLES: "relay" }],
  ["BOARD_URL", { ...ISSUER, BOARD_URL: "" }],
  ["ORIGIN", { ...ISSUER, ORIGIN: "" }],
  ...["mysql://x/y", "postgres", ""].map(
    (ISSUER_DATABASE_URL) =>
      ["ISSUER_DATABASE_URL", { DATABASE_URL: "postgres://x@y/board", ISSUER_DATABASE_URL }] as const,
  ),
  ["ISSUER_DATABASE_URL", { DATABASE_URL: "postgres://x@y/z", ISSUER_DATABASE_URL: "postgres://x@y/z" }],
  ["DATABASE_URL", { ...ISSUER, DATABASE_URL: "mysql://x/y" }],
  ...[
    "",
    "http://id.example.org",
    "id.example.org",
    "ftp://127.0.0.1",
    "https://id.example.org/?a=b",
    "https://a:b@c",
  ].map((OIDC_ISSUER) => ["OIDC_ISSUER", { ...ISSUER, OIDC_ISSUER }] as const),
  ["OIDC_CLIENT_ID", { ...ISSUER, OIDC_CLIENT_ID: "" }],
  ["OIDC_CLIENT_SECRET", { ...ISSUER, OIDC_CLIENT_SECRET: "" }],
  // Who runs the demo's identity provider for an issuer in another process gives both the same secret.
  ["OIDC_CLIENT_SECRET", { ROLES: "board,relay,demo", ISSUER_ORIGIN: "http://127.0.0.1:9002" }],
  ...["0", "21", "-3", "three"].map((PASSES_PER_QUARTER) => ["PASSES_PER_QUARTER", { PASSES_PER_QUARTER }] as const),
  ...["board:8081", "http://board:8081/", "http://board:8081/v1", "ftp://board", "//board"].flatMap((value) => [
    ["BOARD_URL", { ...BOARD, ROLES: "relay", BOARD_URL: value }] as const,
    ["RELAY_ORIGIN", { RELAY_ORIGIN: value }] as const,
    ["BOARD_ORIGIN", { BOARD_ORIGIN: value }] as const,
    ["ISSUER_ORIGIN", { ISSUER_ORIGIN: value }] as const,
  ]),
  ...[
    "onion",
    ONION.slice("http://".length),
    ONION.replace("http:", "https:"),
    `${ONION}/`,
    `${ONION}/how`,
    `${ONION}:80`,
    `${ONION}?x`,
    ONION.replace("http://", "http://www."),
    ONION.replace("http://", "http://u@"),
    ONION.toUpperCase(),
    ONION.replace(".onion", ".onion.example.org"),
    // One letter less, one that base32 does not have, one that is another, and the version of before.
    ONION.replace("pg6m", "pg6"),
    ONION.replace("pg6m", "pg1m"),
    ONION.replace("pg6m", "pg6n"),
    ONION.replace("scryd", "scryc"),
    "http://duskgytldkxiuqc6.onion",
  ].map((ONION_LOCATION) => ["ONION_LOCATION", { ...SECURE, ONION_LOCATION }] as const),
  // Browsers heed it of a page that came by https only.
  ["ONION_LOCATION", { ...BOARD, ONION_LOCATION: ONION }],
  ["ONION_LOCATION", { ...SECURE, RELAY_ORIGIN: "http://dissent.example.org", ONION_LOCATION: ONION }],
  ...["x", "a+b+c", "a b c"].map((DIRECTORY_KEYS) => ["DIRECTORY_KEYS", { ...BOARD, DIRECTORY_KEYS }] as const),
  ["WITNESS_NAME", { ...WITNESS, WITNESS_NAME: "" }],
  ["COUNCIL_NAME", { ...WITNESS, ROLES: "council" }],
  ...["-1", "2.5", "two", "1e1", "16", "00002"].map(
    (COVER_PER_HOUR) => ["COVER_PER_HOUR", { ...COUNCIL, COVER_PER_HOUR }] as const,
  ),
  ["COVER_PER_HOUR", { ...COUNCIL, COVER_PER_HOUR: "2", SLOT_INTERVAL_MS: "600000" }],
  ["COVER_PER_HOUR", { ...COUNCIL, SLOT_INTERVAL_MS: "600000" }],
  ["COVER_PER_HOUR", { COVER_PER_HOUR: "451" }],
  ["COVER_PER_HOUR", { ...BOARD, COVER_PER_HOUR: "some" }],
  // A node that posts cover has to know everything that it takes.
  ...["ORIGIN", "BOARD_URL", "RELAY_ORIGIN", "DIRECTORY_KEYS", "COVER_PHRASE_FILE"].map(
    (name) => [name, { ...COUNCIL, [name]: "" }] as const,
  ),
  ["COVER_PHRASE_FILE", { ...BOARD, ROLES: "board,relay,council", COUNCIL_NAME: "council.example.org/witness" }],
  ["WITNESS_NAME", { ...BOARD, ROLES: "board,witness" }],
  ...["a b", "a+b", "é.example", "x".repeat(201), "\u0007"].map(
    (WITNESS_NAME) => ["WITNESS_NAME", { ...WITNESS, WITNESS_NAME }] as const,
  ),
  ["ORIGIN", { ...WITNESS, ORIGIN: "Dissent" }],
  ["ORIGIN", { ...WITNESS, ROLES: "witness,board" }],
  ...["", "x", ONE, `${WITNESS.WITNESS_LOGS} x`, `${WITNESS.WITNESS_LOGS} ${WITNESS.WITNESS_LOGS}`].map(
    (WITNESS_LOGS) => ["WITNESS_LOGS", { ...WITNESS, WITNESS_LOGS }] as const,
  ),
  ...[
    "x",
    ONE,
    `http://a.example ${ONE}`,
    `${ONE} http://a.example ${TWO}`,
    `${ONE} http://a.example ${ONE} http://b.example`,
    `${WITNESS.WITNESS_LOGS} http://a.example`,
    `${ONE} ftp://a.example`,
    `${ONE} a.example/witness`,
    `${ONE} http://a.example/?b`,
    `${ONE} http://a.example/#b`,
    `${ONE} http://a:b@a.example/`,
    Array.from({ length: 16 }, (_, i) => `${vkey("many.example", 4, i)} http://a.example`).join(" "),
  ].map((WITNESSES) => ["WITNESSES", { ...BOARD, WITNESSES }] as const),
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
  const onion = ["ONION_LOCATION"];
  const oidc = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "PASSES_PER_QUARTER", "POST_KEYS"];
  const issuer = ["ISSUER_DATABASE_URL", "ISSUER_ORIGIN", "ISSUER_KEYS", "ISSUER_SECRETS"];
  const witness = ["WITNESS_NAME", "WITNESS_KEY", "WITNESS_LOGS", "WITNESSES", "COUNCIL_NAME", "COUNCIL_KEY"];
  const cover = ["COVER_PER_HOUR", "COVER_PHRASE_FILE"];
  const empty = Object.fromEntries(
    [...names, ...more, ...onion, ...oidc, ...issuer, ...witness, ...cover].map((name) => [name, ""]),
  );
  expect(readConfig(empty)).toEqual(readConfig({}));
});

test("config: the demo is the default, on the loopback address, with short intervals", () => {
  const config = readConfig({});
  expect([...config.roles].sort()).toEqual(["board", "council", "demo", "issuer", "relay", "witness"]);
  expect(config).toMatchObject({ host: "127.0.0.1", port: 8080, origin: "tegenspraak.localhost", databaseUrl: null });
  expect(config).toMatchObject({ sequenceIntervalMs: 2_000, relayOrigin: "http://127.0.0.1:8080" });
  expect(readConfig(BOARD)).toMatchObject({ sequenceIntervalMs: 3_600_000, slotIntervalMs: 60_000 });
  expect(readConfig({ HOST: "::1" })).toMatchObject({ boardOrigin: "http://[::1]:8081" });
});

test("config: the address of an onion service is taken as it is, where pages come by https", () => {
  const others = [
    "sp3k262uwy4r2k3ycr5awluarykdpag6a7y33jxop4cs2lu5uz5sseqd",
    "xa4r2iadxm55fbnqgwwi5mymqdcofiu3w6rpbtqn7b2dyn7mgwj64jyd",
  ];
  for (const ONION_LOCATION of [ONION, ...others.map((name) => `http://${name}.onion`)])
    expect(readConfig({ ...SECURE, ONION_LOCATION }).onionLocation).toBe(ONION_LOCATION);
  expect(readConfig(SECURE).onionLocation).toBeNull();
  // Who has no relay has no pages to say it with.
  expect(readConfig({ ...ISSUER, ONION_LOCATION: ONION }).onionLocation).toBe(ONION);
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
  const unreachable = (environment: Readonly<Record<string, string>>): Promise<string> =>
    refusal({ ...BOARD, ...environment });
  const lines = await Promise.all([
    unreachable({ DATABASE_URL: `postgres://someone:hunter2canary@127.0.0.1:${port}/board` }),
    unreachable({ DATABASE_URL: `postgres://someone:hunter2canary@localhost:${port}/board` }),
    unreachable({ DATABASE_URL: "postgres://someone:hunter2canary@no-such-host.invalid/board" }),
    unreachable({ DATABASE_URL: "postgres://someone:hunter2canary%zz@127.0.0.1/board" }),
    unreachable({ DATABASE_URL: withDatabase(inject("clusterUrl"), "hunter2-no-such-database") }),
    unreachable({ DATABASE_URL: withPassword(inject("clusterUrl"), "hunter2canary") }),
  ]);
  const beside = await refusal({
    DATABASE_URL: await freshDatabase("demo"),
    DATA_DIR: demoFolder(),
    ISSUER_DATABASE_URL: "postgres://someone:hunter2canary@no-such-host.invalid/issuer",
  });
  expect(beside).toMatch(/^ISSUER_DATABASE_URL: .*\(.+\)$/);
  expect(beside).not.toContain("hunter2canary");
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
  for (const roles of [BOARD, ISSUER])
    expect(await refusal({ ...roles, DATABASE_URL: narrow })).toMatch(/^DATABASE_URL: its user may not make tables/);
});

test("config: the demo has both witnesses, and elsewhere there are the ones that are asked for", () => {
  const demo = readConfig({ DATA_DIR: "/somewhere", ROLES: "board,demo" });
  expect(demo.council).toEqual({
    name: "council.tegenspraak.localhost/witness",
    keyFile: "/somewhere/council-key.json",
    folder: "/somewhere/council",
  });
  expect(demo.witness).toEqual({
    name: "authority.tegenspraak.localhost/witness",
    keyFile: "/somewhere/witness-key.json",
    folder: "/somewhere/witness",
  });
  expect(demo).toMatchObject({ witnessLogs: null, witnesses: null });
  expect(readConfig(BOARD)).toMatchObject({ council: null, witness: null });
  const apart = readConfig({ ...WITNESS, WITNESS_KEY: "/keys/w.json", DATA_DIR: "/elsewhere" });
  expect(apart).toMatchObject({ origin: "", databaseUrl: null, council: null });
  expect(apart.witness).toEqual({ name: WITNESS.WITNESS_NAME, keyFile: "/keys/w.json", folder: "/elsewhere/witness" });
  expect(apart.witnessLogs?.map(formatVerifierKey)).toEqual([WITNESS.WITNESS_LOGS]);
  const { witnesses } = readConfig({
    ...BOARD,
    WITNESSES: ` ${ONE} http://a.example/witness/\n${TWO}  https://b.example`,
  });
  expect(witnesses?.map(({ key, url }) => [formatVerifierKey(key), url])).toEqual([
    [ONE, "http://a.example/witness"],
    [TWO, "https://b.example"],
  ]);
});

test("config: the council's node posts two bursts an hour unless it is told otherwise, and none with 0", () => {
  expect(readConfig(COUNCIL)).toMatchObject({
    relayOrigin: COUNCIL.RELAY_ORIGIN,
    boardUrl: COUNCIL.BOARD_URL,
    slotIntervalMs: 60_000,
    cover: { perHour: 2, phraseFile: "/run/secrets/words" },
  });
  expect(readConfig({ ...COUNCIL, COVER_PER_HOUR: "15" }).cover?.perHour).toBe(15);
  // Of a node that posts none nothing more is asked than of another witness.
  const { COUNCIL_NAME, WITNESS_LOGS } = COUNCIL;
  const alone = { ROLES: "council", COUNCIL_NAME, WITNESS_LOGS, COVER_PER_HOUR: "0" };
  expect(readConfig(alone)).toMatchObject({ cover: null, origin: "" });
  // Slots that are few have room for less; who posts nothing is not asked.
  expect(readConfig({ ...COUNCIL, SLOT_INTERVAL_MS: "900000", COVER_PER_HOUR: "1" }).cover?.perHour).toBe(1);
  expect(readConfig({ ...WITNESS, SLOT_INTERVAL_MS: "3600000" }).cover).toBe(null);
});

test("config: in the demo there is cover that is seen, as somebody whom the demo knows; where the node is not, there is none", () => {
  expect(readConfig({}).cover).toEqual({ perHour: 20, phraseFile: null });
  expect(readConfig({ COVER_PER_HOUR: "450" }).cover?.perHour).toBe(450);
  for (const ROLES of ["board,relay,demo", "board,relay,issuer,witness,demo"])
    expect(readConfig({ ROLES }).cover).toBe(null);
  expect(readConfig({ ...BOARD, COVER_PER_HOUR: "2" }).cover).toBe(null);
});

test("config: the demo has an identity provider of its own, unless it is given one", () => {
  expect(readConfig({})).toMatchObject({
    issuerOrigin: "http://127.0.0.1:8082",
    demoProvider: "http://127.0.0.1:8083",
    signIn: { issuer: "http://127.0.0.1:8083", clientId: "tegenspraak", clientSecret: null },
    passesPerQuarter: 3,
  });
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = ISSUER;
  const signIn = { issuer: OIDC_ISSUER, clientId: "dissent", clientSecret: "shared" };
  const given = readConfig({ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET });
  expect(given).toMatchObject({ demoProvider: null, signIn });
  expect(readConfig(BOARD)).toMatchObject({ demoProvider: null, signIn: null, issuerOrigin: null });
  expect(readConfig({ ROLES: "board,relay,demo" })).toMatchObject({ demoProvider: null, signIn: null });
  for (const host of ["127.0.0.1", "[::1]", "localhost"])
    expect(readConfig({ ...ISSUER, OIDC_ISSUER: `http://${host}:9003` }).signIn?.issuer).toBe(`http://${host}:9003`);
});

test("config: an issuer alone has DATABASE_URL for itself; beside the board it has another one, or an embedded one", () => {
  const [board, issuer] = ["postgres://x@y/board", "postgres://x@y/issuer"];
  const alone = readConfig({ ...ISSUER, DATABASE_URL: issuer });
  expect(alone).toMatchObject({ databaseUrl: null, issuerDatabaseUrl: issuer });
  const beside = readConfig({ DATABASE_URL: board, ISSUER_DATABASE_URL: issuer });
  expect(beside).toMatchObject({ databaseUrl: board, issuerDatabaseUrl: issuer });
  expect(readConfig({ ...BOARD, DATABASE_URL: board })).toMatchObject({ databaseUrl: board, issuerDatabaseUrl: null });
  expect(readConfig({})).toMatchObject({ databaseUrl: null, issuerDatabaseUrl: null });
});

test("config: a port that is taken, whatever listens there, is named", async () => {
  const port = await freePorts();
  for (const taken of Array.from({ length: 6 }, (_, i) => port + i)) {
    const server = createServer().listen(taken, "127.0.0.1");
    await once(server, "listening");
    const environment = {
      PORT: String(port),
      DATA_DIR: demoFolder(),
      DATABASE_URL: await freshDatabase("demo"),
      ISSUER_DATABASE_URL: await freshDatabase("issuer"),
    };
    expect(await refusal(environment)).toBe(`PORT: ${taken} is in use; choose another`);
    server.close();
    await once(server, "close");
  }
});

test("config: a folder or key file that cannot be used is named", async () => {
  const folder = freshFolder();
  writeFileSync(join(folder, "file"), "");
  writeFileSync(join(folder, "keys"), "not keys");
  writeFileSync(join(folder, "open"), "een twee drie vier vijf zes", { mode: 0o440 });
  writeFileSync(join(folder, "five"), "een twee drie vier vijf\n", { mode: 0o400 });
  const DATABASE_URL = await freshDatabase("board");
  const issuer = await freshDatabase("issuer");
  const lines = await Promise.all([
    refusal({ DATA_DIR: join(folder, "file") }),
    refusal({ ROLES: "board,relay,demo", DATA_DIR: join(folder, "file", "data"), DATABASE_URL }),
    refusal({ ...BOARD, DATABASE_URL, BOARD_KEYS: folder }),
    refusal({ ...BOARD, DATABASE_URL, BOARD_KEYS: join(folder, "keys") }),
    refusal({ ...ISSUER, DATABASE_URL: issuer, ISSUER_KEYS: join(folder, "keys") }),
    refusal({ ...ISSUER, DATABASE_URL: issuer, ISSUER_SECRETS: join(folder, "keys") }),
    refusal({ ...WITNESS, WITNESS_KEY: folder }),
    refusal({ ...WITNESS, WITNESS_KEY: join(folder, "keys") }),
    refusal({ ...COUNCIL, COVER_PER_HOUR: "2", COVER_PHRASE_FILE: join(folder, "nothing") }),
    refusal({ ...COUNCIL, COVER_PER_HOUR: "2", COVER_PHRASE_FILE: join(folder, "open") }),
    refusal({ ...COUNCIL, COVER_PER_HOUR: "2", COVER_PHRASE_FILE: join(folder, "five") }),
  ]);
  const names = [
    "DATA_DIR or ",
    "DATA_DIR or ",
    "BOARD_KEYS: ",
    "BOARD_KEYS: ",
    "ISSUER_KEYS ",
    "ISSUER_SECRETS: ",
    "DATA_DIR or ",
    "WITNESS_KEY or ",
    "COVER_PHRASE_FILE: there is",
    "COVER_PHRASE_FILE: let nobody",
    "COVER_PHRASE_FILE: this file",
  ];
  for (const [i, line] of lines.entries()) expect(line.startsWith(names[i] ?? "?")).toBe(true);
});
