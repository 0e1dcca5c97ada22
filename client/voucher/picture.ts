// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { CodeReader } from "./code-reader.ts";

/** Longest side in pixels, tried in this order: large codes are found in the small picture, and fine ones in the large. */
const SIDES = [2_000, 900] as const;
/** Around it, so that a picture that ends with the code has the white edge that readers look for. */
const EDGE = 0.06;
const PATIENCE_MS = 1_500;

/** @returns null for a file that is no picture */
export async function openPicture(file: Blob): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(file);
  } catch {
    return null;
  }
}

function pixelsOf(picture: ImageBitmap, side: number): ImageData {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const edge = Math.ceil(Math.max(width, height) * EDGE);
  const canvas = new OffscreenCanvas(width + 2 * edge, height + 2 * edge);
  const context = canvas.getContext("2d");
  if (context === null) throw new TypeError("no canvas to draw on");
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, edge, edge, width, height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** @returns the text of the code in it, or null where none was found */
export async function codeIn(picture: ImageBitmap): Promise<string | null> {
  const reader = new CodeReader();
  for (const side of SIDES) {
    const text = await reader.read(pixelsOf(picture, side), PATIENCE_MS);
    if (text !== null) return text;
  }
  return null;
}
