// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  BUNDLE_WIDTH,
  envelopeHash,
  equalBytes,
  readOpening,
  reopenEnvelope,
  type CodenameKeys,
  type KeptOpening,
} from "#crypto";
import { chooseBundles } from "./bundles.ts";
import type { Letters } from "./letters.ts";
import type { VouchedOrganisation } from "./organisation.ts";
import type { OwnNotes } from "./own-notes.ts";
import type { OwnThread } from "./own-thread.ts";
import type { Progress } from "../protocol/index.ts";
import { findHashes, findPlaces, type Hit, type Place } from "./scan.ts";

/** Visits of one codename (crypto/thread/SPEC.md, "One visit"): a verified log, the fixed set of bundles, and what they hold. */
export class OwnReading {
  readonly #letters: Letters;
  readonly #notes: OwnNotes;
  readonly #thread: OwnThread;
  readonly #keys: CodenameKeys;
  readonly #origin: string;
  #noteHits: readonly Hit<Place>[] = [];
  readonly #fetched = new Set<number>();
  /** Numbers in the log of notes that a newer version wrote. */
  readonly #newer = new Set<number>();
  /** Size of the log up to which its bundles were read; null before the first. */
  #readUpTo: number | null = null;
  /** As the latest note has them, or as they were just sealed. */
  openings: readonly KeptOpening[] = [];
  /** Number in the log of the signal's; null where it is not there, or no note has told of it yet. */
  openingAt: number | null = null;
  /** How many earlier checkpoints this log was shown to continue. */
  continues = 0;

  constructor(letters: Letters, notes: OwnNotes, thread: OwnThread, origin: string) {
    this.#letters = letters;
    this.#notes = notes;
    this.#thread = thread;
    this.#keys = thread.keys(0);
    this.#origin = origin;
  }

  /** With the next visit all is read again. */
  forget(): void {
    this.#newer.clear();
    this.#fetched.clear();
    this.#readUpTo = null;
  }

  /** Whether there is anything of this codename, by tags alone. */
  get isEmpty(): boolean {
    return this.#noteHits.length === 0 && this.#thread.hits().length === 0;
  }

  /** @returns whether bundles were read */
  async visit(
    organisation: VouchedOrganisation,
    older: boolean,
    onProgress: (progress: Progress) => void,
  ): Promise<boolean> {
    if (await this.#letters.refresh()) this.continues++;
    const isNew = this.#readUpTo !== this.#letters.size;
    if (isNew) this.#find();
    // Before it is known whether there is anything: who finds nothing asks for as much as who finds an answer. A reading that
    // broke off is done again.
    if (older || isNew) await this.#readBundles(organisation, older, onProgress);
    this.#readUpTo = this.#letters.size;
    return older || isNew;
  }

  #find(): void {
    const bundles = this.#letters.entryBundles();
    this.#noteHits = findPlaces(bundles, [this.#notes.lane], 0);
    this.#thread.find(bundles);
  }

  /** The latest self note's, then the others' newest first. */
  #hitBundles(): number[] {
    const latest = Math.max(...this.#noteHits.map(({ value }) => value.position));
    const note = this.#noteHits.find(({ value }) => value.position === latest);
    const others = [...this.#thread.places(), ...(this.openingAt === null ? [] : [this.openingAt])];
    others.sort((a, b) => b - a);
    return [...(note === undefined ? [] : [note.index]), ...others].map((index) => Math.floor(index / BUNDLE_WIDTH));
  }

  /** Older bundles hold something that no visit fetched. */
  get hasOlder(): boolean {
    return this.#hitBundles().some((bundle) => !this.#fetched.has(bundle));
  }

  async #readBundles(
    organisation: VouchedOrganisation,
    older: boolean,
    onProgress: (progress: Progress) => void,
  ): Promise<void> {
    const count = this.#letters.bundleCount();
    const already = older ? this.#fetched : new Set<number>();
    const chosen = chooseBundles(count, this.#hitBundles(), this.#keys.selfSecret, this.#origin, already);
    // Until the note has told which of the envelopes one wrote oneself, and in which generation.
    const kept = new Map<number, Uint8Array[]>();
    let done = 0;
    onProgress({ done, total: chosen.length });
    await Promise.all(
      chosen.map(async (bundle) => {
        kept.set(bundle, await this.#letters.readBundle(bundle));
        onProgress({ done: ++done, total: chosen.length });
      }),
    );
    for (const each of this.#noteHits) this.#readNote(each, kept);
    await this.#useNote(organisation);
    for (const each of this.#thread.hits()) {
      const envelope = envelopeAt(each.index, kept);
      if (envelope !== undefined) this.#thread.read(each, envelope);
    }
    this.#readOpening(kept);
    for (const bundle of chosen) this.#fetched.add(bundle);
  }

  #readNote({ index, value }: Hit<Place>, kept: Kept): void {
    const envelope = envelopeAt(index, kept);
    if (envelope !== undefined && this.#notes.read(envelope, value.position, index)) this.#newer.add(index);
  }

  /** What the last self note says must hold: the log still continues what it saw. */
  async #useNote(organisation: VouchedOrganisation): Promise<void> {
    const note = this.#notes.latest;
    if (note === null) return;
    const { size, root } = note.checkpoint;
    await this.#letters.requireContinues(size, root);
    this.continues = Math.max(this.continues, 1) + (size > 0 ? 1 : 0);
    this.#notes.requireKnown(organisation);
    this.openings = note.openings;
    const bundles = this.#letters.entryBundles();
    const [hit] = findHashes(
      bundles,
      this.openings.map(({ hash }) => hash),
    );
    this.openingAt = hit?.index ?? null;
    if (this.#thread.extendTo(note.generation)) this.#thread.find(bundles);
  }

  #readOpening(kept: Kept): void {
    const index = this.openingAt;
    if (index === null || this.#thread.hasRead(index)) return;
    const envelope = envelopeAt(index, kept);
    const recipient = this.#notes.latest?.digest?.recipient;
    if (envelope === undefined || recipient === undefined) return;
    const own = this.openings.find(({ hash }) => equalBytes(hash, envelopeHash(envelope)));
    if (own === undefined) return;
    const opened = reopenEnvelope(own.sharedSecret, envelope, this.#origin);
    const opening = readOpening(opened, recipient, envelope, index, this.#origin);
    if (typeof opening !== "string") this.#thread.put(opening.part);
  }

  /** Numbers in the log of what a newer version wrote. */
  newer(): ReadonlySet<number> {
    return new Set([...this.#newer, ...this.#thread.newer()]);
  }
}

/** Bundles of one visit, by number. */
type Kept = ReadonlyMap<number, readonly Uint8Array[]>;

function envelopeAt(index: number, kept: Kept): Uint8Array | undefined {
  return kept.get(Math.floor(index / BUNDLE_WIDTH))?.[index % BUNDLE_WIDTH];
}
