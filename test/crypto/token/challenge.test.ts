// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  boardChallenge,
  challengeDigest,
  decodeToken,
  encodeChallenge,
  encodeToken,
  formatAuthorization,
  formatChallenge,
  hex,
  hexDecode,
  parseAuthorization,
  tokenInput,
} from "#crypto";
import { expectCode, mutated, outcome } from "../hostile.ts";
import { describeVectors } from "../../vectors.ts";

interface TokenVector {
  readonly comment: string;
  readonly token_type: string;
  readonly issuer_name: string;
  readonly redemption_context: string;
  readonly origin_info: string;
  readonly nonce: string;
  readonly token_key_id: string;
  readonly token_authenticator_input: string;
}

const text = (hexadecimal: string): string => Buffer.from(hexadecimal, "hex").toString();

for (const file of ["privacypass-token.rfc9577.json", "privacypass-challenge.pat-go.json"]) {
  describeVectors("token: challenge and input as RFC 9577 has them", file, (vectors) => {
    for (const [i, vector] of (vectors as TokenVector[]).entries()) {
      // Another type, or an empty issuer name as in the greased one, is not ours to make.
      const isOurs = vector.token_type === "0002";
      test.skipIf(!isOurs)(`vector ${i} gives the published input`, () => {
        const challenge = encodeChallenge({
          issuerName: text(vector.issuer_name),
          redemptionContext: hexDecode(vector.redemption_context),
          originInfo: text(vector.origin_info),
        });
        const input = tokenInput({
          nonce: hexDecode(vector.nonce),
          challengeDigest: challengeDigest(challenge),
          keyId: hexDecode(vector.token_key_id),
        });
        expect(hex(input)).toBe(vector.token_authenticator_input);
      });
    }
  });
}

interface HeaderVector {
  readonly "token-key-0": string;
  readonly "token-challenge-0": string;
  readonly "WWW-Authenticate": string;
}

describeVectors("token: the header as RFC 9577 has it", "privacypass-header.rfc9577.json", (vectors) => {
  for (const [i, vector] of (vectors as HeaderVector[]).entries()) {
    test(`vector ${i}: its first challenge begins as ours would`, () => {
      const ours = formatChallenge(hexDecode(vector["token-challenge-0"]), hexDecode(vector["token-key-0"]));
      const [start = ""] = /^PrivateToken challenge="[^"]+", token-key="[^"]+"/.exec(vector["WWW-Authenticate"]) ?? [];
      expect(ours).toBe(start);
    });
  }
});

const token = encodeToken({
  nonce: new Uint8Array(32).fill(1),
  challengeDigest: challengeDigest(boardChallenge("tegenspraak.localhost")),
  keyId: new Uint8Array(32).fill(2),
  authenticator: new Uint8Array(256).fill(3),
});

test("token: a board's challenge is the same bytes for everybody", () => {
  // 0002 ‖ 0x15 name ‖ no context ‖ 0x15 name, by hand.
  const name = Buffer.from("tegenspraak.localhost").toString("hex");
  expect(hex(boardChallenge("tegenspraak.localhost"))).toBe(`00020015${name}000015${name}`);
});

test("token: the header is read quoted or not, padded or not, in any case of the scheme", () => {
  const header = formatAuthorization(token);
  const bare = header.replaceAll('"', "");
  for (const form of [header, bare, header.replace("PrivateToken", "privatetoken"), header.replace('=""', '"')]) {
    expect(hex(parseAuthorization(form))).toBe(hex(token));
  }
});

test("token: any other header is refused", () => {
  const header = formatAuthorization(token);
  for (const form of [
    "",
    "PrivateToken",
    "Basic YTph",
    `${header} `,
    ` ${header}`,
    `${header}, ${header}`,
    header.replace("token=", "challenge="),
    header.replace('="', "='"),
    `PrivateToken token="${"A".repeat(1025)}"`,
    'PrivateToken token="A"',
    'PrivateToken token="AB"',
    'PrivateToken token="+/+/"',
  ]) {
    expectCode(() => parseAuthorization(form), "malformed");
  }
});

test("token: its bytes are read whole or refused", () => {
  fc.assert(
    fc.property(mutated(token), (changed) => {
      const read = outcome(() => decodeToken(changed));
      if (!(read instanceof Error)) expect(hex(encodeToken(read))).toBe(hex(changed));
    }),
  );
  expectCode(() => decodeToken(token.subarray(1)), "needs_newer_version");
  expectCode(() => decodeToken(token.subarray(0, -1)), "malformed");
});
