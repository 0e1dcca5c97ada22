// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export {
  derivePhraseMaster,
  KEYRING_BYTES,
  openKeyring,
  phraseKeys,
  sealKeyring,
  signChallenge,
  verifyChallenge,
  type Keyring,
  type PhraseKeys,
} from "./keyring.ts";
