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
    const planned = [...timers].sort(([, a], [, b]) => a.at - b.at);
    if (data.move && planned.length > 0) {
      const [timer, { run, at }] = planned[0];
      timers.delete(timer);
      held = Math.max(held, at);
      run();
    }
    channel.postMessage({ answers: data.id, planned: planned.map(([, { at }]) => at) });
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

/** @param patience milliseconds @returns what was planned, before the first of it was run, if that was asked for: Unix milliseconds */
function plannedOn(page: Page, move: boolean, patience: number): Promise<number[]> {
  return page.evaluate<number[]>(`new Promise((resolve) => {
    const channel = new BroadcastChannel("held-slots");
    const id = crypto.randomUUID();
    const end = (planned) => {
      channel.close();
      resolve(planned);
    };
    channel.onmessage = ({ data }) => data.answers === id && end(data.planned);
    channel.postMessage({ id, move: ${String(move)} });
    setTimeout(() => end([]), ${patience});
  })`);
}

/** Once the page knows what to seal to. */
export async function untilPlanned(page: Page): Promise<void> {
  while ((await plannedOn(page, false, 1_000)).length === 0);
}

/** The next moment comes. @returns when that is, Unix milliseconds */
export async function nextSlot(page: Page): Promise<number> {
  const planned = await plannedOn(page, true, 20_000);
  const [at] = planned;
  if (at === undefined || planned.length > 1) throw new Error(`${planned.length} moments were planned`);
  return at;
}
