// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Page } from "playwright-core";
import { requireAccessible } from "./page.ts";

// What a confidential advisor does at the desk.

const press = (page: Page, name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();

export async function signIn(page: Page, board: string, phrase: string): Promise<void> {
  await page.goto(board);
  await page.getByRole("heading", { level: 1, name: "Inloggen" }).waitFor();
  await requireAccessible(page);
  await page.getByLabel("Uw zes woorden").fill(phrase);
  await press(page, "Inloggen");
  await page.locator(".ts-queue").waitFor();
  await requireAccessible(page);
}

/** Titles of what is open in the queue, from the top. */
export function queueOn(page: Page): Promise<string[]> {
  return page.locator(".ts-queue > ol .ts-title").allInnerTexts();
}

export async function openCase(page: Page, title: string): Promise<void> {
  await page.locator(".ts-queue button", { hasText: title }).click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  await requireAccessible(page);
}

/** Says in the open case that it was read. */
export async function markSeen(page: Page): Promise<void> {
  await press(page, "Meld dat u het gelezen hebt");
  await page.getByText("Gemeld. De melder ziet het vanaf").waitFor();
  await requireAccessible(page);
}

export async function reply(page: Page, text: string): Promise<void> {
  await page.getByLabel("Uw antwoord").fill(text);
  await press(page, "Antwoord sturen");
  await page.getByText("Uw bericht is bewaard").waitFor();
  await requireAccessible(page);
}

/** @param outcome as the page calls it, such as "Deels overgenomen" */
export async function closeCase(page: Page, outcome: string, reasons: string): Promise<void> {
  await page.getByText("Afsluiten met redenen").click();
  await page.getByRole("radio", { name: outcome, exact: true }).check();
  await page.getByLabel("De redenen").fill(reasons);
  await requireAccessible(page);
  await press(page, "Signaal afsluiten");
  await page.getByRole("heading", { name: "Dit signaal is afgesloten" }).waitFor();
  await requireAccessible(page);
}
