// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import {
  base64url,
  cosignDirectory,
  formatVerifierKey,
  hex,
  openDirectory,
  openFollowing,
  parseVerifierKey,
  randomBytes,
  signersOf,
  verifierKey,
  withGroupKey,
  withMember,
  withoutMember,
  xwingKey,
  type Statement,
} from "#crypto";
import { addTokenKey, readTokenKeys } from "../../../server/token/index.ts";
import { countRows, expectProblem, freshFolder, openBoard, ORIGIN } from "../board.ts";
import { execute } from "../sql.ts";
import {
  currentDocument,
  firstStatement,
  found,
  joinMembers,
  joinSigners,
  openPlace,
  publish,
  signed,
  type Organisation,
} from "./organisation.ts";
import { Participant } from "./participant.ts";

const withTheme = (statement: Statement, theme: string): Statement => ({ ...statement, themes: [theme] });

const trustedOf = async ({ listener }: Pick<Organisation, "listener">): Promise<string[]> =>
  (await listener.inject({ url: "/v1/configuration" })).json<{ directoryKeys: string[] }>().directoryKeys;

test("founding: three accept, one proposes, another signs too, and the directory is in force with all that led to it gone", async () => {
  const { board, listener, signers, members, document, statement } = await found();
  expect(await currentDocument(listener)).toBe(document);
  const keys = (await trustedOf({ listener })).map(parseVerifierKey);
  expect(keys.map(({ publicKey }) => hex(publicKey))).toEqual(
    [signers.officer, signers.council, signers.spare].map(({ identity }) => hex(identity)),
  );
  expect(openDirectory(document, ORIGIN, keys).statement).toEqual(statement);
  for (const table of ["proposal", "invitation", "key_offer"])
    expect(await countRows(board.databaseUrl, table)).toBe(0);
  for (const table of ["member_keyring", "box"]) expect(await countRows(board.databaseUrl, table)).toBe(7);
  // A leaf of the log, and the same document again is no second one.
  expect((await publish(listener, document)).statusCode).toBe(201);
  const checkpoint = await listener.inject({ url: "/v1/logs/directory/checkpoint" });
  expect(checkpoint.body).toContain(`${ORIGIN}/v1/logs/directory\n1\n`);
  // Members get tokens from now on; whoever signs is no member.
  expect((await members.people.anna.send("GET", "/v1/desk/ceremony")).json()).toMatchObject({
    isSigner: false,
    role: null,
    founding: null,
  });
});

test("founding: what a directory says of its board is what the board says of itself, and who accepted so far", async () => {
  const place = await openPlace({ RELAY_ORIGIN: "https://dissent.example.org", SEQUENCE_INTERVAL_MS: "3600000" });
  const officer = await new Participant(place.listener).join(await place.codeFor("officer"));
  const vkey = (log: "letters" | "directory" | "ledger"): string =>
    formatVerifierKey(verifierKey(place.board.keys.logs[log]));
  expect((await officer.send("GET", "/v1/desk/ceremony")).json()).toEqual({
    isSigner: true,
    role: "officer",
    founding: { officer: base64url(officer.identity), council: null, spare: null },
    board: {
      logs: { letters: vkey("letters"), directory: vkey("directory"), ledger: vkey("ledger") },
      interval: 3600,
      relay: "https://dissent.example.org",
      witnesses: [],
      gateway: base64url(place.board.keys.gateway.publicKey),
    },
  });
  expect(await trustedOf(place)).toEqual([]);
});

test("founding: other signers than those who accepted, another board's log or one signature make no first directory", async () => {
  const place = await openPlace();
  const signers = await joinSigners(place);
  const members = await joinMembers(place, signers.officer);
  const statement = firstStatement(place, signers, members);
  const stranger = new Participant(place.listener);
  const others = { ...signers, spare: stranger };
  const theirs = firstStatement(place, others, members);
  expectProblem(await publish(place.listener, signed(0, theirs, others)), 422, "directory_unsound");
  const foreign = new Participant(place.listener).identity;
  const ledger = formatVerifierKey({ name: `${ORIGIN}/v1/logs/ledger`, type: 1, publicKey: foreign });
  const elsewhere = { ...statement, logs: { ...statement.logs, ledger } };
  expectProblem(await publish(place.listener, signed(0, elsewhere, signers)), 422, "directory_unsound");
  const alone = signed(0, statement, { officer: signers.officer });
  expectProblem(await publish(place.listener, alone), 403, "too_few_signatures");
  // One key under two names is one signature.
  const twice = cosignDirectory(alone, { name: `${ORIGIN}/v1/directory/council`, key: signers.officer.signing });
  expectProblem(await publish(place.listener, twice), 403, "too_few_signatures");
  expectProblem(await publish(place.listener, signed(1, statement, signers)), 409, "directory_changed");
  expectProblem(await place.listener.inject({ url: "/v1/directory" }), 404, "not_found");
  expect((await publish(place.listener, signed(0, statement, signers))).statusCode).toBe(201);
});

