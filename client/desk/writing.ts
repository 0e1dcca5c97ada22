// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { ReactiveController, ReactiveControllerHost } from "lit";
import { ask } from "../vault.ts";
import type { DeskThread, Leaving, Receipt, Room } from "../protocol/index.ts";
import { deedKey, stillOpen, type Deed, type Deeds, type What } from "./deed.ts";
import { EMPTY, hasText, type Draft } from "./draft.ts";
import { afterSending, outgoingOf, type Given, type Outgoing } from "./outgoing.ts";

const PAUSE_MS = 300;

/** Where the focus belongs once something was sent: where what changed can be read, or where it is already. */
const FOCUS_AFTER: Readonly<Record<What, string | null>> = {
  message: null,
  note: null,
  seen: "seen",
  closed: "closed",
  route: "route-now",
  paraphrase: "paraphrase-now",
  task: "tasks",
};

interface Surroundings {
  /** Called when something was kept. */
  readonly showAgain: () => Promise<void>;
  /** @returns whether the session ended with it, so that there is nothing more to say here */
  readonly endsSession: (error: unknown) => boolean;
}

function post(thread: string, outgoing: Outgoing, onLeaving: (leaving: Leaving) => void): Promise<Receipt> {
  if (outgoing.what === "note") return ask("note", { thread, text: outgoing.text }, undefined, onLeaving);
  if (outgoing.what !== "task") return ask("reply", { thread, words: outgoing }, undefined, onLeaving);
  const { member, task } = outgoing;
  return ask("giveTask", { thread, member, task }, undefined, onLeaving);
}

/** What is being written and sent, case by case. Text outlives a session that ends, for whoever signs in again. */
export class Writing implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #surroundings: Surroundings;
  #drafts: ReadonlyMap<string, Draft> = new Map();
  #deeds: Deeds = new Map();
  #pause: ReturnType<typeof setTimeout> | undefined;
  /** What somebody tried to send in the open case before all of it was there. */
  tried: What | null = null;
  /** Of the answer in the open case; null until it was measured. */
  room: Room | null = null;
  /** Whether something invisible was taken out of what was typed in the open case. */
  wasCleaned = false;

  constructor(host: ReactiveControllerHost, surroundings: Surroundings) {
    this.#host = host;
    this.#surroundings = surroundings;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#pause);
  }

  hasText(): boolean {
    return [...this.#drafts.values()].some(hasText);
  }

  draftOf(thread: string): Draft {
    return this.#drafts.get(thread) ?? EMPTY;
  }

  deedOf(thread: string, what: What): Deed | undefined {
    return this.#deeds.get(deedKey(thread, what));
  }

  deeds(): Deeds {
    return this.#deeds;
  }

  /** Another case is open from now on. */
  open(thread: string): void {
    this.tried = null;
    this.room = null;
    this.wasCleaned = false;
    this.#measure(this.draftOf(thread).reply);
  }

  type(thread: string, change: Partial<Draft>, wasCleaned = this.wasCleaned): void {
    this.#drafts = new Map([...this.#drafts, [thread, { ...this.draftOf(thread), ...change }]]);
    this.wasCleaned = wasCleaned;
    if (change.reply !== undefined) this.#measure(change.reply);
    this.#host.requestUpdate();
  }

  /** What has been in the log for a while needs no notice any more. */
  settle(): void {
    this.#deeds = stillOpen(this.#deeds, Date.now());
  }

  endSession(): void {
    this.#deeds = new Map();
  }

  forget(): void {
    this.endSession();
    this.#drafts = new Map();
  }

  #measure(text: string): void {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      const pause = this.#pause;
      const show = (room: Room | null): void => {
        if (pause !== this.#pause) return;
        this.room = room;
        this.#host.requestUpdate();
      };
      // Where measuring fails, sending does too, and says why.
      ask("measureMessage", { text }).then(show, () => show(null));
    }, PAUSE_MS);
  }

  /**
   * Says or does it, once: a second press while the first is under way does nothing.
   * @returns id of where the focus belongs now, or null where it is already
   */
  async perform(thread: DeskThread, what: What, given: Given | null = null): Promise<string | null> {
    if (this.deedOf(thread.id, what)?.state === "sending") return null;
    const outgoing = outgoingOf(thread, this.draftOf(thread.id), what, given);
    this.tried = what;
    this.#host.requestUpdate();
    if (typeof outgoing === "string") return outgoing;
    this.#set(thread.id, what, { state: "sending", leaving: null });
    try {
      if (outgoing.what === "message" && !(await this.#fits(outgoing.text))) {
        this.#clear(thread.id, what);
        return "message";
      }
      const { visibleFrom } = await post(thread.id, outgoing, (leaving) =>
        this.#set(thread.id, what, { state: "sending", leaving }),
      );
      this.tried = null;
      this.#set(thread.id, what, { state: "kept", visibleFrom });
      this.#forgetSent(thread.id, outgoing);
    } catch (error) {
      if (!this.#surroundings.endsSession(error)) this.#set(thread.id, what, { state: "failed", error });
      return null;
    }
    await this.#surroundings.showAgain();
    return FOCUS_AFTER[what];
  }

  async #fits(text: string): Promise<boolean> {
    this.room = await ask("measureMessage", { text });
    return this.room.fits;
  }

  #clear(thread: string, what: What): void {
    this.#deeds = new Map([...this.#deeds].filter(([key]) => key !== deedKey(thread, what)));
    this.#host.requestUpdate();
  }

  #set(thread: string, what: What, deed: Deed): void {
    this.#deeds = new Map([...this.#deeds, [deedKey(thread, what), deed]]);
    this.#host.requestUpdate();
  }

  #forgetSent(thread: string, sent: Outgoing): void {
    this.type(thread, afterSending(this.draftOf(thread), sent));
  }
}
