// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  base64,
  concat,
  formatVerifierKey,
  hex,
  keyId,
  parseNote,
  parseVerifierKey,
  ProtocolError,
  signNote,
  uint8,
  utf8,
  verifierKey,
  verifyNote,
  type VerifierKey,
} from "#crypto";
import { formatSignature } from "#crypto/log/note.ts";
import { expectCode, mutatedText, outcome } from "../hostile.ts";
import { openSslSha256 } from "./brute-force.ts";
import { signerNamed } from "./fixture.ts";

// The example of golang.org/x/mod/sumdb/note, which the standard was made from.
const PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const ENOCH = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
const GO_NOTE =
  "If you think cryptography is the answer to your problem,\n" +
  "then you don't know what your problem is.\n" +
  "\n" +
  "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n" +
  "\u2014 EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

const TEXT = "line one\nline two\n";
const alice = signerNamed("alice.example/log", 1);
const bob = signerNamed("bob.example", 2);
const aliceKey = verifierKey(alice);
const bobKey = verifierKey(bob);
const note = signNote(TEXT, [alice]);

const verified = (source: string, keys: readonly VerifierKey[]): string[] =>
  verifyNote(parseNote(source), keys).map(({ name }) => name);
/** A signature line with any bytes in it. */
const line = (name: string, id: Uint8Array, signature: Uint8Array): string => formatSignature(name, id, signature);

test("note: what Go signed verifies, and its keys are read and written alike", () => {
  const keys = [PETER, ENOCH].map(parseVerifierKey);
  expect(keys.map(formatVerifierKey)).toEqual([PETER, ENOCH]);
  expect(verified(GO_NOTE, keys)).toEqual(["PeterNeumann", "EnochRoot"]);
  expect(verified(GO_NOTE, keys.slice(1))).toEqual(["EnochRoot"]);
});

test("note: the signed bytes are the text with its last newline, and the id is that of name, type and key", () => {
  const id = openSslSha256(utf8("alice.example/log\n"), Uint8Array.of(1), alice.key.publicKey).subarray(0, 4);
  expect(hex(keyId(aliceKey))).toBe(hex(id));
  expect(formatVerifierKey(aliceKey)).toBe(
    `alice.example/log+${hex(id)}+${base64(concat(Uint8Array.of(1), alice.key.publicKey))}`,
  );
  expect(note.startsWith(`${TEXT}\n\u2014 alice.example/log `)).toBe(true);
  expect(parseNote(note).text).toBe(TEXT);
});

test("note: signatures of unknown keys are ignored, whatever is in them", () => {
  const unknown = line("mallory", Uint8Array.of(1, 2, 3, 4), Uint8Array.of(5));
  expect(verified(`${note}${unknown}`, [aliceKey])).toEqual(["alice.example/log"]);
  expect(verified(signNote(TEXT, [bob, alice]), [aliceKey])).toEqual(["alice.example/log"]);
});

test("note: where only the name or only the id is known, the signature is ignored", () => {
  const garbage = new Uint8Array(64);
  const nameOnly = line(alice.name, Uint8Array.of(0, 0, 0, 0), garbage);
  const idOnly = line("mallory", keyId(aliceKey), garbage);
  expect(verified(`${note}${nameOnly}${idOnly}`, [aliceKey])).toEqual(["alice.example/log"]);
  expectCode(() => verified(`${TEXT}\n${nameOnly}${idOnly}`, [aliceKey]), "bad_signature");
});

test("note: a known key's bad signature refuses it, even beside good ones", () => {
  const bad = line(bob.name, keyId(bobKey), new Uint8Array(64));
  const short = line(bob.name, keyId(bobKey), Uint8Array.of(1));
  for (const source of [`${note}${bad}`, `${note}${short}`, `${signNote(TEXT, [alice, bob])}${bad}`]) {
    expectCode(() => verified(source, [aliceKey, bobKey]), "bad_signature");
    expect(verified(source, [aliceKey])).toEqual(["alice.example/log"]);
  }
  const changed = note.replace("two", "too");
  expectCode(() => verified(changed, [aliceKey]), "bad_signature");
});

test("note: without a signature of a known key it is refused", () => {
  expectCode(() => verified(note, []), "bad_signature");
  expectCode(() => verified(note, [bobKey]), "bad_signature");
  expectCode(() => verified(note, [{ ...aliceKey, type: 4 }]), "bad_signature");
});

test("note: the same signature twice is one key, and 16 signatures are read", () => {
  expect(verified(`${note}${note.slice(TEXT.length + 1)}`, [aliceKey])).toEqual(["alice.example/log"]);
  const many = Array.from({ length: 16 }, (_, i) => signerNamed(`witness-${i}`, i + 10));
  expect(verified(signNote(TEXT, many), many.map(verifierKey))).toHaveLength(16);
  const [first = alice] = many;
  const crowd = Array.from({ length: 64 }, () => first);
  expect(verified(signNote(TEXT, crowd), [verifierKey(first)])).toHaveLength(1);
  expectCode(() => parseNote(signNote(TEXT, [...crowd, first])), "too_long");
});

test("note: the last empty line separates, so a text may hold empty lines and lines like signatures", () => {
  const text = `first\n\n${line("mallory", Uint8Array.of(1, 2, 3, 4), Uint8Array.of(5))}\nlast\n`;
  const signed = signNote(text, [alice]);
  expect(parseNote(signed).text).toBe(text);
  expect(verified(signed, [aliceKey])).toEqual(["alice.example/log"]);
});

