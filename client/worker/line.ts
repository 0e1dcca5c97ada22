// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { ObliviousRequest, ObliviousResponse } from "#crypto";
import type { Line } from "../protocol/index.ts";
import { TransportError } from "../transport.ts";
import { connectSlots } from "./gateway.ts";
import { askObliviously, type Gateway } from "./oblivious.ts";
import { Slots, type OnLeaving, type Sent } from "./slots.ts";
import { newestOrganisation } from "./vouched.ts";

// Between the Worker that has the keys and the one that keeps the slots, which has none: nothing the first does, however long it
// takes, moves a slot.

type ToSlots =
  | { readonly kind: "gateway"; readonly gateway: Gateway }
  | { readonly kind: "post"; readonly id: number; readonly request: ObliviousRequest };

type FromSlots =
  | { readonly kind: "leaving"; readonly id: number; readonly at: number; readonly isAgain: boolean }
  | { readonly kind: "answered"; readonly id: number; readonly response: ObliviousResponse | null }
  | { readonly kind: "stale" };

interface Asked {
  readonly onLeaving: OnLeaving;
  readonly resolve: (response: ObliviousResponse | null) => void;
}

let waiting = new Map<number, Asked>();

/** At the end of the Worker that has the keys. Where the other one was replaced, what it was asked gets no answer. */
function askOver(port: MessagePort): void {
  for (const { resolve } of waiting.values()) resolve(null);
  const asked = (waiting = new Map<number, Asked>());
  let next = 0;
  const say = (message: ToSlots): void => port.postMessage(message);
  port.addEventListener("message", ({ data }: MessageEvent<FromSlots>) => {
    if (data.kind === "stale") {
      // Every page reads then, whatever it was doing; what is wrong is said where something is asked for.
      void newestOrganisation().catch(() => undefined);
      return;
    }
    const each = asked.get(data.id);
    if (data.kind === "leaving") each?.onLeaving(data.at, data.isAgain);
    else {
      asked.delete(data.id);
      each?.resolve(data.response);
    }
  });
  port.start();
  connectSlots({
    use: (gateway) => say({ kind: "gateway", gateway }),
    post: (request, onLeaving) =>
      new Promise((resolve) => {
        const id = next++;
        asked.set(id, { onLeaving, resolve });
        say({ kind: "post", id, request });
      }),
  });
}

/** Some answers mean that it was not read at all, and some are none. Anything else is a defect. */
async function sendOne(gateway: Gateway, request: ObliviousRequest | null): Promise<Sent> {
  try {
    return { state: "answered", response: await askObliviously(gateway, "slot", request) };
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    return { state: error.isStaleKey ? "stale" : "unanswered" };
  }
}

/** At the end of the Worker that keeps the slots, for as long as the page is open. */
class SlotKeeper {
  #gateway: Gateway | null = null;
  #slots: Slots | null = null;
  readonly #ports = new Map<number, MessagePort>();

  /** Another Worker asks from now on. */
  answerOver(number: number, port: MessagePort): void {
    this.#ports.set(number, port);
    port.addEventListener("message", ({ data }: MessageEvent<ToSlots>) => {
      if (data.kind === "gateway") this.#use(data.gateway);
      else void this.#post(port, data.id, data.request);
    });
    port.start();
  }

  /** The Worker at the other end is no more: what it asked for and has not left yet stays here. */
  forget(number: number): void {
    const port = this.#ports.get(number);
    this.#ports.delete(number);
    port?.close();
    this.#slots?.drop(port);
  }

  /** The schedule begins with the first, and stays. */
  #use(gateway: Gateway): void {
    this.#gateway = gateway;
    this.#slots ??= new Slots(gateway.interval, {
      send: (request) => sendOne(this.#gateway ?? gateway, request),
      onStale: () => this.#sayToAll({ kind: "stale" }),
      now: () => Date.now(),
      after: (milliseconds, run) => {
        const timer = setTimeout(run, milliseconds);
        return () => clearTimeout(timer);
      },
    });
  }

  #sayToAll(message: FromSlots): void {
    for (const port of this.#ports.values()) port.postMessage(message);
  }

  async #post(port: MessagePort, id: number, request: ObliviousRequest): Promise<void> {
    const say = (message: FromSlots): void => port.postMessage(message);
    const leaving: OnLeaving = (at, isAgain) => say({ kind: "leaving", id, at, isAgain });
    // A defect is seen on the console; whoever posts is told that there was no answer.
    const posted = this.#slots?.post(request, leaving, port).catch((error: unknown) => {
      reportError(error);
      return null;
    });
    const response = (await posted) ?? null;
    say({ kind: "answered", id, response });
  }
}

const keeper = new SlotKeeper();

/** What the page says of the other Worker. */
export function takeLine(line: Line, port: MessagePort | undefined): void {
  if (line.kind === "gone") keeper.forget(line.number);
  if (port === undefined) return;
  if (line.kind === "ask") askOver(port);
  if (line.kind === "answer") keeper.answerOver(line.number, port);
}
