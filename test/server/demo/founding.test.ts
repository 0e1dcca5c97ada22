// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import {
  directoryKeyName,
  formatStatement,
  formatVerifierKey,
  hex,
  openKeyring,
  parseNote,
  parseStatement,
  phraseKeys,
  randomBytes,
  signDirectory,
  signingKey,
  verifierKey,
  xwingKey,
  type Keyring,
  type NoteSigner,
  type SignerRole,
  type Statement,
} from "#crypto";
import { readConfig } from "../../../server/config.ts";
import { openDatabase } from "../../../server/database/index.ts";
import { coverPhrase, readDemoSecrets } from "../../../server/demo/index.ts";
import {
  BOARD_ROLES,
  cleanUp,
  countRows,
  freshDatabase,
  freshFolder,
  NEVER,
  openBoard,
  ORIGIN,
  type Board,
} from "../board.ts";
import { publish } from "../ceremony/organisation.ts";
import { Participant } from "../ceremony/participant.ts";
import { foundQuickly, quickStretch } from "../keyrings.ts";
import { afterStatement } from "../log/statements.ts";

// The demo is founded with the steps that people take; here is what came of them.

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

test("demo: the council's node is a member who holds nobody's key and is named in no group", async () => {
  const board = await openBoard();
  const { keyring } = await personOf(board, coverPhrase(readDemoSecrets(board.config.dataDir)).join(" "));
  expect(keyring).toMatchObject({ kind: "member", id: "knooppunt-or", seeds: [] });
  const { members, teams, rungs, custodians } = await statementOf(board);
  expect(members.at(-1)).toMatchObject({ id: "knooppunt-or", name: "Knooppunt van de ondernemingsraad (leest niets)" });
  const named = [...teams, ...rungs].flatMap((group) => group.members);
  expect([...named, ...custodians.map(({ member }) => member)]).not.toContain("knooppunt-or");
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
  await expect(openBoard(moved, board.databaseUrl)).rejects.toThrow(/^DATA_DIR: /);
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
  expect(await countRows(databaseUrl, "member_keyring")).toBe(12);
});
