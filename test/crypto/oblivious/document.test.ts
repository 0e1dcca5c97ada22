// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { createPublicKey, verify } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  AES_128_GCM,
  CHACHA20_POLY1305,
  encodeConfigurations,
  hex,
  openGatewayDocument,
  ProtocolError,
  signGatewayDocument,
  signingKey,
  utf8,
  utf8Decode,
  x25519GatewayKey,
  xwingGatewayKey,
  type KeyConfiguration,
} from "#crypto";
import { anyBytes, expectCode, mutated, outcome } from "../hostile.ts";
import { flipBit } from "../log/fixture.ts";
import { ORIGIN, OURS, SEEDS, SMALL_ORDER, STOCK } from "./fixture.ts";
import { documentOf, KEYS, labelOf, signedText, SIGNER, textOf } from "./ledger.ts";

const document = signGatewayDocument(KEYS, ORIGIN, SIGNER);
const source = utf8Decode(document);
const open = (bytes: Uint8Array, origin = ORIGIN, signer = SIGNER.publicKey): unknown =>
  openGatewayDocument(bytes, origin, signer);

test("oblivious: a gateway document is one line of JSON, signed over its label and all but its signature", () => {
  const configurations = Buffer.from(encodeConfigurations(KEYS.configurations)).toString("base64url");
  const [text = "", signature = ""] = source.split(',"signature":');
  expect(text).toBe(
    `{"version":1,"type":"gateway","from":"2026-12-01","until":"2027-01-02","configurations":"${configurations}"`,
  );
  expect(signature).toMatch(/^"[\w-]{86}"\}$/);
  const der = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), SIGNER.publicKey]);
  const key = createPublicKey({ key: der, format: "der", type: "spki" });
  const signed = Buffer.concat([labelOf(), Buffer.from(`${text}}`)]);
  expect(verify(null, signed, key, Buffer.from(signature.slice(1, -2), "base64url"))).toBe(true);
  expect(open(document)).toEqual(KEYS);
  expect(signedText(textOf(KEYS.configurations))).toBe(source);
});

test("oblivious: a gateway document is written in one way, whatever its signer signed", () => {
  const text = textOf(KEYS.configurations);
  const member = '"from":"2026-12-01"';
  const encoded = /"configurations":"([^"]*)"/.exec(text)?.[1] ?? "";
  const others = [
    text.replace("{", "{ "),
    text.replace(":", ": "),
    text.replace(",", ",\n"),
    text.replace('"version":1,"type":"gateway"', '"type":"gateway","version":1'),
    text.replace(member, `"from":"2026-11-01",${member}`),
    text.replace(member, `${member},${member}`),
    text.replace("gateway", String.raw`gatew\u0061y`),
    text.replace("from", String.raw`fr\u006fm`),
    text.replace('"version":1', '"version":1.0'),
    text.replace('"version":1', '"version":1e0'),
    text.replace(encoded, `${encoded}=`),
    text.replace(encoded, encoded.replaceAll("-", "+").replaceAll("_", "/")),
    // 1,274 bytes leave two bits of the last character unused.
    text.replace(encoded, `${encoded.slice(0, -1)}${String.fromCharCode(encoded.charCodeAt(encoded.length - 1) + 1)}`),
  ];
  for (const other of others) {
    expect(other).not.toBe(text);
    expectCode(() => open(utf8(signedText(other))), "malformed");
  }
  for (const other of [
    `${source}\n`,
    ` ${source}`,
    `\ufeff${source}`,
    source.replace(/"\}$/, '="}'),
    source.replace(/"\}$/, 'A"}'),
  ])
    expectCode(() => open(utf8(other)), "malformed");
  expectCode(() => open(utf8(source.replace(/,"signature"/, `,"signature":"${"A".repeat(86)}"$&`))), "malformed");
});

test("oblivious: a member that is missing is malformed, and one that is not known needs a newer version", () => {
  const members = JSON.parse(source) as Record<string, unknown>;
  for (const name of Object.keys(members)) {
    expectCode(() => open(utf8(JSON.stringify({ ...members, [name]: undefined }))), "malformed");
    expectCode(() => open(utf8(JSON.stringify({ ...members, [name]: null }))), "malformed");
  }
  expectCode(() => open(utf8(JSON.stringify({ ...members, more: 1 }))), "needs_newer_version");
  expectCode(() => open(utf8(JSON.stringify({ ...members, type: "witness" }))), "needs_newer_version");
  for (const version of [0, 2, "1"]) expectCode(() => open(utf8(JSON.stringify({ ...members, version }))), "malformed");
  for (const text of ["", "null", "[]", "{", `[${source}]`]) expectCode(() => open(utf8(text)), "malformed");
  expectCode(() => open(Uint8Array.of(0xff)), "malformed");
});

