// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { KIND, kemCiphertextOf, openEnvelope, type EnvelopeKind, type Opened } from "../envelope/index.ts";
import { ProtocolError } from "../errors.ts";
import { sha256, type XWingKey } from "../sodium.ts";
import { base64urlDecode, equalBytes } from "../wire/index.ts";
import { decodeHead, decodePart, encodeHead, verifyPart, type OpeningHead, type SignedPart } from "./body.ts";
import type { ResealedEvent } from "./event.ts";
import { SUBMITTER_LANE, type ThreadKeys } from "./keys.ts";

/** A part whose envelope opened and whose signature verified. */
export interface VerifiedPart extends SignedPart {
  /** Number of the envelope in the log: among equal claims, the first in log order counts. */
  readonly index: number;
  /** By which a copied envelope is known; 1,120 bytes. */
  readonly kemCiphertext: Uint8Array;
}

/** What the submitter of a thread opened it with, or its next generation. */
export interface VerifiedOpening {
  readonly kind: "opening" | "reopening";
  /** SHA-256 of the key that it was sealed to; 32 bytes. */
  readonly recipient: Uint8Array;
  readonly head: OpeningHead;
  readonly part: VerifiedPart;
}

/** A member's: what it carries can be read when its parts are joined. */
export interface VerifiedResealing {
  readonly kind: "resealing";
  readonly head: OpeningHead;
  /** In the member's lane of the team's side thread. */
  readonly part: VerifiedPart;
}

/**
 * `forged`: it opened, so whoever made it had the key, and it says of itself what it is not: other signer, lane, position or
 * thread. A stranger's envelope only ever comes to `cannot_open`.
 */
type Refused = "cannot_open" | "needs_newer_version" | "forged";

/** Kinds that this version reads somewhere: out of their place they are no newer version, just nothing. */
const READ_HERE: ReadonlySet<EnvelopeKind> = new Set([KIND.opening, KIND.event, KIND.selfNote, KIND.reopening]);

function refusedKind(kind: EnvelopeKind): Exclude<Refused, "forged"> {
  return READ_HERE.has(kind) ? "cannot_open" : "needs_newer_version";
}

function parsed<T>(parse: () => T): T | Exclude<Refused, "forged"> {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return error.code === "needs_newer_version" ? "needs_newer_version" : "cannot_open";
  }
}

/**
 * Tries an envelope with a recipient's key: the way in which a desk finds threads.
 * @param signerOf Ed25519 public key of whoever writes in a member's lane, for this recipient; undefined where nobody may
 */
export function openOpening(
  key: XWingKey,
  envelope: Uint8Array,
  index: number,
  origin: string,
  signerOf: (lane: number) => Uint8Array | undefined,
): VerifiedOpening | VerifiedResealing | Refused {
  const opened = openEnvelope(key, envelope, origin);
  // Nearly all that anybody tries: nothing more is worked out for them.
  if (typeof opened === "string") return opened;
  const recipient = sha256(key.publicKey);
  if (opened.kind !== KIND.opening) return readOpening(opened, recipient, envelope, index, origin);
  return parsed(() => {
    const signed = decodePart(opened.body);
    if (signed.lane === SUBMITTER_LANE) return readOpening(opened, recipient, envelope, index, origin);
    const signer = signerOf(signed.lane);
    if (signed.part !== 0 || signer === undefined) return "cannot_open";
    const { head, rest } = decodeHead(signed.chunk);
    if (!verifyPart(signed, KIND.opening, recipient, origin, signer)) return "forged";
    return {
      kind: "resealing",
      head,
      part: { ...signed, chunk: rest, index, kemCiphertext: kemCiphertextOf(envelope) },
    };
  });
}

/**
 * The same for an envelope opened in another way: by its writer, with the secret that the self note kept.
 * @param recipient SHA-256 of the public key that it was sealed to
 */
export function readOpening(
  opened: Opened,
  recipient: Uint8Array,
  envelope: Uint8Array,
  index: number,
  origin: string,
): VerifiedOpening | Exclude<Refused, "forged"> {
  if (typeof opened === "string") return opened;
  const { kind, body } = opened;
  if (kind !== KIND.opening && kind !== KIND.reopening) return refusedKind(kind);
  return parsed(() => {
    const read = readFirst(body, kind, recipient, origin);
    if (read === null) return "cannot_open";
    const part = { ...read.part, index, kemCiphertext: kemCiphertextOf(envelope) };
    return { kind: kind === KIND.opening ? "opening" : "reopening", recipient, head: read.head, part };
  });
}

/** Part 0 of an opening or re-opening, signed by the key in its own head. Null for another. @throws ProtocolError */
function readFirst(
  body: Uint8Array,
  kind: EnvelopeKind,
  recipient: Uint8Array,
  origin: string,
): { readonly head: OpeningHead; readonly part: SignedPart } | null {
  const signed = decodePart(body);
  if (signed.part !== 0 || signed.lane !== SUBMITTER_LANE || signed.position !== 0) return null;
  const { head, rest } = decodeHead(signed.chunk);
  if (!verifyPart(signed, kind, recipient, origin, head.signer)) return null;
  return { head, part: { ...signed, chunk: rest } };
}

/**
 * What a re-sealing carries, once its parts are joined: the submitter's own, as their key signed it for the team of then.
 * @returns `forged` where that is not so, or its head is not the one it came under
 */
export function readResealed(
  { of, index, recipient: sealedTo, body }: ResealedEvent,
  { head, part }: VerifiedResealing,
  origin: string,
): VerifiedOpening | "forged" {
  const kind = of === "opening" ? KIND.opening : KIND.reopening;
  const recipient = base64urlDecode(sealedTo);
  const read = parsed(() => readFirst(base64urlDecode(body), kind, recipient, origin) ?? "forged");
  const isWhole = typeof read !== "string" && equalBytes(encodeHead(read.head), encodeHead(head)) && index < part.index;
  if (!isWhole) return "forged";
  return { kind: of, recipient, head, part: { ...read.part, index, kemCiphertext: part.kemCiphertext } };
}

/**
 * Opens what stands at a tag one looked for. Lane and position inside must be those searched, so that a copied or
 * replayed tag carries nothing; the signature must be the lane's.
 */
export function openMessage(
  keys: ThreadKeys,
  place: { readonly lane: number; readonly position: number },
  envelope: Uint8Array,
  index: number,
  origin: string,
  signer: Uint8Array,
): VerifiedPart | Refused {
  const opened = openEnvelope(keys.laneKey(place.lane), envelope, origin);
  if (typeof opened === "string") return opened;
  if (opened.kind !== KIND.event) return refusedKind(opened.kind);
  return parsed(() => {
    const signed = decodePart(opened.body);
    if (signed.lane !== place.lane || signed.position !== place.position) return "forged";
    if (!verifyPart(signed, KIND.event, keys.id, origin, signer)) return "forged";
    return { ...signed, index, kemCiphertext: kemCiphertextOf(envelope) };
  });
}
