// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import { withGroupKey, withMember, withMemberKey, withoutMember, type Statement } from "#crypto";
import type { Change } from "../../../client/ceremony/change.ts";
import { changesBetween } from "../../../client/ceremony/changes.ts";
import { textOf } from "../../../client/ceremony/compare.ts";
import { ed25519, noteKey, STATEMENT, witnessKey, xwing } from "./statement.ts";

const kinds = (changes: readonly Change[]): string[] => changes.map(({ what }) => what);
const from = (change: Partial<Statement>): Change[] => changesBetween(STATEMENT, { ...STATEMENT, ...change });
const [oost, west] = STATEMENT.teams as [Statement["teams"][number], Statement["teams"][number]];

/** Every member of a statement, changed in every way that its shape allows. */
const ONE_BY_ONE: Readonly<
  Record<keyof Statement, readonly (readonly [change: unknown, ...kinds: Change["what"][]])[]>
> = {
  version: [[2, "version"]],
  organisation: [["Andere Dienst", "organisation"]],
  relay: [["https://other.example", "relay"]],
  logs: [
    [{ ...STATEMENT.logs, letters: noteKey("x", 99) }, "log"],
    [{ ...STATEMENT.logs, directory: noteKey("x", 99) }, "log"],
    [{ ...STATEMENT.logs, ledger: noteKey("x", 99) }, "log"],
    [{ ...STATEMENT.logs, interval: 60 }, "interval"],
  ],
  signers: (["officer", "council", "spare"] as const).map((role) => [
    { ...STATEMENT.signers, [role]: noteKey("x", 98) },
    "signer",
  ]),
  successions: [[[4], "successions"]],
  witnesses: [
    [STATEMENT.witnesses.slice(1), "witness-removed"],
    [[...STATEMENT.witnesses, { name: "Derde", key: witnessKey(22) }], "witness-added"],
    [STATEMENT.witnesses.map(({ key }) => ({ key, name: "Iemand" })), "witness-renamed", "witness-renamed"],
    [STATEMENT.witnesses.toReversed(), "order"],
  ],
  members: [
    [STATEMENT.members.slice(1), "member-left", "former-removed"],
    [[...STATEMENT.members, { id: "gijs", name: "Gijs", lane: 9, key: ed25519(50) }], "member-added", "next-lane"],
    [STATEMENT.members.map((one) => (one.id === "anna" ? { ...one, name: "Ans" } : one)), "member-renamed"],
    [STATEMENT.members.map((one) => (one.id === "anna" ? { ...one, lane: 8 } : one)), "member-lane", "next-lane"],
    [
      STATEMENT.members.map((one) => (one.id === "anna" ? { ...one, key: ed25519(51) } : one)),
      "member-key",
      "former-removed",
    ],
    [STATEMENT.members.toReversed(), "order"],
  ],
  former: [
    [[], "former-removed"],
    [[...STATEMENT.former, { name: "Gijs", lane: 9, key: ed25519(50) }], "former-added"],
    [[{ ...STATEMENT.former[0], name: "Fred" }], "former-added", "former-removed"],
    [[{ ...STATEMENT.former[0], lane: 8 }], "former-added", "former-removed"],
    [[{ ...STATEMENT.former[0], key: ed25519(50) }], "former-added", "former-removed"],
  ],
  nextLane: [[8, "next-lane"]],
  teams: [
    [[oost], "group-dissolved"],
    [[oost, west, { id: "zuid", name: "Zuid", epoch: 0, key: xwing(60), members: ["els"] }], "group-formed"],
    [
      [oost, west, { id: "zuid", name: "Zuid", epoch: 65_535, key: xwing(60), members: ["els"] }],
      "group-formed",
      "group-epoch",
    ],
    [[{ ...oost, name: "Oostkant" }, west], "group-renamed"],
    [[{ ...oost, members: ["anna", "els"] }, west], "group-members"],
    [[{ ...oost, members: ["bas", "anna"] }, west], "group-order"],
    [[{ ...oost, key: xwing(60), epoch: 1 }, west], "group-key"],
    [[{ ...oost, key: xwing(60) }, west], "group-key", "group-epoch"],
    [[{ ...oost, epoch: 1 }, west], "group-epoch"],
    [[west, oost], "order"],
  ],
  rungs: [
    [STATEMENT.rungs.slice(1), "group-dissolved"],
    [STATEMENT.rungs.map((rung) => ({ ...rung, confidential: true })), "rung-confidential"],
    [STATEMENT.rungs.toReversed(), "order"],
  ],
  ladder: [
    [["directie", "integriteit"], "ladder"],
    [[], "ladder"],
  ],
  terms: (["seen", "silence", "answer"] as const).map((term) => [{ ...STATEMENT.terms, [term]: 9 }, "term"]),
  custodians: [
    [[], "group-dissolved"],
    [STATEMENT.custodians.map((one) => ({ ...one, member: "anna" })), "group-members"],
    [STATEMENT.custodians.map((one) => ({ ...one, name: "Kaarten" })), "group-renamed"],
    [STATEMENT.custodians.map((one) => ({ ...one, key: xwing(61), epoch: 1 })), "group-key"],
  ],
  clock: [
    [[], "clock-removed"],
    [STATEMENT.clock.map((one) => ({ ...one, until: "2027-01-01" })), "clock-added", "clock-removed"],
  ],
  tally: [
    [[], "tally-removed"],
    [STATEMENT.tally.map((one) => ({ ...one, key: ed25519(50) })), "tally-added", "tally-removed"],
  ],
  tokens: [
    [[], "token-removed"],
    [STATEMENT.tokens.map((one) => ({ ...one, purpose: "pass" })), "token-added", "token-removed"],
  ],
  gateway: [[ed25519(50), "gateway"]],
  holidays: [
    [{ ...STATEMENT.holidays, from: "2026-11-01" }, "calendar"],
    [{ ...STATEMENT.holidays, until: "2029-12-31" }, "calendar"],
    [{ ...STATEMENT.holidays, days: ["2026-12-25"] }, "holidays"],
  ],
  releaseDays: [[["2027-01-19"], "release-days"]],
  units: [
    [["Beleid"], "units"],
    [STATEMENT.units.toReversed(), "order"],
  ],
  themes: [
    [["Planning", "Werkdruk", "Kwaliteit"], "themes"],
    [["Planning", "Planning", "Werkdruk"], "themes"],
    [STATEMENT.themes.toReversed(), "order"],
  ],
  clauses: [
    [STATEMENT.clauses.slice(1), "clause-removed"],
    [[...STATEMENT.clauses, { id: "3", text: "Nieuw." }], "clause-added"],
    [STATEMENT.clauses.map((one) => (one.id === "1" ? { ...one, text: "Anders." } : one)), "clause-changed"],
    [STATEMENT.clauses.toReversed(), "order"],
  ],
};

