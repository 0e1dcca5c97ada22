// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { createPrivateKey, generateKeyPairSync, type JsonWebKey, type KeyObject } from "node:crypto";
import { expect, test } from "vitest";
import { blindSigner } from "../../../server/token/signer.ts";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const blinded = Buffer.alloc(256, 7);
const signed = blindSigner(privateKey).sign(blinded);

/** The same key with numbers in it that a machine got wrong. */
function damaged(...members: readonly ("d" | "dp" | "dq" | "qi")[]): KeyObject {
  const jwk: JsonWebKey = privateKey.export({ format: "jwk" });
  for (const member of members) {
    const bytes = Buffer.from(jwk[member] ?? "", "base64url");
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    jwk[member] = bytes.toString("base64url");
  }
  return createPrivateKey({ key: jwk, format: "jwk" });
}

test("token: a signature that a fault made wrong is not given out", () => {
  expect(() => blindSigner(damaged("d", "dp", "dq", "qi")).sign(blinded)).toThrow("calculates wrongly");
  // Where only half of the key is wrong either nothing comes out or what is right.
  for (const member of ["dp", "dq", "qi"] as const) {
    const given = (() => {
      try {
        return blindSigner(damaged(member)).sign(blinded);
      } catch {
        return null;
      }
    })();
    if (given !== null) expect(given.equals(signed)).toBe(true);
  }
});

test("token: of a number that is not below the modulus, or of another length, nothing is signed", () => {
  const signer = blindSigner(privateKey);
  const { encoded } = signer.publicKey;
  const modulus = Buffer.from(encoded.subarray(-261, -5));
  for (const bad of [modulus, Buffer.alloc(256, 255), Buffer.alloc(255), Buffer.alloc(257), Buffer.alloc(0)]) {
    expect(signer.canSign(bad)).toBe(false);
    expect(() => signer.sign(bad)).toThrow(expect.objectContaining({ code: "malformed" }));
  }
  modulus[255] = (modulus[255] ?? 0) - 1;
  expect(signer.canSign(modulus)).toBe(true);
});
