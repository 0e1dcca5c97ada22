// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  base64url,
  BUNDLE_WIDTH,
  hex,
  joinEvents,
  openOpening,
  readResealed,
  sha256,
  threadKeys,
  type VerifiedOpening,
  type VerifiedResealing,
} from "#crypto";
import { DeskCase, Generation, sideStrand, type TeamKey, type Writers } from "./desk-case.ts";
import type { Letters } from "./letters.ts";
import type { Progress } from "../protocol/index.ts";
import { findPlaces, type Hit, type Lane, type Place } from "./scan.ts";
import type { Strand } from "./strand.ts";

/** Bundles asked for before they are needed: 1.5 MB. */
const BUNDLES_AHEAD = 3;

/** A re-sealing whose parts may not all be there yet. */
interface Pending {
  readonly resealing: VerifiedResealing;
  readonly key: TeamKey;
  readonly side: Strand;
}

interface Found {
  readonly strand: Strand;
  readonly hit: Hit<Place>;
}

/** All cases of a team that its keys open, found by trying every envelope that is in no known thread. */
export class Inbox {
  readonly #letters: Letters;
  readonly #writers: Writers;
  #keys: readonly TeamKey[] = [];
  /** By the submitter's key, hex. */
  readonly #cases = new Map<string, DeskCase>();
  /** By thread id, hex. */
  readonly #generations = new Map<string, Generation>();
  /** By thread id and name of the key; those of a thread that only a re-sealing has told of are here first. */
  readonly #sides = new Map<string, Strand>();
  #pending: Pending[] = [];
  /** Not searched yet in what was read before they were known. */
  #unsearched: Strand[] = [];
  /** Numbers in the log of openings that a newer version wrote; a reading that broke off may meet one twice. */
  readonly newer = new Set<number>();
  /** Lanes of members in whose name somebody tried to seal a thread to the team. */
  readonly forged = new Map<number, number>();

  /** What each case is called, by the submitter's key in hex; added to. */
  readonly #names: Map<string, string>;
  #waiting: ReadonlyMap<string, Pick<DeskCase, "waiting" | "sideWaiting">> = new Map();

  constructor(letters: Letters, writers: Writers, names: Map<string, string>) {
    this.#letters = letters;
    this.#writers = writers;
    this.#names = names;
  }

  /** What was posted in these cases and is in no log yet, for when they are found again. */
  keepWaiting(cases: readonly DeskCase[]): void {
    this.#waiting = new Map(cases.map((entry) => [entry.id, entry]));
  }

