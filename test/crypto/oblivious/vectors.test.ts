// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { decodeConfigurations, encodeConfigurations, hex, hexDecode, openRequest, x25519GatewayKey } from "#crypto";
import { describeVectors } from "../../vectors.ts";
import { opensslAead } from "../../../server/gateway/aead.ts";

interface Vector {
  readonly keyConfig: string;
  readonly privateKey: string;
  readonly keyId: number;
  readonly request: string;
  readonly response: string;
  readonly responseNonce: string;
  readonly encRequest: string;
  readonly encResponse: string;
}

describeVectors("oblivious: RFC 9458, appendix A", "ohttp.rfc9458.json", (file) => {
  const { vectors } = file as { readonly vectors: readonly Vector[] };

  test.each(vectors)(
    "oblivious: the gateway opens the request and seals the response as they stand there",
    (vector) => {
      const key = x25519GatewayKey(vector.keyId, hexDecode(vector.privateKey));
      const opened = openRequest(hexDecode(vector.encRequest), [key], opensslAead);
      expect(hex(opened?.message ?? new Uint8Array(0))).toBe(vector.request);
      const sealed = opened?.sealResponse(hexDecode(vector.response), hexDecode(vector.responseNonce));
      expect(hex(sealed ?? new Uint8Array(0))).toBe(vector.encResponse);
    },
  );

  test.each(vectors)("oblivious: its key configuration is read, and written the same", ({ keyConfig, privateKey }) => {
    const one = hexDecode(keyConfig);
    const list = Uint8Array.from([one.length >> 8, one.length & 255, ...one]);
    const [configuration, ...others] = decodeConfigurations(list);
    if (configuration === undefined) throw new Error("nothing was read");
    expect(others).toEqual([]);
    expect(hex(encodeConfigurations([configuration]))).toBe(hex(list));
    expect(configuration.publicKey).toEqual(x25519GatewayKey(1, hexDecode(privateKey)).configuration.publicKey);
  });
});
