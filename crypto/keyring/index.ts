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
