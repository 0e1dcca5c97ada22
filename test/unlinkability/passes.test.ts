// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test, vi } from "vitest";
import { signerOf } from "../server/tokens.ts";
import { canonical } from "./canonical.ts";
import { fits, linkByBytes } from "./linking.ts";
import { nameOf, POSTERS, runWorld, type Plant, type View } from "./world.ts";

// Two worlds that differ in one thing: which of two employees posted. The adversary is the operator of issuer, board and relay
// together, with every table, log line, header, size and byte. The set: everybody who holds a pass.

async function runBoth(plant?: Plant): Promise<readonly [View, View]> {
  return [await runWorld("A", plant), await runWorld("B", plant)];
}

test("unlinkability: whether A or B posted, the records of issuer, board and relay are the same", async () => {
  const [a, b] = await runBoth();
  expect(canonical(b)).toEqual(canonical(a));
  // Of every table that taking and giving in a pass writes to there is something in it, so that there was something to compare.
  for (const table of [
    "board.token_spent",
    "board.pass_spent",
    "board.gateway_mark",
    "issuer.pass_taken",
    "board.letters_envelope",
    "board.log_cosignature",
  ]) {
    expect(canonical(a).some((line) => line.startsWith(`${table} `))).toBe(true);
  }
  for (const view of [a, b]) {
    expect(linkByBytes(view)).toBeNull();
    expect(fits(view, signerOf("pass").publicKey.encoded)).toEqual(["A", "B"]);
    const kept = JSON.stringify([view.tables, view.logLines]);
    for (const poster of POSTERS) expect(kept).not.toContain(nameOf(poster));
  }
});

/** Blinding factor 1 for every pass: the issuer then sees what it signs. */
async function withoutBlinding(take: () => Promise<void>): Promise<void> {
  const draw = crypto.getRandomValues.bind(crypto);
  const spy = vi.spyOn(crypto, "getRandomValues").mockImplementation((array) => {
    const drawn = draw(array);
    // Nonce 32 ‖ salt 48 ‖ factor 272.
    if (drawn instanceof Uint8Array && drawn.length === 352) drawn.fill(0, 80).fill(1, 351);
    return drawn;
  });
  try {
    await take();
  } finally {
    spy.mockRestore();
  }
}

test("unlinkability: without blinding the same records name who posted, and the harness says so", async () => {
  const views = await runBoth({ whileTaking: withoutBlinding });
  expect(views.map(linkByBytes)).toEqual(["A", "B"]);
  expect(views.map((view) => fits(view, signerOf("pass").publicKey.encoded))).not.toContainEqual(["A", "B"]);
});

const PLANTS: readonly (readonly [string, Plant])[] = [
  [
    "a time beside a spent token",
    { database: "alter table token_spent add column at timestamptz default clock_timestamp()" },
  ],
  [
    "a value of its own beside a spent pass",
    { database: "alter table pass_spent add column name text default gen_random_uuid()::text" },
  ],
  ["a header that differs by who posts", { header: (poster) => ({ "X-Device": `laptop of ${poster}` }) }],
  ["a header of another length", { header: (poster) => ({ "X-Padding": poster === "A" ? "1" : "22" }) }],
  ["a line in a log", { logLine: (poster) => `{"level":30,"msg":"answered","visitor":"${poster}"}` }],
];

test.each(PLANTS)("unlinkability: %s makes the worlds differ, and the harness says so", async (_name, plant) => {
  const [a, b] = await runBoth(plant);
  expect(canonical(b)).not.toEqual(canonical(a));
});
