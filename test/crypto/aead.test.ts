// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { hex, hexDecode, randomBytes } from "#crypto";
import { aeadOpen, aeadSeal } from "#crypto/sodium.ts";
import { describeVectors, type Wycheproof } from "../vectors.ts";

interface Group {
  readonly ivSize: number;
}

interface Sealed {
  readonly key: string;
  readonly iv: string;
  readonly aad: string;
  readonly msg: string;
  readonly ct: string;
  readonly tag: string;
}

describeVectors("aead: Wycheproof ChaCha20-Poly1305", "chacha20-poly1305.wycheproof.json", (source) => {
  const { testGroups, numberOfTests } = source as Wycheproof<Group, Sealed>;
  const ours = testGroups.filter(({ ivSize }) => ivSize === 96).flatMap(({ tests }) => tests);
  const others = testGroups.filter(({ ivSize }) => ivSize !== 96).flatMap(({ tests }) => tests);

  test(`aead: ${ours.length} boxes with 12-byte nonces seal and open as published`, () => {
    for (const vector of ours) {
      const [key, nonce, aad, message] = [vector.key, vector.iv, vector.aad, vector.msg].map(hexDecode) as Parts;
      const sealed = vector.ct + vector.tag;
      const opened = aeadOpen(key, nonce, aad, hexDecode(sealed));
      const valid = vector.result === "valid";
      expect(opened && hex(opened), `test ${vector.tcId}`).toBe(valid ? vector.msg : null);
      expect(hex(aeadSeal(key, nonce, aad, message)) === sealed, `test ${vector.tcId}`).toBe(valid);
    }
  });

  test(`aead: ${others.length} boxes with nonces of another length are refused`, () => {
    for (const vector of others) {
      const [key, nonce, aad, message] = [vector.key, vector.iv, vector.aad, vector.msg].map(hexDecode) as Parts;
      expect(aeadOpen(key, nonce, aad, hexDecode(vector.ct + vector.tag)), `test ${vector.tcId}`).toBeNull();
      expect(() => aeadSeal(key, nonce, aad, message), `test ${vector.tcId}`).toThrow();
    }
    expect(ours.length + others.length).toBe(numberOfTests);
  });
});

type Parts = [Uint8Array, Uint8Array, Uint8Array, Uint8Array];

test("aead: less than a tag does not open", () => {
  for (let length = 0; length < 16; length++) {
    expect(aeadOpen(randomBytes(32), randomBytes(12), new Uint8Array(0), randomBytes(length))).toBeNull();
  }
});
