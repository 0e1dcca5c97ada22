// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { EMPLOYEES } from "../../server/demo/organisation.ts";
import { NARROW, openPage, requireAccessible, WIDE } from "./page.ts";
import { openStage } from "./stage.ts";
import { Traffic } from "./traffic.ts";

/** As small as WCAG 2.2 asks for: 1280 pixels at 400 %. */
const SMALLEST = { width: 320, height: 640 };

const { application, browser } = openStage();

test("sign-in: by keyboard alone somebody of the staff is there and back, and no address says who", async () => {
  for (const [i, viewport] of [WIDE, NARROW, SMALLEST].entries()) {
    const { context, page, complaints } = await openPage(browser(), new Traffic(), viewport);
    const addresses: string[] = [];
    page.on("framenavigated", (frame) => addresses.push(frame.url()));
    await page.goto(`${application.issuer}/sign-in`);
    await page.getByRole("heading", { level: 1, name: "Proef: inloggen bij uw organisatie" }).waitFor();
    await requireAccessible(page);
    for (const colorScheme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme });
      await requireAccessible(page);
    }
    const { name = "", subject = "", email = "" } = EMPLOYEES[i] ?? {};
    for (let tabs = 0; tabs <= i; tabs++) await page.keyboard.press("Tab");
    await page.locator("button:focus").filter({ hasText: name }).waitFor();
    await page.keyboard.press("Enter");
    // The browser holds the whole way back to what the provider's page allows a form.
    await page.waitForURL(`${application.issuer}/`);
    const answer = await context.request.get(`${application.issuer}/v1/passes/mine`);
    expect(answer.status()).toBe(200);
    for (const known of [name, subject, email]) expect(addresses.join()).not.toContain(encodeURIComponent(known));
    // No script reads what the session is.
    expect(await page.evaluate("document.cookie")).not.toContain("passes");
    expect(complaints.filter((text) => text.includes("Content Security Policy"))).toEqual([]);
    await context.close();
  }
});
