// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { afterEach, beforeEach, expect, test } from "vitest";
import {
  openKeyring,
  burnNoticesIn,
  phraseKeys,
  sealKeyring,
  sealSeed,
  sha256,
  signBurnNotice,
  signBox,
  signingKey,
  xwingKey,
  type GroupSeed,
  type Keyring,
  type MemberEntry,
  type Statement,
} from "#crypto";
import { Giving, seedsFor } from "../../../client/worker/giving.ts";
import { HeldKeyring } from "../../../client/worker/keyring.ts";
import { oldSeeds, type SeedRecord } from "../../../client/worker/seed-record.ts";
import { heldOf, judge, takeSeeds } from "../../../client/worker/seeds.ts";
import { KeyringBoard } from "./keyring-board.ts";

const ORIGIN = "tegenspraak.localhost";
const MASTER = new Uint8Array(32).fill(1);
const bytes = (mark: number): Uint8Array => new Uint8Array(32).fill(mark);
const person = (id: string, mark: number): MemberEntry => ({
  id,
  name: id.toUpperCase(),
  lane: mark,
  key: signingKey(bytes(mark)).publicKey,
});

// Two of a team whose third key it is, one of another team, one who left. Willem came with the second key.
const [NOOR, WILLEM, SASKIA, LEFT] = [
  person("noor", 31),
  person("willem", 32),
  person("saskia", 33),
  person("left", 34),
];
const OOST = { id: "oost", name: "Oost", epoch: 2, key: xwingKey(bytes(42)).publicKey, members: ["noor", "willem"] };
const WEST = { id: "west", name: "West", epoch: 0, key: xwingKey(bytes(50)).publicKey, members: ["saskia", "noor"] };
const STATEMENT = {
  members: [NOOR, WILLEM, SASKIA],
  former: [LEFT],
  teams: [OOST, WEST],
  rungs: [],
  custodians: [{ id: "vangnet", name: "Vangnet", epoch: 0, key: xwingKey(bytes(60)).publicKey, member: "willem" }],
} as unknown as Statement;

const earlierOost = (epoch: number, members: readonly string[]) => ({
  ...STATEMENT,
  members: [...STATEMENT.members, LEFT],
  teams: [{ ...OOST, epoch, key: xwingKey(bytes(40 + epoch)).publicKey, members: [...members] }, WEST],
});
const RECORD: SeedRecord = {
  history: [earlierOost(0, ["noor", "left"]), earlierOost(1, ["noor", "willem", "left"]), STATEMENT],
  burned: [],
};
/** Of somebody at one of their keys. */
const burned = (epoch: number, mark: number): SeedRecord["burned"] => {
  const key = sha256(xwingKey(bytes(40 + epoch)).publicKey);
  return burnNoticesIn([signBurnNotice({ group: "oost", epoch, key }, ORIGIN, signingKey(bytes(mark)))], ORIGIN);
};

const oost = (epoch: number, mark = 40 + epoch): GroupSeed => ({ group: "oost", epoch, seed: bytes(mark) });

const KEYRING: Keyring = {
  revision: 0,
  kind: "member",
  id: "willem",
  signing: bytes(32),
  box: bytes(70),
  seeds: [],
  pins: { letters: null, directory: null, ledger: null },
  trusted: null,
};

const { keyringKey } = phraseKeys(MASTER, ORIGIN);
const BOX = { identity: WILLEM.key, box: xwingKey(KEYRING.box).publicKey };
const shared = (seed: GroupSeed, mark: number): Uint8Array<ArrayBuffer> =>
  sealSeed(seed, BOX, ORIGIN, signingKey(bytes(mark)));

let board: KeyringBoard;
const kept = (): readonly GroupSeed[] => openKeyring(board.blob, ORIGIN, keyringKey).seeds;

async function holding(...seeds: GroupSeed[]): Promise<HeldKeyring> {
  board.blob = sealKeyring({ ...KEYRING, seeds }, ORIGIN, keyringKey);
  return HeldKeyring.open(ORIGIN, MASTER);
}

beforeEach(() => {
  board = new KeyringBoard();
  board.open();
});
afterEach(() => board.close());