test("founding: a board that was told whom to trust takes those and nobody else", async () => {
  const place = await openPlace();
  const told = [0, 1, 2].map(() => new Participant(place.listener)) as [Participant, Participant, Participant];
  const [officer, council, spare] = told;
  const signers = { officer, council, spare };
  const keys = (["officer", "council", "spare"] as const).map((role) =>
    formatVerifierKey(verifierKey(signers[role].noteSigner(role))),
  );
  const second = await openBoard(
    { ROLES: "board,relay", ORIGIN, DATA_DIR: place.board.config.dataDir, DIRECTORY_KEYS: keys.join(" ") },
    place.board.databaseUrl,
  );
  const joined = await joinSigners(place);
  const members = await joinMembers(place, joined.officer);
  const byJoined = signed(0, firstStatement(place, joined, members), joined);
  expectProblem(await publish(second.board, byJoined), 422, "directory_unsound");
  const byTold = signed(0, firstStatement(place, signers, members), signers);
  expectProblem(await publish(place.listener, byTold), 422, "directory_unsound");
  expect((await publish(second.board, byTold)).statusCode).toBe(201);
  expect(await trustedOf({ listener: second.board })).toEqual(keys);
  // The other instance follows from the first document, as it was not told.
  expect(await trustedOf(place)).toEqual(keys);
  // A code for the founding is worth nothing any more.
  expect(await countRows(place.board.databaseUrl, "invitation where role is not null")).toBe(0);
});

test("publishing: of two officers at once one is published, and the other hears that the directory changed", async () => {
  const organisation = await found();
  const { board, statement, signers } = organisation;
  const { dataDir } = board.config;
  const other = await openBoard({ ROLES: "board,relay", ORIGIN, DATA_DIR: dataDir }, board.databaseUrl);
  const listeners = [board.board, other.board, board.board, other.board];
  const documents = listeners.map((_, i) => signed(1, withTheme(statement, `thema ${i}`), signers));
  const answers = await Promise.all(listeners.map((listener, i) => publish(listener, documents[i] ?? "")));
  expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 409, 409, 409]);
  for (const answer of answers.filter(({ statusCode }) => statusCode === 409))
    expectProblem(answer, 409, "directory_changed");
  const winner = documents[answers.findIndex(({ statusCode }) => statusCode === 201)] ?? "";
  for (const listener of [board.board, other.board]) expect(await currentDocument(listener)).toBe(winner);
  expect(await countRows(board.databaseUrl, "log_document where log = 'directory'")).toBe(2);
  // The very same at once is one document and no conflict.
  const next = signed(2, statement, signers);
  const same = await Promise.all(listeners.map((listener) => publish(listener, next)));
  expect(same.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201, 201]);
  expect(await countRows(board.databaseUrl, "log_document where log = 'directory'")).toBe(3);
});

test("publishing: what is no succession is refused, and says why in words that name nobody", async () => {
  const { listener, signers, statement, document } = await found();
  const refused: [string, Statement, RegExp][] = [
    [
      "a lane that was somebody else's",
      {
        ...statement,
        members: statement.members.map((member) =>
          member.id === "dirk" ? { ...member, key: Uint8Array.from(new Participant(listener).identity) } : member,
        ),
      },
      /lane/,
    ],
    [
      "a key without an epoch",
      {
        ...statement,
        teams: statement.teams.map((team) => ({ ...team, key: Uint8Array.from(xwingKey(randomBytes(32)).publicKey) })),
      },
      /epoch/,
    ],
    [
      "members that change without a key",
      {
        ...statement,
        teams: statement.teams.map((team) => ({
          ...team,
          members: team.members.toReversed().map((id) => (id === "anna" ? "cora" : id === "cora" ? "anna" : id)),
        })),
      },
      /members/,
    ],
    [
      "a calendar that begins earlier",
      { ...statement, holidays: { ...statement.holidays, from: "2026-10-01" } },
      /calendar/,
    ],
  ];
  for (const [name, next, reason] of refused) {
    const answer = await publish(listener, signed(1, next, signers));
    expectProblem(answer, 422, "directory_unsound");
    const { detail } = answer.json<{ detail: string }>();
    expect(detail, name).toMatch(reason);
    expect(detail).not.toMatch(/anna|bas|cora|dirk/);
  }
  for (const source of ["x", "", "a\n\nb\n", document.replace("Dienst", "Ander")]) {
    const { statusCode } = await publish(listener, source);
    expect([400, 403, 409, 422]).toContain(statusCode);
  }
  expect(await currentDocument(listener)).toBe(document);
});

