// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export {
  ENVELOPE_BYTES,
  envelopeHash,
  kemCiphertextOf,
  openEnvelope,
  reopenEnvelope,
  sealChaff,
  sealEnvelope,
  TAG_BYTES,
  tagOf,
  type Opened,
  type SealedEnvelope,
} from "./envelope.ts";
export { BODY_BYTES, decodePlaintext, encodePlaintext, KIND, type EnvelopeKind, type Plaintext } from "./plaintext.ts";
