// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { CODE_BYTES } from "../codename/index.ts";
import { ProtocolError } from "../errors.ts";
import { prf } from "../prf.ts";
import { aeadOpen, aeadSeal, equalTags, randomBytes, sha256 } from "../sodium.ts";
import { concat, json, label, Reader, uint16, utf8, utf8Decode } from "../wire/index.ts";

// A code of 80 bits invites one person. The board knows a hash of its id, so that it can be used once, and carries what is offered, sealed:
// it can neither read it, nor change it, nor accept it.
//   master = SHA-256(L("invitation") ‖ code)     id = PRF(master, "invitation-id")     key = PRF(master, "invitation-key")   (SPEC.md)
export const INVITATION_NONCE_BYTES = 16;

export interface InvitationKeys {
  /** 32 bytes: whoever shows it may accept. The board keeps its SHA-256. */
  readonly id: Uint8Array;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

export function invitationKeys(code: Uint8Array, origin: string): InvitationKeys {
  const master = sha256(concat(label("invitation", origin), code));
  return { id: prf(master, origin, "invitation-id"), key: prf(master, origin, "invitation-key") };
}

/** What the board keeps of an id. */
export const invitationHash = ({ id }: Pick<InvitationKeys, "id">): Uint8Array => sha256(id);

/**
 * The code of an invitation that its maker can show again: `PRF(box seed, "invitation-code", nonce)[:10]`.
 * @param boxSeed of the maker's keyring
 * @param nonce 16 bytes, kept beside the invitation
 */
export function invitationCode(boxSeed: Uint8Array, nonce: Uint8Array, origin: string): Uint8Array {
  return prf(boxSeed, origin, "invitation-code", nonce).subarray(0, CODE_BYTES);
}

// Offer = nonce 12 ‖ ChaCha20-Poly1305(PRF(key, "offer"), nonce, aad = L("invitation"), uint16 length ‖ JSON ‖ zeros)        2,048 bytes
export const OFFER_BYTES = 2048;
const NONCE_BYTES = 12;
const PLAINTEXT_BYTES = OFFER_BYTES - NONCE_BYTES - 16;

const identifier = json.matching(/^[a-z0-9-]{1,40}$/, "an identifier");
const name = json.line(1, 120);
const offer = json.record({
  version: json.integer(1, 1),
  kind: json.oneOf("member", "signer"),
  /** A member's `id` in the directory to come, or a signer's role. */
  id: identifier,
  /** Of whoever is invited. */
  name,
  organisation: name,
  /** Teams, rungs and custodians they will be in, and of which they make the key. */
  groups: json.list(json.record({ id: identifier, name, epoch: json.integer(0, 65_535), makes: json.boolean }), 0, 6),
});
export type Offer = Omit<json.Decoded<typeof offer>, "version">;

function parseOffer(source: string): Offer {
  const { kind, id, name, organisation, groups } = json.parseJson(source, offer);
  return { kind, id, name, organisation, groups };
}

/**
 * @returns 2,048 bytes
 * @throws RangeError where its names leave no room; ProtocolError as openOffer: what nobody could read is not sealed
 */
export function sealOffer(offered: Offer, { key }: InvitationKeys, origin: string): Uint8Array<ArrayBuffer> {
  const source = JSON.stringify({ version: 1, ...offered });
  parseOffer(source);
  const text = utf8(source);
  if (text.length > PLAINTEXT_BYTES - 2) throw new RangeError("names that are too long for an invitation");
  const plaintext = new Uint8Array(PLAINTEXT_BYTES);
  plaintext.set(concat(uint16(text.length), text));
  const nonce = randomBytes(NONCE_BYTES);
  return concat(nonce, aeadSeal(prf(key, origin, "offer"), nonce, label("invitation", origin), plaintext));
}

/** @throws ProtocolError `cannot_open`, `malformed`, `needs_newer_version` */
export function openOffer(sealed: Uint8Array, { key }: InvitationKeys, origin: string): Offer {
  const reader = new Reader(sealed);
  const nonce = reader.take(NONCE_BYTES);
  const plaintext = aeadOpen(prf(key, origin, "offer"), nonce, label("invitation", origin), reader.rest());
  if (plaintext?.length !== PLAINTEXT_BYTES) throw new ProtocolError("cannot_open", "not the offer of this code");
  const inner = new Reader(plaintext);
  const text = inner.take(inner.uint(2));
  inner.zeros();
  return parseOffer(utf8Decode(text));
}

/**
 * That whoever accepted had the code, and which keys they made: `PRF(key, "acceptance", Ed25519 public key, SHA-256(box))`, 32 bytes.
 * @param identity Ed25519 public key, 32 bytes
 * @param box X-Wing public key, 1,216 bytes
 */
export function acceptanceTag(
  { key }: InvitationKeys,
  identity: Uint8Array,
  box: Uint8Array,
  origin: string,
): Uint8Array<ArrayBuffer> {
  return prf(key, origin, "acceptance", identity, sha256(box));
}

export function isAcceptance(
  tag: Uint8Array,
  keys: InvitationKeys,
  identity: Uint8Array,
  box: Uint8Array,
  origin: string,
): boolean {
  return equalTags(tag, acceptanceTag(keys, identity, box, origin));
}
