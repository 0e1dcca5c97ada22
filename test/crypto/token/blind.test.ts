// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { blindAll, concat, finalise, hex, hexDecode, isSignature, type RsaPublicKey } from "#crypto";
import { describeVectors } from "../../vectors.ts";

interface Vector {
  readonly name: string;
  readonly n: string;
  readonly e: string;
  readonly d: string;
  readonly p: string;
  readonly q: string;
  readonly input_msg: string;
  readonly salt: string;
  readonly inv: string;
  readonly blinded_msg: string;
  readonly blind_sig: string;
  readonly sig: string;
}

const bare = (text: string): string => text.replace(/^0x/, "");
const bytesOf = (text: string): Uint8Array => hexDecode(bare(text));
const integer = (text: string): bigint => BigInt(`0x${bare(text)}`);

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let [result, square, left] = [1n, base % modulus, exponent];
  for (; left > 0n; left >>= 1n) {
    if (left % 2n === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** The vectors give the inverse of the factor; what it was is raised from it as the field allows. */
function factorOf(vector: Vector): Uint8Array {
  const totient = (integer(vector.p) - 1n) * (integer(vector.q) - 1n);
  return hexDecode(
    power(integer(vector.inv), totient - 1n, integer(vector.n))
      .toString(16)
      .padStart(1024, "0"),
  );
}

describeVectors("token: blind RSA as RFC 9474 has it", "blind-rsa.rfc9474.json", (vectors) => {
  for (const vector of vectors as Vector[]) {
    const key: RsaPublicKey = { modulus: integer(vector.n), bytes: bare(vector.n).length / 2 };
    const message = hexDecode(vector.input_msg);
    const salt = vector.salt === "" ? new Uint8Array(0) : hexDecode(vector.salt);

    test(`${vector.name}: the exponent is the one we have`, () => expect(integer(vector.e)).toBe(65_537n));

    test(`${vector.name}: blinds and finalises to the published bytes`, () => {
      const [blinded] = blindAll(key, [{ message, salt, random: factorOf(vector) }]);
      if (blinded === undefined) throw new Error("nothing blinded");
      expect(hex(blinded.blinded)).toBe(bare(vector.blinded_msg));
      expect(blinded.inverse).toBe(integer(vector.inv));
      expect(hex(finalise(key, blinded, bytesOf(vector.blind_sig)))).toBe(bare(vector.sig));
    });

    test(`${vector.name}: the signature verifies, and no bit of it may change`, () => {
      const signature = bytesOf(vector.sig);
      expect(isSignature(key, message, signature, salt.length)).toBe(true);
      for (const at of [0, 7, 255, 511]) {
        const changed = signature.map((byte, i) => (i === at ? byte ^ 1 : byte));
        expect(isSignature(key, message, changed, salt.length)).toBe(false);
      }
      expect(isSignature(key, concat(message, Uint8Array.of(0)), signature, salt.length)).toBe(false);
      expect(isSignature(key, message, signature.subarray(1), salt.length)).toBe(false);
    });

    test(`${vector.name}: an answer to something else is refused`, () => {
      const [blinded] = blindAll(key, [{ message, salt, random: factorOf(vector) }]);
      if (blinded === undefined) throw new Error("nothing blinded");
      const other = bytesOf(vector.blind_sig).map((byte, i) => (i === 500 ? byte ^ 1 : byte));
      expect(() => finalise(key, blinded, other)).toThrow(expect.objectContaining({ code: "bad_signature" }));
    });
  }
});
