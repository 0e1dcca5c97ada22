// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  base64url,
  formatStatement,
  formatVerifierKey,
  hexDecode,
  parseStatement,
  ProtocolError,
  signingKey,
} from "#crypto";
import { expectCode, mutatedText, outcome } from "../hostile.ts";
import { ed25519, logKey, signerKey, STATEMENT, TWICE_GENERATOR, witnessKey, xwing } from "./fixture.ts";

const SOURCE = JSON.stringify(STATEMENT);
const parse = (change: object): unknown => parseStatement(JSON.stringify({ ...STATEMENT, ...change }));
const [oost = STATEMENT.teams[0], west = STATEMENT.teams[1]] = STATEMENT.teams;
const [first = STATEMENT.members[0], second = STATEMENT.members[1], ...otherMembers] = STATEMENT.members;
const [integriteit, directie] = STATEMENT.rungs;
const [custodian] = STATEMENT.custodians;
const [clock] = STATEMENT.clock;
const [token] = STATEMENT.tokens;
const [trustee] = STATEMENT.tally;
const [gone] = STATEMENT.former;
const [witness, otherWitness] = STATEMENT.witnesses;

test("directory: a sound statement is read, whatever of it is optional", () => {
  const read = parseStatement(SOURCE);
  expect(read.teams.map(({ id, epoch, members }) => [id, epoch, members])).toEqual([
    ["oost", 0, ["a", "b"]],
    ["west", 3, ["c", "d"]],
  ]);
  expect(read.members[2]).toMatchObject({ id: "c", lane: 3 });
  expect(base64url(read.members[2]?.key ?? new Uint8Array(0))).toBe(STATEMENT.members[2]?.key);
  const empty = {
    former: [],
    rungs: [],
    ladder: [],
    custodians: [],
    clock: [],
    tally: [],
    tokens: [],
  };
  parse({ ...empty, releaseDays: [], units: [], themes: [], clauses: [], gateway: ed25519(50) });
  parse({ holidays: { ...STATEMENT.holidays, days: [] } });
});

test("directory: one statement is written in one way, so that no two programs read it as two", () => {
  const organisation = `"organisation":${JSON.stringify(STATEMENT.organisation)}`;
  const others = [
    SOURCE.replace(organisation, `"organisation":"Ander",${organisation}`),
    SOURCE.replace("{", "{ "),
    `${SOURCE} `,
    SOURCE.replace('"Dienst"', String.raw`"\u0044ienst"`),
    SOURCE.replace('"https://', String.raw`"https:\/\/`),
    SOURCE.replace('"version":1', '"version":1.0'),
    SOURCE.replace('"version":1', '"version":1e0'),
    SOURCE.replace('"epoch":0', '"epoch":-0'),
  ];
  for (const source of others) {
    expect(source).not.toBe(SOURCE);
    expectCode(() => parseStatement(source), "malformed");
  }
});

test("directory: names and clauses that would turn around a sentence about them are malformed", () => {
  const name = "Jan\u202e";
  expectCode(() => parse({ members: [{ ...first, name }, second, ...otherMembers] }), "malformed");
  expectCode(() => parse({ teams: [{ ...oost, name }, west] }), "malformed");
  expectCode(() => parse({ clauses: [{ id: "1", text: "niet\u2067 wel" }] }), "malformed");
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
    { witnesses: [{ ...witness, ...more }, otherWitness] },
    { former: [{ ...gone, ...more }] },
    { holidays: { ...STATEMENT.holidays, ...more } },
    { clock: [{ ...clock, ...more }] },
    { tally: [{ ...trustee, ...more }] },
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
  const another = { ...second, lane: 7, key: ed25519(60) };
  parse({ members: [...STATEMENT.members, { ...another, id: "f" }], nextLane: 8 });
  expectCode(() => parse({ members: [...STATEMENT.members, { ...another, id: "a" }], nextLane: 8 }), "inconsistent");
});