test("note: a control character other than newline is refused wherever it stands", () => {
  for (let code = 0; code < 0x20; code++) {
    if (code === 0x0a) continue;
    const character = String.fromCharCode(code);
    for (const at of [0, 3, TEXT.length, note.length - 2])
      expectCode(() => parseNote(note.slice(0, at) + character + note.slice(at)), "malformed");
    expect(() => signNote(`a${character}\n`, [alice])).toThrow(RangeError);
  }
  // U+007F and above are text to the standard.
  expect(verified(signNote("a\u007f\u0085\u00a0\n", [alice]), [aliceKey])).toEqual(["alice.example/log"]);
});

test("note: without an empty line, a signature or a last newline it is refused", () => {
  const [, signature = ""] = note.split("\n\n");
  const wrong = ["", "\n", "\n\n", TEXT, `${TEXT}\n`, signature, `${TEXT}${signature}`, note.slice(0, -1), `${note}\n`];
  for (const source of wrong) expectCode(() => parseNote(source), "malformed");
  expectCode(() => parseNote(`${TEXT}\n${signature}${TEXT}`), "malformed");
  expectCode(() => parseNote(`half \ud800\n\n${signature}`), "malformed");
  expect(() => signNote("no newline", [alice])).toThrow(RangeError);
  expectCode(() => parseNote("x".repeat(1024 * 1024 + 1)), "too_long");
});

test("note: a signature line has one form", () => {
  const good = line("name", Uint8Array.of(1, 2, 3, 4), new Uint8Array(64)).slice(0, -1);
  expect(parseNote(`${TEXT}\n${good}\n`).signatures).toHaveLength(1);
  const [dash = "", name = "", encoded = ""] = good.split(" ");
  const wrong = [
    `- ${name} ${encoded}`,
    `\u2013 ${name} ${encoded}`,
    `${dash}${name} ${encoded}`,
    `${dash}  ${name} ${encoded}`,
    `${dash} ${name}  ${encoded}`,
    `${dash} ${name} ${encoded} `,
    ` ${good}`,
    `${dash} ${name}`,
    `${dash} ${encoded}`,
    `${dash} na+me ${encoded}`,
    `${dash} na\u00a0me ${encoded}`,
    `${dash} na\u0085me ${encoded}`,
    `${dash} na\u3000me ${encoded}`,
    `${dash} ${name} ${encoded.replace("=", "")}`,
    `${dash} ${name} ${encoded}=`,
    `${dash} ${name} ${encoded.replaceAll("A", "-")}`,
    `${dash} ${name} AQIDBA==`,
    `${dash} ${name} AQID`,
    `${dash} ${name} AQIDBAX=`,
  ];
  for (const text of wrong) expectCode(() => parseNote(`${TEXT}\n${text}\n`), "malformed");
});

test("note: a verifier key has one form, and its id is its own", () => {
  const good = formatVerifierKey(aliceKey);
  const [name = "", id = "", key = ""] = good.split("+");
  const rest = good.slice(name.length + id.length + 2);
  const build = (type: number, publicKey: Uint8Array): string =>
    `${name}+${hex(openSslSha256(utf8(`${name}\n`), uint8(type), publicKey).subarray(0, 4))}+${base64(concat(uint8(type), publicKey))}`;
  expect(parseVerifierKey(good)).toEqual(aliceKey);
  expect(parseVerifierKey(build(4, aliceKey.publicKey)).type).toBe(4);
  const wrong = [
    "",
    name,
    `${name}+${id}`,
    `${name}+${id}+`,
    `+${id}+${rest}`,
    `${name}+${id.toUpperCase()}+${rest}`,
    `${name}+${id}00+${rest}`,
    `${name}+00000000+${rest}`,
    `other+${id}+${rest}`,
    `${name}+${id}+${rest} `,
    `${good}=`,
    good.replace(/=*$/, ""),
    build(1, aliceKey.publicKey.subarray(1)),
    build(1, concat(aliceKey.publicKey, Uint8Array.of(0))),
    build(2, aliceKey.publicKey),
    build(0, aliceKey.publicKey),
  ];
  if (key.includes("=")) expect(good).not.toBe(good.replace(/=*$/, ""));
  for (const text of wrong) if (text !== good) expectCode(() => parseVerifierKey(text), "malformed");
});

test("note: keys whose base64 holds plus signs are read back", () => {
  const marks = Array.from({ length: 200 }, (_, mark) => verifierKey(signerNamed("n", mark)));
  const texts = marks.map(formatVerifierKey);
  expect(texts.some((text) => text.split("+").length > 3)).toBe(true);
  expect(texts.map(parseVerifierKey)).toEqual(marks);
});

test("note: any text is the one encoding of a note, or refused once; changed, it does not verify", () => {
  fc.assert(
    fc.property(fc.oneof(mutatedText(note), fc.string(), fc.string({ unit: "binary" })), (source) => {
      const parsed = outcome(() => parseNote(source));
      if (parsed instanceof ProtocolError) {
        expect(["malformed", "too_long"]).toContain(parsed.code);
        return;
      }
      const lines = parsed.signatures.map(({ name, keyId: id, signature }) => line(name, id, signature));
      expect(`${parsed.text}\n${lines.join("")}`).toBe(source);
      const keys = outcome(() => verifyNote(parsed, [aliceKey]));
      if (parsed.text !== TEXT) expect(keys).toBeInstanceOf(ProtocolError);
    }),
    { numRuns: 2000 },
  );
});

test("note: any text is the one encoding of a verifier key, or refused once", () => {
  fc.assert(
    fc.property(fc.oneof(mutatedText(formatVerifierKey(aliceKey)), fc.string()), (text) => {
      const key = outcome(() => parseVerifierKey(text));
      if (key instanceof ProtocolError) expect(key.code).toBe("malformed");
      else expect(formatVerifierKey(key)).toBe(text);
    }),
    { numRuns: 2000 },
  );
});
