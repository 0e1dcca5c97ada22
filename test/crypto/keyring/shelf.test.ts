// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  concat,
  ENVELOPE_BYTES,
  hex,
  openShelfHead,
  openShelfSegments,
  prf,
  ProtocolError,
  randomBytes,
  sealShelfHead,
  sealShelfSegment,
  sha256,
  shelfKey,
  shelfName,
  utf8,
  type KeptEnvelope,
  type ShelfHead,
} from "#crypto";
import { aeadOpen, aeadSeal } from "#crypto/sodium.ts";
import { anyBytes, bytesOf, expectCode, mutated, outcome } from "../hostile.ts";

const ORIGIN = "tegenspraak.localhost";
const BOX = randomBytes(32);
const SHELF = shelfKey(BOX, ORIGIN);
const [root, basis] = [randomBytes(32), randomBytes(32)];

/** From L("shelf") on, as SPEC.md writes it. */
const aad = (place: number): Uint8Array =>
  concat(utf8("tegenspraak/v1/shelf"), Uint8Array.of(0, 0, 21), utf8(ORIGIN), Uint8Array.of(1, 0, 0, 0, place));

const kept = (index: number, how: KeptEnvelope["how"] = "placed"): KeptEnvelope => ({
  index,
  how,
  envelope: new Uint8Array(ENVELOPE_BYTES).fill(index % 251),
});
const many = (count: number, first = 0): KeptEnvelope[] => Array.from({ length: count }, (_, i) => kept(first + i));

/** What a shelf with these segments is. */
function shelved(segments: readonly KeptEnvelope[][], size = 1000): { head: ShelfHead; records: Uint8Array[] } {
  const records = segments.map((segment, i) => sealShelfSegment(segment, i + 1, SHELF));
  return { head: { size, root, basis, segments: records.map((record) => sha256(record)) }, records };
}

function open(head: ShelfHead, records: readonly Uint8Array[], shelf = SHELF): KeptEnvelope[] {
  return openShelfSegments(openShelfHead(sealShelfHead(head, shelf), shelf), records, shelf);
}

test("shelf: name and key come from the member's own seed, and neither tells the other", () => {
  expect(shelfName(BOX, ORIGIN)).toBe(hex(prf(BOX, ORIGIN, "shelf-name")));
  expect(SHELF.key).toEqual(prf(BOX, ORIGIN, "shelf"));
  const names = [shelfName(BOX, ORIGIN), shelfName(randomBytes(32), ORIGIN), shelfName(BOX, "another.example")];
  expect(new Set([...names, hex(SHELF.key)]).size).toBe(4);
});

test("shelf: a head is its version, a nonce and what it holds, sealed for place 0", () => {
  const head = { size: 258, root, basis, segments: [sha256(root)] };
  const record = sealShelfHead(head, SHELF);
  expect(record[0]).toBe(1);
  expect(aeadOpen(SHELF.key, record.subarray(1, 13), aad(0), record.subarray(13))).toEqual(
    concat(Uint8Array.of(0, 0, 0, 0, 0, 0, 1, 2), root, basis, sha256(root)),
  );
  expect(sealShelfHead(head, SHELF).subarray(1, 13)).not.toEqual(record.subarray(1, 13));
});

test("shelf: segments are of one size, whatever is in them", () => {
  const [one, all] = [sealShelfSegment(many(1), 1, SHELF), sealShelfSegment(many(64), 1, SHELF)];
  expect([one.length, all.length]).toEqual([524_895, 524_895]);
  const plaintext = aeadOpen(SHELF.key, one.subarray(1, 13), aad(1), one.subarray(13));
  expect(plaintext?.subarray(0, 11)).toEqual(Uint8Array.of(0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0));
});

test("shelf: what is kept comes back, whatever it is", () => {
  const places = fc.uniqueArray(fc.nat(999), { minLength: 1, maxLength: 64 });
  fc.assert(
    fc.property(places, fc.boolean(), (indexes, isTried) => {
      const last = indexes.map((index) => kept(1000 + index, isTried ? "tried" : "placed"));
      const { head, records } = shelved([many(64), last], 2000);
      expect(open(head, records)).toEqual([...many(64), ...last]);
    }),
    { numRuns: 20 },
  );
});

test("shelf: a record that was changed, or stands in another's place, is refused", () => {
  const { head, records } = shelved([many(64), many(3, 64)]);
  const [first = root, second = root] = records;
  expectCode(() => open(head, [second, first]), "malformed");
  expectCode(() => open(head, [first]), "malformed");
  expectCode(() => open(head, [first, second, second]), "malformed");
  // Also where the head says so: each is sealed for its place.
  const swapped = { ...head, segments: [sha256(second), sha256(first)] };
  expectCode(() => open(swapped, [second, first]), "cannot_open");
  const older = sealShelfSegment(many(2, 64), 2, SHELF);
  expectCode(() => open(head, [first, older]), "malformed");
});

test("shelf: of another member, or another board, nothing opens", () => {
  const record = sealShelfHead({ size: 1, root, basis, segments: [] }, SHELF);
  expectCode(() => openShelfHead(record, shelfKey(randomBytes(32), ORIGIN)), "cannot_open");
  expectCode(() => openShelfHead(record, { ...SHELF, origin: "another.example" }), "cannot_open");
});

test("shelf: an envelope past the log's size, one kept twice, and a gap are refused", () => {
  for (const segments of [[[kept(1000)]], [[kept(4), kept(4)]], [many(64), [kept(4)]], [many(3), many(3, 64)]]) {
    const { head, records } = shelved(segments);
    expectCode(() => open(head, records), "malformed");
  }
});

test("shelf: a newer version is known as one", () => {
  const record = sealShelfHead({ size: 1, root, basis, segments: [] }, SHELF);
  expectCode(() => openShelfHead(record.with(0, 2), SHELF), "needs_newer_version");
});

test("shelf: any record is a head or refused once", () => {
  const record = sealShelfHead({ size: 7, root, basis, segments: [root] }, SHELF);
  fc.assert(
    fc.property(fc.oneof(mutated(record), anyBytes(300), bytesOf(record.length)), (bytes) => {
      const head = outcome(() => openShelfHead(bytes, SHELF));
      if (head instanceof ProtocolError)
        expect(["malformed", "cannot_open", "needs_newer_version"]).toContain(head.code);
      else expect(bytes).toEqual(record);
    }),
  );
});

test("shelf: whatever was sealed with the right key is a shelf or refused once", () => {
  const sealed = (place: number, plaintext: Uint8Array): Uint8Array => {
    const nonce = randomBytes(12);
    return concat(Uint8Array.of(1), nonce, aeadSeal(SHELF.key, nonce, aad(place), plaintext));
  };
  fc.assert(
    fc.property(anyBytes(200), (plaintext) => {
      const head = outcome(() => openShelfHead(sealed(0, plaintext), SHELF));
      if (head instanceof ProtocolError) expect(head.code).toBe("malformed");
      const segment = new Uint8Array(524_866);
      segment.set(plaintext);
      const record = sealed(1, segment);
      const opened = outcome(() => open({ size: 1000, root, basis, segments: [sha256(record)] }, [record]));
      if (opened instanceof ProtocolError) expect(opened.code).toBe("malformed");
    }),
    { numRuns: 50 },
  );
});
