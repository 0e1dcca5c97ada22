// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { openHistory, signDirectory, SIGNER_ROLES, verifierKey, type NoteSigner, type VerifierKey } from "#crypto";
import { expectCode } from "../hostile.ts";
import { ORIGIN, signer, signerKey, STATEMENT } from "./fixture.ts";

type Three = readonly [officer: number, council: number, spare: number];
const A: Three = [11, 12, 13];
const B: Three = [71, 12, 13];

const three = (marks: Three): [NoteSigner, NoteSigner, NoteSigner] =>
  SIGNER_ROLES.map((role, i) => signer(role, marks[i])) as [NoteSigner, NoteSigner, NoteSigner];
const keysOf = (marks: Three): VerifierKey[] => three(marks).map(verifierKey);

function signed(index: number, marks: Three, successions: number[], signers: readonly NoteSigner[]): string {
  const [officer = "", council = "", spare = ""] = SIGNER_ROLES.map((role, i) => signerKey(role, marks[i]));
  const statement = { ...STATEMENT, signers: { officer, council, spare }, successions };
  return signDirectory(ORIGIN, index, JSON.stringify(statement), signers);
}

const [officer, council, spare] = three(A);
const [newOfficer] = three(B);
const FIRST = signed(0, A, [], [officer, council]);
const CHANGE = signed(1, B, [1], [council, spare]);
const LAST = signed(2, B, [1], [newOfficer, spare]);
const HISTORY = [FIRST, CHANGE, LAST];

test("history: read whole by who knows the three of any time, in whatever order they were told them", () => {
  for (const marks of [A, B])
    for (const trusted of [keysOf(marks), keysOf(marks).toReversed()])
      expect(openHistory(HISTORY, ORIGIN, trusted).map(({ index }) => index)).toEqual([0, 1, 2]);
  expect(openHistory([], ORIGIN, keysOf(A))).toEqual([]);
});

test("history: of strangers, or of two of the three, it is another organisation's", () => {
  expectCode(() => openHistory(HISTORY, ORIGIN, keysOf([1, 2, 3])), "bad_signature");
  expectCode(() => openHistory(HISTORY, ORIGIN, keysOf(A).slice(0, 2)), "bad_signature");
});

test("history: one that begins late, leaves one out, or was signed by who did not sign then is refused", () => {
  expectCode(() => openHistory([CHANGE, LAST], ORIGIN, keysOf(A)), "inconsistent");
  expectCode(() => openHistory([FIRST, LAST], ORIGIN, keysOf(A)), "too_few_signatures");
  expectCode(() => openHistory([FIRST, FIRST], ORIGIN, keysOf(A)), "inconsistent");
  const alone = signed(1, B, [1], [newOfficer, spare]);
  expectCode(() => openHistory([FIRST, alone], ORIGIN, keysOf(A)), "too_few_signatures");
  const old = signed(2, B, [1], [officer, spare]);
  expectCode(() => openHistory([FIRST, CHANGE, old], ORIGIN, keysOf(A)), "too_few_signatures");
});
