// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  compareBytes,
  concat,
  envelopeHash,
  equalBytes,
  hexDecode,
  lengthPrefixed,
  openShelfHead,
  openShelfSegments,
  ProtocolError,
  sealShelfHead,
  sealShelfSegment,
  sha256,
  SHELF_SEGMENT_ENVELOPES,
  shelfKey,
  shelfName,
  uint16,
  uint8,
  type KeptEnvelope,
  type ShelfKey,
} from "#crypto";
import type { ShelfState } from "../protocol/index.ts";
import type { TeamKey, Writers } from "./desk-case.ts";
import type { Letters } from "./letters.ts";
import {
  changeRecords,
  readRecords,
  removeRecords,
  StoreUnavailable,
  type Change,
  type Record,
  type Stored,
} from "./shelf-store.ts";

const NOTHING: Record = new Uint8Array(0);

/** What a reading depends on: with other keys or writers, what came to nothing before may open. */
export function basisOf(keys: readonly TeamKey[], { lanes, teamLanes, signerOf }: Writers): Uint8Array {
  const names = keys.map(({ name }) => hexDecode(name)).sort(compareBytes);
  const writers = lanes
    .toSorted((a, b) => a - b)
    .map((lane) =>
      concat(uint16(lane), uint8(teamLanes.includes(lane) ? 1 : 0), lengthPrefixed(signerOf(lane) ?? NOTHING)),
    );
  return sha256(concat(uint16(names.length), ...names, ...writers));
}

function inSegments(kept: readonly KeptEnvelope[]): KeptEnvelope[][] {
  return Array.from({ length: Math.ceil(kept.length / SHELF_SEGMENT_ENVELOPES) }, (_, i) =>
    kept.slice(i * SHELF_SEGMENT_ENVELOPES, (i + 1) * SHELF_SEGMENT_ENVELOPES),
  );
}

/** Each must be the one that the log has at its place. */
function requireInLog(kept: readonly KeptEnvelope[], letters: Letters): void {
  const isThere = ({ index, envelope }: KeptEnvelope): boolean =>
    equalBytes(envelopeHash(envelope), letters.hashOf(index));
  if (!kept.every(isThere)) throw new ProtocolError("malformed", "an envelope that is not the one in the log");
}

export interface Recalled {
  /** In the order of the log. */
  readonly kept: readonly KeptEnvelope[];
  /** What stands before, and is not among these, came to nothing. */
  readonly size: number;
}

/**
 * What one member's device keeps of the log `letters`, because they asked for it: the envelopes that came to something, sealed
 * once more by a key that only the keyring gives. Whoever has the device sees that somebody used a desk here, when last, and how many
 * segments of 64 envelopes there are. Whoever breaks the seal learns which envelopes those are, and not what is in them.
 */
export class Shelf {
  readonly #name: string;
  readonly #key: ShelfKey;
  state: ShelfState = "none";
  /** Head as it was read or written last. */
  #head = NOTHING;
  /** SHA-256 of each segment. */
  #segments: Uint8Array[] = [];
  /** What is in the last segment, while it is not full. */
  #last: readonly KeptEnvelope[] = [];
  /** Numbers in the log of what is in the segments. */
  readonly #kept = new Set<number>();
  /** Not kept yet, by number in the log. */
  readonly #found = new Map<number, KeptEnvelope>();
  /** Another page keeps it, or nobody can. */
  #isOver = false;

  /** @param box X-Wing seed of the member's keyring */
  constructor(box: Uint8Array, origin: string) {
    this.#name = shelfName(box, origin);
    this.#key = shelfKey(box, origin);
  }

