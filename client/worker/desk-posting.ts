// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  base64url,
  encodeHeldToken,
  hex,
  sealMessage,
  sealResealing,
  signingKey,
  TOKENS_IN_ANSWER,
  type BurstPromise,
  type HeldToken,
  type Place as PlaceInLane,
  type SealedEnvelope,
  type SigningKey,
  type ThreadEvent,
  type VerifiedOpening,
} from "#crypto";
import { today } from "../case/today.ts";
import { eventOf, measure, type Waiting } from "./conversation.ts";
import type { TeamKey } from "./desk-case.ts";
import type { Place } from "./desk-place.ts";
import { memberTokens } from "./exchange.ts";
import { WorkerFailure } from "./failure.ts";
import type { HeldKeyring } from "./keyring.ts";
import type { Letters } from "./letters.ts";
import { Posting, type Posted } from "./posting.ts";
import { openPromises } from "./promises.ts";
import type { Receipt, Words } from "../protocol/index.ts";
import type { Strand } from "./strand.ts";
import { isUsable, Wallet } from "./tokens.ts";

/** Sixty tokens: twelve answers. */
const BATCHES_AT_SIGN_IN = 4;

/** Something to post: sealed at a place that is the member's own. */
interface Sealing {
  /** Tells one thing to say from another. */
  readonly what: string;
  readonly strand: Strand;
  readonly seal: (
    place: PlaceInLane,
    signer: SigningKey,
    left: readonly HeldToken[],
  ) => Promise<{ readonly parts: readonly SealedEnvelope[]; readonly event: ThreadEvent | null }>;
}

export interface SaidHere {
  readonly waiting: Waiting;
  readonly receipt: Receipt;
}

/** What a member posts: each for a token, in a lane of their own. */
export class DeskPosting {
  readonly #held: HeldKeyring;
  readonly #readAgain: () => Promise<unknown>;
  #place: Place;
  /** Kept nowhere: whoever signs in anew takes others. */
  readonly #wallet: Wallet;
  readonly #posting: Posting<Waiting | null>;
  #stocking: Promise<void> = Promise.resolve();
  #promises: BurstPromise[] = [];

  /** @param readAgain after another device of this member may have written */
  constructor(held: HeldKeyring, place: Place, readAgain: () => Promise<unknown>) {
    this.#held = held;
    this.#place = place;
    this.#readAgain = readAgain;
    this.#wallet = new Wallet((token) => isUsable(this.#place.organisation, token));
    this.#posting = new Posting(place.organisation, this.#wallet);
  }

  /**
   * Everybody who signs in takes as many, whatever they do then: tokens that were taken when something is posted would tell who posts.
   * Where it fails, whoever posts tries again and is told.
   */
  stock(): void {
    const { organisation } = this.#place;
    const take = async (): Promise<void> => {
      for (let batch = 0; batch < BATCHES_AT_SIGN_IN; batch++) this.#wallet.add(await memberTokens(organisation));
    };
    this.#stocking = take().catch(() => undefined);
  }

  use(place: Place): void {
    this.#place = place;
    this.#posting.use(place.organisation);
  }

  /** @throws WorkerFailure where what the board promised is not in the log in time */
  settle(letters: Letters): void {
    this.#promises = openPromises(this.#promises, letters, Date.now());
  }

  async #post({ what, strand, seal }: Sealing): Promise<Posted<Waiting | null>> {
    await this.#stocking;
    // As many as one answer can cost. The board sees who takes more, and when.
    if (this.#wallet.tokens().length <= TOKENS_IN_ANSWER)
      this.#wallet.add(await memberTokens(this.#place.organisation));
    const signer = signingKey(this.#held.contents.signing);
    const lane = strand.lane(this.#place.member.lane);
    if (lane === undefined) throw new WorkerFailure("directory_unsound", "the directory gives you no lane");
    const posted = await this.#posting.post(
      what,
      async (left) => {
        // Another device of this member may have written meanwhile.
        const position = lane.next;
        const { parts, event } = await seal({ lane: lane.lane, position }, signer, left);
        lane.next = position + parts.length;
        const entry = event && { lane: lane.lane, id: "", event };
        const sealed = entry && { thread: strand.keys.id, entry, position };
        return { envelopes: parts.map(({ bytes }) => bytes), sealed };
      },
      this.#readAgain,
    );
    this.#promises.push(posted.promise);
    return posted;
  }

  async #say(
    what: string,
    strand: Strand,
    make: (left: readonly HeldToken[]) => Promise<ThreadEvent>,
  ): Promise<SaidHere> {
    const { origin } = this.#place.organisation;
    const { sealed, visibleFrom } = await this.#post({
      what,
      strand,
      seal: async (place, signer, left) => {
        const event = await make(left);
        return { parts: await sealMessage(event, place, strand.keys, origin, signer), event };
      },
    });
    if (sealed === null) throw new WorkerFailure("defect", "posted, and not what was to be posted");
    return { waiting: sealed, receipt: { visibleFrom } };
  }

  /** To the submitter, and the team. @param entry id of the case */
  answer(entry: string, words: Words, thread: Strand): Promise<SaidHere> {
    return this.#say(`${entry} ${JSON.stringify(words)}`, thread, (left) => this.#withTokens(words, left));
  }

  /** What the submitter does not see, or what brings them no tokens. */
  note(entry: string, event: ThreadEvent, side: Strand): Promise<SaidHere> {
    return this.#say(`${entry} ${JSON.stringify(event)}`, side, () => Promise.resolve(event));
  }

  /** Opens a thread to the team's present key. */
  async reseal(opening: VerifiedOpening, { key }: TeamKey, side: Strand): Promise<Receipt> {
    const { origin } = this.#place.organisation;
    const { visibleFrom } = await this.#post({
      what: `reseal ${hex(side.keys.id)}`,
      strand: side,
      seal: async (place, signer) => ({
        parts: await sealResealing(opening, { key, date: today() }, place, origin, signer),
        event: null,
      }),
    });
    return { visibleFrom };
  }

  /** An answer brings what its reader needs to write back: four tokens, or as many as there is room for. */
  async #withTokens(words: Words, left: readonly HeldToken[]): Promise<ReturnType<typeof eventOf>> {
    if (words.what === "seen") return eventOf(words);
    for (let count = Math.min(TOKENS_IN_ANSWER, left.length); count > 0; count--) {
      const given = left.slice(0, count);
      const texts = given.map((token) => base64url(encodeHeldToken({ ...token, givenByDesk: true })));
      const event = eventOf(words, texts);
      if (!(await measure(event)).fits) continue;
      // Given away, whether or not this is ever sent: the same one is never given twice.
      this.#wallet.remove(...given);
      return event;
    }
    return eventOf(words);
  }
}
