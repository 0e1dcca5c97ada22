// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Page } from "playwright-core";
import { expect } from "vitest";
import { SIZE_CLASSES } from "#crypto";
import type { Application } from "./application.ts";
import { nextSlot, untilPlanned } from "./held-slots.ts";
import type { Carried, Leg } from "./leg.ts";

/** Seconds between two slots. */
export const SLOT = 2;

export const isSlot = ({ method, path, body }: Carried): boolean =>
  method === "POST" && path === "/v1/oblivious" && body.length === SIZE_CLASSES.slot.request;

interface Way {
  readonly application: Application;
  readonly front: Leg;
}

/** Of one visitor whose slots leave when a test says that their moment has come. Others may not come this way meanwhile. */
export class Moments {
  readonly #page: Page;
  readonly #front: Leg;
  readonly #relay: string;
  readonly #from: number;
  #count = 0;
  #interval: number | null = null;

  private constructor(page: Page, { front, application }: Way) {
    this.#page = page;
    this.#front = front;
    this.#relay = application.relay;
    this.#from = front.arrived.length;
  }

  /** Until a page knows what to seal to it has no schedule. */
  static async of(page: Page, way: Way): Promise<Moments> {
    const moments = new Moments(page, way);
    await untilPlanned(page);
    // A browser that asks somebody at each request does not let one page write to another's origin by itself.
    await page.context().unrouteAll({ behavior: "wait" });
    return moments;
  }

  /** A browser sends a request once more by itself where the connection breaks before there is an answer: the same bytes. */
  slots(): Carried[] {
    const slots = this.#front.arrived.slice(this.#from).filter(isSlot);
    return [...new Map(slots.map((slot) => [slot.body.toString("base64"), slot])).values()];
  }

  get count(): number {
    return this.#count;
  }

  async #left(): Promise<void> {
    this.#count++;
    await expect.poll(() => this.slots().length, { timeout: 10_000 }).toBe(this.#count);
  }

  /** At the next one, which is in the next interval, something leaves, and one thing. @param how alone: there is nobody who answers */
  async pass({ isAlone = false } = {}): Promise<void> {
    const interval = Math.floor((await nextSlot(this.#page)) / (SLOT * 1000));
    if (this.#interval !== null) expect(interval).toBe(this.#interval + 1);
    this.#interval = interval;
    await this.#left();
    if (!isAlone) await this.still();
  }

  /** Nothing has left since. What did would have come by before this question. */
  async still(): Promise<void> {
    await this.#page.evaluate(
      `fetch("${this.#relay}/v1/configuration", { mode: "no-cors" }).then(() => null, () => null)`,
    );
    expect(this.slots()).toHaveLength(this.#count);
  }
}

// A clock that stands still may be behind the page's.
const WITHIN = "(?:tien tellen|een minuut)";
export const EXCHANGED = new RegExp(`Uw pas of kaart wordt ingewisseld\\. Dat vertrekt binnen ${WITHIN}\\.`, "u");
export const LEAVES = new RegExp(`Vertrekt binnen ${WITHIN}\\. Laat deze pagina open\\.`, "u");
export const AGAIN = new RegExp(
  `Er kwam geen antwoord\\. Het vertrekt binnen ${WITHIN} nog eens, en komt één keer aan\\.`,
  "u",
);

/** Types the codename back, up to where the card waits for its slot. */
export async function sendTyped(page: Page, words: readonly string[]): Promise<void> {
  await page.getByRole("button", { name: "Ik heb ze opgeschreven" }).click();
  await page.getByLabel("Alle zeven woorden").fill(words.join(" "));
  await page.getByRole("button", { name: "Versturen", exact: true }).click();
  await page.getByText(EXCHANGED).waitFor();
}
