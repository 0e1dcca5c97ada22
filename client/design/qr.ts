// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { html, type TemplateResult } from "lit";
import encodeQR, { type ErrorCorrection } from "qr";

/** Modules of white that a reader needs around a code (ISO/IEC 18004, 6.3.8). */
const QUIET_ZONE = 4;

/**
 * A QR code with its quiet zone, dark modules true.
 * @param text of the characters of alphanumeric mode
 */
export function qrMatrix(text: string, correction: ErrorCorrection): boolean[][] {
  return encodeQR(text, "raw", { ecc: correction, encoding: "alphanumeric", border: QUIET_ZONE });
}

/** Dark modules as one path, a stroke of rectangles for each row: an element for each would be thousands. */
export function qrPath(matrix: readonly (readonly boolean[])[]): string {
  const runsOf = (row: readonly boolean[], y: number): string => {
    let path = "";
    for (let x = 0; x < row.length; x++) {
      const start = x;
      while (row[x] === true) x++;
      if (x > start) path += `M${start} ${y}h${x - start}v1h${start - x}z`;
    }
    return path;
  };
  return matrix.map(runsOf).join("");
}

/** Black on white whatever the colours of the page: a reader expects that. */
export function qrView(text: string, label: string, correction: ErrorCorrection): TemplateResult {
  const matrix = qrMatrix(text, correction);
  const size = matrix.length;
  return html`<svg
    class="ts-qr"
    viewBox="0 0 ${size} ${size}"
    shape-rendering="crispEdges"
    role="img"
    aria-label=${label}
  >
    <rect width=${size} height=${size} fill="#fff" />
    <path d=${qrPath(matrix)} fill="#000" />
  </svg>`;
}