test.each([
  ["the present key from a colleague", oost(2), NOOR, "take"],
  ["the present key from somebody who left", oost(2), LEFT, "take"],
  ["the present key from another team", oost(2), SASKIA, "never"],
  ["a seed that is not the present key's", oost(2, 99), NOOR, "never"],
  ["an earlier key from a colleague", oost(1), NOOR, "take"],
  ["a seed that is not the earlier key's", oost(1, 99), NOOR, "never"],
  ["an earlier key of before their time", oost(0), NOOR, "never"],
  ["an earlier key from somebody who left", oost(1), LEFT, "never"],
  ["an earlier key from another team", oost(1), SASKIA, "never"],
  ["a key that is not in the directory yet", oost(3), NOOR, "later"],
  ["a key of another group", { group: "west", epoch: 0, seed: bytes(50) }, NOOR, "later"],
  ["the present key from nobody", oost(2), person("x", 90), "never"],
] as const)("seeds: %s", (_what, seed, sender, expected) => {
  expect(judge({ sender: sender.key, seed }, STATEMENT, WILLEM, RECORD)).toBe(expected);
});

test("seeds: who did not read the history leaves earlier keys for when they did", () => {
  expect(judge({ sender: NOOR.key, seed: oost(1) }, STATEMENT, WILLEM, null)).toBe("later");
  expect(judge({ sender: NOOR.key, seed: oost(2) }, STATEMENT, WILLEM, null)).toBe("take");
});

test("seeds: what a colleague gave is kept first and only then taken away", async () => {
  const held = await holding();
  board.shares.push(shared(oost(2), 31), shared(oost(1), 31), shared(oost(3), 31), shared(oost(2, 99), 31));
  board.shares.push(shared(oost(0), 31), new Uint8Array(1521).fill(1));
  await takeSeeds(held, STATEMENT, WILLEM, RECORD);
  expect(kept()).toEqual([oost(1), oost(2)]);
  expect(board.shares, "left for when the directory has it").toHaveLength(1);
  const asked = board.asked.filter((request) => /^(?:PUT|DELETE)/.test(request));
  expect(asked[0]).toBe("PUT /v1/desk/keyring");
  expect(asked.slice(1).every((request) => request.startsWith("DELETE"))).toBe(true);
});

test("seeds: who dies between keeping and taking away finds the same again, and nothing changes", async () => {
  const held = await holding();
  board.shares.push(shared(oost(2), 31));
  board.before = (request) => {
    if (request.startsWith("DELETE")) throw new TypeError("the connection broke");
    return null;
  };
  await expect(takeSeeds(held, STATEMENT, WILLEM)).rejects.toMatchObject({ code: "offline" });
  expect(kept()).toEqual([oost(2)]);
  board.before = () => null;
  await takeSeeds(held, STATEMENT, WILLEM);
  expect(board.count("PUT /v1/desk/keyring")).toBe(1);
  expect(board.shares).toEqual([]);
});

test("seeds: one that is there is not replaced, one that was never published is", async () => {
  const held = await holding(oost(1, 97), oost(2, 98));
  board.shares.push(shared(oost(1), 31), shared(oost(2), 31), shared(oost(2, 99), 31));
  await takeSeeds(held, STATEMENT, WILLEM, RECORD);
  expect(kept()).toEqual([oost(1), oost(2)]);
});

test("seeds: what was burned does not come back, neither from a colleague nor from a backup", async () => {
  const record = { ...RECORD, burned: [...burned(1, 32), ...burned(2, 31)] };
  const held = await holding(oost(1), oost(2));
  board.shares.push(shared(oost(1), 31));
  await takeSeeds(held, STATEMENT, WILLEM, record);
  expect(kept()).toEqual([oost(2)]);
  expect(board.shares).toEqual([]);
  // Another's notice takes nothing from this one.
  const theirs = { ...RECORD, burned: burned(1, 31) };
  expect(judge({ sender: NOOR.key, seed: oost(1) }, STATEMENT, WILLEM, theirs)).toBe("take");
});

test("seeds: old are those that were shared and replaced, also of a group that one left or that is gone", () => {
  const seeds = [oost(0), oost(1), oost(1, 99), oost(2), oost(3), { group: "x", epoch: 0, seed: bytes(1) }];
  expect(oldSeeds(seeds, "willem", RECORD)).toEqual([oost(1)]);
  expect(oldSeeds(seeds, "noor", RECORD)).toEqual([oost(0), oost(1)]);
  const without = { ...STATEMENT, teams: [WEST] } as unknown as Statement;
  expect(oldSeeds(seeds, "willem", { ...RECORD, history: [...RECORD.history, without] })).toEqual([oost(1), oost(2)]);
});

test("seeds: a keyring that is full of other groups opens, and what finds no room lies ready", async () => {
  const others = Array.from({ length: 16 }, (_, i) => ({ group: `g${i}`, epoch: 0, seed: bytes(100 + i) }));
  const held = await holding(...others);
  board.shares.push(shared(oost(2), 31), shared(oost(2), 33));
  await takeSeeds(held, STATEMENT, WILLEM);
  expect(kept()).toEqual(held.contents.seeds);
  expect(kept().map(({ group }) => group)).not.toContain("oost");
  expect(board.shares).toHaveLength(1);
  await held.update((keyring) => ({ ...keyring, seeds: keyring.seeds.slice(1) }));
  await takeSeeds(held, STATEMENT, WILLEM);
  expect(kept()).toContainEqual(oost(2));
  expect(board.shares).toEqual([]);
});

