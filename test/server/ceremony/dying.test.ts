// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { base64url, randomBytes, signingKey } from "#crypto";
import { cleanUp, freshFolder, ORIGIN, type Board } from "../board.ts";
import { tablesOf } from "../tables.ts";
import { currentDocument, found, joinSigners, openPlace, publish, signed } from "./organisation.ts";
import { Participant } from "./participant.ts";

const DYING = fileURLToPath(new URL("dying-ceremony.ts", import.meta.url));

/**
 * Does a deed again and again in a process that is killed one statement later each time, until one was not.
 * @param left what must hold after each death
 * @returns how many deaths there were
 */
async function killEverywhere(
  { databaseUrl, config }: Board,
  deed: readonly [string, object],
  left: () => Promise<void>,
): Promise<number> {
  const file = join(freshFolder(), "deed.json");
  writeFileSync(file, JSON.stringify(deed));
  for (let statement = 1; ; statement++) {
    const args = [DYING, databaseUrl, config.boardKeys, ORIGIN, String(statement), file];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
    cleanUp(() => child.kill("SIGKILL"));
    const [code, signal] = (await once(child, "exit")) as [number | null, string | null];
    if (signal === null) {
      expect(code).toBe(0);
      return statement - 1;
    }
    expect(signal).toBe("SIGKILL");
    await left();
  }
}

test("acceptance: a board that is killed at any statement of it leaves the code as good as it was", async () => {
  const place = await openPlace();
  const { officer } = await joinSigners(place);
  const code = await officer.invite();
  const anna = new Participant(place.listener);
  const acceptance = anna.acceptance(code);
  const before = await tablesOf(place.board.databaseUrl);
  const deaths = await killEverywhere(place.board, ["accept", acceptance], async () => {
    expect(await tablesOf(place.board.databaseUrl)).toEqual(before);
  });
  // Whether the invitation is there; keyring, box, and the mark that it is used.
  expect(deaths).toBe(4);
  // Done, and nobody was told: the same again is answered as if it were the first.
  const after = await tablesOf(place.board.databaseUrl);
  expect((await anna.accept(acceptance)).statusCode).toBe(201);
  expect(await tablesOf(place.board.databaseUrl)).toEqual(after);
  await anna.signIn();
});

test("phrase: a board that is killed at any statement of a change leaves the old phrase whole", async () => {
  const place = await openPlace();
  const { officer } = await joinSigners(place);
  const passkey = { credentialId: base64url(randomBytes(16)), wrapped: base64url(randomBytes(60)) };
  expect((await officer.send("POST", "/v1/desk/passkeys", passkey)).statusCode).toBe(201);
  const login = signingKey(randomBytes(32));
  const { blob, hash } = await officer.keyring();
  const keyring = base64url(randomBytes(4_096));
  const changed = {
    identity: base64url(officer.identity),
    loginKey: base64url(login.publicKey),
    keyring,
    replaces: base64url(Buffer.from(hash, "hex")),
  };
  const deaths = await killEverywhere(place.board, ["phrase", changed], async () => {
    expect((await (await officer.signIn()).keyring()).blob).toEqual(blob);
    const { credentialIds } = (await officer.send("GET", "/v1/desk/passkeys")).json<{ credentialIds: string[] }>();
    expect(credentialIds).toEqual([passkey.credentialId]);
  });
  expect(deaths).toBe(3);
  officer.login = login;
  expect(base64url((await (await officer.signIn()).keyring()).blob)).toBe(keyring);
});

test("publishing: a board that is killed at any statement of it leaves the directory that was in force, log and all", async () => {
  const { board, listener, signers, statement, document } = await found();
  const proposal = signed(1, statement, { officer: signers.officer });
  expect((await signers.officer.send("PUT", "/v1/desk/proposal", proposal)).statusCode).toBe(204);
  await signers.officer.invite();
  const next = signed(1, { ...statement, themes: ["Planning"] }, signers);
  const before = await tablesOf(board.databaseUrl);
  const deaths = await killEverywhere(board, ["publish", { document: next }], async () => {
    expect(await tablesOf(board.databaseUrl)).toEqual(before);
    expect(await currentDocument(listener)).toBe(document);
  });
  expect(deaths).toBeGreaterThan(10);
  expect(await currentDocument(listener)).toBe(next);
  const checkpoint = (await listener.inject({ url: "/v1/logs/directory/checkpoint" })).body;
  expect(checkpoint).toContain(`${ORIGIN}/v1/logs/directory\n2\n`);
  expect((await publish(listener, next)).statusCode).toBe(201);
  expect((await listener.inject({ url: "/v1/logs/directory/checkpoint" })).body).toBe(checkpoint);
  // A process for each of its statements takes its time.
}, 240_000);
