// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { RSABSSA } from "@cloudflare/blindrsa-ts";
import { constants, createPublicKey, verify, type webcrypto } from "node:crypto";
import { expect, test } from "vitest";
import {
  BATCH_TOKENS,
  blindAll,
  boardChallenge,
  challengeDigest,
  drawTokens,
  finalise,
  finaliseTokens,
  isGenuine,
  isSignature,
  SALT_BYTES,
  tokenInput,
} from "#crypto";
import { newIssuer, ORIGIN } from "./fixture.ts";

// Two others' implementations of the same standard: Cloudflare's, on its own arithmetic, and OpenSSL's.

const suite = RSABSSA.SHA384.PSS.Deterministic();
const issuer = newIssuer();
const algorithm = { name: "RSA-PSS", hash: "SHA-384" };
const importKey = (usage: "sign" | "verify"): Promise<webcrypto.CryptoKey> => {
  const key = usage === "sign" ? issuer.secret : createPublicKey(issuer.secret);
  return crypto.subtle.importKey("jwk", key.export({ format: "jwk" }), algorithm, true, [usage]);
};

test("token: what we blind another implementation signs, and what we finalise it verifies", async () => {
  const message = Buffer.from("what an issuer never sees");
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const [blinded] = blindAll(issuer.key, [{ message, salt, random: crypto.getRandomValues(new Uint8Array(272)) }]);
  if (blinded === undefined) throw new Error("nothing blinded");
  const answer = await suite.blindSign(await importKey("sign"), blinded.blinded);
  const signature = finalise(issuer.key, blinded, answer);
  expect(await suite.verify(await importKey("verify"), signature, message)).toBe(true);
  expect(await suite.verify(await importKey("verify"), signature, Buffer.from("another"))).toBe(false);
});

test("token: what another implementation blinds and finalises we verify", async () => {
  const message = suite.prepare(Buffer.from("theirs"));
  const verifying = await importKey("verify");
  const { blindedMsg, inv } = await suite.blind(verifying, message);
  const signature = await suite.finalize(
    verifying,
    message,
    await suite.blindSign(await importKey("sign"), blindedMsg),
    inv,
  );
  expect(isSignature(issuer.key, message, signature, SALT_BYTES)).toBe(true);
  expect(isSignature(issuer.key, Buffer.from("ours"), signature, SALT_BYTES)).toBe(false);
});

test("token: every one of a batch verifies with OpenSSL over the bytes that the standard names", () => {
  const pending = drawTokens(issuer.key, ORIGIN, BATCH_TOKENS);
  const held = finaliseTokens(pending, issuer.sign(pending), 3);
  const key = {
    key: createPublicKey(issuer.secret),
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: SALT_BYTES,
  };
  const digest = challengeDigest(boardChallenge(ORIGIN));
  expect(held).toHaveLength(BATCH_TOKENS);
  for (const token of held) {
    const input = tokenInput({ nonce: token.nonce, challengeDigest: digest, keyId: issuer.key.id });
    expect(verify("sha384", input, key, token.authenticator)).toBe(true);
    expect(isGenuine(token, issuer.key, ORIGIN)).toBe(true);
    expect(isGenuine(token, issuer.key, "elsewhere.localhost")).toBe(false);
    expect(token).toMatchObject({ keyIndex: 3, givenByDesk: false });
  }
  expect(new Set(held.map(({ nonce }) => Buffer.from(nonce).toString("hex"))).size).toBe(BATCH_TOKENS);
});