test("seeds: what is held of a group is its present key, an older one or none", () => {
  expect(heldOf([oost(1), oost(2)], OOST)).toBe("present");
  expect(heldOf([oost(1), oost(2, 99)], OOST)).toBe("older");
  expect(heldOf([oost(3)], OOST)).toBe("none");
  expect(heldOf([oost(2, 99)], OOST)).toBe("none");
});

test("seeds: a colleague gets the keys that they shared of the groups that both are in, and none of before their time", () => {
  const west = { group: "west", epoch: 0, seed: bytes(50) };
  const seeds = [oost(0), oost(1), oost(2), oost(3), west];
  const { history } = RECORD;
  expect(seedsFor(seeds, history, "noor", "willem")).toEqual([oost(1), oost(2)]);
  expect(seedsFor(seeds, history, "willem", "noor")).toEqual([oost(0), oost(1), oost(2)]);
  expect(seedsFor(seeds, history, "noor", "saskia")).toEqual([west]);
  expect(seedsFor(seeds, history, "willem", "saskia")).toEqual([]);
  expect(seedsFor([oost(1, 99), oost(2, 99)], history, "noor", "willem")).toEqual([]);
});

test("seeds: who has the id of somebody who left is not them, and gets nothing of before", () => {
  const without = earlierOost(1, ["noor", "left"]);
  const gone = { ...without, members: without.members.filter(({ id }) => id !== "willem") };
  const history = [earlierOost(0, ["noor", "willem"]), gone, STATEMENT];
  expect(seedsFor([oost(0), oost(1), oost(2)], history, "noor", "willem")).toEqual([oost(2)]);
  const share = { sender: NOOR.key, seed: oost(0) };
  expect(judge(share, STATEMENT, WILLEM, { history, burned: [] })).toBe("never");
  // What they hold themselves is theirs to burn.
  expect(oldSeeds([oost(0)], "willem", { history, burned: [] })).toEqual([oost(0)]);
});

test("seeds: of a custodian's key there is one who had it, and the next gets none of before", () => {
  const custodian = (epoch: number, member: string) => {
    const key = xwingKey(bytes(60 + epoch)).publicKey;
    return { ...STATEMENT, custodians: [{ id: "vangnet", name: "Vangnet", epoch, key, member }] };
  };
  const history = [custodian(0, "willem"), custodian(1, "noor")];
  const vangnet = (epoch: number): GroupSeed => ({ group: "vangnet", epoch, seed: bytes(60 + epoch) });
  expect(seedsFor([vangnet(0), vangnet(1)], history, "willem", "noor")).toEqual([]);
  expect(oldSeeds([vangnet(0), vangnet(1)], "willem", { history, burned: [] })).toEqual([vangnet(0)]);
});

test("seeds: given again after an answer that was lost it is the very same, and only to a box that its owner signed", async () => {
  board.more.set("GET /v1/desk/boxes", () => {
    const forged = signBox(xwingKey(bytes(71)).publicKey, ORIGIN, signingKey(bytes(32)));
    forged[40] = (forged[40] ?? 0) ^ 1;
    const boxes = [signBox(BOX.box, ORIGIN, signingKey(bytes(32))), forged];
    return Response.json({ boxes: boxes.map((box) => Buffer.from(box).toString("base64url")) });
  });
  board.more.set("POST /v1/desk/seed-shares", () => new Response(null, { status: 201 }));
  const giver = await holding(oost(1), oost(2));
  const giving = new Giving();
  let sent = 0;
  board.before = (request) => {
    if (request === "POST /v1/desk/seed-shares" && ++sent === 2) throw new TypeError("the connection broke");
    return null;
  };
  await expect(giving.give(giver, [oost(1), oost(2)], WILLEM)).rejects.toMatchObject({ code: "offline" });
  await giving.give(giver, [oost(1), oost(2)], WILLEM);
  const bodies = board.bodies.filter(({ request }) => request.endsWith("seed-shares")).map(({ body }) => body);
  expect(bodies).toHaveLength(4);
  expect(bodies.slice(2)).toEqual(bodies.slice(0, 2));
  await expect(giving.give(giver, [oost(1)], SASKIA)).rejects.toMatchObject({ code: "refused" });
});