test("publishing: signers who change are signed for by two of the old and two of the new, and the old sign nothing after", async () => {
  const { board, listener, signers, statement, document } = await found();
  const successor = await new Participant(listener).join(await signers.council.invite());
  const after = { ...signers, officer: successor };
  const key = formatVerifierKey(verifierKey(successor.noteSigner("officer")));
  const changed = { ...statement, signers: { ...statement.signers, officer: key }, successions: [1] };
  const byOld = signed(1, changed, { council: signers.council, officer: signers.officer });
  expectProblem(await publish(listener, byOld), 403, "too_few_signatures");
  const byNew = signed(1, changed, { officer: successor, council: signers.council });
  expectProblem(await publish(listener, byNew), 403, "too_few_signatures");
  const without = signed(1, { ...changed, successions: [] }, { council: signers.council, spare: signers.spare });
  expectProblem(await publish(listener, without), 422, "directory_unsound");
  expect((await successor.send("GET", "/v1/desk/ceremony")).json()).toMatchObject({ role: null });

  // Council and spare are two of the old and of the new.
  const good = signed(1, changed, { council: signers.council, spare: signers.spare });
  expect((await publish(listener, good)).statusCode).toBe(201);
  expect((await trustedOf({ listener }))[0]).toBe(key);
  expect((await successor.send("GET", "/v1/desk/ceremony")).json()).toMatchObject({ role: "officer" });
  expect((await signers.officer.send("GET", "/v1/desk/ceremony")).json()).toMatchObject({ role: null });
  expectProblem(await signers.officer.send("GET", "/v1/desk/invitations"), 403, "not_signer");
  // The old officer's signature counts for nothing any more.
  const next = withTheme(changed, "later");
  const old = signed(2, next, { officer: signers.officer, council: signers.council });
  expectProblem(await publish(listener, old), 403, "too_few_signatures");
  expect((await publish(listener, signed(2, next, after))).statusCode).toBe(201);
  // A reader who knows the first three follows to those in force.
  const first = signersOf(statement);
  const directory = openFollowing(await currentDocument(listener), ORIGIN, first, [good]);
  expect(directory.index).toBe(2);
  // So does an instance that starts now, told or not.
  const { dataDir } = board.config;
  const told = openDirectory(document, ORIGIN, first).signedBy.length === 2 ? Object.values(statement.signers) : [];
  for (const more of [{}, { DIRECTORY_KEYS: told.join(" ") }]) {
    const again = await openBoard({ ROLES: "board,relay", ORIGIN, DATA_DIR: dataDir, ...more }, board.databaseUrl);
    expect((await publish(again.board, await currentDocument(listener))).statusCode).toBe(201);
    const read = await again.board.inject({ url: "/v1/desk/ceremony", headers: { cookie: successor.cookie } });
    expect(read.json()).toMatchObject({ role: "officer" });
  }
});

