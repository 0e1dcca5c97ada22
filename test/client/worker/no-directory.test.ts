// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { afterEach, beforeEach, expect, test } from "vitest";
import { base64url, phraseKeys, sealKeyring, signingKey, type Keyring, type Pin } from "#crypto";
import { SignerSession } from "../../../client/worker/ceremony.ts";
import { OwnKeysSession } from "../../../client/worker/own-keys.ts";
import { ORIGIN, seed, STATEMENT } from "./history.ts";
import { KeyringBoard } from "./keyring-board.ts";

// A board that says that no directory was ever signed: true once, and later a lie to whoever saw one.

const MASTER = seed(1);
const SEEN: Pin = { size: 3, root: seed(9) };

function keyringOf(kind: Keyring["kind"], directory: Pin | null): Uint8Array<ArrayBuffer> {
  const id = kind === "signer" ? "officer" : "noor";
  const pins = { letters: null, directory, ledger: directory };
  const trusted = directory === null ? null : [seed(1), seed(2), seed(3)];
  const keyring: Keyring = { revision: 1, kind, id, signing: seed(10), box: seed(11), seeds: [], pins, trusted };
  return sealKeyring(keyring, ORIGIN, phraseKeys(MASTER, ORIGIN).keyringKey);
}

let board: KeyringBoard;
const says = (path: string, answer: object): unknown => board.more.set(`GET ${path}`, () => Response.json(answer));

beforeEach(() => {
  board = new KeyringBoard();
  board.open();
  says("/v1/configuration", { origin: ORIGIN, demo: false, directoryKeys: [], passes: null, slot: 60 });
  const officer = base64url(signingKey(seed(10)).publicKey);
  const { letters, directory, ledger } = STATEMENT.logs;
  const logs = { letters, directory, ledger };
  const gateway = base64url(signingKey(seed(12)).publicKey);
  const own = { logs, interval: 3600, relay: "https://dissent.example", witnesses: [], gateway };
  const founding = { officer, council: null, spare: null };
  says("/v1/desk/ceremony", { isSigner: true, role: "officer", founding, board: own });
  says("/v1/desk/invitations", { invitations: [] });
  says("/v1/desk/boxes", { boxes: [] });
  says("/v1/desk/key-offers", { offers: [] });
  says("/v1/desk/proposals", { proposals: [] });
  says("/v1/desk/passkeys", { credentialIds: [] });
});

afterEach(() => board.close());

test("signer: who saw a directory founds no other, whatever the board says", async () => {
  board.blob = keyringOf("signer", SEEN);
  await expect(SignerSession.signIn(ORIGIN, MASTER)).rejects.toMatchObject({ code: "directory_rolled_back" });
  board.blob = keyringOf("signer", null);
  expect((await SignerSession.signIn(ORIGIN, MASTER)).view()).toMatchObject({ index: null, role: "officer" });
});

test("keys: who saw a directory is not told that they wait for the first one", async () => {
  board.blob = keyringOf("member", SEEN);
  const session = await OwnKeysSession.signIn(ORIGIN, MASTER);
  await expect(session.read()).rejects.toMatchObject({ code: "directory_rolled_back" });
  expect(board.count("PUT /v1/desk/key-offers")).toBe(0);
  board.blob = keyringOf("member", null);
  expect(await (await OwnKeysSession.signIn(ORIGIN, MASTER)).read()).toMatchObject({ standing: "waiting" });
});
