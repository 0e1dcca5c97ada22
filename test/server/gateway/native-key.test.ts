// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { hex, openRequest, randomBytes, sealRequest, xwingGatewayKey } from "#crypto";
import { opensslAead } from "../../../server/gateway/aead.ts";
import { nativeXwingKey } from "../../../server/gateway/native-key.ts";
import { hmacSha256 } from "../../../server/hmac.ts";

test("gateway: OpenSSL's X-Wing has the keys and secrets of libsodium's", () => {
  for (let i = 0; i < 20; i++) {
    const seed = randomBytes(32);
    const [ours, native] = [xwingGatewayKey(2, seed), nativeXwingKey(2, seed)];
    expect(native.configuration).toEqual(ours.configuration);
    const { bytes } = sealRequest(ours.configuration, randomBytes(100));
    const enc = bytes.subarray(7, 7 + 1120);
    expect(hex(native.decapsulate(enc) ?? enc)).toBe(hex(ours.decapsulate(enc) ?? new Uint8Array(0)));
    // ML-KEM gives another secret for what was damaged, and no error.
    enc[i] = (enc[i] ?? 0) ^ 1;
    expect(hex(native.decapsulate(enc) ?? enc)).toBe(hex(ours.decapsulate(enc) ?? new Uint8Array(0)));
  }
});

test("gateway: a point of small order gives no secret", () => {
  const key = nativeXwingKey(0, randomBytes(32));
  for (const point of [new Uint8Array(32), Uint8Array.of(1, ...new Uint8Array(31))]) {
    const enc = randomBytes(1120);
    enc.set(point, 1088);
    expect(key.decapsulate(enc)).toBeNull();
  }
});

test("gateway: with OpenSSL's parts or without, the same request opens to the same, and the answer comes back", () => {
  const seed = randomBytes(32);
  const [ours, native] = [xwingGatewayKey(0, seed), nativeXwingKey(0, seed)];
  const message = randomBytes(1_000);
  const sealed = sealRequest(ours.configuration, message);
  for (const opened of [
    openRequest(sealed.bytes, [ours]),
    openRequest(sealed.bytes, [native], opensslAead, hmacSha256),
  ]) {
    expect(hex(opened?.message ?? new Uint8Array(0))).toBe(hex(message));
    expect(hex(sealed.openResponse(opened?.sealResponse(message) ?? message))).toBe(hex(message));
  }
});