test("directory: a lane given twice is refused", () => {
  expectCode(() => parse({ members: [first, { ...second, lane: 1 }, ...otherMembers] }), "inconsistent");
});

test("directory: lane 0 is the submitter's and lanes end at 65,535", () => {
  for (const lane of [0, 65_536, -1, 1.5])
    expectCode(() => parse({ members: [{ ...first, lane }, second, ...otherMembers] }), "malformed");
  parse({ members: [{ ...first, lane: 65_535 }, second, ...otherMembers], nextLane: 65_536 });
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
  expectCode(() => parse({ rungs: [integriteit, { ...directie, id: "oost" }], ladder: [] }), "inconsistent");
  expectCode(() => parse({ custodians: [{ ...custodian, id: "oost" }] }), "inconsistent");
  expectCode(() => parse({ custodians: [custodian, { ...custodian, key: xwing(60) }] }), "inconsistent");
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
    expectCode(() => parse({ holidays: { ...STATEMENT.holidays, days } }), "inconsistent");
    expectCode(() => parse({ releaseDays: days }), "inconsistent");
  }
  expectCode(() => parse({ holidays: { ...STATEMENT.holidays, days: ["2026-13-01"] } }), "malformed");
});

test("directory: the calendar holds 24 months, and every holiday in it", () => {
  const calendar = (from: string, until: string, ...days: string[]): unknown =>
    parse({ holidays: { from, until, days } });
  calendar("2026-11-01", "2028-11-01", "2026-11-01", "2028-11-01");
  expectCode(() => calendar("2026-11-01", "2028-10-31"), "inconsistent");
  expectCode(() => calendar("2026-11-01", "2028-11-01", "2026-10-31"), "inconsistent");
  expectCode(() => calendar("2026-11-01", "2028-11-01", "2028-11-02"), "inconsistent");
});

test("directory: a lane of somebody who left is nobody else's, and all lanes are below the next", () => {
  expectCode(() => parse({ former: [{ ...gone, lane: 1 }] }), "inconsistent");
  expectCode(() => parse({ former: [gone, { ...gone, key: ed25519(60) }] }), "inconsistent");
  expectCode(() => parse({ nextLane: 6 }), "inconsistent");
  expectCode(() => parse({ former: [], nextLane: 5 }), "inconsistent");
  parse({ former: [], nextLane: 6 });
  for (const nextLane of [0, 65_537]) expectCode(() => parse({ nextLane }), "malformed");
});

test("directory: successions rise, and none is the first document", () => {
  parse({ successions: [1, 7, 999_999_999] });
  for (const successions of [
    [7, 1],
    [7, 7],
  ])
    expectCode(() => parse({ successions }), "inconsistent");
  for (const successions of [[0], [1_000_000_000], Array.from({ length: 101 }, (_, i) => i + 1)])
    expectCode(() => parse({ successions }), "malformed");
});

test("directory: at least two witnesses, each with a name and a key of its own", () => {
  expectCode(() => parse({ witnesses: [witness] }), "malformed");
  const many = Array.from({ length: 16 }, (_, i) => ({ name: "W", key: witnessKey(`w${i}.example`, 60 + i) }));
  expectCode(() => parse({ witnesses: many }), "malformed");
  parse({ witnesses: many.slice(1) });
  const sameName = { name: "Ander", key: witnessKey("or.example/witness", 60) };
  expectCode(() => parse({ witnesses: [witness, sameName] }), "inconsistent");
});

