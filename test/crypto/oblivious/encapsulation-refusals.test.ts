// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  AES_128_GCM,
  CHACHA20_POLY1305,
  concat,
  encodeRequest,
  encodeResponse,
  openRequest,
  ProtocolError,
  randomBytes,
  requestOverhead,
  responseOverhead,
  sealRequest,
  SIZE_CLASSES,
  type Aead,
  type ProtocolErrorCode,
} from "#crypto";
import { opensslAead } from "../../../server/gateway/aead.ts";
import { bytesOf, mutated, outcome } from "../hostile.ts";
import { flipBit } from "../log/fixture.ts";
import { BURST, ORIGIN, OURS, PAIR, PROMISE, SMALL_ORDER, STOCK } from "./fixture.ts";
import { sealAsStock } from "./stock.ts";

/** What becomes of bytes that came as a request; what is no ProtocolError is thrown on. */
function outcomeOf(bytes: Uint8Array, native?: Aead): ProtocolErrorCode | "no key" | "opens" {
  const result = outcome(() => openRequest(bytes, PAIR, native));
  if (result === null) return "no key";
  return result instanceof ProtocolError ? result.code : "opens";
}

const message = randomBytes(9);
const ours = sealRequest(OURS.configuration, message).bytes;
const stock = (await sealAsStock(STOCK.configuration, CHACHA20_POLY1305, message)).bytes;
const stockAes = (await sealAsStock(STOCK.configuration, AES_128_GCM, message)).bytes;
const HEADER = 7;

const KINDS: readonly [name: string, bytes: Uint8Array, encBytes: number, native: Aead | undefined][] = [
  ["X-Wing, WebAssembly", ours, 1_120, undefined],
  ["X-Wing, OpenSSL", ours, 1_120, opensslAead],
  ["X25519 and ChaCha20-Poly1305, WebAssembly", stock, 32, undefined],
  ["X25519 and ChaCha20-Poly1305, OpenSSL", stock, 32, opensslAead],
  ["X25519 and AES-128-GCM, OpenSSL", stockAes, 32, opensslAead],
];

test.each(KINDS)(
  "oblivious: a request that is cut short anywhere is refused once: %s",
  (_, bytes, encBytes, native) => {
    expect(outcomeOf(bytes, native)).toBe("opens");
    for (let length = 0; length < bytes.length; length++) {
      const expected = length < HEADER + encBytes ? "malformed" : "cannot_open";
      expect([length, outcomeOf(bytes.subarray(0, length), native)]).toEqual([length, expected]);
    }
  },
);

/** Of the header only the AEAD can become another that a key has as well: bit 1 of its last byte. */
function expectedOf(bit: number, bytes: Uint8Array, native?: Aead): ReturnType<typeof outcomeOf> {
  if (bit >= HEADER * 8) return "cannot_open";
  if (bit !== 6 * 8 + 1 || bytes === ours) return "no key";
  return native === undefined ? "needs_newer_version" : "cannot_open";
}

// X-Wing, which is slow, once: what opens it is the same whoever has the AEAD.
test.each(KINDS.slice(1))(
  "oblivious: a request with any one bit turned is refused once: %s",
  (_, bytes, __, native) => {
    for (let bit = 0; bit < bytes.length * 8; bit++)
      expect([bit, outcomeOf(flipBit(bytes, bit), native)]).toEqual([bit, expectedOf(bit, bytes, native)]);
  },
);

test.each(KINDS)("oblivious: a byte more at the end, or in front, is refused once: %s", (_, bytes, __, native) => {
  expect(outcomeOf(concat(bytes, Uint8Array.of(0)), native)).toBe("cannot_open");
  expect(outcomeOf(concat(Uint8Array.of(0), bytes), native)).toBe("no key");
});

const slot = SIZE_CLASSES.slot;
const full = sealRequest(
  OURS.configuration,
  encodeRequest(BURST, ORIGIN, slot.request - requestOverhead(OURS.configuration.kem)),
);

test("oblivious: a full slot that was changed in any way is refused once", () => {
  expect(full.bytes).toHaveLength(slot.request);
  fc.assert(
    fc.property(fc.oneof(mutated(full.bytes), bytesOf(slot.request)), (bytes) => {
      const isSame = Buffer.compare(bytes, full.bytes) === 0;
      const result = outcomeOf(bytes, opensslAead);
      if (isSame) expect(result).toBe("opens");
      else expect(["no key", "malformed", "cannot_open"]).toContain(result);
    }),
    { numRuns: 600 },
  );
});

test("oblivious: an enc with a point of small order opens nothing, in either KEM", () => {
  for (const point of SMALL_ORDER) {
    const ofOurs = concat(ours.subarray(0, HEADER + 1_088), point, ours.subarray(HEADER + 1_120));
    const ofStock = concat(stock.subarray(0, HEADER), point, stock.subarray(HEADER + 32));
    for (const native of [undefined, opensslAead]) {
      expect(outcomeOf(ofOurs, native)).toBe("cannot_open");
      expect(outcomeOf(ofStock, native)).toBe("cannot_open");
    }
    // Whoever sent it knows the secret that would come of it, and could have sealed to that.
    expect(OURS.decapsulate(concat(ours.subarray(HEADER, HEADER + 1_088), point))).toBeNull();
    expect(STOCK.decapsulate(point)).toBeNull();
  }
});

/** Null where it does not open. */
function answerOf(bytes: Uint8Array, sealed = full): Uint8Array | null {
  const result = outcome(() => sealed.openResponse(bytes));
  if (!(result instanceof ProtocolError)) return result;
  expect(result.code).toBe("cannot_open");
  return null;
}

test("oblivious: an answer that is cut short, longer, or has any one bit turned opens nothing", () => {
  const answer = openRequest(full.bytes, PAIR, opensslAead)?.sealResponse(message) ?? message;
  expect(answerOf(answer)).toEqual(message);
  for (let length = 0; length < answer.length; length++) expect(answerOf(answer.subarray(0, length))).toBeNull();
  for (let bit = 0; bit < answer.length * 8; bit++) expect(answerOf(flipBit(answer, bit))).toBeNull();
  for (const more of [1, 16, 32]) {
    expect(answerOf(concat(answer, new Uint8Array(more)))).toBeNull();
    expect(answerOf(concat(new Uint8Array(more), answer))).toBeNull();
  }
});

test("oblivious: a full answer that was changed in any way opens nothing", () => {
  const padded = encodeResponse(PROMISE, slot.response - responseOverhead(CHACHA20_POLY1305));
  const answer = openRequest(full.bytes, PAIR, opensslAead)?.sealResponse(padded) ?? padded;
  expect(answer).toHaveLength(slot.response);
  fc.assert(
    fc.property(fc.oneof(mutated(answer), bytesOf(slot.response)), (bytes) => {
      const isSame = Buffer.compare(bytes, answer) === 0;
      expect(answerOf(bytes)).toEqual(isSame ? padded : null);
    }),
    { numRuns: 300 },
  );
});
