// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { isEd25519PublicKey, sign, verify, type SigningKey } from "../sodium.ts";
import { base64url, concat, equalBytes, json, label, utf8, utf8Decode } from "../wire/index.ts";

// That somebody has no more the seed of a key that another one replaced: a document of the ledger (SPEC.md, "Burn notice").

/**
 * How long a key that was replaced is kept at least: four quarters, and time to spare. The directory's documents carry no dates, so
 * nothing can hold anybody to it: whoever burns a seed is asked.
 */
export const RETENTION_DAYS = 400;

export interface BurnNotice {
  readonly group: string;
  readonly epoch: number;
  /** SHA-256 of the X-Wing public key. */
  readonly key: Uint8Array;
  /** Ed25519 public key of whoever had the seed. */
  readonly member: Uint8Array;
}

const document = json.record({
  version: json.integer(1, 1),
  type: json.oneOf("burn"),
  group: json.matching(/^[a-z0-9-]{1,40}$/, "an identifier"),
  epoch: json.integer(0, 65_535),
  key: json.bytes(32),
  member: json.bytes(32),
  signature: json.bytes(64),
});

const partsOf = ({ group, epoch, key, member }: BurnNotice) => ({
  version: 1,
  type: "burn",
  group,
  epoch,
  key: base64url(key),
  member: base64url(member),
});

const signedText = (notice: BurnNotice, origin: string): Uint8Array =>
  concat(label("burn", origin), utf8(JSON.stringify(partsOf(notice))));

const written = (notice: BurnNotice, signature: Uint8Array): Uint8Array<ArrayBuffer> =>
  utf8(JSON.stringify({ ...partsOf(notice), signature: base64url(signature) }));

export function signBurnNotice(
  burned: Omit<BurnNotice, "member">,
  origin: string,
  signer: SigningKey,
): Uint8Array<ArrayBuffer> {
  const notice = { ...burned, member: signer.publicKey };
  return written(notice, sign(signedText(notice, origin), signer));
}

/** @throws ProtocolError `malformed`, also where it is written in another way than ours, `needs_newer_version` or `bad_signature` */
export function openBurnNotice(bytes: Uint8Array, origin: string): BurnNotice {
  const { group, epoch, key, member, signature } = json.parseJson(utf8Decode(bytes), document);
  const notice = { group, epoch, key, member };
  if (!equalBytes(bytes, written(notice, signature)) || !isEd25519PublicKey(member))
    throw new ProtocolError("malformed", "not a burn notice");
  if (!verify(signature, signedText(notice, origin), member))
    throw new ProtocolError("bad_signature", "a burn notice that its member did not sign");
  return notice;
}

/** Those among the documents of the ledger, which has others too and will have more. */
export function burnNoticesIn(documents: readonly Uint8Array[], origin: string): BurnNotice[] {
  return documents.flatMap((bytes) => {
    try {
      return [openBurnNotice(bytes, origin)];
    } catch (error) {
      if (error instanceof ProtocolError) return [];
      throw error;
    }
  });
}
