// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export { BACKUP_BYTES, decodeBackup, encodeBackup } from "./backup.ts";
export { hasRoomFor, mergeKeyrings, withSeed, type GroupSeed, type Keyring, type Pin } from "./contents.ts";
export {
  derivePhraseMaster,
  KEYRING_BYTES,
  openKeyring,
  phraseInput,
  phraseKeys,
  sealKeyring,
  shelfName,
  signChallenge,
  signNewPhrase,
  verifyChallenge,
  verifyNewPhrase,
  type PhraseKeys,
} from "./keyring.ts";
export { passkeySalt, unwrapMaster, WRAPPED_MASTER_BYTES, wrapMaster } from "./passkey.ts";
export {
  openShelfHead,
  openShelfSegments,
  sealShelfHead,
  sealShelfSegment,
  SHELF_SEGMENT_ENVELOPES,
  shelfKey,
  type KeptEnvelope,
  type ShelfHead,
  type ShelfKey,
} from "./shelf.ts";