test.each(Object.keys(ONE_BY_ONE) as (keyof Statement)[])("differences: no %s changes without being told", (member) => {
  for (const [value, ...expected] of ONE_BY_ONE[member]) {
    const changes = from({ [member]: value });
    expect(kinds(changes)).toEqual(expected);
  }
});

test("differences: a person who leaves is one sentence, and their team's new key another", () => {
  const after = withGroupKey(withoutMember(STATEMENT, "bas"), "oost", xwing(70));
  expect(changesBetween(STATEMENT, after)).toEqual([
    { what: "member-left", name: "Bas" },
    { what: "group-members", kind: "team", id: "oost", name: "Team Oost", joined: [], left: ["Bas"] },
    { what: "group-key", kind: "team", id: "oost", name: "Team Oost", key: xwing(70) },
  ]);
});

test("differences: a person who comes, or gets another key, is one sentence", () => {
  const key = ed25519(70);
  expect(changesBetween(STATEMENT, withMember(STATEMENT, { id: "gijs", name: "Gijs", key }))).toEqual([
    { what: "member-added", id: "gijs", name: "Gijs", key },
  ]);
  expect(changesBetween(STATEMENT, withMemberKey(STATEMENT, "anna", key))).toEqual([
    { what: "member-key", name: "Anna", key },
  ]);
});

test("differences: the first statement is told whole", () => {
  const told = new Set(kinds(changesBetween(null, STATEMENT)));
  for (const what of [
    "organisation",
    "relay",
    "log",
    "interval",
    "signer",
    "witness-added",
    "member-added",
    "group-formed",
    "rung-confidential",
    "ladder",
    "term",
    "token-added",
    "calendar",
    "holidays",
    "release-days",
    "units",
    "themes",
    "clause-added",
  ]) {
    expect([...told]).toContain(what);
  }
});

