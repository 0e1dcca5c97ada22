// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  concat,
  cosign,
  isTimely,
  keyId,
  openCheckpoint,
  parseNote,
  signCheckpoint,
  uint64,
  vouching,
  type VerifierKey,
  type Vouching,
} from "#crypto";
import { formatSignature } from "../../../crypto/log/note.ts";
import { expectCode } from "../hostile.ts";
import { flipBit, letters, lettersKey, signerNamed } from "./fixture.ts";

const NOW = 1_800_000_000;
const HOUR = 3600;
const DAY = 24 * HOUR;
const checkpoint = { origin: letters.name, size: 3, root: new Uint8Array(32).fill(7) };
const signed = signCheckpoint(checkpoint, letters);
const { text } = parseNote(signed);
const SIGNERS = ["council.example/witness", "authority.example/witness", "third.example/witness"].map((name, i) =>
  signerNamed(name, 20 + i),
);
const keyOf = ({ name, key }: (typeof SIGNERS)[number]): VerifierKey => ({ name, type: 4, publicKey: key.publicKey });
const WITNESSES = SIGNERS.map(keyOf);
const [council, authority] = SIGNERS as [(typeof SIGNERS)[number], (typeof SIGNERS)[number]];

const line = (i: number, seconds: number, of = text): string => {
  const { name, key } = SIGNERS[i] ?? council;
  return cosign(of, seconds, name, key);
};
const vouched = (...lines: string[]): Vouching => vouching(parseNote(signed + lines.join("")), WITNESSES, NOW);

test("vouching: two different witnesses of the last 24 hours are needed", () => {
  expect(vouched()).toEqual({ fresh: false, since: null });
  expect(vouched(line(0, NOW))).toEqual({ fresh: false, since: null });
  expect(vouched(line(0, NOW), line(0, NOW - 1))).toEqual({ fresh: false, since: null });
  expect(vouched(line(0, NOW), line(1, NOW - 60))).toEqual({ fresh: true, since: NOW - 60 });
  expect(vouched(line(0, NOW), line(1, NOW - DAY - 1))).toEqual({ fresh: false, since: NOW - DAY - 1 });
  expect(vouched(line(0, NOW), line(1, NOW - DAY - 1), line(2, NOW - DAY))).toEqual({ fresh: true, since: NOW - DAY });
});

test("vouching: a clock may be one hour ahead, and no more", () => {
  expect(vouched(line(0, NOW), line(1, NOW + HOUR))).toEqual({ fresh: true, since: NOW });
  expect(vouched(line(0, NOW + HOUR), line(1, NOW + HOUR))).toEqual({ fresh: true, since: NOW + HOUR });
  expect(vouched(line(0, NOW), line(1, NOW + HOUR + 1))).toEqual({ fresh: false, since: null });
  // What is too far ahead does not hide what the same witness said before.
  expect(vouched(line(0, NOW), line(1, NOW + DAY), line(1, NOW - 5))).toEqual({ fresh: true, since: NOW - 5 });
  expect([NOW - DAY - 1, NOW - DAY, NOW + HOUR, NOW + HOUR + 1].map((each) => isTimely(each, NOW))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test("vouching: one key under two names is one witness", () => {
  const twice = [keyOf(council), { ...keyOf(council), name: authority.name }];
  const note = parseNote(signed + line(0, NOW) + cosign(text, NOW, authority.name, council.key));
  expect(vouching(note, twice, NOW)).toEqual({ fresh: false, since: null });
});

test("vouching: a bad line, a stranger's, another checkpoint's or one of time zero is as none, and blocks nobody", () => {
  const good = [line(0, NOW), line(1, NOW)];
  const grown = parseNote(signCheckpoint({ ...checkpoint, size: 4 }, letters)).text;
  const third = WITNESSES[2] ?? keyOf(council);
  const raw = (seconds: Uint8Array): string =>
    formatSignature(third.name, keyId(third), concat(seconds, new Uint8Array(64)));
  const bad = [
    line(2, NOW, grown),
    line(2, 0),
    raw(uint64(NOW)),
    raw(new Uint8Array(8).fill(255)),
    formatSignature(third.name, keyId(third), Uint8Array.of(1)),
    cosign(text, NOW, "stranger.example/witness", signerNamed("x", 50).key),
    cosign(text, NOW, third.name, signerNamed("x", 50).key),
  ];
  for (const each of bad) {
    expect(vouched(each, ...good)).toEqual({ fresh: true, since: NOW });
    expect(vouched(line(0, NOW), each)).toEqual({ fresh: false, since: null });
  }
  // A good line of the same witness beside its bad one still counts.
  expect(vouched(line(0, NOW), line(1, NOW, grown), line(1, NOW - 9))).toEqual({ fresh: true, since: NOW - 9 });
  expect(openCheckpoint(signed + bad.join(""), letters.name, lettersKey).size).toBe(3);
});

test("vouching: the log's own bad signature still refuses the checkpoint", () => {
  const [own] = parseNote(signed).signatures;
  const forged = formatSignature(letters.name, keyId(lettersKey), flipBit(own?.signature ?? new Uint8Array(0), 5));
  const source = signed + forged + line(0, NOW) + line(1, NOW);
  expectCode(() => openCheckpoint(source, letters.name, lettersKey), "bad_signature");
});

test("vouching: a log's key is no witness", () => {
  expect(vouching(parseNote(signed + line(0, NOW)), [keyOf(council), lettersKey], NOW).since).toBeNull();
});

test("vouching: of any lines the second-latest witness says since when", () => {
  const time = fc.integer({ min: NOW - 3 * DAY, max: NOW + 2 * HOUR });
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat({ max: 2 }), time), { maxLength: 8 }), (said) => {
      const latest = [0, 1, 2].map((i) =>
        Math.max(0, ...said.filter(([who, at]) => who === i && at <= NOW + HOUR).map(([, at]) => at)),
      );
      const second = latest.sort((a, b) => b - a)[1] ?? 0;
      const expected = { fresh: second >= NOW - DAY, since: second === 0 ? null : second };
      expect(vouched(...said.map(([who, at]) => line(who, at)))).toEqual(expected);
    }),
    { numRuns: 200 },
  );
});
