// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Page } from "playwright-core";
import { requireAccessible } from "./page.ts";

// What a confidential advisor does at the desk.

export async function signIn(page: Page, board: string, phrase: string): Promise<void> {
  await page.goto(board);
  await page.getByRole("heading", { level: 1, name: "Inloggen" }).waitFor();
  await requireAccessible(page);
  await page.getByLabel("Uw zes woorden").fill(phrase);
  await page.getByRole("button", { name: "Inloggen" }).click();
  // On a phone the empty queue gives way to a sentence.
  await page.locator(".ts-queue").waitFor({ state: "attached" });
  await requireAccessible(page);
}

/** Titles in the queue, from the top. */
export function queueOn(page: Page): Promise<string[]> {
  return page.locator(".ts-queue .ts-title").allInnerTexts();
}

export async function openCase(page: Page, title: string): Promise<void> {
  await page.locator(".ts-queue button", { hasText: title }).click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  await requireAccessible(page);
}

export async function reply(page: Page, text: string): Promise<void> {
  await page.getByLabel("Uw antwoord").fill(text);
  await page.getByRole("button", { name: "Antwoord sturen" }).click();
  await page.getByText("Uw bericht is bewaard").waitFor();
  await requireAccessible(page);
}
