// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import type { Traffic } from "./traffic.ts";

/** A page that remembers what the browser refused or complained about. */
export interface WatchedPage {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Violations of the content security policy, uncaught errors, and errors on the console. */
  readonly complaints: readonly string[];
}

export interface Window {
  readonly width: number;
  readonly height: number;
}
export const WIDE: Window = { width: 1280, height: 900 };
export const NARROW: Window = { width: 390, height: 844 };

/** A browser profile of its own, as a person with another device has. */
export async function openPage(
  browser: Browser,
  traffic: Traffic,
  viewport = WIDE,
  more: Readonly<Pick<BrowserContextOptions, "userAgent">> = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport, locale: "nl-NL", reducedMotion: "reduce", ...more });
  traffic.watch(context);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" || message.text().includes("Content Security Policy"))
      complaints.push(message.text());
  });
  return { context, page, complaints };
}

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** No violation of WCAG 2.2 AA that a program can see, and nothing wider than the window. */
export async function requireAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode().analyze();
  const summary = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`,
  );
  expect(summary, await page.title()).toEqual([]);
  // Some browsers send what is typed to their maker for spelling or translation, unless a page says no.
  const offered = await page.evaluate(
    `[...document.querySelectorAll("textarea, input:not([type=radio], [type=checkbox])")].filter((field) => field.spellcheck || document.documentElement.translate).length`,
  );
  expect(offered, "fields whose text may be sent away for spelling or translation").toBe(0);
  const overflow = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
  expect(overflow, "wider than the window").toBeLessThanOrEqual(0);
}

/** Every word in what a browser would keep or show of a visit after a codename was typed. */
export async function tracesOf({ page, context }: WatchedPage): Promise<string[]> {
  const kept: unknown = await page.evaluate(`(async () => [
    location.href, document.title, document.referrer, history.state,
    Object.entries(localStorage), Object.entries(sessionStorage), document.cookie,
    await caches.keys(), (await indexedDB.databases()).map(({ name }) => name),
    (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
  ])()`);
  const cookies = (await context.cookies()).map(({ name, value }) => [name, value]);
  return JSON.stringify([kept, cookies])
    .toLowerCase()
    .split(/[^\p{L}]+/u);
}
