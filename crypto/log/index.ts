// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export {
  ADD_CHECKPOINT_BYTES,
  formatAddCheckpoint,
  judgeCheckpoint,
  parseAddCheckpoint,
  type AddCheckpoint,
  type Judgement,
} from "./add-checkpoint.ts";
export { appendLeaves, type Appended, type Tile } from "./append.ts";
export {
  formatCheckpoint,
  openCheckpoint,
  parseCheckpoint,
  parseSize,
  signCheckpoint,
  type Checkpoint,
} from "./checkpoint.ts";
export {
  cosign,
  cosignatureLines,
  cosignaturesOf,
  cosignedNote,
  type Cosignature,
  type CosignatureLine,
} from "./cosignature.ts";
export {
  decodeEntries,
  documentEntry,
  encodeEntries,
  entryBytes,
  LETTER_ENTRY_BYTES,
  letterEntry,
  logName,
  LOGS,
  type LogShortName,
} from "./entries.ts";
export {
  formatVerifierKey,
  keyId,
  parseNote,
  parseVerifierKey,
  signNote,
  verifierKey,
  verifyNote,
  type Note,
  type NoteKeyType,
  type NoteSigner,
  type VerifierKey,
} from "./note.ts";
export { consistencyProof, inclusionProof, rootFromTiles, type TileSource } from "./proof.ts";
export { leavesOfBurst, openPromise, PROMISE_BYTES, signPromise, type BurstPromise } from "./promise.ts";
export {
  BUNDLE_WIDTH,
  bundlePath,
  entriesPath,
  hashesAtLevel,
  levelsOf,
  parseLevel,
  parseSlice,
  slicesOf,
  TILE_WIDTH,
  tilePath,
  type Slice,
} from "./tiles.ts";
export {
  emptyRoot,
  HASH_BYTES,
  leafHash,
  nodeHash,
  rootOf,
  Subtrees,
  verifyConsistency,
  verifyInclusion,
} from "./tree.ts";
export { isTimely, vouching, type Vouching } from "./vouched.ts";
