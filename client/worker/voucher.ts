// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  CARD_WORDS,
  isGenuine,
  normaliseWords,
  parseCard,
  parsePassFile,
  parsePassText,
  ProtocolError,
  utf8Decode,
  type HeldToken,
  type Pass,
  type TokenKey,
  type TokenPurpose,
  type WordList,
} from "#crypto";
import { WorkerFailure } from "./failure.ts";
import type { VouchedOrganisation } from "./organisation.ts";
import type { PassSource, WordsCheck } from "../protocol/index.ts";
import { checkAgainst, listFor, listOf } from "./words.ts";

// What shows that somebody is staff: a pass of the issuer, or a card of the council. Reading one asks nobody anything.

export type Voucher =
  | {
      readonly kind: "pass";
      readonly pass: HeldToken;
      readonly credential: HeldToken | null;
      /** Of the pass. */
      readonly key: TokenKey;
    }
  | {
      readonly kind: "card";
      /** 10 bytes. */
      readonly code: Uint8Array;
    };

type Issuers = Pick<VouchedOrganisation, "origin" | "tokenKeys">;

/** Null where these words are no card in this language. */
function cardIn(list: WordList, text: string, origin: string): Uint8Array | null {
  try {
    return parseCard(text, list, origin);
  } catch (error) {
    if (error instanceof ProtocolError) return null;
    throw error;
  }
}

/** Which language does not matter: no card is one in both, because the check knows its own. */
async function readCard(text: string, origin: string): Promise<Uint8Array | null> {
  const lists = await Promise.all([listOf("nl"), listOf("en")]);
  return lists.reduce<Uint8Array | null>((found, list) => found ?? cardIn(list, text, origin), null);
}

export async function checkCard(text: string, origin: string): Promise<WordsCheck> {
  const words = normaliseWords(text);
  const check = checkAgainst(words, await listFor(words), CARD_WORDS);
  if (check.state === "count") return check;
  if ((await readCard(text, origin)) !== null) return { state: "complete" };
  return check.state === "complete" ? { state: "check_word" } : check;
}

/** @throws WorkerFailure `pass_unreadable` */
function parsePass(source: PassSource): Pass {
  try {
    return source.kind === "text" ? parsePassText(source.text) : parsePassFile(source.bytes);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    throw new WorkerFailure("pass_unreadable", error.message, { cause: error });
  }
}

/** Words in a file, as in a QR code; a pass is not UTF-8, or no words. */
function textOf(source: PassSource): string {
  if (source.kind === "text") return source.text;
  try {
    return utf8Decode(source.bytes);
  } catch (error) {
    if (error instanceof ProtocolError) return "";
    throw error;
  }
}

/** @throws WorkerFailure `pass_not_genuine` */
function keyOf(held: HeldToken, purpose: TokenPurpose, { origin, tokenKeys }: Issuers): TokenKey {
  const key = tokenKeys.find(({ index }) => index === held.keyIndex);
  if (key?.purpose !== purpose) throw new WorkerFailure("pass_not_genuine", "no key of the directory is meant");
  if (!isGenuine(held, key.key, origin)) throw new WorkerFailure("pass_not_genuine", "the signature does not verify");
  return key;
}

/**
 * What was given, checked as far as can be without spending it. A damaged credential makes a damaged pass.
 * @param today ISO date
 * @throws WorkerFailure `pass_unreadable`, `pass_not_genuine` or `pass_expired`
 */
export async function readVoucher(source: PassSource, issuers: Issuers, today: string): Promise<Voucher> {
  const code = await readCard(textOf(source), issuers.origin);
  if (code !== null) return { kind: "card", code };
  const { pass, credential } = parsePass(source);
  const key = keyOf(pass, "pass", issuers);
  if (credential !== null) keyOf(credential, "ballot", issuers);
  // A key that has signed has begun, whatever the clock of this device says; only the server's day counts in the end.
  if (key.until < today) throw new WorkerFailure("pass_expired", `the key of this pass was good until ${key.until}`);
  return { kind: "pass", pass, credential, key };
}
