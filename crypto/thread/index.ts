// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export { CHUNK_BYTES, decodeHead, decodePart, encodePart, HEAD_BYTES, MAXIMUM_PARTS, verifyPart } from "./body.ts";
export type { OpeningHead, Part, SignedPart } from "./body.ts";
export { INFLATED_BYTES } from "./deflate.ts";
export { TOKENS_IN_ANSWER } from "./event.ts";
export type {
  CarriedEvent,
  ClosedEvent,
  MessageEvent,
  NoteEvent,
  ParaphraseEvent,
  ReopenedEvent,
  ResealedEvent,
  ResponseEvent,
  RouteEvent,
  SeenEvent,
  SignalEvent,
  TaskEvent,
  ThreadEvent,
} from "./event.ts";
export { joinEvents, mergeEvents, type JoinedEvent } from "./join.ts";
export { LOOK_AHEAD, sideKeys, SUBMITTER_LANE, threadKeys, type ThreadKeys } from "./keys.ts";
export { packEvent, roomFor, unpackEvent, type PackedEvent } from "./packing.ts";
export {
  openMessage,
  openOpening,
  readOpening,
  readResealed,
  type VerifiedOpening,
  type VerifiedPart,
  type VerifiedResealing,
} from "./read.ts";
export { decodeSelfNote, encodeSelfNote } from "./self-note.ts";
export type { KeptOpening, SelfNote } from "./self-note.ts";
export { sealMessage, sealOpening, sealReopening, sealResealing, type Place } from "./write.ts";
