// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import { base64url, formatVerifierKey, parseStatement, ProtocolError, signingKey, xwingKey } from "#crypto";
import { expectCode, mutatedText, outcome } from "../hostile.ts";
import { logKey, signerKey, STATEMENT } from "./fixture.ts";

const SOURCE = JSON.stringify(STATEMENT);
const parse = (change: object): unknown => parseStatement(JSON.stringify({ ...STATEMENT, ...change }));
const [oost = STATEMENT.teams[0], west = STATEMENT.teams[1]] = STATEMENT.teams;
const [first = STATEMENT.members[0], second = STATEMENT.members[1], ...otherMembers] = STATEMENT.members;
const [integriteit, directie] = STATEMENT.rungs;
const [custodian] = STATEMENT.custodians;
const [clock] = STATEMENT.clock;
const [token] = STATEMENT.tokens;

test("directory: a sound statement is read, whatever of it is optional", () => {
  const read = parseStatement(SOURCE);
  expect(read.teams.map(({ id, epoch, members }) => [id, epoch, members])).toEqual([
    ["oost", 0, ["a", "b"]],
    ["west", 3, ["c", "d"]],
  ]);
  expect(read.members[2]).toMatchObject({ id: "c", lane: 3 });
  expect(base64url(read.members[2]?.key ?? new Uint8Array(0))).toBe(STATEMENT.members[2]?.key);
  const empty = {
    witnesses: [],
    rungs: [],
    ladder: [],
    custodians: [],
    clock: [],
    tally: [],
    tokens: [],
    holidays: [],
  };
  parse({ ...empty, releaseDays: [], units: [], themes: [], clauses: [], gateway: base64url(new Uint8Array(32)) });
});

test("directory: a member that is not known needs a newer version, at every depth", () => {
  const more = { more: 1 };
  const changes = [
    more,
    { logs: { ...STATEMENT.logs, ...more } },
    { signers: { ...STATEMENT.signers, ...more } },
    { terms: { ...STATEMENT.terms, ...more } },
    { members: [{ ...first, ...more }, second, ...otherMembers] },
    { teams: [{ ...oost, ...more }, west] },
    { rungs: [integriteit, { ...directie, ...more }] },
    { custodians: [{ ...custodian, ...more }] },
    { tokens: [{ ...token, purpose: "another" }] },
  ];
  for (const change of changes) expectCode(() => parse(change), "needs_newer_version");
});

test("directory: without any one of its members it is malformed", () => {
  for (const name of Object.keys(STATEMENT)) expectCode(() => parse({ [name]: undefined }), "malformed");
});

test("directory: another version is refused", () => {
  for (const version of [0, 2, "1", null]) expectCode(() => parse({ version }), "malformed");
});

test("directory: two members with one id are refused", () => {
  expectCode(() => parse({ members: [first, { ...second, id: "a" }, ...otherMembers] }), "inconsistent");
});

test("directory: a lane given twice is refused", () => {
  expectCode(() => parse({ members: [first, { ...second, lane: 1 }, ...otherMembers] }), "inconsistent");
});

test("directory: lane 0 is the submitter's and lanes end at 65,535", () => {
  for (const lane of [0, 65_536, -1, 1.5])
    expectCode(() => parse({ members: [{ ...first, lane }, second, ...otherMembers] }), "malformed");
  parse({ members: [{ ...first, lane: 65_535 }, second, ...otherMembers] });
});

test("directory: teams that share a member are refused, and a team with one of them twice", () => {
  expectCode(() => parse({ teams: [oost, { ...west, members: ["b", "c"] }] }), "inconsistent");
  expectCode(() => parse({ teams: [{ ...oost, members: ["a", "a"] }, west] }), "inconsistent");
});

test("directory: a team has two to four members and there are at least two teams", () => {
  expectCode(() => parse({ teams: [{ ...oost, members: ["a"] }, west] }), "malformed");
  expectCode(() => parse({ teams: [{ ...oost, members: ["a", "b", "e", "f", "g"] }, west] }), "malformed");
  expectCode(() => parse({ teams: [oost] }), "malformed");
});

test("directory: two teams, two rungs, or a team and a rung with one id are refused", () => {
  expectCode(() => parse({ teams: [oost, { ...west, id: "oost" }] }), "inconsistent");
  expectCode(() => parse({ rungs: [integriteit, { ...directie, id: "integriteit" }] }), "inconsistent");
  expectCode(() => parse({ rungs: [integriteit, directie, { ...directie, id: "oost" }] }), "inconsistent");
});

