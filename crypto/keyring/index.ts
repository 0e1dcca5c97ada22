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
  signChallenge,
  signNewPhrase,
  verifyChallenge,
  verifyNewPhrase,
  type PhraseKeys,
} from "./keyring.ts";
export { passkeySalt, unwrapMaster, WRAPPED_MASTER_BYTES, wrapMaster } from "./passkey.ts";
