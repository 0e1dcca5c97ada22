// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { TransportError } from "../../client/transport.ts";
import { connectSlots, gatewayOf, useGateway, type SlotLine } from "../../client/worker/gateway.ts";
import { askObliviously, type Gateway } from "../../client/worker/oblivious.ts";
import { readOrganisation, type VouchedOrganisation } from "../../client/worker/organisation.ts";
import { Slots, type Sent } from "../../client/worker/slots.ts";
import { Browser } from "../server/staff/browser.ts";

// A page as a browser has it open: the client's own code, with a schedule of slots of its own, whatever is done on it.

/** Milliseconds; pages wait a minute. */
export const SLOT = 400;

const real = globalThis.fetch;

interface Door {
  /** Whoever serves the page. */
  readonly address: string;
  /** The relay's. */
  readonly relay: string;
  /** What the browser says it is. */
  readonly agent: string;
}

async function sendOne(gateway: Gateway, request: Parameters<typeof askObliviously>[2]): Promise<Sent> {
  try {
    return { state: "answered", response: await askObliviously(gateway, "slot", request) };
  } catch (error) {
    if (error instanceof TransportError) return { state: "unanswered" };
    throw error;
  }
}

export class Page {
  readonly #door: Door;
  readonly #browser = new Browser();
  #organisation: VouchedOrganisation | null = null;
  #gateway: Gateway | null = null;
  /** What is posted: at once until the schedule begins. */
  #post: SlotLine["post"] = async (request, onLeaving) => {
    onLeaving(Date.now(), false);
    const sent = await this.#send(request);
    return sent.state === "answered" ? sent.response : null;
  };

  private constructor(door: Door) {
    this.#door = door;
  }

  /** Reads what every page reads when it is opened. */
  static async open(door: Door): Promise<Page> {
    const page = new Page(door);
    page.#organisation = await page.does(readOrganisation);
    page.#gateway = gatewayOf(page.organisation);
    useGateway(page.#gateway);
    return page;
  }

  get organisation(): VouchedOrganisation {
    if (this.#organisation === null) throw new Error("not opened");
    return this.#organisation;
  }

  /** From now on it has its slots, so many of them: worlds last equally long. @returns when the last was answered */
  begin(count: number): Promise<unknown> {
    const sending: Promise<Sent>[] = [];
    return new Promise((resolve) => {
      const slots = new Slots(SLOT, {
        send: (request) => {
          const sent = this.#send(request);
          sending.push(sent);
          if (sending.length === count) {
            slots.stop();
            resolve(Promise.all(sending));
          }
          return sent;
        },
        onStale: () => undefined,
        now: () => Date.now(),
        after: (milliseconds, run) => {
          const timer = setTimeout(run, milliseconds);
          return () => clearTimeout(timer);
        },
      });
      this.#post = (request, onLeaving) => slots.post(request, onLeaving);
    });
  }

  #send(request: Parameters<typeof askObliviously>[2]): Promise<Sent> {
    if (this.#gateway === null) throw new Error("no gateway");
    const before = globalThis.fetch;
    globalThis.fetch = this.#fetch;
    // It asks at once; what comes after that needs no `fetch`.
    const sending = sendOne(this.#gateway, request);
    globalThis.fetch = before;
    return sending;
  }

  /** Runs client code on this page. One page at a time does something; the slots of all go on. */
  async does<T>(work: () => Promise<T>): Promise<T> {
    connectSlots({ use: () => undefined, post: (request, onLeaving) => this.#post(request, onLeaving) });
    globalThis.fetch = this.#fetch;
    try {
      return await work();
    } finally {
      globalThis.fetch = real;
    }
  }

  readonly #fetch: typeof fetch = async (input, init = {}) => {
    if (typeof input !== "string") return real(input, init);
    const { address, relay, agent } = this.#door;
    const path = input.replace(/^https?:\/\/[^/]+/u, "");
    const isNamed = init.credentials === "same-origin";
    const headers = new Headers(init.headers);
    headers.set("User-Agent", agent);
    if (isNamed) headers.set("Cookie", this.#browser.cookiesFor(address + path));
    const { method = "GET", body = null, signal = null } = init;
    const response = await real((path === "/v1/oblivious" ? relay : address) + path, { method, headers, body, signal });
    if (isNamed) this.#browser.remember(response);
    return response;
  };
}
