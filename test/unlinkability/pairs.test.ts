// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { afterAll, beforeAll, expect, test } from "vitest";
import { PAIRS, playBoth, type Pair } from "./pairs.ts";
import { Relay } from "./relay.ts";
import { seenBy, type Adversary, type World } from "./sights.ts";
import { agentOf, type Plant } from "./stage.ts";
import { printTable, say } from "./table.ts";

// Adversary: whoever runs the board, whoever runs the relay, and whoever has the cables, each alone. Claim: of two worlds that differ
// in who did what they cannot tell which they are in. The set: all pages that are open, and all bursts of a checkpoint.

let relay: Relay;
beforeAll(async () => void (relay = await Relay.start()));
afterAll(async () => {
  await relay.stop();
  printTable();
});

/** Who a submitter is, as far as their browser says it, is in no table, no log, and nothing that the relay passes on. */
function requireNobody({ sight: { tables, boardLines, relayLines, atBoard, atRelay } }: World): void {
  const kept = JSON.stringify([tables, boardLines, relayLines]);
  const passedOn = JSON.stringify(atBoard.map(({ method, path, requestHeaders }) => [method, path, requestHeaders]));
  for (const name of ["first", "second", "third"]) {
    // They did say it to the relay.
    expect(JSON.stringify(atRelay[name]?.map(({ requestHeaders }) => requestHeaders))).toContain(agentOf(name));
    expect(kept + passedOn).not.toContain(agentOf(name));
  }
  expect(passedOn).not.toMatch(/x-forwarded|"forwarded"|x-real-ip|"referer"|"via"/u);
  expect(kept).not.toMatch(/"remote|user-agent/iu);
}

/** Lines that one world has and the other has not, or not as often. */
function differences(adversary: Adversary, [a, b]: readonly [World, World]): string[] {
  const left = seenBy(adversary, b);
  const only = seenBy(adversary, a).filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [...only, ...left];
}

test.each(Object.values<Pair>(PAIRS).map((pair) => [pair.name, pair] as const))(
  "unlinkability: %s, and nobody can tell which",
  async (name, pair) => {
    const worlds = await playBoth(relay, pair);
    worlds.forEach(requireNobody);
    for (const adversary of pair.adversaries) {
      const [one, other] = worlds.map((world) => seenBy(adversary, world));
      say(name, adversary, `${one?.length ?? 0} lines`, differences(adversary, worlds).length === 0);
      expect(other).toEqual(one);
      // There was something to compare.
      expect(one?.length).toBeGreaterThan(10);
    }
  },
);

/** Leaks of our own making, all at once: each must show by itself. */
const PLANT: Plant = {
  database: "alter table token_spent add column spent_at timestamptz default clock_timestamp()",
  line: (who) => `{"level":30,"msg":"answered","address":"10.0.0.${who.length}"}`,
  headers: (who) => ({ "x-device": who, cookie: `visitor=${who}${"!".repeat(who.length)}` }),
  answerHeaders: (who) => ({ "x-padding": ".".repeat(who.length) }),
};
const LEAKS: readonly (readonly [string, Adversary, RegExp])[] = [
  ["a time beside a spent token", "operator", /^board\.token_spent .*spent_at/u],
  ["an address in a log", "operator", /"address":"10\.0\.0\./u],
  ["a header", "operator", /"x-device"/u],
  ["a cookie", "operator", /"cookie"/u],
  ["a header in an answer", "relay", /"x-padding"/u],
  ["a size that goes by who acts", "network", /^\d+→\d+$/u],
];

test("unlinkability: a leak makes the worlds differ, and the harness says which", async () => {
  const worlds = await playBoth(relay, PAIRS.dummy, PLANT);
  for (const [leak, adversary, mark] of LEAKS) {
    const isCaught = differences(adversary, worlds).some((line) => mark.test(line));
    say(`planted: ${leak}`, adversary, "", !isCaught);
    expect(isCaught, leak).toBe(true);
  }
});