  /**
   * @returns null where everything has to be read; `state` says why
   * @throws WorkerFailure `log_inconsistent` where the log does not continue the one that was kept
   */
  async recall(keys: readonly TeamKey[], writers: Writers, letters: Letters): Promise<Recalled | null> {
    this.#startAnew(NOTHING);
    try {
      const stored = await readRecords(this.#name);
      // Made, and interrupted before anything was kept: then it is wanted, and nothing is wrong with it.
      if (stored === null || (stored.head.length === 0 && stored.segments.length === 0)) return null;
      this.#head = stored.head;
      return await this.#open(stored, basisOf(keys, writers), letters);
    } catch (error) {
      if (error instanceof StoreUnavailable) this.#end("unavailable");
      else if (error instanceof ProtocolError) this.state = stateAfter(error);
      else throw error;
      return null;
    }
  }

  async #open({ head, segments }: Stored, basis: Uint8Array, letters: Letters): Promise<Recalled | null> {
    const opened = openShelfHead(head, this.#key);
    await letters.requireContinues(opened.size, opened.root);
    if (!equalBytes(opened.basis, basis)) {
      this.state = "outdated";
      return null;
    }
    const all = openShelfSegments(opened, segments, this.#key);
    const kept = all.toSorted((a, b) => a.index - b.index);
    requireInLog(kept, letters);
    this.#segments = [...opened.segments];
    for (const { index } of kept) this.#kept.add(index);
    this.#last = all.slice(all.length - (all.length % SHELF_SEGMENT_ENVELOPES));
    this.state = "kept";
    return { kept, size: opened.size };
  }

  #startAnew(head: Record): void {
    this.#head = head;
    this.#segments = [];
    this.#last = [];
    this.#kept.clear();
    this.#found.clear();
    this.#isOver = false;
  }

  #end(state: ShelfState): void {
    this.state = state;
    this.#isOver = true;
    this.#found.clear();
  }

  /** A copy: a view would hold the whole bundle. */
  take({ index, how, envelope }: KeptEnvelope): void {
    if (!this.#isOver && !this.#kept.has(index)) this.#found.set(index, { index, how, envelope: envelope.slice() });
  }

  /** After everything up to the log's size was read. Where nothing can be kept, reading goes on. */
  async keep(keys: readonly TeamKey[], writers: Writers, { size, root }: Letters): Promise<void> {
    if (this.#isOver) return;
    const added = inSegments(this.#found.size === 0 ? [] : [...this.#last, ...this.#found.values()]);
    const before = this.#segments.slice(0, this.#segments.length - (added.length > 0 && this.#last.length > 0 ? 1 : 0));
    const from = before.length + 1;
    const records = added.map((kept, i) => sealShelfSegment(kept, from + i, this.#key));
    const segments = [...before, ...records.map((record) => sha256(record))];
    const head = sealShelfHead({ size, root, basis: basisOf(keys, writers), segments }, this.#key);
    if (!(await this.#write({ before: this.#head, head, from, segments: records }))) return;
    this.#head = head;
    this.#segments = segments;
    const last = added.at(-1);
    if (last !== undefined) this.#last = last.length < SHELF_SEGMENT_ENVELOPES ? last : [];
    for (const index of this.#found.keys()) this.#kept.add(index);
    this.#found.clear();
    if (this.state === "none") this.state = "kept";
  }

  /** @returns whether it was written, and there is more to write another time */
  async #write(change: Change): Promise<boolean> {
    try {
      const isKept = await changeRecords(this.#name, change);
      // Another page of this member wiped it, or keeps it by itself from here on.
      if (isKept !== true) this.#end(isKept === null ? "none" : "kept");
      return isKept === true;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      this.#end("unavailable");
      // Where not even the first could be kept, nothing is to say that there was to be something.
      if (change.before.length === 0) await removeRecords(this.#name).catch(() => undefined);
      return false;
    }
  }

  /** @throws StoreUnavailable */
  async forget(): Promise<void> {
    await removeRecords(this.#name);
    this.#end("none");
  }
}

const stateAfter = ({ code }: ProtocolError): ShelfState => (code === "needs_newer_version" ? "outdated" : "damaged");
