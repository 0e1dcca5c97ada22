// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { constants, generateKeyPairSync, privateDecrypt, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  cardWords,
  checkWord,
  drawCard,
  drawTokens,
  drawWords,
  encodePass,
  encodeTokenKey,
  finaliseTokens,
  hex,
  nearestWords,
  parseTokenKey,
  passText,
  utf8,
  wordList,
  type HeldToken,
  type Language,
  type TokenKey,
  type TokenPurpose,
  type WordList,
} from "#crypto";
import type { FailureCode } from "../../../client/protocol/index.ts";
import { checkCard, readVoucher } from "../../../client/worker/voucher.ts";

const ORIGIN = "tegenspraak.localhost";
const TODAY = "2026-11-25";

const listOf = (language: Language): WordList =>
  wordList(language, readFileSync(new URL(`../../../crypto/codename/words-${language}.txt`, import.meta.url), "utf8"));
const nl = listOf("nl");
const en = listOf("en");

/** A key of the directory with its private half, which no client has. */
interface Issuer {
  readonly entry: TokenKey;
  readonly privateKey: KeyObject;
}

function issuer(index: number, purpose: TokenPurpose, until = "2028-01-01"): Issuer {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const modulus = Buffer.from(publicKey.export({ format: "jwk" }).n ?? "", "base64url");
  const key = parseTokenKey(encodeTokenKey(modulus));
  return { entry: { index, purpose, hash: key.id, from: "2026-01-01", until, key }, privateKey };
}

function issue({ entry, privateKey }: Issuer, keyIndex = entry.index): HeldToken {
  const pending = drawTokens(entry.key, ORIGIN, 1);
  const [blinded] = pending.blinded;
  if (blinded === undefined) throw new Error("nothing drawn");
  const answer = privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, blinded.blinded);
  const [token] = finaliseTokens(pending, answer, keyIndex);
  if (token === undefined) throw new Error("nothing signed");
  return token;
}

// At place 5 the first character of the text is a space.
const passes = issuer(5, "pass");
const ballots = issuer(6, "ballot");
const old = issuer(7, "pass", "2026-11-24");
const posts = issuer(8, "post");
const ISSUERS = { origin: ORIGIN, tokenKeys: [passes, ballots, old, posts].map(({ entry }) => entry) };

const read = (source: Uint8Array | string): ReturnType<typeof readVoucher> =>
  readVoucher(
    typeof source === "string" ? { kind: "text", text: source } : { kind: "file", bytes: source },
    ISSUERS,
    TODAY,
  );

async function expectRefused(source: Uint8Array | string, code: FailureCode): Promise<void> {
  await expect(read(source)).rejects.toMatchObject({ name: "WorkerFailure", code });
}

test("voucher: a pass is read from its file, from its QR code, and from a file with the text of that", async () => {
  const pass = issue(passes);
  for (const credential of [null, issue(ballots)]) {
    const whole = { kind: "pass", pass, credential, key: passes.entry };
    const text = passText({ pass, credential });
    expect(text.startsWith(" ")).toBe(true);
    expect(await read(encodePass({ pass, credential }))).toEqual(whole);
    expect(await read(text)).toEqual(whole);
    expect(await read(utf8(`${text}\r\n`))).toEqual(whole);
  }
});

test("voucher: a pass of which one bit changed is refused, in the file and in the credential", async () => {
  const bytes = encodePass({ pass: issue(passes), credential: issue(ballots) });
  for (const at of [2, 40, 289, 300, 578]) {
    await expectRefused(
      bytes.map((byte, i) => (i === at ? byte ^ 1 : byte)),
      "pass_not_genuine",
    );
  }
});

test("voucher: a pass of another version, cut off, or with something behind it is none", async () => {
  const pass = encodePass({ pass: issue(passes), credential: null });
  for (const bytes of [
    pass.map((byte, i) => (i === 0 ? 2 : byte)),
    pass.subarray(0, 578),
    Uint8Array.from([...pass, 0]),
    new Uint8Array(579),
    new Uint8Array(0),
    utf8("https://example.org/fiets/1234"),
  ]) {
    await expectRefused(bytes, "pass_unreadable");
  }
  await expectRefused("", "pass_unreadable");
  await expectRefused("HTTPS://EXAMPLE.ORG/1234", "pass_unreadable");
});

test("voucher: what another key than a pass's signed is no pass, whoever's key it is", async () => {
  for (const token of [
    issue(posts),
    issue(ballots),
    issue(issuer(0, "pass"), 5),
    issue(passes, 99),
    issue(passes, old.entry.index),
  ]) {
    await expectRefused(encodePass({ pass: token, credential: null }), "pass_not_genuine");
  }
  await expectRefused(encodePass({ pass: issue(passes), credential: issue(passes) }), "pass_not_genuine");
});

test("voucher: a pass is good on the last day of its key and not after", async () => {
  const source = { kind: "file", bytes: encodePass({ pass: issue(old), credential: null }) } as const;
  await expect(readVoucher(source, ISSUERS, "2026-11-24")).resolves.toMatchObject({ kind: "pass" });
  await expect(readVoucher(source, ISSUERS, "2026-11-25")).rejects.toMatchObject({ code: "pass_expired" });
});

test("voucher: a card is read in either language, as typed, in capitals, and from a file", async () => {
  const code = drawCard();
  for (const list of [nl, en]) {
    const words = cardWords(code, list, ORIGIN).join(" ");
    for (const source of [words, words.toUpperCase(), ` ${words.replaceAll(" ", "\n")} `, utf8(`${words}\n`)]) {
      const voucher = await read(source);
      expect(voucher).toMatchObject({ kind: "card" });
      if (voucher.kind === "card") expect(hex(voucher.code)).toBe(hex(code));
    }
    expect(await checkCard(words, ORIGIN)).toEqual({ state: "complete" });
    expect(await checkCard(words.toUpperCase(), ORIGIN)).toEqual({ state: "complete" });
  }
});

test("voucher: words that are no card are told apart: too few, unknown, or not belonging together", async () => {
  const words = cardWords(drawCard(), nl, ORIGIN);
  const [first = "", second = "", ...rest] = words;
  const seven = await checkCard(words.slice(0, 7).join(" "), ORIGIN);
  expect(seven).toEqual({ state: "count", typed: 7, expected: 8 });
  const mistyped = `${first.slice(0, 1)}qx${first.slice(1)}`;
  expect(await checkCard([mistyped, second, ...rest].join(" "), ORIGIN)).toEqual({
    state: "unknown",
    problems: [{ position: 0, typed: mistyped, suggestions: nearestWords(nl, mistyped) }],
  });
  const swapped = [second, first, ...rest].join(" ");
  if (first !== second) expect(await checkCard(swapped, ORIGIN)).toEqual({ state: "check_word" });
  await expectRefused(swapped, "pass_unreadable");
  await expectRefused([mistyped, second, ...rest].join(" "), "pass_unreadable");
});

test("voucher: a codename is no card", async () => {
  const six = drawWords(nl);
  const codename = [...six, checkWord(six, nl, ORIGIN)].join(" ");
  expect(await checkCard(codename, ORIGIN)).toEqual({ state: "count", typed: 7, expected: 8 });
  await expectRefused(codename, "pass_unreadable");
});
