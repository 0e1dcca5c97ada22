// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { constants, privateDecrypt } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { decodePass, decodeTokenRequest, truncatedKeyId, type TokenKey, type TokenPurpose } from "#crypto";
import type { VouchedOrganisation } from "../../../client/worker/organisation.ts";
import { PassTaking } from "../../../client/worker/pass.ts";
import { newIssuer, ORIGIN, type Issuer } from "../../crypto/token/fixture.ts";

const real = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = real;
});

/** Different last bytes, by which a request names its key. */
function twoIssuers(): readonly [Issuer, Issuer] {
  const [pass, ballot] = [newIssuer(), newIssuer()];
  return truncatedKeyId(pass.key.id) === truncatedKeyId(ballot.key.id) ? twoIssuers() : [pass, ballot];
}

const [PASS, BALLOT] = twoIssuers();

function entry(index: number, purpose: TokenPurpose, { key }: Issuer): TokenKey {
  return { index, purpose, hash: key.id, key, from: "2020-01-01", until: "2999-12-31" };
}

/** The key that signs today is the youngest, less than a year old. */
function organisation(): VouchedOrganisation {
  const from = `${new Date().getUTCFullYear()}-01-01`;
  const tokenKeys = [entry(0, "pass", PASS), entry(1, "ballot", BALLOT)].map((key) => ({ ...key, from }));
  const vouching = { fresh: true, since: Math.floor(Date.now() / 1000) };
  return { origin: ORIGIN, tokenKeys, vouching } as unknown as VouchedOrganisation;
}

/** An issuer that signs wrongly under one key. @returns requests for a pass, each once */
function answerWrongly(wrong: Issuer): Set<string> {
  const asked = new Set<string>();
  globalThis.fetch = (_input, init) => {
    if (init?.method !== "POST")
      return Promise.resolve(Response.json({ quarter: "2026-Q4", taken: 0, allowed: 3, credential: false }));
    const body = init.body as Uint8Array;
    const { truncatedKeyId: truncated, blinded } = decodeTokenRequest(body);
    if (truncated === truncatedKeyId(PASS.key.id)) asked.add(Buffer.from(body).toString("hex"));
    const issuer = truncated === truncatedKeyId(PASS.key.id) ? PASS : BALLOT;
    const signed = privateDecrypt({ key: issuer.secret, padding: constants.RSA_NO_PADDING }, blinded);
    return Promise.resolve(new Response(issuer === wrong ? new Uint8Array(256) : new Uint8Array(signed)));
  };
  return asked;
}

test("pass: a credential that does not verify costs nobody their pass", async () => {
  const asked = answerWrongly(BALLOT);
  const { file } = await new PassTaking(organisation()).take();
  expect(decodePass(file)).toMatchObject({ pass: { keyIndex: 0 }, credential: null });
  expect(asked.size).toBe(1);
});

test("pass: one that does not verify is refused, and asking again takes no other", async () => {
  const asked = answerWrongly(PASS);
  const taking = new PassTaking(organisation());
  for (let i = 0; i < 3; i++) await expect(taking.take()).rejects.toMatchObject({ code: "pass_not_genuine" });
  expect(asked.size).toBe(1);
});
