// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  AES_128_GCM,
  CHACHA20_POLY1305,
  concat,
  hex,
  openRequest,
  randomBytes,
  requestOverhead,
  responseOverhead,
  sealRequest,
  x25519GatewayKey,
  xwingGatewayKey,
  type OpenedRequest,
} from "#crypto";
import { opensslAead } from "../../../server/gateway/aead.ts";
import { anyBytes, expectCode } from "../hostile.ts";
import { OURS, PAIR, SEEDS, STOCK } from "./fixture.ts";
import { openAsStock, sealAsStock } from "./stock.ts";

const RUNS = { numRuns: 30 };
const AEADS = [
  ["ChaCha20-Poly1305", CHACHA20_POLY1305],
  ["AES-128-GCM", AES_128_GCM],
] as const;

function opened(bytes: Uint8Array, keys = PAIR): OpenedRequest {
  const request = openRequest(bytes, keys, opensslAead);
  if (request === null) throw new Error("no key for it");
  return request;
}

test("oblivious: what our client seals our gateway opens, and the answer comes back", () => {
  fc.assert(
    fc.property(anyBytes(300), anyBytes(300), (message, answer) => {
      const sealed = sealRequest(OURS.configuration, message);
      for (const native of [opensslAead, undefined]) {
        const request = openRequest(sealed.bytes, PAIR, native);
        expect(request).toMatchObject({ keyId: 4, aead: CHACHA20_POLY1305, message });
        expect(request?.enc).toEqual(sealed.bytes.subarray(7, 1127));
        expect(sealed.openResponse(request?.sealResponse(answer) ?? answer)).toEqual(answer);
      }
    }),
    RUNS,
  );
});

test("oblivious: what our client seals a gateway of others' parts opens, and its answer comes back", async () => {
  await fc.assert(
    fc.asyncProperty(anyBytes(300), anyBytes(300), async (message, answer) => {
      const sealed = sealRequest(OURS.configuration, message);
      const request = await openAsStock(SEEDS.ours, sealed.bytes);
      expect(hex(request.message)).toBe(hex(message));
      expect(sealed.openResponse(await request.sealResponse(answer))).toEqual(answer);
    }),
    RUNS,
  );
});

test.each(AEADS)("oblivious: what a stock client seals with %s we open, and it opens our answer", async (_, aead) => {
  await fc.assert(
    fc.asyncProperty(anyBytes(300), anyBytes(300), async (message, answer) => {
      const sealed = await sealAsStock(STOCK.configuration, aead, message);
      const request = opened(sealed.bytes);
      expect(request).toMatchObject({ keyId: 5, aead, message });
      expect(hex(await sealed.openResponse(request.sealResponse(answer)))).toBe(hex(answer));
    }),
    RUNS,
  );
});

test("oblivious: around a message stand header, enc and tag, around an answer nonce and tag", async () => {
  expect(requestOverhead(OURS.configuration.kem)).toBe(7 + 1_120 + 16);
  expect(requestOverhead(STOCK.configuration.kem)).toBe(7 + 32 + 16);
  expect([responseOverhead(CHACHA20_POLY1305), responseOverhead(AES_128_GCM)]).toEqual([32 + 16, 16 + 16]);
  const message = randomBytes(100);
  const ours = sealRequest(OURS.configuration, message);
  expect(ours.bytes).toHaveLength(1_243);
  expect(hex(ours.bytes.subarray(0, 7))).toBe("04647a00010003");
  expect(opened(ours.bytes).sealResponse(message)).toHaveLength(148);
  for (const [aead, around] of [
    [CHACHA20_POLY1305, 48],
    [AES_128_GCM, 32],
  ] as const) {
    const stock = await sealAsStock(STOCK.configuration, aead, message);
    expect(stock.bytes).toHaveLength(155);
    expect(opened(stock.bytes).sealResponse(message)).toHaveLength(100 + around);
  }
});

test("oblivious: the same message sealed again, and the same answer, have no bytes in common but the header", () => {
  const message = new Uint8Array(64);
  const [one, other] = [sealRequest(OURS.configuration, message), sealRequest(OURS.configuration, message)];
  expect(one.bytes.subarray(0, 7)).toEqual(other.bytes.subarray(0, 7));
  const request = opened(one.bytes);
  const answers = [request.sealResponse(message), request.sealResponse(message)];
  const parts = [one.bytes.subarray(7), other.bytes.subarray(7), ...answers].flatMap((bytes) =>
    [bytes.subarray(0, 32), bytes.subarray(-64, -16)].map(hex),
  );
  expect(new Set(parts).size).toBe(parts.length);
});

