// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { KIND, kemCiphertextOf, openEnvelope, type EnvelopeKind, type Opened } from "../envelope/index.ts";
import { ProtocolError } from "../errors.ts";
import { sha256, type XWingKey } from "../sodium.ts";
import { decodeHead, decodePart, verifyPart, type OpeningHead, type SignedPart } from "./body.ts";
import { SUBMITTER_LANE, type ThreadKeys } from "./keys.ts";

/** A part whose envelope opened and whose signature verified. */
export interface VerifiedPart extends SignedPart {
  /** Number of the envelope in the log: among equal claims, the first in log order counts. */
  readonly index: number;
  /** By which a copied envelope is known; 1,120 bytes. */
  readonly kemCiphertext: Uint8Array;
}

export interface VerifiedOpening {
  readonly head: OpeningHead;
  readonly part: VerifiedPart;
}

type Refused = "cannot_open" | "needs_newer_version";

/** Kinds that this version reads somewhere: out of their place they are no newer version, just nothing. */
const READ_HERE: ReadonlySet<EnvelopeKind> = new Set([KIND.opening, KIND.event, KIND.selfNote]);

function refusedKind(kind: EnvelopeKind): Refused {
  return READ_HERE.has(kind) ? "cannot_open" : "needs_newer_version";
}

function parsed<T>(parse: () => T): T | Refused {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return error.code === "needs_newer_version" ? "needs_newer_version" : "cannot_open";
  }
}

/** Tries an envelope with a recipient's key: the way in which a desk finds new threads. */
export function openOpening(
  key: XWingKey,
  envelope: Uint8Array,
  index: number,
  origin: string,
): VerifiedOpening | Refused {
  return readOpening(openEnvelope(key, envelope, origin), sha256(key.publicKey), envelope, index, origin);
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
): VerifiedOpening | Refused {
  if (typeof opened === "string") return opened;
  if (opened.kind !== KIND.opening) return refusedKind(opened.kind);
  return parsed(() => {
    const signed = decodePart(opened.body);
    if (signed.part !== 0 || signed.lane !== SUBMITTER_LANE || signed.position !== 0) return "cannot_open";
    const { head, rest } = decodeHead(signed.chunk);
    if (!verifyPart(signed, KIND.opening, recipient, origin, head.signer)) return "cannot_open";
    return { head, part: { ...signed, chunk: rest, index, kemCiphertext: kemCiphertextOf(envelope) } };
  });
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
    if (signed.lane !== place.lane || signed.position !== place.position) return "cannot_open";
    if (!verifyPart(signed, KIND.event, keys.id, origin, signer)) return "cannot_open";
    return { ...signed, index, kemCiphertext: kemCiphertextOf(envelope) };
  });
}
