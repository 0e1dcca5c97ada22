// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  derivePhraseMaster,
  formatVerifierKey,
  hex,
  LOGS,
  openDirectory,
  openKeyring,
  parseNote,
  parseVerifierKey,
  phraseKeys,
  signingKey,
  utf8Decode,
  vouching,
  xwingKey,
  type VerifierKey,
} from "#crypto";
import { buildApp } from "../../../server/app.ts";
import { ConfigError, readConfig } from "../../../server/config.ts";
import { openDatabase } from "../../../server/database/index.ts";
import {
  anyBurst,
  BOARD_ROLES,
  cleanUp,
  demoFolder,
  expectProblem,
  freshDatabase,
  freshFolder,
  NEVER,
  openBoard,
  ORIGIN,
  postBurst,
} from "../board.ts";
import { startProgram, type Program } from "../program.ts";
import { tablesOf } from "../tables.ts";
import { freshAuthorization } from "../tokens.ts";

async function appOf(databaseUrl: string, environment: Readonly<Record<string, string>>) {
  const database = await openDatabase(databaseUrl, 3);
  cleanUp(() => database.destroy());
  const config = readConfig({ ROLES: BOARD_ROLES, SEQUENCE_INTERVAL_MS: NEVER, ...environment });
  const app = await buildApp({ config, database, log: false });
  cleanUp(async () => {
    for (const { app: listener } of app.listeners) await listener.close();
    await app.close();
  });
  return { app, config, database };
}

test("demo: the first start makes a directory that two of its keys signed, and secrets for one reader", async () => {
  const folder = freshFolder();
  const { app, config, database } = await appOf(await freshDatabase("board"), { DATA_DIR: folder });
  const files = ["demo.json", "board-keys.json", "post-keys.json", "issuer-keys.json"];
  for (const file of [...files, "council-key.json", "witness-key.json"]) {
    expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  }
  expect(app.demoMembers).toHaveLength(5);
  for (const { phrase } of app.demoMembers) expect(phrase).toMatch(/^[a-z]{4,9}( [a-z]{4,9}){5}$/);
  const board = app.listeners.find(({ port }) => port === config.port + 1)?.app;
  const configuration = (await board?.inject({ url: "/v1/configuration" }))?.json<{ directoryKeys: string[] }>();
  const keys = configuration?.directoryKeys.map(parseVerifierKey) ?? [];
  expect(keys).toHaveLength(3);
  const document = (await board?.inject({ url: "/v1/directory" }))?.rawPayload ?? Buffer.alloc(0);
  const directory = openDirectory(utf8Decode(document), ORIGIN, keys);
  expect(directory.index).toBe(0);
  expect(directory.signedBy).toHaveLength(2);
  expect(directory.statement.teams.map(({ members }) => members.length)).toEqual([2, 2]);

  // The phrase that is shown signs in and opens a keyring that fits the directory.
  const [noor] = app.demoMembers;
  const { login, keyringKey } = phraseKeys(derivePhraseMaster(noor?.phrase.split(" ") ?? [], ORIGIN), ORIGIN);
  const row = await database
    .selectFrom("member_keyring")
    .select("keyring")
    .where("login_key", "=", Buffer.from(login.publicKey))
    .executeTakeFirstOrThrow();
  const keyring = openKeyring(row.keyring, ORIGIN, keyringKey);
  const member = directory.statement.members.find(({ id }) => id === keyring.id);
  expect(member?.name).toBe(noor?.name);
  expect(hex(signingKey(keyring.signing).publicKey)).toBe(hex(member?.key ?? new Uint8Array(0)));
  for (const { group, seed } of keyring.seeds) {
    const published = directory.statement.teams.find(({ id }) => id === group)?.key ?? new Uint8Array(0);
    expect(hex(xwingKey(seed).publicKey)).toBe(hex(published));
  }
  expect(keyring.seeds).toHaveLength(1);
});

test("demo: another start has the same people, keys, directory and rows", async () => {
  const databaseUrl = await freshDatabase("demo");
  const folder = demoFolder();
  const before = await tablesOf(databaseUrl);
  const secrets = readFileSync(join(folder, "demo.json"));
  const first = await appOf(databaseUrl, { DATA_DIR: folder });
  const second = await appOf(databaseUrl, { DATA_DIR: folder });
  expect(second.app.demoMembers).toEqual(first.app.demoMembers);
  expect(await tablesOf(databaseUrl)).toEqual(before);
  expect(hex(readFileSync(join(folder, "demo.json")))).toBe(hex(secrets));
});