test("directory: a team, rung or custodian of somebody who is not in the list is refused", () => {
  expectCode(() => parse({ teams: [oost, { ...west, members: ["c", "nobody"] }] }), "inconsistent");
  expectCode(() => parse({ rungs: [integriteit, { ...directie, members: ["nobody"] }] }), "inconsistent");
  expectCode(() => parse({ custodians: [{ ...custodian, member: "nobody" }] }), "inconsistent");
});

test("directory: a ladder with an unknown rung, or with one twice, is refused", () => {
  expectCode(() => parse({ ladder: ["integriteit", "nowhere"] }), "inconsistent");
  expectCode(() => parse({ ladder: ["integriteit", "oost"] }), "inconsistent");
  expectCode(() => parse({ ladder: ["integriteit", "integriteit"] }), "inconsistent");
});

test("directory: a ladder whose first rung is not confidential is refused", () => {
  expectCode(() => parse({ ladder: ["directie", "integriteit"] }), "inconsistent");
});

test("directory: terms out of order are refused, equal ones are not", () => {
  expectCode(() => parse({ terms: { seen: 6, silence: 5, answer: 30 } }), "inconsistent");
  expectCode(() => parse({ terms: { seen: 2, silence: 31, answer: 30 } }), "inconsistent");
  expectCode(() => parse({ terms: { seen: 0, silence: 5, answer: 30 } }), "malformed");
  parse({ terms: { seen: 5, silence: 5, answer: 5 } });
});

test("directory: a key that ends before it begins is refused", () => {
  expectCode(() => parse({ clock: [{ ...clock, until: "2026-09-30" }] }), "inconsistent");
  expectCode(() => parse({ tokens: [{ ...token, until: "2026-09-30" }] }), "inconsistent");
});

test("directory: holidays and release days rise strictly", () => {
  for (const days of [
    ["2026-12-26", "2026-12-25"],
    ["2026-12-25", "2026-12-25"],
  ]) {
    expectCode(() => parse({ holidays: days }), "inconsistent");
    expectCode(() => parse({ releaseDays: days }), "inconsistent");
  }
  expectCode(() => parse({ holidays: ["2026-13-01"] }), "malformed");
});

test("directory: one person with two of the three signers' names is refused", () => {
  const signers = { ...STATEMENT.signers, spare: signerKey("spare", 11) };
  expectCode(() => parse({ signers }), "inconsistent");
});

test("directory: a key that is no key of its type, or bears another's id, is refused", () => {
  const { publicKey } = signingKey(new Uint8Array(32).fill(1));
  const cosigner = formatVerifierKey({ name: "or.example", type: 4, publicKey });
  const plain = formatVerifierKey({ name: "or.example", type: 1, publicKey });
  const damaged = logKey("letters").replace(/\+[0-9a-f]{8}\+/, "+00000000+");
  for (const letters of ["", "not a key", cosigner, damaged])
    expectCode(() => parse({ logs: { ...STATEMENT.logs, letters } }), "malformed");
  expectCode(() => parse({ signers: { ...STATEMENT.signers, spare: cosigner } }), "malformed");
  expectCode(() => parse({ witnesses: [{ name: "OR", key: plain }] }), "malformed");
});

test("directory: an X-Wing key that nobody could hold is refused before anybody seals to it", () => {
  const valid = xwingKey(new Uint8Array(32)).publicKey;
  const unreduced = valid.map((byte, i) => (i < 1184 - 32 ? 255 : byte));
  const smallOrder = valid.map((byte, i) => (i < 1184 ? byte : 0));
  for (const key of [unreduced, smallOrder, valid.subarray(1)].map(base64url)) {
    expectCode(() => parse({ teams: [{ ...oost, key }, west] }), "malformed");
    expectCode(() => parse({ rungs: [{ ...integriteit, key }, directie] }), "malformed");
    expectCode(() => parse({ custodians: [{ ...custodian, key }] }), "malformed");
    expectCode(() => parse({ clock: [{ ...clock, key }] }), "malformed");
  }
});

test("directory: whatever is done to its text, it is a statement or refused once", () => {
  fc.assert(
    fc.property(mutatedText(SOURCE), (source) => {
      const read = outcome(() => parseStatement(source));
      if (read instanceof ProtocolError)
        expect(["malformed", "needs_newer_version", "inconsistent"]).toContain(read.code);
    }),
    { numRuns: 400 },
  );
});

test("directory: any JSON in the place of any member is read or refused once", () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(STATEMENT)), fc.jsonValue(), (name, value) => {
      outcome(() => parse({ [name]: value }));
      expect(outcome(() => parseStatement(JSON.stringify(value)))).toBeInstanceOf(ProtocolError);
    }),
    { numRuns: 300 },
  );
});
