// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { constants, createPrivateKey, privateDecrypt } from "node:crypto";
import { expect, test } from "vitest";
import {
  blindAll,
  challengeDigest,
  decodeToken,
  decodeTokenRequest,
  encodeToken,
  encodeTokenKey,
  encodeTokenRequest,
  finalise,
  hex,
  hexDecode,
  isToken,
  parseTokenKey,
  tokenInput,
} from "#crypto";
import { describeVectors } from "../../vectors.ts";

interface IssuanceVector {
  readonly skS: string;
  readonly pkS: string;
  readonly token_challenge: string;
  readonly nonce: string;
  readonly blind: string;
  readonly salt: string;
  readonly token_request: string;
  readonly token_response: string;
  readonly token: string;
}

describeVectors("token: issuance as RFC 9578 has it", "privacypass-type2.rfc9578.json", (vectors) => {
  for (const [i, vector] of (vectors as IssuanceVector[]).entries()) {
    test(`vector ${i}: key, request, response and token are the published bytes`, () => {
      const key = parseTokenKey(hexDecode(vector.pkS));
      expect(hex(encodeTokenKey(hexDecode(key.modulus.toString(16))))).toBe(vector.pkS);
      const digest = challengeDigest(hexDecode(vector.token_challenge));
      const unsigned = { nonce: hexDecode(vector.nonce), challengeDigest: digest, keyId: key.id };
      const [blinded] = blindAll(key, [
        { message: tokenInput(unsigned), salt: hexDecode(vector.salt), random: hexDecode(vector.blind) },
      ]);
      if (blinded === undefined) throw new Error("nothing blinded");
      const request = encodeTokenRequest(key.id, blinded.blinded);
      expect(hex(request)).toBe(vector.token_request);
      expect(hex(decodeTokenRequest(request).blinded)).toBe(hex(blinded.blinded));
      const authenticator = finalise(key, blinded, hexDecode(vector.token_response));
      const token = { ...unsigned, authenticator };
      expect(hex(encodeToken(token))).toBe(vector.token);
      expect(isToken(decodeToken(hexDecode(vector.token)), key)).toBe(true);
      expect(isToken({ ...token, nonce: new Uint8Array(32) }, key)).toBe(false);
    });

    test(`vector ${i}: OpenSSL signs the request to the published response`, () => {
      const pem = Buffer.from(vector.skS, "hex").toString();
      const { n, d, e, p, q, dp, dq, qi } = createPrivateKey(pem).export({ format: "jwk" });
      const raw = createPrivateKey({
        key: { kty: "RSA", n, d, e, p, q, dp, dq, qi } as Record<string, string>,
        format: "jwk",
      });
      const { blinded } = decodeTokenRequest(hexDecode(vector.token_request));
      const signed = privateDecrypt({ key: raw, padding: constants.RSA_NO_PADDING }, blinded);
      expect(signed.toString("hex")).toBe(vector.token_response);
    });
  }
});
