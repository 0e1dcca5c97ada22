// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  base64,
  base64url,
  hex,
  openOpening,
  sealOpening,
  sealReopening,
  sealResealing,
  sideKeys,
  xwingKey,
  type ThreadEvent,
} from "#crypto";
import { HEAD, MEMBER, MEMBER_PLACE, ORIGIN, SIGNAL, SUBMITTER, TEAM, thread } from "./formats.ts";

// What golden files of a case that changes hands are made from.

const seed = (mark: number): Uint8Array => new Uint8Array(32).fill(mark);
const tokens: string[] = [];
const date = "2026-12-08";

/** The team's next key. */
export const NEXT_TEAM = xwingKey(seed(20));
export const NEXT_HEAD = { threadSecret: seed(21), holdSecret: seed(22), deskHoldSeed: seed(23) };
export const SIDE = sideKeys(NEXT_TEAM.seed, thread.id, ORIGIN);
export const REOPENED = { type: "reopened", date, team: "oost" } as const;

export const EVENTS: readonly ThreadEvent[] = [
  { type: "route", date, route: "integrity", text: "Dit past bij de coördinatoren integriteit.", tokens },
  { type: "paraphrase", date, text: "Een collega vraagt om twee termijnen.", tokens },
  { type: "response", date, lane: 7, to: base64url(seed(24).subarray(0, 8)), agrees: true, text: "Zo mag het." },
  REOPENED,
  { type: "note", date, text: "Gebeld met de OR." },
  { type: "task", date, member: "noor-haddad", task: "triages" },
  {
    type: "carried",
    date,
    tasks: [{ member: "noor-haddad", task: "triages" }],
    notes: [{ lane: 7, date, text: "Gebeld met de OR." }],
  },
];

export function handsDeterministic(): Record<string, string> {
  const files = EVENTS.map((event) => [`thread/${event.type}.json`, JSON.stringify(event)] as const);
  return { ...Object.fromEntries(files), "thread/side.json": JSON.stringify({ id: hex(SIDE.id), tag: hex(SIDE.tag(7, 3)) }) };
}

/** Sealing is random: made once, and then only opened. */
export async function handsMadeOnce(): Promise<Record<string, string>> {
  const [first] = await sealOpening(SIGNAL, TEAM.publicKey, HEAD, ORIGIN, SUBMITTER);
  const [reopening] = await sealReopening(REOPENED, NEXT_TEAM.publicKey, NEXT_HEAD, ORIGIN, SUBMITTER);
  const opening = openOpening(TEAM, first?.bytes ?? seed(0), 3, ORIGIN, () => undefined);
  if (typeof opening === "string" || opening.kind === "resealing" || reopening === undefined) throw new Error("nothing");
  const resealed = await sealResealing(opening, { key: NEXT_TEAM, date }, MEMBER_PLACE, ORIGIN, MEMBER);
  return {
    "thread/reopening.base64": base64(reopening.bytes),
    ...Object.fromEntries(resealed.map(({ bytes }, i) => [`thread/resealing-${i}.base64`, base64(bytes)])),
  };
}
