// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { codenameKeys, emptyRoot } from "#crypto";
import type { VouchedOrganisation } from "../../../client/worker/organisation.ts";
import { OwnNotes } from "../../../client/worker/own-notes.ts";
import { documentOf, FIRST, ORIGIN, organisationOf, seed, signersFrom, STATEMENT } from "./history.ts";

const keys = codenameKeys(seed(7), ORIGIN, 0);
const [officer, council] = signersFrom(FIRST) as [never, never];
const D0 = documentOf(0, STATEMENT, [officer, council]);
const D1 = documentOf(1, { ...STATEMENT, units: ["Beleid"] }, [officer, council]);
const early = organisationOf([D0]);
const late = organisationOf([D0, D1]);

const about = {
  date: "2026-11-25",
  team: "west",
  title: "Titel",
  recipient: seed(3),
  readers: [3, 4],
  former: [],
  current: seed(3),
};
const checkpoint = { size: 0, root: emptyRoot() };

/** A note that a device of this codename wrote which had read such a directory. */
function noteOf(organisation: VouchedOrganisation, notes = new OwnNotes(keys, ORIGIN)): Uint8Array {
  return notes.seal({ generation: 0, checkpoint, tokens: [], credential: null, openings: [], about }, organisation);
}

test("notes: who comes back must be shown what continues their note", () => {
  const notes = new OwnNotes(keys, ORIGIN);
  expect(notes.read(noteOf(early), 0, 0)).toBe(false);
  expect(() => notes.requireKnown(late)).not.toThrow();
  const others = new OwnNotes(keys, ORIGIN);
  others.read(noteOf(late), 0, 0);
  expect(() => others.requireKnown(early)).toThrow(/shorter/);
});

test("notes: a note of another device that read a later list is believed until this page reads it, and no longer", () => {
  const notes = new OwnNotes(keys, ORIGIN);
  const other = new OwnNotes(keys, ORIGIN);
  notes.read(noteOf(early, other), 0, 0);
  notes.requireKnown(early);
  notes.read(noteOf(late, other), 1, 5);
  expect(() => notes.requireKnown(early)).not.toThrow();
  // What this page writes meanwhile does not take that back.
  notes.lane.next = 2;
  const again = new OwnNotes(keys, ORIGIN);
  again.read(noteOf(early, notes), 2, 10);
  expect(again.latest?.digest?.pins).toEqual(late.pins);
  expect(() => notes.requireKnown(organisationOf([D0]))).toThrow(/shorter/);
  expect(() => notes.requireKnown(late)).not.toThrow();
});

test("notes: the latest is at the highest position, and of two there the later in the log", () => {
  const notes = new OwnNotes(keys, ORIGIN);
  const [first, second] = [noteOf(early), noteOf(late)];
  notes.read(second, 0, 7);
  notes.read(first, 0, 3);
  expect(notes.latest).toMatchObject({ position: 0, index: 7 });
  expect(notes.latest?.digest?.pins).toEqual(late.pins);
  expect(notes.read(seed(1), 1, 9)).toBe(false);
  expect(notes.latest?.index).toBe(7);
});

test("notes: the generation in which a note's burst was written is there when somebody comes back, also the last there can be", () => {
  const notes = new OwnNotes(keys, ORIGIN);
  const writer = new OwnNotes(keys, ORIGIN);
  for (const [position, generation] of [1, 255].entries()) {
    const kept = { generation, checkpoint, tokens: [], credential: null, openings: [], about };
    notes.read(writer.seal(kept, early), position, position);
    expect(notes.latest).toMatchObject({ generation, digest: about });
  }
});