test("directory: no signing key has two uses, whatever they are", () => {
  const mark = 30;
  const uses = {
    logs: { ...STATEMENT.logs, ledger: logKey("ledger", mark) },
    signers: { ...STATEMENT.signers, spare: signerKey("spare", mark) },
    witnesses: [witness, { name: "W", key: witnessKey("w.example", mark) }],
    members: [first, { ...second, key: ed25519(mark) }, ...otherMembers],
    former: [{ ...gone, key: ed25519(mark) }],
    gateway: ed25519(mark),
  };
  for (const [name, value] of Object.entries(uses)) expectCode(() => parse({ [name]: value }), "inconsistent");
  expectCode(() => parse({ witnesses: [witness, { name: "W", key: witnessKey("w.example", 20) }] }), "inconsistent");
  expectCode(() => parse({ logs: { ...STATEMENT.logs, ledger: logKey("ledger", 2) } }), "inconsistent");
});

test("directory: no X-Wing key has two uses, and no two trustees have one key", () => {
  const key = xwing(40);
  const uses = {
    teams: [oost, { ...west, key }],
    rungs: [{ ...integriteit, key }, directie],
    custodians: [{ ...custodian, key }],
    clock: [{ ...clock, key }],
  };
  for (const [name, value] of Object.entries(uses)) expectCode(() => parse({ [name]: value }), "inconsistent");
  parse({ tally: [trustee, { name: "Bestuur", key: base64url(hexDecode(TWICE_GENERATOR)) }] });
  expectCode(() => parse({ tally: [trustee, { ...trustee, name: "Bestuur" }] }), "inconsistent");
});

test("directory: token keys are different, begin on different days, and end within 24 months", () => {
  const other = { ...token, hash: base64url(new Uint8Array(32)), from: "2026-10-02", until: "2028-10-02" };
  parse({ tokens: [token, other, { ...other, purpose: "pass", hash: base64url(new Uint8Array(32).fill(1)) }] });
  expectCode(() => parse({ tokens: [token, { ...other, hash: token?.hash }] }), "inconsistent");
  expectCode(() => parse({ tokens: [token, { ...other, from: token?.from, until: token?.until }] }), "inconsistent");
  expectCode(() => parse({ tokens: [{ ...other, until: "2028-10-03" }] }), "inconsistent");
});

test("directory: a rung with a member twice is refused", () => {
  expectCode(() => parse({ rungs: [integriteit, { ...directie, members: ["e", "e"] }] }), "inconsistent");
});

test("directory: epochs of teams, rungs and custodians are 0 to 65,535", () => {
  for (const epoch of [-1, 65_536, 0.5, undefined]) {
    expectCode(() => parse({ teams: [{ ...oost, epoch }, west] }), "malformed");
    expectCode(() => parse({ rungs: [integriteit, { ...directie, epoch }] }), "malformed");
    expectCode(() => parse({ custodians: [{ ...custodian, epoch }] }), "malformed");
  }
  parse({ custodians: [{ ...custodian, epoch: 65_535 }] });
});

test("directory: the relay is a web origin and nothing that a link could do", () => {
  for (const relay of ["http://localhost:8080", "https://[::1]:8443", "https://a.example"]) parse({ relay });
  for (const relay of ["", "javascript:alert(1)", "https://a.example/", "https://a.example?x", "https://u@a.example"])
    expectCode(() => parse({ relay }), "malformed");
});

test("directory: a name stands on one line, and a clause may have several", () => {
  for (const name of ["", "A\nB", "\u0000", "x".repeat(121)]) {
    expectCode(() => parse({ members: [{ ...first, name }, second, ...otherMembers] }), "malformed");
    expectCode(() => parse({ units: [name] }), "malformed");
  }
  parse({ clauses: [{ id: "1", text: "A\nB" }] });
});

test("directory: what is written is read back the same, and what nobody would read is not written", () => {
  const statement = parseStatement(SOURCE);
  expect(parseStatement(formatStatement(statement))).toEqual(statement);
  expect(formatStatement(statement)).toBe(SOURCE);
  expectCode(() => formatStatement({ ...statement, nextLane: 1 }), "inconsistent");
  expectCode(() => formatStatement({ ...statement, units: [""] }), "malformed");
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
  expectCode(() => parse({ witnesses: [witness, { name: "OR", key: plain }] }), "malformed");
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
