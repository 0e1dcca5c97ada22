// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import {
  cosign,
  leafHash,
  logName,
  ProtocolError,
  rootOf,
  signCheckpoint,
  signingKey,
  type NoteSigner,
  type VerifierKey,
} from "#crypto";
import { openWitnessed, vouchingNow, weaker, type WitnessedLog } from "../../../client/worker/checkpoint.ts";
import { WorkerFailure } from "../../../client/worker/failure.ts";
import { requireVouched } from "../../../client/worker/organisation.ts";
import { ORIGIN, seed } from "./history.ts";

const NOW = 1_795_000_000;
const DAY = 24 * 3600;
const NAME = logName(ORIGIN, "directory");
const LOG: NoteSigner = { name: NAME, key: signingKey(seed(1)) };

const witness = (mark: number): NoteSigner => ({ name: `w${mark}.example/witness`, key: signingKey(seed(mark)) });
const [COUNCIL, AUTHORITY] = [witness(20), witness(21)];
const keyOf = ({ name, key }: NoteSigner): VerifierKey => ({ name, type: 4, publicKey: key.publicKey });

const log: WitnessedLog = {
  path: "/v1/logs/directory",
  name: NAME,
  key: { name: NAME, type: 1, publicKey: LOG.key.publicKey },
  witnesses: [keyOf(COUNCIL), keyOf(AUTHORITY)],
};

const checkpoint = (mark: number): string =>
  signCheckpoint({ origin: NAME, size: 1, root: rootOf([leafHash(seed(mark))]) }, LOG);

function cosigned(source: string, ...by: readonly (readonly [NoteSigner, number])[]): string {
  const text = source.slice(0, source.indexOf("\n\n") + 1);
  return source + by.map(([{ name, key }, seconds]) => cosign(text, seconds, name, key)).join("");
}

test("checkpoint: two witnesses of now vouch for it, and it is known who they are", () => {
  const source = cosigned(checkpoint(1), [COUNCIL, NOW - 60], [AUTHORITY, NOW - 120]);
  const { vouching, by, checkpoint: opened } = openWitnessed(source, log, NOW);
  expect(vouching).toEqual({ fresh: true, since: NOW - 120 });
  expect(by).toEqual(log.witnesses);
  expect(opened.size).toBe(1);
});

test("checkpoint: one of them, or one of long ago, is not enough and is said apart", () => {
  expect(openWitnessed(cosigned(checkpoint(1), [COUNCIL, NOW]), log, NOW)).toMatchObject({
    vouching: { fresh: false, since: null },
    by: [keyOf(COUNCIL)],
  });
  const stale = cosigned(checkpoint(1), [COUNCIL, NOW], [AUTHORITY, NOW - DAY - 1]);
  expect(openWitnessed(stale, log, NOW)).toMatchObject({
    vouching: { fresh: false, since: NOW - DAY - 1 },
    by: [keyOf(COUNCIL)],
  });
});

test("checkpoint: what witnesses said of another log vouches for nothing in this one", () => {
  const lines = cosigned(checkpoint(1), [COUNCIL, NOW], [AUTHORITY, NOW]).slice(checkpoint(1).length);
  expect(openWitnessed(checkpoint(2) + lines, log, NOW).vouching).toEqual({ fresh: false, since: null });
});

test("checkpoint: one that the log did not sign is refused, whoever else did", () => {
  const source = cosigned(checkpoint(1), [COUNCIL, NOW], [AUTHORITY, NOW]);
  const other = { ...log, key: { ...log.key, publicKey: signingKey(seed(2)).publicKey } };
  expect(() => openWitnessed(source, other, NOW)).toThrow(ProtocolError);
});

test("checkpoint: what rests on two logs is vouched for as far as both are", () => {
  const [fresh, old, never] = [
    { fresh: true, since: NOW },
    { fresh: false, since: NOW - 2 * DAY },
    { fresh: false, since: null },
  ];
  expect(weaker(fresh, { fresh: true, since: NOW - 5 })).toEqual({ fresh: true, since: NOW - 5 });
  expect(weaker(fresh, old)).toEqual(old);
  expect(weaker(old, fresh)).toEqual(old);
  expect(weaker(fresh, never)).toEqual(never);
});

test("checkpoint: what was vouched for when it was read is not for ever", () => {
  const read = { fresh: true, since: NOW };
  expect(vouchingNow(read, NOW + DAY)).toEqual(read);
  expect(vouchingNow(read, NOW + DAY + 1)).toEqual({ fresh: false, since: NOW });
});

test("sealing: keys that nobody vouches for now are not sealed to, and it is said since when", () => {
  const outcome = (since: number | null, fresh: boolean, now: number): unknown => {
    try {
      requireVouched({ vouching: { fresh, since } }, now);
      return null;
    } catch (error) {
      return error instanceof WorkerFailure ? [error.code, error.since] : error;
    }
  };
  expect(outcome(NOW, true, NOW + 60)).toBeNull();
  expect(outcome(NOW, true, NOW + DAY + 1)).toEqual(["directory_not_vouched", NOW]);
  expect(outcome(NOW - DAY - 1, false, NOW)).toEqual(["directory_not_vouched", NOW - DAY - 1]);
  expect(outcome(null, false, NOW)).toEqual(["directory_not_vouched", null]);
});
