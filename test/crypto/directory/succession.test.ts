// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { base64urlDecode, haveSameSigners, parseStatement, requireSuccession, type Statement } from "#crypto";
import { expectCode } from "../hostile.ts";
import { ed25519, GENERATOR, logKey, signerKey, STATEMENT, TWICE_GENERATOR, witnessKey, xwing } from "./fixture.ts";

const statement = (change: object = {}): Statement => parseStatement(JSON.stringify({ ...STATEMENT, ...change }));
const BEFORE = statement();
/** From one to the next, each of which is sound. */
const step = (after: Statement, before = BEFORE, index = 5): void =>
  requireSuccession({ index: 4, statement: before }, { index, statement: after });
/** Sound by itself, and refused after the one before it. */
function refused(change: object, before = BEFORE): void {
  const after = statement(change);
  expectCode(() => step(after, before), "inconsistent");
}

const [a, b, ...others] = STATEMENT.members as [Member, Member, ...Member[]];
type Member = (typeof STATEMENT)["members"][number];
const [oost, west] = STATEMENT.teams;
const [integriteit, directie] = STATEMENT.rungs;
const [custodian] = STATEMENT.custodians;
const [gone] = STATEMENT.former;
const [token] = STATEMENT.tokens;
const [clock] = STATEMENT.clock;
const [witness, otherWitness] = STATEMENT.witnesses;
const leaver = { name: a.name, lane: a.lane, key: a.key };

test("directory: the same again is the next one, and so is one with other names, terms and texts", () => {
  step(BEFORE);
  step(
    statement({
      organisation: "Dienst Toezicht",
      relay: "https://other.example",
      logs: { ...STATEMENT.logs, interval: 60 },
      members: [{ ...a, name: "A. de A" }, b, ...others],
      teams: [west, { ...oost, name: "Oostelijk", members: ["b", "a"] }],
      ladder: ["integriteit"],
      terms: { seen: 1, silence: 2, answer: 3 },
      units: [],
      clauses: [],
    }),
  );
});

test("directory: a document takes the place after the one before it", () => {
  for (const index of [3, 4, 6]) expectCode(() => step(BEFORE, BEFORE, index), "inconsistent");
});

test("directory: a log with another key is another log", () => {
  for (const log of ["letters", "directory", "ledger"] as const)
    refused({ logs: { ...STATEMENT.logs, [log]: logKey(log, 60) } });
});

test("directory: other signers stand in the list of changes, with this place and those before it", () => {
  const signers = { ...STATEMENT.signers, spare: signerKey("spare", 60) };
  step(statement({ signers, successions: [5] }));
  step(statement({ signers, successions: [2, 5] }), statement({ successions: [2] }));
  for (const successions of [[], [4], [2, 5], [5, 6]]) refused({ signers, successions });
  // The same signers, and a change all the same; or fewer changes than there were.
  refused({ successions: [5] });
  refused({ successions: [] }, statement({ successions: [2] }));
  const swapped = { ...signers, officer: signerKey("officer", 12), council: signerKey("council", 11) };
  step(statement({ signers: { ...swapped, spare: STATEMENT.signers.spare }, successions: [5] }));
  refused({ signers: { ...swapped, spare: STATEMENT.signers.spare } });
});

test("directory: two statements have the same signers where all three are, in their places", () => {
  expect(haveSameSigners(BEFORE, statement({ units: [] }))).toBe(true);
  for (const role of ["officer", "council", "spare"] as const) {
    const signers = { ...STATEMENT.signers, [role]: signerKey(role, 60) };
    expect(haveSameSigners(BEFORE, statement({ signers }))).toBe(false);
  }
});

test("directory: whoever comes writes in a lane that nobody had", () => {
  const newcomer = { id: "f", name: "F", key: ed25519(60) };
  step(statement({ members: [...STATEMENT.members, { ...newcomer, lane: 7 }], nextLane: 8 }));
  step(statement({ members: [...STATEMENT.members, { ...newcomer, lane: 9 }], nextLane: 20 }));
  // Lane 6 was Z's; that Z is not in the list any more changes nothing.
  const inOldLane = { members: [...STATEMENT.members, { ...newcomer, lane: 6 }], former: [] };
  refused(inOldLane);
  const forgotten = statement({ former: [] });
  step(forgotten);
  refused(inOldLane, forgotten);
});

test("directory: lanes that were given are not given again, however few are left", () => {
  refused({ former: [], nextLane: 6 });
});

test("directory: whoever leaves can be read for one more document at least", () => {
  const members = [{ id: "f", name: "F", lane: 7, key: ed25519(60) }, b, ...others];
  const without = {
    members,
    nextLane: 8,
    teams: [{ ...oost, epoch: 1, key: xwing(60), members: ["b", "f"] }, west],
  };
  step(statement({ ...without, former: [gone, leaver] }));
  refused({ ...without, former: [gone] });
  const left = statement({ ...without, former: [gone, leaver] });
  step(statement(without), left);
  // And comes back in their own lane, with their own key and in no other way.
  const back = (member: object): object => ({ ...without, members: [...members, { ...a, id: "g", ...member }] });
  step(statement(back({})), left);
  refused(back({ key: ed25519(61) }), left);
  refused({ ...back({ lane: 8 }), nextLane: 9 }, left);
});

test("directory: a lane keeps its key and its member", () => {
  refused({ members: [{ ...a, key: ed25519(60) }, b, ...others] });
  refused({ former: [{ ...gone, key: ed25519(60) }] });
  refused({ members: [{ ...a, lane: b.lane, key: b.key }, { ...b, lane: a.lane, key: a.key }, ...others] });
  refused({ members: [{ ...a, lane: b.lane }, { ...b, lane: a.lane }, ...others] });
});

