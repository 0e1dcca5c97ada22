// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  derivePhraseMaster,
  directoryKeyName,
  formatStatement,
  formatVerifierKey,
  hex,
  openDirectory,
  openKeyring,
  parseNote,
  parseStatement,
  parseVerifierKey,
  phraseKeys,
  randomBytes,
  signDirectory,
  signingKey,
  utf8Decode,
  verifierKey,
  xwingKey,
  type Keyring,
  type NoteSigner,
  type SignerRole,
  type Statement,
} from "#crypto";
import { buildApp } from "../../../server/app.ts";
import { ConfigError, readConfig } from "../../../server/config.ts";
import { openDatabase } from "../../../server/database/index.ts";
import { readDemoSecrets } from "../../../server/demo/index.ts";
import { publish } from "../ceremony/organisation.ts";
import { Participant } from "../ceremony/participant.ts";
import { foundQuickly, quickStretch } from "../keyrings.ts";
import { afterStatement } from "../log/statements.ts";
import {
  anyBurst,
  BOARD_ROLES,
  cleanUp,
  countRows,
  demoFolder,
  expectProblem,
  freshDatabase,
  freshFolder,
  NEVER,
  openBoard,
  ORIGIN,
  postBurst,
  type Board,
} from "../board.ts";
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
  for (const file of ["demo.json", "board-keys.json", "post-keys.json", "issuer-keys.json"]) {
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
  expect(keyring.seeds).toHaveLength(1);
  for (const { group, seed } of keyring.seeds) {
    const published = directory.statement.teams.find(({ id }) => id === group)?.key ?? new Uint8Array(0);
    expect(hex(xwingKey(seed).publicKey)).toBe(hex(published));
  }
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

test("demo: its people and their phrases are shown", async () => {
  const { board, relay, app } = await openBoard();
  const shown = await board.inject({ url: "/v1/demo" });
  expect(shown.json()).toMatchObject({ members: app.demoMembers });
  for (const listener of [board, relay]) expect((await listener.inject({ url: "/demo.html" })).statusCode).toBe(200);
});

interface Shown {
  readonly members: readonly { readonly name: string; readonly team: string; readonly phrase: string }[];
  readonly rungs: Shown["members"];
  readonly signers: readonly { readonly name: string; readonly role: string; readonly phrase: string }[];
  readonly keys: string;
  readonly ceremony: string;
}

/** Somebody of the template's demo, with the quick phrase that it was founded with, signed in. */
async function personOf({ board }: Board, phrase: string): Promise<{ person: Participant; keyring: Keyring }> {
  const { login, keyringKey } = phraseKeys(await quickStretch(phrase.split(" "), ORIGIN), ORIGIN);
  const person = new Participant(board);
  person.login = login;
  await person.signIn();
  return { person, keyring: openKeyring((await person.keyring()).blob, ORIGIN, keyringKey) };
}

const readShown = async ({ board }: Board): Promise<Shown> => (await board.inject({ url: "/v1/demo" })).json<Shown>();

const statementOf = async ({ board }: Board): Promise<Statement> => {
  const source = (await board.inject({ url: "/v1/directory" })).body;
  return parseStatement(parseNote(source).text.split("\n")[2] ?? "");
};

test("demo: everybody in it signs in with the phrase that is shown, and has the seeds of their groups and no others", async () => {
  const board = await openBoard();
  const { members, rungs, signers, keys, ceremony } = await readShown(board);
  expect(signers.map(({ name, role }) => `${name}, ${role}`)).toEqual([
    "Hanneke Vos, officer",
    "Bram Willemse, council",
    "De kluis, spare",
  ]);
  expect(rungs.map(({ name }) => name)).toEqual(["Joke Verbeek", "Emre Aydin", "Marjan Postma"]);
  expect([keys, ceremony]).toEqual([
    `${board.config.boardOrigin}/keys.html`,
    `${board.config.boardOrigin}/ceremony.html`,
  ]);
  const statement = await statementOf(board);
  const groups = [...statement.teams, ...statement.rungs, ...statement.custodians];
  for (const { name, phrase } of [...members, ...rungs]) {
    const { keyring, person } = await personOf(board, phrase);
    const entry = statement.members.find(({ id }) => id === keyring.id);
    expect([keyring.kind, entry?.name]).toEqual(["member", name]);
    expect(hex(signingKey(keyring.signing).publicKey)).toBe(hex(entry?.key ?? new Uint8Array(0)));
    const own = groups.filter((group) => ("member" in group ? [group.member] : group.members).includes(keyring.id));
    expect(keyring.seeds.map(({ group }) => group)).toEqual(own.map(({ id }) => id).toSorted());
    for (const { group, epoch, seed } of keyring.seeds) {
      const published = own.find(({ id }) => id === group);
      expect([epoch, hex(xwingKey(seed).publicKey)]).toEqual([0, hex(published?.key ?? new Uint8Array(0))]);
    }
    expect((await person.send("GET", "/v1/desk/seed-shares")).json()).toEqual({ received: [], waiting: [] });
  }
  for (const { role, phrase } of signers) {
    const { keyring, person } = await personOf(board, phrase);
    expect(keyring).toMatchObject({ kind: "signer", id: role, seeds: [] });
    expect((await person.send("GET", "/v1/desk/ceremony")).json()).toMatchObject({
      isSigner: true,
      role,
      founding: null,
    });
  }
  for (const table of ["invitation", "key_offer", "seed_share", "proposal"])
    expect(await countRows(board.databaseUrl, table)).toBe(0);
});

function signerIn({ config }: Board): (role: SignerRole) => NoteSigner {
  const { signers } = readDemoSecrets(config.dataDir);
  return (role) => ({
    name: directoryKeyName(ORIGIN, role),
    key: signingKey(signers.find(({ id }) => id === role)?.signing ?? new Uint8Array(32)),
  });
}

test("demo: another address is published at the next start, and what people changed meanwhile stays", async () => {
  const board = await openBoard();
  const { signers } = await readShown(board);
  const sign = signerIn(board);
  const before = await statementOf(board);
  const changed = formatStatement({ ...before, themes: ["Iets nieuws"] });
  const document = signDirectory(ORIGIN, 1, changed, [sign("council"), sign("spare")]);
  expect((await publish(board.board, document)).statusCode).toBe(201);
  const moved = await openBoard(
    { DATA_DIR: board.config.dataDir, RELAY_ORIGIN: "http://127.0.0.1:9999", SEQUENCE_INTERVAL_MS: "3600000" },
    board.databaseUrl,
  );
  const after = await statementOf(moved);
  expect(after).toEqual({
    ...before,
    themes: ["Iets nieuws"],
    relay: "http://127.0.0.1:9999",
    logs: { ...before.logs, interval: 3600 },
  });
  expect(await countRows(board.databaseUrl, "log_document where log = 'directory'")).toBe(3);
  expect(signers).toEqual((await readShown(moved)).signers);
});

test("demo: whose signers were changed by people goes on, and says so where it would have to sign itself", async () => {
  const board = await openBoard();
  const sign = signerIn(board);
  const others = (["officer", "council"] as const).map((role) => ({
    name: directoryKeyName(ORIGIN, role),
    key: signingKey(randomBytes(32)),
  }));
  const [officer = "", council = ""] = others.map((signer) => formatVerifierKey(verifierKey(signer)));
  const before = await statementOf(board);
  const changed = { ...before, signers: { ...before.signers, officer, council }, successions: [1] };
  const document = signDirectory(ORIGIN, 1, formatStatement(changed), [sign("officer"), sign("council"), ...others]);
  expect((await publish(board.board, document)).statusCode).toBe(201);
  const again = await openBoard({ DATA_DIR: board.config.dataDir }, board.databaseUrl);
  expect(await statementOf(again)).toEqual(changed);
  const configured = (await again.relay.inject({ url: "/v1/configuration" })).json<{ directoryKeys: string[] }>();
  expect(configured.directoryKeys).toEqual([officer, council, before.signers.spare]);
  const moved = { DATA_DIR: board.config.dataDir, RELAY_ORIGIN: "http://127.0.0.1:9999" };
  await expect(appOf(board.databaseUrl, moved)).rejects.toThrow(/^DATA_DIR: /);
});

test("demo: a first start that died on its way is begun anew", async () => {
  const databaseUrl = await freshDatabase("board");
  const folder = freshFolder();
  const config = readConfig({ ROLES: BOARD_ROLES, SEQUENCE_INTERVAL_MS: NEVER, DATA_DIR: folder });
  const database = await openDatabase(databaseUrl, 2);
  cleanUp(() => database.destroy());
  for (const statement of [30, 60, 120]) {
    const dying = afterStatement(database, statement, () => Promise.reject(new Error("died")));
    await expect(foundQuickly(dying, config)).rejects.toThrow("died");
    expect(await countRows(databaseUrl, "log_document where log = 'directory'")).toBe(0);
  }
  await foundQuickly(database, config);
  const board = await openBoard({ DATA_DIR: folder }, databaseUrl);
  const { signers, members } = await readShown(board);
  for (const { phrase } of [...signers, ...members]) await personOf(board, phrase);
  expect(await countRows(databaseUrl, "member_keyring")).toBe(11);
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
  expect(configuration).toEqual({ origin: "dissent.example.org", demo: false, directoryKeys: [], passes: null });
  expectProblem(await board.inject({ url: "/v1/directory" }), 404, "not_found");
});
