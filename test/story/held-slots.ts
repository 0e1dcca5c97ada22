// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { BrowserContext, Page } from "playwright-core";

// The Worker that keeps the slots, with a clock that stands still until a test moves it: what leaves at a moment and what leaves because
// somebody did something can then be told apart without looking at a watch.

// Put before the Worker's program. The other Worker, which has the keys, keeps its own clock.
const CLOCK = `{
  const { setTimeout: set, clearTimeout: clear } = self;
  const { now } = Date;
  const timers = new Map();
  let held = null;
  let last = 0;
  Date.now = () => held ?? now();
  self.setTimeout = (run, milliseconds, ...more) => {
    if (held === null) return set(run, milliseconds, ...more);
    timers.set(--last, { run, at: held + milliseconds });
    return last;
  };
  self.clearTimeout = (timer) => void (timers.delete(timer) || clear(timer));
  self.addEventListener("message", ({ data }) => {
    if (data.kind === "answer") held ??= now();
  });
  const channel = new BroadcastChannel("held-slots");
  channel.onmessage = ({ data }) => {
    if (held === null || data.move === undefined) return;
    held += data.move;
    const due = [...timers].filter(([, { at }]) => at <= held);
    for (const [timer] of due) timers.delete(timer);
    for (const [, { run }] of due) run();
    channel.postMessage({ answers: data.id, ran: due.length, planned: timers.size });
  };
}
`;

/** For every page that is opened in it from now on. */
export async function holdSlots(context: BrowserContext): Promise<void> {
  // A program that a test hands out comes from nowhere, and may ask this machine for nothing by itself.
  await context.grantPermissions(["local-network-access"]);
  await context.route("**/assets/worker-*.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: CLOCK + (await response.text()) });
  });
}

interface Moved {
  readonly ran: number;
  /** What waits for a later moment. */
  readonly planned: number;
}

/** @param patience milliseconds */
function move(page: Page, milliseconds: number, patience: number): Promise<Moved> {
  return page.evaluate<Moved>(`new Promise((resolve) => {
    const channel = new BroadcastChannel("held-slots");
    const id = crypto.randomUUID();
    const end = (moved) => {
      channel.close();
      resolve(moved);
    };
    channel.onmessage = ({ data }) => data.answers === id && end(data);
    channel.postMessage({ id, move: ${milliseconds} });
    setTimeout(() => end({ ran: 0, planned: 0 }), ${patience});
  })`);
}

/** Once the page knows what to seal to. */
export async function untilPlanned(page: Page): Promise<void> {
  while ((await move(page, 0, 1_000)).planned === 0);
}

/** The next moment comes. @param seconds between two @returns how much it set off */
export async function nextSlot(page: Page, seconds: number): Promise<number> {
  return (await move(page, seconds * 1000, 20_000)).ran;
}
