// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ENVELOPES_PER_BURST } from "#crypto";
import { sequence as sequenceOnce } from "../../server/log/index.ts";
import { startBoard, type Board } from "./board.ts";
import { fillLog, fillPool, logSize } from "./fill.ts";
import { median, note, whole, type Row } from "./row.ts";

// How fast the pool goes into the tree, and whether a long log makes it slower.

const SIZES = [10_000, 100_000];
const LARGE_SIZE = 1_000_000;
/** Bursts a run: 100, 1,000 and 10,000 envelopes. */
const BATCHES = [20, 200, 2_000];
const RUNS = 3;

/** Envelopes a second of one run that takes this many bursts. */
async function measureRun(board: Board, bursts: number): Promise<number> {
  await fillPool(board, bursts);
  const start = performance.now();
  const taken = await sequenceOnce(board.database, board.signer);
  return (taken * ENVELOPES_PER_BURST * 1000) / (performance.now() - start);
}

async function measureSize(board: Board, size: number): Promise<{ size: number; rates: number[] }> {
  await fillLog(board, size);
  const rates: number[] = [];
  for (const bursts of BATCHES) {
    const runs: number[] = [];
    for (let run = 0; run < RUNS; run++) runs.push(await measureRun(board, bursts));
    rates.push(median(runs));
  }
  return { size, rates };
}

export async function sequence(isLarge: boolean): Promise<Row[]> {
  const board = await startBoard();
  try {
    await measureRun(board, 200);
    const measured: { size: number; rates: number[] }[] = [];
    for (const size of isLarge ? [...SIZES, LARGE_SIZE] : SIZES) measured.push(await measureSize(board, size));
    const at = (batch: number): number[] => measured.map(({ rates }) => rates[batch] ?? NaN);
    const [small = [], middle = [], large = []] = BATCHES.map((_, batch) => at(batch));
    const first = middle[0] ?? NaN;
    const flatness = first / (middle.at(-1) ?? NaN);
    const sizes = measured.map(({ size }) => whole(size)).join(" / ");
    const listed = (rates: readonly number[]): string => rates.map(whole).join(" / ");
    return [
      {
        what: `sequence, envelopes/s, at ${sizes} envelopes, 1,000 a run`,
        measured: listed(middle),
        goal: { value: Math.min(...middle), bar: 7_500, moonshot: 12_000, unit: "/s", isBetter: "higher" },
      },
      note("the same with 100 and with 10,000 a run", `${listed(small)}; ${listed(large)}`),
      note(
        "cost of an entry, longest log ÷ shortest",
        `${flatness.toFixed(2)} (1 is flat); the log ended at ${whole(await logSize(board))}`,
      ),
    ];
  } finally {
    await board.stop();
  }
}
