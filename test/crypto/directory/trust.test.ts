// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  openFollowing,
  ProtocolError,
  signDirectory,
  signNote,
  SIGNER_ROLES,
  successionsIn,
  verifierKey,
  type Directory,
  type NoteSigner,
  type VerifierKey,
} from "#crypto";
import { expectCode, mutatedText, outcome } from "../hostile.ts";
import { ORIGIN, signer, signerKey, STATEMENT } from "./fixture.ts";

type Three = readonly [officer: number, council: number, spare: number];

/** Three signers, by the marks of their seeds. */
const three = (marks: Three): NoteSigner[] => SIGNER_ROLES.map((role, i) => signer(role, marks[i]));
const trustedKeys = (marks: Three): VerifierKey[] => three(marks).map(verifierKey);

function source(marks: Three, successions: readonly number[], change: object = {}): string {
  const [officer, council, spare] = marks;
  const signers = {
    officer: signerKey("officer", officer),
    council: signerKey("council", council),
    spare: signerKey("spare", spare),
  };
  return JSON.stringify({ ...STATEMENT, signers, successions, ...change });
}

const signed = (index: number, marks: Three, successions: readonly number[], signers: readonly NoteSigner[]): string =>
  signDirectory(ORIGIN, index, source(marks, successions), signers);
const open = (document: string, trusted: Three, changes: readonly string[] = []): Directory =>
  openFollowing(document, ORIGIN, trustedKeys(trusted), changes);

const A: Three = [11, 12, 13];
const B: Three = [71, 72, 73];
const C: Three = [81, 82, 83];
const [officerOfA, councilOfA, spareOfA] = three(A) as [NoteSigner, NoteSigner, NoteSigner];
const [officerOfB, councilOfB, spareOfB] = three(B) as [NoteSigner, NoteSigner, NoteSigner];
const [officerOfC, councilOfC, spareOfC] = three(C) as [NoteSigner, NoteSigner, NoteSigner];

// A at 0, B from 3, C from 8; 9 is the current one.
const DOCUMENT_0 = signed(0, A, [], [officerOfA, councilOfA]);
const DOCUMENT_3 = signed(3, B, [3], [councilOfA, spareOfA, officerOfB, spareOfB]);
const DOCUMENT_8 = signed(8, C, [3, 8], [officerOfB, councilOfB, officerOfC, councilOfC]);
const DOCUMENT_9 = signed(9, C, [3, 8], [councilOfC, spareOfC]);
const CHANGES = [DOCUMENT_0, DOCUMENT_3, DOCUMENT_8];

test("directory: a reader needs the first document and each that changed the signers, and none where none did", () => {
  expect(successionsIn(DOCUMENT_9)).toEqual([0, 3, 8]);
  expect(successionsIn(DOCUMENT_3)).toEqual([0, 3]);
  expect(successionsIn(DOCUMENT_0)).toEqual([]);
  expectCode(() => successionsIn("no note"), "malformed");
});

test("directory: whoever knows the first, the middle or the last signers reads what the last ones signed", () => {
  for (const trusted of [A, B, C]) expect(open(DOCUMENT_9, trusted, CHANGES).index).toBe(9);
  expect(openFollowing(DOCUMENT_9, ORIGIN, trustedKeys(A).toReversed(), CHANGES).index).toBe(9);
  // Who knows the last needs nothing else.
  expect(open(DOCUMENT_9, C).index).toBe(9);
  expect(open(DOCUMENT_0, A).index).toBe(0);
});

test("directory: the document that changes the signers is read by who knows the ones before, and the ones after", () => {
  expect(open(DOCUMENT_8, A, CHANGES).index).toBe(8);
  for (const trusted of [B, C]) expect(open(DOCUMENT_8, trusted).index).toBe(8);
});

test("directory: officer, council and spare who change places are the same three", () => {
  const swapped: Three = [A[1], A[0], A[2]];
  const [officer, council] = three(swapped) as [NoteSigner, NoteSigner];
  const change = signed(3, swapped, [3], [officerOfA, councilOfA, officer, council]);
  const last = signed(4, swapped, [3], [officer, council]);
  expect(open(last, A, [DOCUMENT_0, change]).index).toBe(4);
});

test("directory: strangers are followed nowhere, nor two of three, nor nobody", () => {
  expectCode(() => open(DOCUMENT_9, [91, 92, 93], CHANGES), "bad_signature");
  const two = trustedKeys(A).slice(0, 2);
  expectCode(() => openFollowing(DOCUMENT_9, ORIGIN, two, CHANGES), "bad_signature");
  expectCode(() => openFollowing(DOCUMENT_9, ORIGIN, [], CHANGES), "bad_signature");
  // Two of whom both signed need no following.
  expect(openFollowing(DOCUMENT_0, ORIGIN, two, []).index).toBe(0);
  // One of the reader's keys is another's.
  expectCode(() => open(DOCUMENT_9, [11, 12, 93], CHANGES), "bad_signature");
});

test("directory: a change with one signature of the signers before it leads nowhere", () => {
  const change = signed(3, B, [3], [spareOfA, officerOfB, councilOfB, spareOfB]);
  expectCode(() => open(DOCUMENT_9, A, [DOCUMENT_0, change, DOCUMENT_8]), "too_few_signatures");
  expectCode(() => open(change, A, [DOCUMENT_0, change]), "too_few_signatures");
  const none = signed(3, B, [3], [officerOfB, councilOfB, spareOfB]);
  expectCode(() => open(DOCUMENT_9, A, [DOCUMENT_0, none, DOCUMENT_8]), "bad_signature");
});

