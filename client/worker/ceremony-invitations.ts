// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  base64url,
  codeWords,
  equalBytes,
  hex,
  INVITATION_NONCE_BYTES,
  invitationCode,
  invitationHash,
  invitationKeys,
  isAcceptance,
  openOffer,
  ProtocolError,
  randomBytes,
  sealOffer,
  type Offer,
} from "#crypto";
import type { InvitationPlan, InvitationState } from "../ceremony/shown.ts";
import type { KeptInvitation } from "./ceremony-board.ts";
import { listOf } from "./words.ts";

// An invitation is known to whoever made it: its code comes from their own keyring, and opens what was offered.

/** Whose invitations they are. */
export interface Maker {
  readonly origin: string;
  /** Ed25519 public key. */
  readonly identity: Uint8Array;
  /** X-Wing seed. */
  readonly boxSeed: Uint8Array;
}

export interface OpenInvitation {
  /** Hex. */
  readonly hash: string;
  readonly nonce: Uint8Array;
  readonly until: string;
  readonly state: InvitationState;
  /** Null where somebody else made it. */
  readonly offer: Offer | null;
  /** Ed25519 public key of whoever accepted it with its code, or with another: null while nobody did. */
  readonly identity: Uint8Array | null;
}

function openOwn(kept: KeptInvitation, { origin, identity, boxSeed }: Maker) {
  if (kept.maker === null || !equalBytes(kept.maker, identity)) return null;
  const keys = invitationKeys(invitationCode(boxSeed, kept.nonce, origin), origin);
  if (!equalBytes(invitationHash(keys), kept.hash)) return null;
  try {
    return { keys, offer: openOffer(kept.offer, keys, origin) };
  } catch (error) {
    // Not what was sealed here: the board changed it.
    if (error instanceof ProtocolError) return null;
    throw error;
  }
}

/**
 * @param boxes of everybody with a keyring, by their own keys in hex: a tag holds for one of them
 * @param today ISO date
 */
export function openInvitation(
  kept: KeptInvitation,
  maker: Maker,
  boxes: ReadonlyMap<string, Uint8Array>,
  today: string,
): OpenInvitation {
  const { hash, nonce, until, accepted } = kept;
  const own = openOwn(kept, maker);
  const opened = { hash: hex(hash), nonce, until, offer: own?.offer ?? null, identity: accepted?.identity ?? null };
  if (own === null) return { ...opened, state: "foreign" };
  if (accepted === null) return { ...opened, state: until < today ? "late" : "open" };
  const { identity, tag } = accepted;
  const box = boxes.get(hex(identity));
  const isOurs = box !== undefined && isAcceptance(tag, own.keys, identity, box, maker.origin);
  return { ...opened, state: isOurs ? "accepted" : "foreign" };
}

/** As it goes to the board, in base64url. */
export interface MadeInvitation {
  readonly hash: string;
  readonly nonce: string;
  readonly until: string;
  readonly offer: string;
}

function codeOf(nonce: Uint8Array, { boxSeed, origin }: Maker): Uint8Array {
  return invitationCode(boxSeed, nonce, origin);
}

export function makeInvitation(
  plan: InvitationPlan,
  epochOf: (group: string) => number,
  maker: Maker,
): MadeInvitation & {
  readonly nonceBytes: Uint8Array;
} {
  const nonce = randomBytes(INVITATION_NONCE_BYTES);
  const keys = invitationKeys(codeOf(nonce, maker), maker.origin);
  const { kind, id, name, organisation } = plan;
  const groups = plan.groups.map((group) => ({
    id: group.id,
    name: group.name,
    epoch: epochOf(group.id),
    makes: group.makes,
  }));
  const offer = sealOffer({ kind, id, name, organisation, groups }, keys, maker.origin);
  const [hash, nonceText] = [base64url(invitationHash(keys)), base64url(nonce)];
  return { hash, nonce: nonceText, until: plan.until, offer: base64url(offer), nonceBytes: nonce };
}

/** The eight words that the invited person gets: Dutch, whatever the page speaks. */
export async function wordsOfInvitation(nonce: Uint8Array, maker: Maker): Promise<string[]> {
  return codeWords(codeOf(nonce, maker), "invitation-check", await listOf("nl"), maker.origin);
}
