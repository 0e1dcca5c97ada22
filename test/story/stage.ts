// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Browser } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { Application, type Legs } from "./application.ts";
import { launchChromium } from "./chromium.ts";
import { foundedHere } from "./founded.ts";
import { Sealed } from "./sealed.ts";

/**
 * The whole program and a browser, for all tests of a file. The browser is there once they run, and so are the gateway's keys.
 * @param more arguments of the browser
 * @param legs where the relay is a process of its own
 */
export function openStage(
  environment: Readonly<Record<string, string>> = {},
  more: readonly string[] = [],
  legs: Legs | null = null,
): {
  readonly application: Application;
  readonly browser: () => Browser;
  readonly sealed: () => Sealed;
} {
  const application = new Application(environment, legs);
  let browser: Browser | undefined;
  let sealed: Sealed | undefined;
  beforeAll(async () => {
    await application.start(legs === null ? await foundedHere() : {});
    sealed = await Sealed.of(application);
    browser = await launchChromium(more);
  });
  afterAll(async () => {
    await browser?.close();
    await application.close();
  });
  return {
    application,
    browser() {
      if (browser === undefined) throw new Error("the stage opens before the first test");
      return browser;
    },
    sealed() {
      if (sealed === undefined) throw new Error("the stage opens before the first test");
      return sealed;
    },
  };
}