test("directory: new signers who did not sign themselves take nothing over", () => {
  const one = signed(3, B, [3], [officerOfA, councilOfA, spareOfA, officerOfB]);
  expectCode(() => open(DOCUMENT_9, A, [DOCUMENT_0, one, DOCUMENT_8]), "too_few_signatures");
  // Also where the reader knows those who signed, and needs to follow nobody.
  expectCode(() => open(one, A), "too_few_signatures");
  const none = signed(3, B, [3], [officerOfA, councilOfA, spareOfA]);
  expectCode(() => open(none, A), "bad_signature");
  expectCode(() => open(DOCUMENT_9, A, [DOCUMENT_0, none, DOCUMENT_8]), "bad_signature");
});

test("directory: a list of changes that leaves one out, adds one or moves one is refused", () => {
  expectCode(() => open(DOCUMENT_9, A), "inconsistent");
  expectCode(() => open(DOCUMENT_9, A, [DOCUMENT_0, DOCUMENT_3]), "inconsistent");
  expectCode(() => open(DOCUMENT_9, A, [...CHANGES, DOCUMENT_8]), "inconsistent");
  expectCode(() => open(DOCUMENT_9, A, [DOCUMENT_3, DOCUMENT_3, DOCUMENT_8]), "inconsistent");
  // Forged by those in force: a list without the second change, with one that never was, and at other places.
  const forged = (...successions: number[]): string => signed(9, C, successions, [officerOfC, councilOfC]);
  expectCode(() => open(forged(3), A, [DOCUMENT_0, DOCUMENT_3]), "bad_signature");
  expectCode(() => open(forged(8), A, [DOCUMENT_0, DOCUMENT_8]), "bad_signature");
  expectCode(() => open(forged(3, 5, 8), A, [DOCUMENT_0, DOCUMENT_3, DOCUMENT_3, DOCUMENT_8]), "inconsistent");
  expectCode(() => open(forged(4, 8), A, CHANGES), "inconsistent");
  expectCode(() => open(forged(3, 9), A, CHANGES), "inconsistent");
});

test("directory: each change stands at its own place, and lists those up to it", () => {
  const current = signed(9, B, [3], [officerOfB, councilOfB]);
  const by = [officerOfA, councilOfA, officerOfB, councilOfB];
  expect(open(current, A, [DOCUMENT_0, signed(3, B, [3], by)]).index).toBe(9);
  for (const [start, change] of [
    [signed(2, A, [], [officerOfA, councilOfA]), signed(3, B, [3], by)],
    [signed(2, A, [2], [officerOfA, councilOfA]), signed(3, B, [3], by)],
    [DOCUMENT_0, signed(4, B, [3], by)],
    [DOCUMENT_0, signed(3, B, [], by)],
    [DOCUMENT_0, signed(3, B, [2, 3], by)],
  ] as const)
    expectCode(() => open(current, A, [start, change]), "inconsistent");
});

test("directory: signers that no listed document made are refused, although enough of them sign", () => {
  // One key is new, and no change says so.
  const silent: Three = [C[0], C[1], 99];
  const document = signed(9, silent, [3, 8], [officerOfC, councilOfC]);
  expectCode(() => open(document, A, CHANGES), "inconsistent");
});

test("directory: an old change does not lead back to signers that were given up", () => {
  // One key at a time: 11 goes for 121, then 12 goes for 122.
  const [before, between, after]: [Three, Three, Three] = [
    [11, 12, 13],
    [121, 12, 13],
    [121, 122, 13],
  ];
  const [officer, council, spare] = three(between) as [NoteSigner, NoteSigner, NoteSigner];
  const [, newCouncil] = three(after) as [NoteSigner, NoteSigner];
  const start = signed(0, before, [], three(before));
  const change = signed(3, between, [3], [officer, council, spare]);
  const second = signed(8, after, [3, 8], [officer, newCouncil, spare]);
  const current = signed(9, after, [3, 8], [officer, newCouncil]);
  for (const trusted of [before, between, after]) expect(open(current, trusted, [start, change, second]).index).toBe(9);
  // Whoever has the key 12 that was given up and one that was not, and shows the log's first change as its last:
  const forged = signed(9, between, [3], [council, spare]);
  expectCode(() => open(forged, after, [start, change]), "too_few_signatures");
  // The reader's three as the first of all, which they never were.
  const start2 = signed(0, after, [], [spare]);
  expectCode(() => open(forged, after, [start2, change]), "too_few_signatures");
});

test("directory: a change of another organisation, or one that is no document, is refused", () => {
  expectCode(() => open(DOCUMENT_9, A, [DOCUMENT_0, "", DOCUMENT_8]), "malformed");
  const text = `another.example/v1/directory\n3\n${source(B, [3])}\n`;
  const foreign = signNote(text, [officerOfA, councilOfA, officerOfB, councilOfB]);
  expectCode(() => open(DOCUMENT_9, A, [DOCUMENT_0, foreign, DOCUMENT_8]), "malformed");
});

test("directory: whatever is done to one of the changes, the same document is read or refused once", () => {
  fc.assert(
    fc.property(fc.nat({ max: 2 }), fc.nat({ max: 400 }), (at, seed) => {
      const [changed = ""] = fc.sample(mutatedText(CHANGES[at] ?? ""), { seed, numRuns: 1 });
      const read = outcome(() => open(DOCUMENT_9, A, CHANGES.with(at, changed)));
      if (!(read instanceof ProtocolError)) expect(read.index).toBe(9);
    }),
    { numRuns: 60 },
  );
});
