// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { createPublicKey } from "node:crypto";
import { expect, test } from "vitest";
import { hex } from "#crypto";
import { addTokenKey } from "../../../server/token/index.ts";
import { cookieFor, drawn, keyFile, openIssuer, postRequest } from "../issuer.ts";

interface Directory {
  readonly "issuer-request-uri": string;
  readonly "token-keys": readonly {
    readonly "token-type": number;
    readonly "token-key": string;
    readonly "not-before": number;
    readonly purpose: string;
  }[];
}

test("issuer directory: RFC 9578 has it, each key is one that OpenSSL reads, and whoever takes the first that begun gets a pass", async () => {
  const ISSUER_KEYS = keyFile();
  addTokenKey(ISSUER_KEYS, "pass", "2027-04-01");
  addTokenKey(ISSUER_KEYS, "pass", "2027-07-01");
  const issuer = await openIssuer({
    now: "2027-05-01T08:00:00Z",
    environment: { ISSUER_KEYS, ISSUER_ORIGIN: "http://passes.example.org" },
  });
  const answer = await issuer.listener.inject({ url: "/.well-known/private-token-issuer-directory" });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers["content-type"]).toBe("application/private-token-issuer-directory");
  expect(answer.headers["cache-control"]).toBe("public, max-age=300");
  const directory = answer.json<Directory>();
  expect(directory["issuer-request-uri"]).toBe("http://passes.example.org/v1/passes");
  const keys = directory["token-keys"];
  // The pass key of January is over: it is not listed.
  expect(keys.map((key) => [key["token-type"], key.purpose, key["not-before"]])).toEqual([
    [2, "pass", Date.parse("2027-07-01") / 1000],
    [2, "pass", Date.parse("2027-04-01") / 1000],
    [2, "ballot", Date.parse("2027-01-01") / 1000],
  ]);
  for (const { "token-key": text } of keys) {
    expect(text).toMatch(/^[\w-]+={0,2}$/);
    expect(text.length % 4).toBe(0);
    const key = Buffer.from(text, "base64url");
    expect(createPublicKey({ key, format: "der", type: "spki" }).asymmetricKeyType).toBe("rsa-pss");
  }
  const first = keys.find((key) => key.purpose === "pass" && key["not-before"] * 1000 <= issuer.clock.nowMs);
  const encoded = hex(Buffer.from(first?.["token-key"] ?? "", "base64url"));
  const signer = issuer.signers.find(({ publicKey }) => hex(publicKey.encoded) === encoded);
  if (signer === undefined) throw new Error("a key that the issuer does not have");
  expect((await postRequest(issuer, cookieFor(issuer), drawn(signer).request)).statusCode).toBe(200);
});