// Two of everything, so that two that are drawn are often nearly the same.
const oneOf = <Value>(...values: readonly Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values);
const listOf = <Value>(...values: readonly Value[]): fc.Arbitrary<Value[]> => fc.shuffledSubarray([...values]);
const bytes = oneOf(new Uint8Array([1]), new Uint8Array([2]));
const ids = listOf("a", "b", "c");
const writer = { name: oneOf("A", "B"), lane: fc.integer({ min: 1, max: 3 }), key: bytes };
const uniqueById = <Item extends { readonly id: string }>(item: fc.Arbitrary<Item>): fc.Arbitrary<Item[]> =>
  fc.uniqueArray(item, { selector: ({ id }) => id, maxLength: 3 });
const group = { id: oneOf("x", "y"), name: oneOf("X", "Y"), epoch: fc.integer({ min: 0, max: 2 }), key: bytes };
const days = listOf("2027-01-01", "2027-01-02").map((list) => list.toSorted());
const period = { from: oneOf("2027-01-01", "2027-01-02"), until: oneOf("2029-01-01", "2029-01-02") };
const vkey = oneOf("k1", "k2");

const statement: fc.Arbitrary<Statement> = fc.record({
  version: fc.constant(1),
  organisation: oneOf("A", "B"),
  relay: oneOf("A", "B"),
  logs: fc.record({ letters: vkey, directory: vkey, ledger: vkey, interval: oneOf(1, 2) }),
  signers: fc.record({ officer: vkey, council: vkey, spare: vkey }),
  successions: listOf(1, 2),
  witnesses: fc.uniqueArray(fc.record({ name: oneOf("A", "B"), key: vkey }), { selector: ({ key }) => key }),
  members: uniqueById(fc.record({ id: oneOf("a", "b", "c"), ...writer })),
  former: fc.array(fc.record(writer), { maxLength: 2 }),
  nextLane: fc.integer({ min: 1, max: 4 }),
  teams: uniqueById(fc.record({ ...group, members: ids })),
  rungs: uniqueById(fc.record({ ...group, members: ids, confidential: fc.boolean() })),
  ladder: listOf("x", "y"),
  terms: fc.record({ seen: oneOf(1, 2), silence: oneOf(1, 2), answer: oneOf(1, 2) }),
  custodians: uniqueById(fc.record({ ...group, member: oneOf("a", "b") })),
  clock: fc.array(fc.record({ key: bytes, ...period }), { maxLength: 2 }),
  tally: fc.array(fc.record({ name: oneOf("A", "B"), key: bytes }), { maxLength: 2 }),
  tokens: fc.array(fc.record({ purpose: oneOf("pass" as const, "post" as const), hash: bytes, ...period }), {
    maxLength: 2,
  }),
  gateway: fc.option(bytes),
  holidays: fc.record({ ...period, days }),
  releaseDays: days,
  units: listOf("A", "B"),
  themes: listOf("A", "B"),
  clauses: uniqueById(fc.record({ id: oneOf("1", "2"), text: oneOf("A", "B") })),
});

test("differences: what is the same has none, and what is not has some", () => {
  fc.assert(
    fc.property(statement, statement, (before, after) => {
      expect(changesBetween(before, structuredClone(before))).toEqual([]);
      const isEqual = textOf(before) === textOf(after);
      expect(changesBetween(before, after).length === 0).toBe(isEqual);
    }),
  );
});

test("differences: the order in which a record was written is none", () => {
  const turned = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(turned);
    if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([name, part]) => [name, turned(part)]),
    );
  };
  expect(changesBetween(STATEMENT, turned(STATEMENT) as Statement)).toEqual([]);
});

test("differences: one part of what is drawn that is another is told", () => {
  const member = fc.constantFrom(...(Object.keys(STATEMENT) as (keyof Statement)[]));
  fc.assert(
    fc.property(statement, statement, member, (before, other, name) => {
      const after = { ...before, [name]: other[name] };
      fc.pre(textOf(before) !== textOf(after));
      expect(changesBetween(before, after)).not.toEqual([]);
    }),
    { numRuns: 1000 },
  );
});