test("publishing: a token key is named only once its document is in the ledger, and a signer puts it there", async () => {
  const { board, listener, signers, members, statement } = await found();
  const made = addTokenKey(`${freshFolder()}/issuer-keys.json`, "pass", "2026-11-01");
  const entry = { purpose: made.purpose, hash: Uint8Array.from(made.publicKey.id), from: made.from, until: made.until };
  const next = signed(1, { ...statement, tokens: [entry] }, signers);
  expectProblem(await publish(listener, next), 422, "token_key_unknown");
  const { purpose, from, until, publicKey } = made;
  const document = JSON.stringify({
    version: 1,
    type: "token-key",
    purpose,
    key: base64url(publicKey.encoded),
    from,
    until,
  });
  const put = (who: Participant, body: string) => who.send("POST", "/v1/desk/token-keys", body);
  expectProblem(await put(members.people.anna, document), 403, "not_signer");
  expectProblem(await put(new Participant(listener), document), 401, "unauthenticated");
  for (const wrong of ["", "{}", ` ${document}`, `${document}\n`, document.replace("2026", "2O26")])
    expectProblem(await put(signers.spare, wrong), 400, "malformed");
  expect((await put(signers.officer, document)).statusCode).toBe(204);
  expect((await put(signers.council, document)).statusCode).toBe(204);
  // With that of the gateway's keys, which was there before.
  expect(await countRows(board.databaseUrl, "log_document where log = 'ledger'")).toBe(2);
  expect((await publish(listener, next)).statusCode).toBe(201);
  // One of the three alone does not make the ledger, which everybody reads whole, as long as they like.
  const others = Array.from({ length: 34 }, (_, i) => document.replace(until, `2${100 + i}-01-01`));
  const codes = (await Promise.all(others.map((other) => put(signers.officer, other)))).map((each) => each.statusCode);
  expect(codes.filter((code) => code === 204)).toHaveLength(32);
  expect(codes.filter((code) => code === 429)).toHaveLength(2);
  expect((await put(signers.officer, document)).statusCode).toBe(204);
  expect(await countRows(board.databaseUrl, "log_document where log = 'ledger'")).toBe(34);
});

test("publishing: the board's own keys to post with are in the ledger when it starts, once", async () => {
  const dataDir = freshFolder();
  addTokenKey(`${dataDir}/post-keys.json`, "post", "2026-11-01");
  const place = await openPlace({ DATA_DIR: dataDir });
  const environment = { ROLES: "board,relay", ORIGIN, DATA_DIR: dataDir };
  await Promise.all([1, 2].map(() => openBoard(environment, place.board.databaseUrl)));
  const rows = await execute<{ document: string }>(
    place.board.databaseUrl,
    "select convert_from(document, 'UTF8') as document from log_document where log = 'ledger'",
  );
  const [key] = readTokenKeys(`${dataDir}/post-keys.json`);
  const keys = rows.flatMap(({ document }) => (JSON.parse(document) as { key?: string }).key ?? []);
  expect(keys).toEqual([base64url(key?.publicKey.encoded ?? new Uint8Array(0))]);
});

test("publishing: a board that publishes uses the new directory at once: members, and keys to post with", async () => {
  const dataDir = freshFolder();
  const key = addTokenKey(`${dataDir}/post-keys.json`, "post", "2026-11-01");
  const { listener, signers, statement, members } = await found({ DATA_DIR: dataDir });
  const { anna } = members.people;
  const batch = (who: Participant) => who.send("POST", "/v1/desk/token-batches", Buffer.alloc(3_874, 1));
  expectProblem(await batch(anna), 400, "malformed");
  const burst = {
    method: "POST",
    url: "/v1/logs/letters/bursts",
    headers: { "content-type": "application/octet-stream" },
    payload: Buffer.alloc(40_960),
  } as const;
  expectProblem(await listener.inject(burst), 403, "posting_closed");
  const tokens = [{ purpose: key.purpose, hash: Uint8Array.from(key.publicKey.id), from: key.from, until: key.until }];
  expect((await publish(listener, signed(1, { ...statement, tokens }, signers))).statusCode).toBe(201);
  expectProblem(await listener.inject(burst), 401, "token_required");
  // Whoever signs, and whoever is not named yet or any more, gets no tokens of members.
  const eva = await new Participant(listener).join(await signers.officer.invite());
  for (const who of [signers.officer, eva]) expectProblem(await batch(who), 403, "not_member");
  const named = withMember({ ...statement, tokens }, { id: "eva", name: "eva", key: eva.identity });
  expect((await publish(listener, signed(2, named, signers))).statusCode).toBe(201);
  expectProblem(await batch(eva), 400, "malformed");
  const gone = { ...named, members: named.members.filter(({ id }) => id !== "eva") };
  const left = { ...gone, former: withoutMember(named, "eva").former };
  expect((await publish(listener, signed(3, left, signers))).statusCode).toBe(201);
  expectProblem(await batch(eva), 403, "not_member");
  expectProblem(await batch(new Participant(listener)), 401, "unauthenticated");
});

