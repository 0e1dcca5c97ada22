// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { afterEach, beforeEach, expect, test } from "vitest";
import {
  base64url,
  base64urlDecode,
  verifyNewPhrase,
  decodeBackup,
  openKeyring,
  phraseKeys,
  sealKeyring,
  sha256,
  withSeed,
  type Keyring,
} from "#crypto";
import { HeldKeyring } from "../../../client/worker/keyring.ts";
import { KeyringBoard } from "./keyring-board.ts";

const ORIGIN = "tegenspraak.localhost";
const MASTER = new Uint8Array(32).fill(1);
const OTHER_MASTER = new Uint8Array(32).fill(2);
const seed = (mark: number): Uint8Array => new Uint8Array(32).fill(mark);

const KEYRING: Keyring = {
  revision: 3,
  kind: "member",
  id: "noor",
  signing: seed(10),
  box: seed(11),
  seeds: [{ group: "oost", epoch: 0, seed: seed(20) }],
  pins: { letters: null, directory: null, ledger: null },
  trusted: null,
};

const keyOf = (master: Uint8Array): Uint8Array => phraseKeys(master, ORIGIN).keyringKey;
const sealed = (keyring: Keyring, master = MASTER): Uint8Array<ArrayBuffer> =>
  sealKeyring(keyring, ORIGIN, keyOf(master));
const adding =
  (group: string) =>
  (keyring: Keyring): Keyring =>
    withSeed(keyring, { group, epoch: 0, seed: seed(group.length) });

let board: KeyringBoard;
const kept = (master = MASTER): Keyring => openKeyring(board.blob, ORIGIN, keyOf(master));
const groupsIn = ({ seeds }: Keyring): string[] => seeds.map(({ group }) => group);

beforeEach(() => {
  board = new KeyringBoard();
  board.blob = sealed(KEYRING);
  board.open();
});
afterEach(() => board.close());

test("keyring: of two devices that change it from the same beginning neither loses what the other wrote", async () => {
  const [laptop, phone] = [await HeldKeyring.open(ORIGIN, MASTER), await HeldKeyring.open(ORIGIN, MASTER)];
  await laptop.update(adding("west"));
  await phone.update(adding("vangnet"));
  await laptop.update(adding("directie"));
  expect(groupsIn(kept())).toEqual(["directie", "oost", "vangnet", "west"]);
  expect(kept().revision).toBe(6);
  await phone.refresh();
  expect(phone.contents).toEqual(laptop.contents);
});

test("keyring: what changes nothing is not sent", async () => {
  const held = await HeldKeyring.open(ORIGIN, MASTER);
  await held.update((keyring) => keyring);
  expect(board.count("PUT /v1/desk/keyring")).toBe(0);
  expect(decodeBackup(held.backup())).toEqual(board.blob);
});

test("keyring: a change whose answer was lost is there once, and what follows builds on it", async () => {
  const held = await HeldKeyring.open(ORIGIN, MASTER);
  board.before = (request) => {
    if (request !== "PUT /v1/desk/keyring") return null;
    board.blob = new Uint8Array(board.bodies.at(-1)?.body ?? []);
    board.before = () => null;
    return Promise.reject(new TypeError("the connection broke"));
  };
  await expect(held.update(adding("west"))).rejects.toMatchObject({ code: "offline" });
  await held.update(adding("vangnet"));
  expect(groupsIn(kept())).toEqual(["oost", "vangnet", "west"]);
});

test("keyring: one that is older than the board had before is refused, and nothing is written over it", async () => {
  const held = await HeldKeyring.open(ORIGIN, MASTER);
  const older = board.blob;
  await held.update(adding("west"));
  board.blob = older;
  await expect(held.refresh()).rejects.toMatchObject({ code: "keyring_rolled_back" });
  await expect(held.update(adding("vangnet"))).rejects.toMatchObject({ code: "keyring_rolled_back" });
  expect(board.blob).toEqual(older);
  expect(groupsIn(held.contents)).toEqual(["oost", "west"]);
});

test("keyring: one that does not open is damaged where the words are right, and stays as it is", async () => {
  const held = await HeldKeyring.open(ORIGIN, MASTER);
  const damaged = crypto.getRandomValues(new Uint8Array(4096));
  board.blob = damaged;
  await expect(HeldKeyring.open(ORIGIN, MASTER)).rejects.toMatchObject({ code: "keyring_damaged" });
  await expect(held.update(adding("west"))).rejects.toMatchObject({ code: "keyring_damaged" });
  expect(board.blob).toEqual(damaged);
  board.before = (request) => (request.endsWith("/sessions") ? new Response("{}", { status: 401 }) : null);
  await expect(HeldKeyring.open(ORIGIN, MASTER)).rejects.toMatchObject({ code: "wrong_phrase" });
});

test("keyring: one of somebody else is not mixed with one's own", async () => {
  const held = await HeldKeyring.open(ORIGIN, MASTER);
  board.blob = sealed({ ...KEYRING, revision: 9, signing: seed(99) });
  await expect(held.refresh()).rejects.toMatchObject({ code: "keyring_damaged" });
});

test("keyring: a backup takes the place of a damaged one, and adds to one that is not", async () => {
  const backup = sealed(adding("west")(KEYRING));
  board.blob = crypto.getRandomValues(new Uint8Array(4096));
  await HeldKeyring.restore(ORIGIN, MASTER, backup);
  expect(groupsIn(kept())).toEqual(["oost", "west"]);
  board.blob = sealed({ ...adding("vangnet")(KEYRING), revision: 40 });
  await HeldKeyring.restore(ORIGIN, MASTER, backup);
  expect(groupsIn(kept())).toEqual(["oost", "vangnet", "west"]);
  expect(kept().revision).toBe(41);
  const asked = board.asked.length;
  await expect(HeldKeyring.restore(ORIGIN, OTHER_MASTER, backup)).rejects.toMatchObject({ code: "backup_unreadable" });
  expect(board.asked, "nobody is asked about a file that these words do not open").toHaveLength(asked);
});

type Signed = "consent" | "challenge" | "loginKey";
const NONE = new Uint8Array(0);

test("keyring: new words seal what the board has by then, also where another device was faster", async () => {
  const [laptop, phone] = [await HeldKeyring.open(ORIGIN, MASTER), await HeldKeyring.open(ORIGIN, MASTER)];
  await phone.update(adding("west"));
  board.more.set("POST /v1/desk/phrases", (body) => {
    const given = JSON.parse(new TextDecoder().decode(body)) as Record<"keyring" | "replaces" | Signed, string>;
    const { keyring, replaces } = given;
    const [consent, challenge, login] = [given.consent, given.challenge, given.loginKey].map(base64urlDecode);
    const present = phraseKeys(MASTER, ORIGIN).login.publicKey;
    expect(verifyNewPhrase(consent ?? NONE, challenge ?? NONE, login ?? NONE, ORIGIN, present)).toBe(true);
    if (replaces !== base64url(sha256(board.blob)))
      return Response.json({ type: "/problems/keyring_changed" }, { status: 412 });
    board.blob = new Uint8Array(Buffer.from(keyring, "base64url"));
    return new Response(null, { status: 204 });
  });
  await laptop.changePhrase(OTHER_MASTER);
  expect(board.count("POST /v1/desk/phrases")).toBe(2);
  expect(groupsIn(kept(OTHER_MASTER))).toEqual(["oost", "west"]);
  await laptop.update(adding("vangnet"));
  expect(groupsIn(kept(OTHER_MASTER))).toEqual(["oost", "vangnet", "west"]);
});
