// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

// Cards of 85 × 54 mm on A4, two beside each other and five below: what fits a purse, and what a guillotine cuts in eight cuts.

const COLUMNS = 2;
const ROWS = 5;
export const CARDS_A_SHEET = COLUMNS * ROWS;

/** In one go to the printer: 50 sheets. A jam costs no more than that, and a browser lays them out in a moment. */
export const CARDS_A_PART = 50 * CARDS_A_SHEET;

const inGroups = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));

export const sheetsOf = <T>(cards: readonly T[]): T[][] => inGroups(cards, CARDS_A_SHEET);

export const partsOf = <T>(cards: readonly T[]): T[][] => inGroups(cards, CARDS_A_PART);

export const sheetCount = (cards: number): number => Math.ceil(cards / CARDS_A_SHEET);

// In mm.
export const PAPER = { width: 210, height: 297 } as const;
const CARD = { width: 85, height: 54 } as const;
const LEFT = (PAPER.width - COLUMNS * CARD.width) / 2;
const TOP = (PAPER.height - ROWS * CARD.height) / 2;
/** From the edge of the paper, which printers leave white, to a little before the card. */
const MARK = { from: 5, before: 2 } as const;

/** Marks in the margins, where each cut begins and ends. A path in mm. */
export function cutMarks(): string {
  const xs = Array.from({ length: COLUMNS + 1 }, (_, i) => LEFT + i * CARD.width);
  const ys = Array.from({ length: ROWS + 1 }, (_, i) => TOP + i * CARD.height);
  const across = (y: number): string =>
    `M${MARK.from} ${y}H${LEFT - MARK.before}M${PAPER.width - LEFT + MARK.before} ${y}H${PAPER.width - MARK.from}`;
  const down = (x: number): string =>
    `M${x} ${MARK.from}V${TOP - MARK.before}M${x} ${PAPER.height - TOP + MARK.before}V${PAPER.height - MARK.from}`;
  return [...xs.map(down), ...ys.map(across)].join("");
}