test("publishing: offers that a directory took up or passed over go, with those of whoever left; later ones stay", async () => {
  const { listener, signers, statement, members } = await found();
  const { anna, bas, cora, dirk } = members.people;
  const [taken, later, other] = [randomBytes(32), randomBytes(32), randomBytes(32)];
  await anna.offerKey("oost", 1, taken);
  await bas.offerKey("oost", 1, randomBytes(32));
  await cora.offerKey("oost", 2, later);
  await dirk.offerKey("nieuw", 0, other);
  const next = withGroupKey(statement, "oost", xwingKey(taken).publicKey);
  expect((await publish(listener, signed(1, next, signers))).statusCode).toBe(201);
  const offers = async (): Promise<string[]> =>
    (await anna.send("GET", "/v1/desk/key-offers")).json<{ offers: string[] }>().offers;
  expect(await offers()).toHaveLength(2);
  const withEva = withMember(next, { id: "eva", name: "eva", key: new Participant(listener).identity });
  const replaced = withGroupKey(
    {
      ...withEva,
      teams: withEva.teams.map((team) => (team.id === "west" ? { ...team, members: ["cora", "eva"] } : team)),
    },
    "west",
    xwingKey(randomBytes(32)).publicKey,
  );
  const without = withoutMember(replaced, "dirk");
  expect((await publish(listener, signed(2, without, signers))).statusCode).toBe(201);
  expect(await offers()).toHaveLength(1);
});

test("proposals: one of each signer, of the next place, sound and signed by themselves; published, they are gone", async () => {
  const { board, listener, signers, statement, members, document } = await found();
  const put = (who: Participant, source: string) => who.send("PUT", "/v1/desk/proposal", source);
  const { officer, council, spare } = signers;
  const mine = signed(1, withTheme(statement, "een"), { officer });
  expectProblem(await put(new Participant(listener), mine), 401, "unauthenticated");
  expectProblem(await put(members.people.anna, mine), 403, "not_signer");
  expectProblem(await put(council, mine), 403, "too_few_signatures");
  expectProblem(await put(officer, document), 409, "directory_changed");
  expectProblem(await put(officer, signed(2, statement, { officer })), 409, "directory_changed");
  expectProblem(
    await put(officer, signed(1, { ...statement, successions: [1] }, { officer })),
    422,
    "directory_unsound",
  );
  expect((await put(officer, mine)).statusCode).toBe(204);
  const better = signed(1, withTheme(statement, "twee"), { officer });
  expect((await put(officer, better)).statusCode).toBe(204);
  const theirs = signed(1, withTheme(statement, "drie"), { spare });
  expect((await put(spare, theirs)).statusCode).toBe(204);
  const read = await members.people.anna.send("GET", "/v1/desk/proposals");
  const { proposals } = read.json<{ proposals: { role: string; document: string }[] }>();
  expect(proposals).toHaveLength(2);
  expect(proposals).toContainEqual({ role: "officer", document: better });
  expect(proposals).toContainEqual({ role: "spare", document: theirs });
  expectProblem(await new Participant(listener).send("GET", "/v1/desk/proposals"), 401, "unauthenticated");
  expect((await publish(listener, cosignDirectory(better, council.noteSigner("council")))).statusCode).toBe(201);
  expect(await countRows(board.databaseUrl, "proposal")).toBe(0);
});

test("publishing: a text that is not one, too long or of another type is refused before it is looked at", async () => {
  const { listener } = await openPlace();
  const post = (payload: Buffer, type: string) =>
    listener.inject({ method: "POST", url: "/v1/directory", headers: { "content-type": type }, payload });
  expectProblem(await post(Buffer.from("x"), "application/json"), 415, "wrong_media_type");
  expectProblem(await post(Buffer.of(0xff, 0xfe), "text/plain"), 400, "malformed");
  expectProblem(await post(Buffer.alloc(1_048_577, 65), "text/plain"), 413, "too_large");
  expectProblem(await post(Buffer.from("x"), "text/plain"), 422, "directory_unsound");
  // Elsewhere text is not taken at all.
  const elsewhere = await listener.inject({
    method: "POST",
    url: "/v1/desk/challenges",
    headers: { "content-type": "text/plain" },
    payload: "x",
  });
  expectProblem(elsewhere, 415, "wrong_media_type");
});