test("demo: the witnesses that its directory names vouch for its logs, also where they came later", async () => {
  const folder = demoFolder();
  const environment = { DATA_DIR: folder, DATABASE_URL: await freshDatabase("demo"), ROLES: "board,demo" };
  const namedBy = async ({ board }: Program): Promise<VerifierKey[]> => {
    const { directoryKeys } = (await (await fetch(`${board}/v1/configuration`)).json()) as { directoryKeys: string[] };
    const document = await (await fetch(`${board}/v1/directory`)).text();
    const { statement } = openDirectory(document, ORIGIN, directoryKeys.map(parseVerifierKey));
    expect(statement.witnesses.map(({ name }) => name)).toEqual(["Ondernemingsraad", "Een tweede overheid"]);
    return statement.witnesses.map(({ key }) => parseVerifierKey(key));
  };
  const without = await startProgram({ environment });
  await without.ready();
  const named = await namedBy(without);
  without.child.kill("SIGTERM");
  await without.ended();

  const program = await startProgram({ environment: { ...environment, ROLES: "board,council,witness,demo" } });
  await program.ready();
  expect(await namedBy(program)).toEqual(named);
  const printed = [...program.output().matchAll(/^witness (\S+)$/gm)].map(([, key]) => key);
  expect(printed).toEqual(named.map(formatVerifierKey));
  for (const log of LOGS) {
    const isVouchedFor = async (): Promise<boolean> => {
      const note = await (await fetch(`${program.board}/v1/logs/${log}/checkpoint`)).text();
      return vouching(parseNote(note), named, Date.now() / 1000).fresh;
    };
    await expect.poll(isVouchedFor, { timeout: 20_000 }).toBe(true);
  }
});

test("demo: its people and their phrases are shown", async () => {
  const { board, relay, app } = await openBoard();
  const shown = await board.inject({ url: "/v1/demo" });
  expect(shown.json()).toMatchObject({ members: app.demoMembers });
  for (const listener of [board, relay]) expect((await listener.inject({ url: "/demo.html" })).statusCode).toBe(200);
});

test("demo: with another demo's secrets, other keys of the board or a broken file it does not start", async () => {
  const databaseUrl = await freshDatabase("demo");
  const others = freshFolder();
  await expect(appOf(databaseUrl, { DATA_DIR: others })).rejects.toThrow(/^BOARD_KEYS: /);
  const mixed = demoFolder();
  writeFileSync(join(mixed, "demo.json"), readFileSync(join(others, "demo.json")));
  await expect(appOf(databaseUrl, { DATA_DIR: mixed })).rejects.toThrow(/^DATA_DIR: /);
  for (const file of ["demo.json", "board-keys.json"]) {
    const broken = demoFolder();
    writeFileSync(join(broken, file), "{}");
    await expect(appOf(databaseUrl, { DATA_DIR: broken })).rejects.toThrow(ConfigError);
  }
});

test("demo: elsewhere nothing of it is there, and posting is closed", async () => {
  const folder = freshFolder();
  const roles = { ROLES: "board,relay", ORIGIN: "dissent.example.org" };
  const { app, config } = await appOf(await freshDatabase("board"), { DATA_DIR: folder, ...roles });
  expect(app.demoMembers).toEqual([]);
  expect(existsSync(join(folder, "demo.json"))).toBe(false);
  for (const { app: listener } of app.listeners) {
    for (const url of ["/v1/demo", "/demo.html"]) expectProblem(await listener.inject({ url }), 404, "not_found");
  }
  const board = app.listeners.find(({ port }) => port === config.port + 1)?.app;
  if (board === undefined) throw new Error("no board");
  expectProblem(await postBurst(board, anyBurst(), freshAuthorization()), 403, "posting_closed");
  const configuration: unknown = (await board.inject({ url: "/v1/configuration" })).json();
  expect(configuration).toEqual({
    origin: "dissent.example.org",
    demo: false,
    directoryKeys: [],
    passes: null,
    slot: 60,
  });
  expectProblem(await board.inject({ url: "/v1/directory" }), 404, "not_found");
});
