// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Locator, Page } from "playwright-core";

/** How somebody works a page: with a mouse, or with nothing but a keyboard. */
export interface Hands {
  readonly page: Page;
  press(name: string): Promise<void>;
  write(label: string, text: string): Promise<void>;
  choose(option: string): Promise<void>;
}

/** By the first words of its label: help may follow. */
function option(page: Page, name: string): Locator {
  const start = new RegExp(`^${name.replaceAll(/[.?()]/g, "\\$&")}`, "u");
  return page
    .getByRole("radio", { name: start })
    .or(page.getByRole("checkbox", { name: start }))
    .first();
}

/** A button, or a link that looks like one. */
const button = (page: Page, name: string): Locator =>
  page
    .getByRole("button", { name, exact: true })
    .or(page.getByRole("link", { name, exact: true }))
    .first();

export function withMouse(page: Page): Hands {
  return {
    page,
    press: (name) => button(page, name).click(),
    write: (label, text) => page.getByLabel(label, { exact: true }).fill(text),
    choose: (name) => option(page, name).check(),
  };
}

const STOPS = 200;

const isFocused = async (target: Locator): Promise<boolean> =>
  (await target.and(target.page().locator(":focus")).count()) > 0;

/** Tab after Tab, as often as a page has stops; who cannot get there that way cannot get there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stop = 0; stop < STOPS; stop++) {
    if (await isFocused(target)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`no Tab leads to ${String(target)}`);
}

/** Into a group of radio buttons by Tab, and to one of them by the arrows. */
async function arrowTo(page: Page, target: Locator): Promise<void> {
  const name = (await target.getAttribute("name")) ?? "";
  const isInside = async (): Promise<boolean> =>
    (await page.locator(":focus").count()) > 0 && (await page.locator(":focus").getAttribute("name")) === name;
  for (let stop = 0; !(await isInside()); stop++) {
    if (stop > STOPS) throw new Error(`no Tab leads to ${name}`);
    await page.keyboard.press("Tab");
  }
  if (!(await target.isChecked())) await page.keyboard.press("Space");
  for (let step = 0; !(await target.isChecked()); step++) {
    if (step > STOPS) throw new Error(`no arrow leads to an option of ${name}`);
    await page.keyboard.press("ArrowDown");
  }
}

export function withKeyboard(page: Page): Hands {
  return {
    page,
    async press(name) {
      await tabTo(page, button(page, name));
      await page.keyboard.press("Enter");
    },
    async write(label, text) {
      const field = page.getByLabel(label, { exact: true });
      await tabTo(page, field);
      if ((await field.getAttribute("type")) === "date") await field.fill(text);
      else await page.keyboard.insertText(text);
    },
    async choose(name) {
      const target = option(page, name);
      if ((await target.getAttribute("type")) === "radio") return arrowTo(page, target);
      await tabTo(page, target);
      await page.keyboard.press("Space");
    },
  };
}
