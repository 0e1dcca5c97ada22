// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { SUBMITTER_LANE, threadKeys, type CodenameKeys, type HeldToken, type KeptOpening, type Pin } from "#crypto";
import { isAhead, laterOf, requireKnown } from "./known.ts";
import { encodeDigest, openNote, sealNote, type About, type OpenedNote } from "./note.ts";
import type { VouchedOrganisation } from "./organisation.ts";
import type { Lane } from "./scan.ts";

export interface LatestNote extends OpenedNote {
  readonly position: number;
  /** Number in the log. */
  readonly index: number;
}

/** What goes into the next note. */
interface Kept {
  /** In which this note's burst was written. */
  readonly generation: number;
  readonly checkpoint: Pin;
  readonly tokens: readonly HeldToken[];
  readonly credential: HeldToken | null;
  readonly openings: readonly KeptOpening[];
  readonly about: About | null;
}

/** The self notes of one codename: the latest that was read, and writing the next. */
export class OwnNotes {
  readonly lane: Lane;
  readonly #keys: CodenameKeys;
  readonly #origin: string;
  latest: LatestNote | null = null;
  /** The organisation that was held against a note. */
  #compared: VouchedOrganisation | null = null;

  constructor(keys: CodenameKeys, origin: string) {
    this.#keys = keys;
    this.#origin = origin;
    this.lane = { keys: threadKeys(keys.selfSecret, origin), lane: SUBMITTER_LANE, next: 0 };
  }

  /** What stands at one's own tag, and may be anybody's. @returns whether a newer version wrote it */
  read(envelope: Uint8Array, position: number, index: number): boolean {
    const note = openNote(envelope, this.lane, this.#origin, this.#keys.submitter.publicKey);
    if (note === null || note === "needs_newer_version") return note !== null;
    const known = this.latest;
    const isLater = known === null || position > known.position || (position === known.position && index > known.index);
    if (isLater) this.latest = { ...note, position, index };
    return false;
  }

  /**
   * Before anything that the directory says is shown: it continues the one that the latest note knew.
   * @throws WorkerFailure as requireKnown
   */
  requireKnown(organisation: VouchedOrganisation): void {
    const digest = this.latest?.digest ?? null;
    if (digest === null) return;
    // Another device of this codename may have read a newer list than this page did; the next time it is opened here, it is read.
    if (this.#compared === organisation && isAhead(digest.pins, organisation.pins)) return;
    requireKnown(organisation, { ...digest.pins, trusted: digest.trusted });
    this.#compared = organisation;
  }

  /** A note goes with every burst: the last checkpoints, tokens, and what is needed to read one's own words again. */
  seal(
    { generation, checkpoint, tokens, credential, openings, about }: Kept,
    organisation: VouchedOrganisation,
  ): Uint8Array {
    const digest = this.latest?.digest ?? null;
    const { pins, trusted } = digest === null ? organisation : laterOf(organisation, digest);
    const note = {
      generation,
      checkpoint,
      tokens,
      credential: this.latest?.credential ?? credential,
      openings,
      digest: encodeDigest(about === null ? null : { ...about, pins, trusted }),
    };
    const sealed = sealNote(note, this.lane, this.#origin, this.#keys.submitter);
    this.lane.next++;
    return sealed;
  }
}
