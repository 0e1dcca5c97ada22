// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import encodeQR from "qr";

// Pictures of QR codes as people hold them before a camera or photograph them.

/** White light on paper is not white, and ink is not black. */
const PAPER = 225;
const INK = 40;
const TABLE = 150;
const QUIET_ZONE = 4;

interface Picture {
  readonly width: number;
  readonly height: number;
  /** One byte a pixel, row by row. */
  readonly luma: Uint8Array<ArrayBuffer>;
}

/** A code in the middle of a table, as high as `share` of the picture. */
export function pictureOf(text: string, width: number, height: number, share: number): Picture {
  const matrix = encodeQR(text, "raw", { ecc: "medium", border: QUIET_ZONE });
  const square = (height * share) / matrix.length;
  const [left, top] = [(width - square * matrix.length) / 2, (height - square * matrix.length) / 2];
  const luma = new Uint8Array(width * height).fill(TABLE);
  for (let y = Math.ceil(top); y < height - top; y++) {
    for (let x = Math.ceil(left); x < width - left; x++) {
      const isInk = matrix[Math.floor((y - top) / square)]?.[Math.floor((x - left) / square)];
      if (isInk !== undefined) luma[y * width + x] = isInk ? INK : PAPER;
    }
  }
  return { width, height, luma };
}

/** A film of one picture after another, in YUV4MPEG2, which Chromium takes for a camera. */
export function filmOf(pictures: readonly Picture[]): Buffer {
  const [{ width, height } = { width: 0, height: 0 }] = pictures;
  const grey = Buffer.alloc((width * height) / 2, 128);
  const frames = pictures.flatMap(({ luma }) => [Buffer.from("FRAME\n"), Buffer.from(luma), grey]);
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F5:1 Ip A1:1 C420jpeg\n`), ...frames]);
}
