// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, vi } from "vitest";
import type { Leaving } from "../../../client/protocol/index.ts";
import type { Gateway } from "../../../client/worker/oblivious.ts";
import type * as Slotting from "../../../client/worker/slots.ts";
import type { StaffCall } from "../../../client/worker/staff-calls.ts";
import type { ThreadCall } from "../../../client/worker/thread-calls.ts";
import type { Handlers, newestOrganisation } from "../../../client/worker/vouched.ts";
import type { Exchange, Visitor, Wire } from "../../unlinkability/wire.ts";

type Sent = Slotting.Sent;

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

const INTERVAL = 60_000;

/** A page's Workers in this process: modules of its own, and slots that pass when a test says so. */
export class PageWorker {
  readonly #wire: Wire;
  visitor: Visitor;
  #time = 0;
  #timer: Timer | null = null;
  #going: Promise<unknown> = Promise.resolve();
  /** Things that were given to leave in a slot. */
  given = 0;
  readonly told: Leaving[] = [];
  readonly calls: Handlers<ThreadCall | StaffCall>;
  readonly newestOrganisation: typeof newestOrganisation;

  private constructor(wire: Wire, visitor: Visitor, calls: PageWorker["calls"], newest: typeof newestOrganisation) {
    this.#wire = wire;
    this.visitor = visitor;
    this.calls = calls;
    this.newestOrganisation = newest;
  }

  static async open(wire: Wire, visitor: Visitor): Promise<PageWorker> {
    vi.resetModules();
    const { connectSlots } = await import("../../../client/worker/gateway.ts");
    const { askObliviously } = await import("../../../client/worker/oblivious.ts");
    const { Slots } = await import("../../../client/worker/slots.ts");
    const { threadHandlers } = await import("../../../client/worker/thread-session.ts");
    const { staffHandlers } = await import("../../../client/worker/staff.ts");
    const { newestOrganisation: newest } = await import("../../../client/worker/vouched.ts");
    const { TransportError } = await import("../../../client/transport.ts");
    const page = new PageWorker(wire, visitor, { ...threadHandlers, ...staffHandlers }, newest);
    let gateway: Gateway | null = null;
    const send = async (request: Parameters<typeof askObliviously>[2]): Promise<Sent> => {
      if (gateway === null) throw new Error("no gateway was read");
      try {
        return { state: "answered", response: await askObliviously(gateway, "slot", request) };
      } catch (error) {
        if (!(error instanceof TransportError)) throw error;
        return { state: error.isStaleKey ? "stale" : "unanswered" };
      }
    };
    const slots = new Slots(INTERVAL, {
      send: (request) => {
        const sent = send(request);
        page.#going = sent;
        return sent;
      },
      onStale: () => {
        page.#going = newest();
      },
      now: () => page.#time,
      after: (milliseconds, run) => {
        page.#timer = { at: page.#time + milliseconds, run };
        return () => (page.#timer = null);
      },
    });
    connectSlots({
      use: (read) => (gateway = read),
      post: (request, onLeaving) => {
        page.given++;
        return slots.post(request, onLeaving);
      },
    });
    return page;
  }

  /** As something that the page asks its Worker. */
  does<T>(work: (page: PageWorker) => Promise<T>): Promise<T> {
    return this.#wire.on(this.visitor, () => work(this));
  }

  /** The next slot passes, with what waits for it. @param given as many things as must have been given by then */
  async slot(given = 0): Promise<void> {
    await expect.poll(() => this.given, { timeout: 30_000 }).toBeGreaterThanOrEqual(given);
    const timer = this.#timer;
    if (timer === null) throw new Error("no slot is coming");
    this.#time = timer.at;
    await this.does(async () => {
      timer.run();
      await this.#going;
      // Where it found another key, the reading that it began.
      await this.#going;
    });
  }

  readonly onLeaving = (leaving: Leaving): void => {
    this.told.push(leaving);
  };
}

const SHOWN_HEADERS = ["content-type", "content-length", "cache-control"];

/** What network and relay see of an exchange, and the board of what is not sealed: all but what is random in it. */
export function outside({ who, party, method, path, status, ...exchange }: Exchange): string {
  const { requestHeaders, requestBody, responseHeaders, responseBody } = exchange;
  const asked = requestHeaders.map(([name, value]) => `${name} ${value.length}`).join(", ");
  const answered = responseHeaders.filter(([name]) => SHOWN_HEADERS.includes(name)).join(", ");
  return `${who ?? "nobody"} at ${party}: ${method} ${path} ${status} ${requestBody.length}→${responseBody.length} (${asked}; ${answered})`;
}
