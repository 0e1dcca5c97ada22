// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  BATCH_TOKENS,
  cardHash,
  deriveTokens,
  drawTokens,
  encodeBatchRequest,
  finaliseTokens,
  isRedeemable,
  nullifierOfHeld,
  type HeldToken,
  type PendingTokens,
  type TokenKey,
} from "#crypto";
import { takeTokens, TransportError } from "../transport.ts";
import { checking, WorkerFailure } from "./failure.ts";
import { exchangePass, redeemCard } from "./gateway.ts";
import { requireVouched, type VouchedOrganisation } from "./organisation.ts";
import { authorizationFor, keyOfToday, todayInUtc } from "./tokens.ts";
import type { Voucher } from "./voucher.ts";

/** Nothing of an answer is used before all of it verifies. */
function finalised(pending: PendingTokens, answer: Uint8Array, key: TokenKey): Promise<HeldToken[]> {
  return checking("directory_unsound", () => finaliseTokens(pending, answer, key.index));
}

function requireKeyOfToday(organisation: VouchedOrganisation): TokenKey {
  const key = keyOfToday(organisation, "post");
  if (key === null) throw new WorkerFailure("posting_closed", "no key for today");
  return key;
}

/** Fifteen for a member, with their cookie; nobody can tell later whose they were. */
export async function memberTokens(organisation: VouchedOrganisation): Promise<HeldToken[]> {
  const key = requireKeyOfToday(organisation);
  const pending = drawTokens(key.key, organisation.origin, BATCH_TOKENS);
  return finalised(pending, await takeTokens(encodeBatchRequest(pending)), key);
}

/** By which the board knows a pass or card once it was exchanged: 32 bytes. */
function nameOf(voucher: Voucher, { origin }: VouchedOrganisation): Uint8Array {
  return voucher.kind === "card"
    ? cardHash(voucher.code, origin)
    : nullifierOfHeld(voucher.pass, voucher.key.key, origin);
}

function send(
  voucher: Voucher,
  request: Uint8Array<ArrayBuffer>,
  organisation: VouchedOrganisation,
): Promise<Uint8Array> {
  if (voucher.kind === "card") return redeemCard(voucher.code, request);
  return exchangePass(request, authorizationFor(organisation, voucher.pass));
}

const SPENT = ["pass_spent", "card_spent"];

/** Keys of a first attempt that may lie some time back: the one of today, then older ones that can still be spent. */
function keysToTry(organisation: VouchedOrganisation): TokenKey[] {
  const current = requireKeyOfToday(organisation);
  const older = organisation.tokenKeys.filter(
    (key) => key.purpose === "post" && key !== current && isRedeemable(key, todayInUtc()),
  );
  return [current, ...older];
}

/** @returns why it was not taken, in the words of a page */
function refusalOf(error: TransportError, voucher: Voucher): WorkerFailure | TransportError {
  const cause = { cause: error };
  if (error.problem === "token_required")
    return new WorkerFailure("pass_not_genuine", "the board does not take it", cause);
  if (error.problem === "card_unknown") return new WorkerFailure("card_unknown", "no such card", cause);
  if (!SPENT.includes(error.problem)) return error;
  return new WorkerFailure(voucher.kind === "card" ? "card_spent" : "pass_spent", "exchanged before", cause);
}

/**
 * Fifteen for a pass or card, from the codename: asked for again they are the same, so that an answer that was lost burns nothing.
 * @throws WorkerFailure `directory_not_vouched`, `pass_spent`, `card_spent`, `card_unknown`, `pass_not_genuine`
 */
export async function exchangeVoucher(
  organisation: VouchedOrganisation,
  voucher: Voucher,
  tokenSeed: Uint8Array,
): Promise<HeldToken[]> {
  // A key for one person alone would tell what they post with it.
  requireVouched(organisation);
  const name = nameOf(voucher, organisation);
  let refusal: unknown;
  for (const key of keysToTry(organisation)) {
    const pending = deriveTokens(tokenSeed, name, key.key, organisation.origin);
    try {
      return await finalised(pending, await send(voucher, encodeBatchRequest(pending), organisation), key);
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      refusal ??= refusalOf(error, voucher);
      if (!SPENT.includes(error.problem)) break;
    }
  }
  throw refusal;
}
