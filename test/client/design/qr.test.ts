// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import decodeQR from "qr/decode.js";
import { expect, test } from "vitest";
import { qrMatrix, qrPath } from "../../../client/design/qr.ts";

const PIXELS = 4;

/** What a path of `M x y h n v1 h-n z` paints, as a picture that a reader is given. */
function painted(path: string, size: number): { width: number; height: number; data: Uint8Array } {
  const width = size * PIXELS;
  const data = new Uint8Array(width * width).fill(255);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * PIXELS; row < (Number(y) + 1) * PIXELS; row++) {
      const start = row * width + Number(x) * PIXELS;
      data.fill(0, start, start + Number(length) * PIXELS);
    }
  }
  const rgba = new Uint8Array(data.length * 4).fill(255);
  for (const [i, grey] of data.entries()) rgba.fill(grey, i * 4, i * 4 + 3);
  return { width, height: width, data: rgba };
}

const CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
/** As long as the text of a pass, with every character that it can have. */
const PASS_LIKE = CHARACTERS.repeat(20).slice(0, 869);

test("qr: a code as long as a pass is drawn so that a reader reads it", () => {
  const matrix = qrMatrix(PASS_LIKE, "low");
  expect(decodeQR(painted(qrPath(matrix), matrix.length))).toBe(PASS_LIKE);
});

test("qr: the words of a card are read back, with the correction that paper needs", () => {
  const words = "APPEL BOOM CITROEN DORP EZEL FIETS GANS HAVEN";
  const matrix = qrMatrix(words, "medium");
  expect(decodeQR(painted(qrPath(matrix), matrix.length))).toBe(words);
});

test("qr: a pass fits 85 modules, and four of white stand around it", () => {
  const matrix = qrMatrix(PASS_LIKE, "low");
  expect(matrix.length).toBe(85 + 2 * 4);
  const dark = matrix.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [[x, y]] : []))).flat();
  expect([Math.min(...dark), Math.max(...dark)]).toEqual([4, 88]);
});

test("qr: a path paints each dark module once and no other", () => {
  const matrix = [
    [false, true, true],
    [true, false, true],
    [false, false, false],
  ];
  expect(qrPath(matrix)).toBe("M1 0h2v1h-2zM0 1h1v1h-1zM2 1h1v1h-1z");
});
