// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Page } from "playwright-core";
import { expect } from "vitest";
import { holdSlots } from "./held-slots.ts";
import { Leg } from "./leg.ts";
import { SLOT } from "./moments.ts";
import { NARROW, openPage, type WatchedPage } from "./page.ts";
import { openStage } from "./stage.ts";
import { comeBack, SMALL_SIGNAL } from "./submitter.ts";
import { Traffic } from "./traffic.ts";

/** As the relay sees whoever comes, and the board the relay. */
export const VISITOR = "127.31.7.9";
const RELAY = "127.31.7.10";
export const AGENT = "Zeldzaam/7.31 (kwartsbrowser)";

interface Apart extends ReturnType<typeof openStage> {
  readonly front: Leg;
  readonly back: Leg;
  open(viewport?: typeof NARROW): Promise<WatchedPage>;
  /** With slots that leave when a test says so. */
  openHeld(viewport?: typeof NARROW): Promise<WatchedPage>;
  /** Comes back with the codename, and waits until its signal is there. */
  follow(page: Page, words: readonly string[]): Promise<void>;
  advisorPhrase(): Promise<string>;
  /** Of the log, once nothing more is to come. */
  settledSize(): Promise<number>;
}

/** The relay in a process of its own, and somebody who watches the cable on both sides of it. */
export function openApart(): Apart {
  const [front, back] = [new Leg(VISITOR), new Leg(RELAY)];
  const stage = openStage({ SLOT_INTERVAL_MS: `${SLOT * 1000}` }, [], { front, back });
  const { application, browser } = stage;
  const open = (viewport = NARROW): Promise<WatchedPage> =>
    openPage(browser(), new Traffic(), viewport, { userAgent: AGENT });
  const logSize = async (): Promise<number> => {
    const checkpoint = await (await fetch(`${application.board}/v1/logs/letters/checkpoint`)).text();
    return Number(checkpoint.split("\n")[1]);
  };
  return {
    ...stage,
    front,
    back,
    open,
    async openHeld(viewport) {
      const visit = await open(viewport);
      await holdSlots(visit.context);
      return visit;
    },
    async follow(page, words) {
      await comeBack(page, application.relay, words);
      await page.getByText("Deze pagina heeft dat zelf nagerekend").waitFor();
    },
    async advisorPhrase() {
      return (await application.members()).find(({ team }) => team === SMALL_SIGNAL.team)?.phrase ?? "";
    },
    async settledSize() {
      let size = -1;
      const isSettled = async (): Promise<boolean> => {
        const before = size;
        size = await logSize();
        return size === before;
      };
      // More than the interval of the log.
      await expect.poll(isSettled, { interval: 2_500, timeout: 30_000 }).toBe(true);
      return size;
    },
  };
}
