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
    if (held === null || typeof data !== "number") return;
    held += data;
    const due = [...timers].filter(([, { at }]) => at <= held);
    for (const [timer] of due) timers.delete(timer);
    for (const [, { run }] of due) run();
    channel.postMessage({ ran: due.length });
  };
}
`;

/** For every page that is opened in it from now on. */
export async function holdSlots(context: BrowserContext): Promise<void> {
  await context.route("**/assets/worker-*.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: CLOCK + (await response.text()) });
  });
}

/** The next moment comes. @param seconds between two @returns what it set off; 0 where there is no schedule yet */
export function nextSlot(page: Page, seconds: number): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve) => {
    const channel = new BroadcastChannel("held-slots");
    const end = (ran) => {
      channel.close();
      resolve(ran);
    };
    channel.onmessage = ({ data }) => end(data.ran);
    channel.postMessage(${seconds * 1000});
    setTimeout(() => end(0), 500);
  })`);
}