test("oblivious: where no key has this id with these algorithms, it is for another key", async () => {
  const ours = sealRequest(OURS.configuration, new Uint8Array(16)).bytes;
  const stock = (await sealAsStock(STOCK.configuration, AES_128_GCM, new Uint8Array(16))).bytes;
  const withoutAes = { ...STOCK, configuration: { ...STOCK.configuration, aeads: [CHACHA20_POLY1305] } as const };
  expect(openRequest(ours, [], opensslAead)).toBeNull();
  expect(openRequest(ours, [STOCK], opensslAead)).toBeNull();
  expect(openRequest(stock, [OURS], opensslAead)).toBeNull();
  expect(openRequest(ours, [xwingGatewayKey(6, SEEDS.ours)], opensslAead)).toBeNull();
  expect(openRequest(ours, [x25519GatewayKey(4, SEEDS.stock)], opensslAead)).toBeNull();
  expect(openRequest(stock, [OURS, withoutAes], opensslAead)).toBeNull();
  // Each byte of the header by itself: no number is taken for another because half of it is.
  for (const [at, value] of [
    [0, 5],
    [1, 0],
    [2, 0x20],
    [3, 1],
    [4, 2],
    [5, 1],
    [6, 1],
    [6, 2],
    [6, 0xff],
  ] as const)
    expect(openRequest(ours.with(at, value), PAIR, opensslAead)).toBeNull();
});

test("oblivious: the keys of two months are there at once, and each opens what was sealed to it", async () => {
  const [nextOurs, nextStock] = [xwingGatewayKey(6, randomBytes(32)), x25519GatewayKey(7, randomBytes(32))];
  const message = randomBytes(16);
  const openedWithAll = (bytes: Uint8Array): unknown => opened(bytes, [...PAIR, nextOurs, nextStock]);
  for (const { configuration } of [OURS, nextOurs])
    expect(openedWithAll(sealRequest(configuration, message).bytes)).toMatchObject({
      keyId: configuration.keyId,
      message,
    });
  for (const { configuration } of [STOCK, nextStock])
    expect(openedWithAll((await sealAsStock(configuration, CHACHA20_POLY1305, message)).bytes)).toMatchObject({
      keyId: configuration.keyId,
      message,
    });
});

test("oblivious: another key of the same id opens nothing", async () => {
  const message = new Uint8Array(16);
  const others = [xwingGatewayKey(4, randomBytes(32)), x25519GatewayKey(5, randomBytes(32))];
  const sealed = [
    sealRequest(OURS.configuration, message).bytes,
    (await sealAsStock(STOCK.configuration, CHACHA20_POLY1305, message)).bytes,
    (await sealAsStock(STOCK.configuration, AES_128_GCM, message)).bytes,
  ];
  for (const bytes of sealed) expectCode(() => openRequest(bytes, others, opensslAead), "cannot_open");
});

test("oblivious: where there is no AES-128-GCM a request with it is refused once, although a key has it", async () => {
  const sealed = await sealAsStock(STOCK.configuration, AES_128_GCM, new Uint8Array(16));
  expectCode(() => openRequest(sealed.bytes, PAIR), "needs_newer_version");
});

test("oblivious: an answer to another request opens nothing, also one to the same message", () => {
  const message = randomBytes(64);
  const [one, other] = [sealRequest(OURS.configuration, message), sealRequest(OURS.configuration, message)];
  const answer = opened(other.bytes).sealResponse(message);
  expect(other.openResponse(answer)).toEqual(message);
  expectCode(() => one.openResponse(answer), "cannot_open");
});

test("oblivious: a request is no answer to itself, and its ciphertext under a nonce is none either", () => {
  const sealed = sealRequest(OURS.configuration, new Uint8Array(64));
  expectCode(() => sealed.openResponse(sealed.bytes), "cannot_open");
  expectCode(() => sealed.openResponse(concat(randomBytes(32), sealed.bytes.subarray(1127))), "cannot_open");
});