  cases(): readonly DeskCase[] {
    return [...this.#cases.values()];
  }

  /** @returns whether one is new: then what was tried before may open */
  use(keys: readonly TeamKey[]): boolean {
    const added = keys.filter(({ name }) => !this.#keys.some((known) => known.name === name));
    this.#keys = keys;
    for (const generation of this.#generations.values())
      for (const key of added) this.#addSide(generation, generation.thread.keys.id, key);
    return added.length > 0;
  }

  /** From a place in the log on. */
  async read(from: number, onProgress: (progress: Progress) => void): Promise<void> {
    const known = new Map(this.#find(this.#strands(), from).map((found) => [found.hit.index, found]));
    const total = this.#letters.size - from;
    let done = 0;
    for await (const [index, envelope] of this.#envelopesFrom(from)) {
      if (++done % 100 === 0) onProgress({ done, total });
      const found = known.get(index);
      if (found === undefined || !this.#readAt(found, envelope)) this.#try(envelope, index);
    }
    await this.#settle();
  }

  #strands(): Strand[] {
    return [...[...this.#generations.values()].map(({ thread }) => thread), ...this.#sides.values()];
  }

  #find(strands: readonly Strand[], from: number): Found[] {
    const strandOf = new Map<Lane, Strand>(strands.flatMap((strand) => strand.lanes.map((lane) => [lane, strand])));
    return findPlaces(this.#letters.entryBundles(), [...strandOf.keys()], from).flatMap((hit) => {
      const strand = strandOf.get(hit.value.lane);
      return strand === undefined ? [] : [{ strand, hit }];
    });
  }

  #readAt({ strand, hit }: Found, envelope: Uint8Array): boolean {
    return strand.read(hit.value, envelope, hit.index, this.#writers.origin);
  }

  /** In the order of the log; the next bundles are on their way while one is tried. */
  async *#envelopesFrom(from: number): AsyncGenerator<readonly [number, Uint8Array]> {
    const first = Math.floor(from / BUNDLE_WIDTH);
    const bundles = Array.from({ length: this.#letters.bundleCount() - first }, (_, i) => first + i);
    for await (const [bundle, envelopes] of this.#bundles(bundles)) {
      for (const [i, envelope] of envelopes.entries()) {
        const index = bundle * BUNDLE_WIDTH + i;
        if (index >= from) yield [index, envelope];
      }
    }
  }

  async *#bundles(wanted: readonly number[]): AsyncGenerator<readonly [number, Uint8Array[]]> {
    const asked: Promise<Uint8Array[]>[] = [];
    for (const [i, bundle] of wanted.entries()) {
      for (const next of wanted.slice(i + asked.length, i + BUNDLES_AHEAD)) {
        const reading = this.#letters.readBundle(next);
        // Where an earlier one fails nobody waits for this one any more.
        reading.catch(() => undefined);
        asked.push(reading);
      }
      yield [bundle, (await asked.shift()) ?? []];
    }
  }

  #try(envelope: Uint8Array, index: number): void {
    const { origin, teamLanes, signerOf } = this.#writers;
    const ofTeam = (lane: number): Uint8Array | undefined => (teamLanes.includes(lane) ? signerOf(lane) : undefined);
    for (const key of this.#keys) {
      const opened = openOpening(key.key, envelope, index, origin, ofTeam);
      if (opened === "needs_newer_version") this.newer.add(index);
      if (typeof opened === "string") continue;
      if (opened.kind === "resealing") this.#pend(opened, key);
      else this.#open(opened, key);
      return;
    }
  }

  /** Of several openings of one thread the first in the log counts. */
  #open(opening: VerifiedOpening, key: TeamKey): void {
    const { id } = threadKeys(opening.head.threadSecret, this.#writers.origin);
    const known = this.#generations.get(hex(id));
    if (known !== undefined) {
      known.sealedTo.add(key.name);
      return;
    }
    const generation = new Generation(opening, this.#writers);
    generation.sealedTo.add(key.name);
    this.#generations.set(hex(id), generation);
    this.#unsearched.push(generation.thread);
    for (const each of this.#keys) this.#addSide(generation, id, each);
    this.#caseOf(opening.head.signer).add(generation);
  }

  #caseOf(submitter: Uint8Array): DeskCase {
    const key = hex(submitter);
    const known = this.#cases.get(key);
    if (known !== undefined) return known;
    // The same at each sign-in: a draft that outlived a session must not turn up in another case.
    const name = this.#names.get(key) ?? `case-${hex(sha256(submitter)).slice(0, 32)}`;
    const added = new DeskCase(name, this.#writers);
    const { waiting, sideWaiting } = this.#waiting.get(name) ?? added;
    added.waiting = waiting;
    added.sideWaiting = sideWaiting;
    this.#names.set(key, name);
    this.#cases.set(key, added);
    return added;
  }

  #addSide(generation: Generation, id: Uint8Array, key: TeamKey): void {
    generation.sides.set(key.name, this.#sideOf(id, key));
  }

  #sideOf(threadId: Uint8Array, key: TeamKey): Strand {
    const name = `${hex(threadId)} ${key.name}`;
    const known = this.#sides.get(name);
    if (known !== undefined) return known;
    const side = sideStrand(key, threadId, this.#writers);
    this.#sides.set(name, side);
    this.#unsearched.push(side);
    return side;
  }

  #pend(resealing: VerifiedResealing, key: TeamKey): void {
    if (this.#pending.some(({ resealing: { part } }) => part.index === resealing.part.index)) return;
    const { id } = threadKeys(resealing.head.threadSecret, this.#writers.origin);
    const side = this.#sideOf(id, key);
    side.put(resealing.part);
    this.#pending.push({ resealing, key, side });
  }

  /** Searches what was read before for threads that turned up since, until no more do. */
  async #settle(): Promise<void> {
    do {
      const strands = this.#unsearched.splice(0);
      try {
        await this.#readAgain(this.#find(strands, 0));
      } catch (error) {
        this.#unsearched.push(...strands);
        throw error;
      }
      await this.#resolve();
    } while (this.#unsearched.length > 0);
  }

  async #readAgain(found: readonly Found[]): Promise<void> {
    const missing = found.filter(({ strand, hit }) => !strand.parts.has(hit.index));
    const byBundle = Map.groupBy(missing, ({ hit }) => Math.floor(hit.index / BUNDLE_WIDTH));
    for await (const [bundle, envelopes] of this.#bundles([...byBundle.keys()].sort((a, b) => a - b))) {
      for (const each of byBundle.get(bundle) ?? []) {
        const envelope = envelopes[each.hit.index % BUNDLE_WIDTH];
        if (envelope !== undefined) this.#readAt(each, envelope);
      }
    }
  }

  /** What a member sealed to the team counts once its parts are there and the submitter's own signature is in them. */
  async #resolve(): Promise<void> {
    const open: Pending[] = [];
    for (const pending of this.#pending) {
      const { resealing, key, side } = pending;
      const joined = await joinEvents([...side.parts.values()]);
      const id = base64url(resealing.part.eventId);
      const carried = joined.find((event) => event.lane === resealing.part.lane && event.id === id);
      if (carried?.state === "incomplete") open.push(pending);
      if (carried?.state !== "event" || carried.event.type !== "resealed") continue;
      const opening = readResealed(carried.event, resealing, this.#writers.origin);
      if (opening === "forged") this.forged.set(resealing.part.index, resealing.part.lane);
      else this.#open(opening, key);
    }
    this.#pending = open;
  }
}