test("directory: a key that somebody has does not move to another lane", () => {
  refused({ members: [{ ...a, lane: 7 }, b, ...others], nextLane: 8, former: [gone, { ...leaver, key: ed25519(60) }] });
  refused({ members: [...STATEMENT.members, { ...a, id: "f", lane: 7, key: gone?.key }], former: [], nextLane: 8 });
});

test("directory: other members have another key, with the next epoch", () => {
  const next = { epoch: 1, key: xwing(60) };
  step(statement({ teams: [{ ...oost, ...next, members: ["a", "e"] }, west] }));
  step(statement({ teams: [{ ...oost, ...next }, west] }));
  for (const members of [
    ["a", "b", "e"],
    ["a", "e"],
  ])
    refused({ teams: [{ ...oost, members }, west] });
  refused({ rungs: [{ ...integriteit, members: ["e", "a"] }, directie] });
  refused({ custodians: [{ ...custodian, member: "a" }] });
  for (const epoch of [0, 2, 65_535]) {
    refused({ teams: [{ ...oost, ...next, epoch }, west] });
    refused({ rungs: [{ ...integriteit, ...next, epoch }, directie] });
    refused({ custodians: [{ ...custodian, ...next, epoch }] });
  }
});

test("directory: an epoch without a new key is refused", () => {
  refused({ teams: [{ ...oost, epoch: 1 }, west] });
  refused({ rungs: [integriteit, { ...directie, epoch: 2 }] });
  refused({ custodians: [{ ...custodian, epoch: 1 }] });
});

test("directory: no key moves to another team, rung, custodian or use", () => {
  // West goes, and its key with it; a new team has any epoch, and never that key.
  const north = { id: "noord", name: "Noord", epoch: 7, key: xwing(60), members: ["c", "d"] };
  step(statement({ teams: [oost, north] }));
  refused({ teams: [oost, { ...north, key: west?.key }] });
  refused({
    teams: [
      { ...oost, epoch: 1, key: west?.key },
      { ...west, epoch: 4, key: oost?.key },
    ],
  });
  refused({ rungs: [integriteit, { ...directie, id: "bestuur" }], ladder: [] });
  // The same id and key as something else.
  refused({
    rungs: [integriteit],
    ladder: [],
    custodians: [custodian, { ...directie, members: undefined, confidential: undefined, member: "e" }],
  });
  refused({ clock: [], custodians: [{ ...custodian, epoch: 1, key: clock?.key }] });
  refused({ custodians: [], clock: [{ ...clock, key: custodian?.key }] });
});

test("directory: no signing key moves to another use", () => {
  refused({ witnesses: [witness, { ...otherWitness, key: witnessKey("other.example/witness", 21) }] });
  refused({ witnesses: [witness, { name: "W", key: witnessKey("w.example", 36) }], former: [] });
  refused({ gateway: ed25519(36), former: [] });
  refused(
    { members: [...STATEMENT.members, { id: "f", name: "F", lane: 7, key: ed25519(60) }], nextLane: 8 },
    statement({ gateway: ed25519(60) }),
  );
  refused({ signers: { ...STATEMENT.signers, spare: signerKey("spare", 36) }, former: [], successions: [5] });
  step(statement({ witnesses: [witness, { name: "W", key: witnessKey("w.example", 60) }], gateway: ed25519(61) }));
});

test("directory: trustees and the clock's keys come and go", () => {
  const key = Buffer.from(TWICE_GENERATOR, "hex").toString("base64url");
  step(statement({ tally: [{ name: "Bestuur", key }], clock: [{ ...clock, key: xwing(60) }] }));
  step(statement({ tally: [], clock: [] }));
  expect(Buffer.from(BEFORE.tally[0]?.key ?? []).toString("hex")).toBe(GENERATOR);
});

test("directory: token keys keep their places, and new ones come after them", () => {
  const other = { ...token, hash: ed25519(60), from: "2027-10-01", until: "2028-10-01" };
  step(statement({ tokens: [token, other] }));
  for (const tokens of [
    [],
    [other],
    [other, token],
    [{ ...token, hash: ed25519(60) }],
    [{ ...token, purpose: "pass" }],
    [{ ...token, until: "2026-10-02" }],
    [{ ...token, from: "2026-09-30" }],
  ])
    refused({ tokens });
});

test("directory: a calendar does not begin earlier than the one before it", () => {
  step(statement({ holidays: { from: "2027-01-01", until: "2029-01-01", days: [] } }));
  refused({ holidays: { from: "2026-10-31", until: "2028-11-01", days: [] } });
});

test("directory: a lane stays somebody's across three documents, whatever the third leaves out", () => {
  const base = { members: STATEMENT.members, former: STATEMENT.former };
  const second = statement({
    ...base,
    members: [...STATEMENT.members, { id: "f", name: "F", lane: 7, key: ed25519(60) }],
    nextLane: 8,
  });
  step(second);
  const third = statement({ ...base, former: [gone, { name: "F", lane: 7, key: ed25519(60) }], nextLane: 8 });
  step(third, second);
  const fourth = statement({ ...base, nextLane: 8 });
  step(fourth, third);
  const again = {
    ...base,
    members: [...STATEMENT.members, { id: "f", name: "F", lane: 7, key: ed25519(61) }],
    nextLane: 8,
  };
  refused(again, fourth);
  expect(base64urlDecode(ed25519(60))).toEqual(second.members.at(-1)?.key);
});
