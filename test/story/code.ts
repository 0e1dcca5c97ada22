// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Browser, Locator } from "playwright-core";
import decodeQR from "qr/decode.js";

// Reads the pixels that somebody's camera would see. The page itself may not look at a picture (its policy), so another one does.

const PIXELS = `async (base64) => {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext("2d");
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  let grey = "";
  for (let i = 0; i < data.length; i += 4) grey += String.fromCharCode(data[i]);
  return { width, height, grey: btoa(grey) };
}`;

interface Picture {
  readonly width: number;
  readonly height: number;
  /** One byte a pixel, base64. */
  readonly grey: string;
}

/** Text of the QR code that is drawn there. */
export async function readCode(browser: Browser, drawn: Locator): Promise<string> {
  const png = await drawn.screenshot();
  const context = await browser.newContext();
  const page = await context.newPage();
  const { width, height, grey } = await page.evaluate<Picture>(`(${PIXELS})("${png.toString("base64")}")`);
  await context.close();
  const data = new Uint8Array(width * height * 4).fill(255);
  for (const [i, value] of Buffer.from(grey, "base64").entries()) data.fill(value, i * 4, i * 4 + 3);
  return decodeQR({ width, height, data });
}
