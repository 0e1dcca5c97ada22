// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { cosignDirectory } from "#crypto";
import { WorkerFailure } from "../../../client/worker/failure.ts";
import { isAhead, laterOf, requireKnown, type Known } from "../../../client/worker/known.ts";
import {
  documentOf,
  FIRST,
  leafOf,
  pinOf,
  publicKeys,
  SECOND,
  seed,
  shownOf,
  signersFrom,
  STATEMENT,
  statementOf,
  type Three,
} from "./history.ts";

const [officer, council, spare] = signersFrom(FIRST) as [never, never, never];
const [newOfficer, newCouncil, newSpare] = signersFrom(SECOND) as [never, never, never];
const D0 = documentOf(0, STATEMENT, [officer, council]);
const D1 = documentOf(1, { ...STATEMENT, units: ["Beleid"] }, [council, spare]);
const OTHER1 = documentOf(1, { ...STATEMENT, units: ["Uitvoering"] }, [officer, spare]);
const LEDGER = [1, 2, 3].map((mark) => seed(mark));

const nothing: Known = { directory: null, ledger: null, trusted: null };
const pin = (...documents: string[]): Known["directory"] => pinOf(documents.map(leafOf));

/** Code of the failure, or null where it holds. */
function outcome(shown: ReturnType<typeof shownOf>, known: Partial<Known>): string | null {
  try {
    requireKnown(shown, { ...nothing, ...known });
    return null;
  } catch (error) {
    if (error instanceof WorkerFailure) return error.code;
    throw error;
  }
}

test("known: who knew nothing takes what is there", () => {
  expect(outcome(shownOf([D0]), {})).toBeNull();
});

test("known: a directory log that goes on from what was seen holds", () => {
  expect(outcome(shownOf([D0, D1]), { directory: pin(D0) })).toBeNull();
  expect(outcome(shownOf([D0, D1]), { directory: pin(D0, D1) })).toBeNull();
  expect(outcome(shownOf([D0, D1]), { directory: pin() })).toBeNull();
});

test("known: a directory log that is shorter than before was rolled back", () => {
  expect(outcome(shownOf([D0]), { directory: pin(D0, D1) })).toBe("directory_rolled_back");
});

test("known: a directory log of the same or a larger size that has something else in it was rewritten", () => {
  expect(outcome(shownOf([D0, OTHER1]), { directory: pin(D0, D1) })).toBe("directory_rolled_back");
  expect(outcome(shownOf([D0, OTHER1, D1]), { directory: pin(D0, D1) })).toBe("directory_rolled_back");
});

test("known: the ledger too is continued", () => {
  const known = { ledger: pinOf(LEDGER) };
  expect(outcome(shownOf([D0], [], [...LEDGER, seed(4)]), known)).toBeNull();
  expect(outcome(shownOf([D0], [], LEDGER.slice(0, 2)), known)).toBe("directory_rolled_back");
  expect(outcome(shownOf([D0], [], [seed(9), ...LEDGER.slice(1)]), known)).toBe("directory_rolled_back");
});

test("known: signers who were in force are followed to those who are, and to nobody else", () => {
  const changed = statementOf(SECOND, [1]);
  const change = documentOf(1, changed, [officer, spare, newOfficer, newCouncil]);
  const last = documentOf(2, { ...changed, units: ["Beleid"] }, [newOfficer, newSpare]);
  const known = { directory: pin(D0), trusted: publicKeys(FIRST) };
  const strangers: Three = [61, 62, 63];
  const changes = [D0, change];
  expect(outcome(shownOf([D0, change, last], changes), known)).toBeNull();
  expect(outcome(shownOf([D0, change, last], changes), { trusted: publicKeys(SECOND) })).toBeNull();
  expect(outcome(shownOf([D0, change, last], changes), { trusted: publicKeys(strangers) })).toBe("directory_unsound");
});

test("known: strangers who take over without two of those who were there are refused", () => {
  const taken = statementOf(SECOND, [1]);
  const alone = documentOf(1, taken, [newOfficer, newCouncil]);
  const known = { trusted: publicKeys(FIRST) };
  expect(outcome(shownOf([D0, alone], [D0, alone]), known)).toBe("directory_unsound");
  const helped = cosignDirectory(alone, officer);
  expect(outcome(shownOf([D0, helped], [D0, helped]), known)).toBe("directory_one_signature");
});

test("known: of two readings the later one is kept, log by log, with its signers", () => {
  const early = { pins: { directory: pinOf([seed(1)]), ledger: pinOf(LEDGER) }, trusted: publicKeys(FIRST) };
  const late = {
    pins: { directory: pinOf([seed(1), seed(2)]), ledger: pinOf(LEDGER.slice(1)) },
    trusted: publicKeys(SECOND),
  };
  const expected = { pins: { directory: late.pins.directory, ledger: early.pins.ledger }, trusted: late.trusted };
  expect(laterOf(early, late)).toEqual(expected);
  expect(laterOf(late, early)).toEqual(expected);
  expect(isAhead(late.pins, early.pins)).toBe(true);
  expect(isAhead(early.pins, late.pins)).toBe(true);
  expect(isAhead(early.pins, early.pins)).toBe(false);
});