test("oblivious: a gateway document of another signer, another board or another text is none", () => {
  expectCode(() => open(document, ORIGIN, signingKey(new Uint8Array(32)).publicKey), "bad_signature");
  expectCode(() => open(document, ORIGIN, new Uint8Array(32)), "bad_signature");
  expectCode(() => open(document, ORIGIN, SIGNER.publicKey.subarray(1)), "bad_signature");
  expectCode(() => open(document, "elsewhere.localhost"), "bad_signature");
  expectCode(() => open(document, `${ORIGIN}.`), "bad_signature");
  for (const [text, other] of [
    ["2026-12-01", "2026-12-02"],
    ["2027-01-02", "2027-01-03"],
  ] as const)
    expectCode(() => open(utf8(source.replace(text, other))), "bad_signature");
  // Without its label it could be anything else that this key signs.
  const [bare] = [signedText(textOf(KEYS.configurations), "")];
  expectCode(() => open(utf8(bare)), "bad_signature");
});

test("oblivious: days are days, and the last is not before the first", () => {
  const { configurations } = KEYS;
  for (const [from, until] of [
    ["2026-12-01", "2026-12-01"],
    ["2026-01-31", "9999-12-31"],
  ] as const)
    expect(open(documentOf(configurations, from, until))).toEqual({ from, until, configurations });
  for (const [from, until] of [
    ["2026-12-02", "2026-12-01"],
    ["2027-01-01", "2026-12-31"],
    ["2026-13-01", "2027-01-02"],
    ["2026-00-01", "2027-01-02"],
    ["2026-12-32", "2027-01-02"],
    ["2026-12-00", "2027-01-02"],
    ["2026-12-1", "2027-01-02"],
    ["2026-12-01T00:00:00Z", "2027-01-02"],
    ["", "2027-01-02"],
  ] as const) {
    expectCode(() => open(documentOf(configurations, from, until)), "malformed");
    expectCode(() => signGatewayDocument({ from, until, configurations }, ORIGIN, SIGNER), "malformed");
  }
});

/** Signed as it is, and refused, and so not signed by us. */
function isNoPair(...configurations: readonly KeyConfiguration[]): void {
  expectCode(() => open(documentOf(configurations)), "malformed");
  expectCode(() => signGatewayDocument({ ...KEYS, configurations }, ORIGIN, SIGNER), "malformed");
}

test("oblivious: a gateway has two configurations, of an even id for our clients and of the next for stock clients", () => {
  const [ours, stock] = [OURS.configuration, STOCK.configuration];
  for (const keyId of [0, 254])
    open(
      documentOf([
        { ...ours, keyId },
        { ...stock, keyId: keyId + 1 },
      ]),
    );
  isNoPair();
  isNoPair(ours);
  isNoPair(stock);
  isNoPair(stock, ours);
  isNoPair(ours, stock, ours);
  isNoPair(ours, stock, { ...stock, keyId: 6 });
  isNoPair(ours, { ...ours, keyId: 5 });
  isNoPair({ ...stock, keyId: 4 }, stock);
  isNoPair({ ...ours, keyId: 5 }, { ...stock, keyId: 6 });
  isNoPair(ours, { ...stock, keyId: 4 });
  isNoPair(ours, { ...stock, keyId: 7 });
  isNoPair({ ...ours, aeads: [AES_128_GCM] }, stock);
  isNoPair({ ...ours, aeads: [CHACHA20_POLY1305, AES_128_GCM] }, stock);
  isNoPair(ours, { ...stock, aeads: [CHACHA20_POLY1305] });
  isNoPair(ours, { ...stock, aeads: [AES_128_GCM, CHACHA20_POLY1305] });
});

test("oblivious: a key for our clients that nobody could hold is refused before somebody seals to it", () => {
  const { configuration } = xwingGatewayKey(4, SEEDS.ours);
  const stock = x25519GatewayKey(5, SEEDS.stock).configuration;
  const withPart = (part: Uint8Array, at: number): KeyConfiguration => {
    const publicKey = Uint8Array.from(configuration.publicKey);
    publicKey.set(part, at);
    return { ...configuration, publicKey };
  };
  // A coefficient of 12 bits that is 3,329 or more.
  isNoPair(withPart(Uint8Array.of(0x01, 0x0d), 0), stock);
  isNoPair(withPart(new Uint8Array(3).fill(0xff), 600), stock);
  for (const point of SMALL_ORDER) isNoPair(withPart(point, 1_184), stock);
});

test("oblivious: a gateway document that was cut short or changed in any bit is none", () => {
  for (let length = 0; length < document.length; length++)
    expectCode(() => open(document.subarray(0, length)), "malformed");
  for (let bit = 0; bit < document.length * 8; bit += 5)
    expect(outcome(() => open(flipBit(document, bit)))).toBeInstanceOf(ProtocolError);
});

test("oblivious: any bytes are the gateway document or refused once", () => {
  fc.assert(
    fc.property(fc.oneof(mutated(document), anyBytes(200)), (bytes) => {
      const opened = outcome(() => open(bytes));
      if (!(opened instanceof ProtocolError)) expect(hex(bytes)).toBe(hex(document));
    }),
    { numRuns: 1_000 },
  );
});
