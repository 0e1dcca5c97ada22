// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { DUMMY, encapsulate, type ObliviousRequest } from "../../../crypto/index.ts";
import type { Arrivals } from "./arrivals.ts";
import type { Ask } from "./asking.ts";
import { exchange, judge, type Ready } from "./exchange.ts";
import { codeOf, type CoverFailureCode } from "./failure.ts";
import type { Outbox, CoverBurst } from "./outbox.ts";
import type { Purse } from "./purse.ts";
import { READY, type SlotWork } from "./slots.ts";
import type { Supply } from "./supply.ts";

/** What is said of it: that it works, or why not; nothing before that is known. */
export type CoverState = "starting" | "works" | CoverFailureCode;

/**
 * How many times it prepares, about once a slot, between two at which it may be said. Fixed, once the first was said, so that when
 * something is said does not tell which slot it is about.
 */
const SAID_EVERY = 30;

export interface CoverOptions {
  readonly origin: string;
  readonly relay: Ask;
  readonly supply: Pick<Supply, "failure" | "look" | "organisation" | "outdated">;
  readonly purse: Pick<Purse, "take">;
  readonly outbox: Outbox;
  readonly arrivals: Pick<Arrivals, "until">;
  readonly monotonicMs: () => number;
  /** Called where the state is another than before. */
  readonly say: (state: CoverState) => void;
}

const posting = ({ bytes, authorization }: CoverBurst): ObliviousRequest => ({
  method: "POST",
  path: "/v1/logs/letters/bursts",
  authorization,
  contentType: "application/octet-stream",
  content: bytes,
});

/** What goes in which slot. It is kept nowhere, and nothing that is said or asked for elsewhere follows from it. */
export class Cover implements SlotWork {
  readonly #options: CoverOptions;
  readonly #sent = new Set<Promise<void>>();
  /** The next first. */
  #ready: readonly Ready[] = [];
  #times = 0;
  /** Of the last dummy, and of the bursts since tokens were drawn last. Null: as it should be; undefined: not known yet. */
  #dummies: CoverFailureCode | null | undefined;
  #bursts: CoverFailureCode | null = null;
  #burstsBefore: CoverFailureCode | null = null;
  #said: CoverState = "starting";

  constructor(options: CoverOptions) {
    this.#options = options;
  }

  /** As it was said last. */
  get state(): CoverState {
    return this.#said;
  }

  send(): void {
    const [ready, ...later] = this.#ready;
    this.#ready = later;
    if (ready === undefined) return;
    const sent = this.#exchange(ready).finally(() => this.#sent.delete(sent));
    this.#sent.add(sent);
  }

  prepare(): void {
    const { outbox, arrivals, supply, monotonicMs } = this.#options;
    const nowMs = monotonicMs();
    const count = arrivals.until(nowMs);
    // As everybody's, the first slot carries a dummy; before it is known how that fared nothing is posted.
    if (this.#dummies !== undefined) outbox.arrive(count);
    supply.look(nowMs);
    this.#say();
    while (this.#ready.length < READY) {
      const sealed = this.#sealed();
      if (sealed === null) return;
      this.#ready = [...this.#ready, sealed];
    }
  }

  /** Tokens were drawn: what the bursts before ran into may be said from now on. */
  drawn(): void {
    this.#burstsBefore = this.#bursts;
    this.#bursts = null;
  }

  /** After what is on its way. */
  async stop(): Promise<void> {
    await Promise.all(this.#sent);
  }

  #sealed(): Ready | null {
    const { origin, supply, purse, outbox } = this.#options;
    const organisation = supply.organisation();
    if (organisation === null) return null;
    const { gateway, letters } = organisation;
    const burst = outbox.next(() => purse.take());
    const asked = encapsulate(burst === null ? DUMMY : posting(burst), "slot", gateway, origin);
    return { asked, burst, origin, gateway, letters };
  }

  async #exchange(ready: Ready): Promise<void> {
    const { relay, supply, outbox } = this.#options;
    let isAnswered = false;
    let failure: CoverFailureCode | null;
    try {
      const response = await exchange(relay, ready);
      isAnswered = response.status < 500;
      failure = judge(response, ready);
    } catch (error) {
      failure = codeOf(error);
    }
    if (failure === "key_changed") supply.outdated(ready.gateway);
    if (ready.burst === null) this.#dummies = failure;
    else outbox.settle(isAnswered);
    if (ready.burst !== null && isAnswered) this.#bursts ??= failure;
  }

  #say(): void {
    if (this.#said !== "starting" && ++this.#times % SAID_EVERY !== 0) return;
    const state = this.#stateNow();
    if (state === this.#said) return;
    this.#said = state;
    this.#options.say(state);
  }

  #stateNow(): CoverState {
    const { failure } = this.#options.supply;
    if (failure === undefined || (failure === null && this.#dummies === undefined)) return "starting";
    return failure ?? this.#dummies ?? this.#burstsBefore ?? "works";
  }
}
