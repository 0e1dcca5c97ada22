// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  BATCH_REQUEST_BYTES,
  BATCH_TOKENS,
  concat,
  decodeBatchRequest,
  decodeTokenRequest,
  deriveTokens,
  drawTokens,
  encodeBatchRequest,
  encodeTokenRequest,
  finaliseTokens,
  hex,
  nullifierOfHeld,
} from "#crypto";
import { expectCode, mutated, outcome } from "../hostile.ts";
import { newIssuer, ORIGIN, type Issuer } from "./fixture.ts";

// What is below the smaller modulus either of the two can sign.
const [issuer, other] = [newIssuer(), newIssuer()].sort((a, b) => (a.key.modulus < b.key.modulus ? -1 : 1)) as [
  Issuer,
  Issuer,
];
const bytes = (mark: number, length = 32): Uint8Array => new Uint8Array(length).fill(mark);
const requestFor = (
  ...[seed, voucher, key = issuer.key, origin = ORIGIN]: [number, number, typeof issuer.key?, string?]
) => encodeBatchRequest(deriveTokens(bytes(seed), bytes(voucher), key, origin));

test("batch: the same codename and voucher ask for the same bytes, and any other for others", () => {
  const request = requestFor(1, 2);
  expect(request).toHaveLength(BATCH_REQUEST_BYTES);
  expect(hex(requestFor(1, 2))).toBe(hex(request));
  const others = [
    requestFor(2, 2),
    requestFor(1, 3),
    requestFor(1, 2, other.key),
    requestFor(1, 2, issuer.key, "b.localhost"),
  ];
  const seen = new Set([request, ...others].flatMap((each) => decodeBatchRequest(each).blinded.map(hex)));
  expect(seen.size).toBe(5 * BATCH_TOKENS);
});

test("batch: an answer that was lost is finalised to the same tokens after it is asked again", () => {
  const finished = (): string[] => {
    const pending = deriveTokens(bytes(1), bytes(2), issuer.key, ORIGIN);
    const held = finaliseTokens(pending, issuer.sign(pending), 0);
    return held.map((token) => hex(nullifierOfHeld(token, issuer.key, ORIGIN)) + hex(token.authenticator));
  };
  expect(finished()).toEqual(finished());
});

test("batch: what is sent to be signed is never the message, and never twice the same", () => {
  const [one, two] = [drawTokens(issuer.key, ORIGIN, 3), drawTokens(issuer.key, ORIGIN, 3)];
  const sent = [...one.blinded, ...two.blinded].map(({ blinded }) => hex(blinded));
  expect(new Set(sent).size).toBe(6);
  for (const nonce of [...one.nonces, ...two.nonces]) expect(sent.join()).not.toContain(hex(nonce));
});

test("batch: one wrong signature, another key, another order or another length, and no token comes out", () => {
  const pending = drawTokens(issuer.key, ORIGIN, BATCH_TOKENS);
  const answer = issuer.sign(pending);
  const refused: [Buffer, "bad_signature" | "malformed"][] = [
    [other.sign(pending), "bad_signature"],
    [Buffer.concat([answer.subarray(256), answer.subarray(0, 256)]), "bad_signature"],
    [Buffer.alloc(answer.length), "bad_signature"],
    [answer.subarray(1), "bad_signature"],
    [answer.subarray(0, -1), "malformed"],
    [Buffer.concat([answer, Buffer.of(0)]), "malformed"],
  ];
  for (let i = 0; i < BATCH_TOKENS; i++) {
    const changed = Buffer.from(answer);
    changed[i * 256 + 255] = (changed[i * 256 + 255] ?? 0) ^ 1;
    refused.push([changed, "bad_signature"]);
  }
  for (const [bad, code] of refused) expectCode(() => finaliseTokens(pending, bad, 0), code);
  expect(finaliseTokens(pending, answer, 0)).toHaveLength(BATCH_TOKENS);
});

test("batch: requests are read whole or refused, whatever the bytes", () => {
  const batch = requestFor(1, 2);
  fc.assert(
    fc.property(mutated(batch), (changed) => {
      const read = outcome(() => decodeBatchRequest(changed));
      if (read instanceof Error) return;
      expect(hex(concat(Uint8Array.of(0, 2), read.keyId, ...read.blinded))).toBe(hex(changed));
    }),
  );
  expectCode(() => decodeBatchRequest(concat(batch, Uint8Array.of(0))), "malformed");
  expectCode(() => decodeBatchRequest(Uint8Array.of(0, 1)), "needs_newer_version");

  const single = encodeTokenRequest(issuer.key.id, bytes(7, 256));
  fc.assert(
    fc.property(mutated(single), (changed) => {
      const read = outcome(() => decodeTokenRequest(changed));
      if (read instanceof Error) return;
      expect(hex(concat(Uint8Array.of(0, 2, read.truncatedKeyId), read.blinded))).toBe(hex(changed));
    }),
  );
});
