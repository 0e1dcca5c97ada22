// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { CarriedEvent } from "#crypto";
import type { Side } from "../case/side.ts";
import { today } from "../case/today.ts";
import { measure } from "./conversation.ts";

/** Their tasks in one go: who gave one up had it, and that stays known. */
function tasksOf({ tasks, triages, supports }: Side): CarriedEvent["tasks"] {
  return [...tasks].flatMap(([member, task]) => {
    const isCurrent = triages === member || supports.includes(member);
    return [{ member, task }, ...(isCurrent ? [] : [{ member, task: "none" as const }])];
  });
}

async function fitting(event: CarriedEvent): Promise<CarriedEvent[]> {
  const { notes } = event;
  if ((await measure(event)).fits || notes.length < 2) return [event];
  const half = Math.ceil(notes.length / 2);
  const [first, second] = [notes.slice(0, half), notes.slice(half)];
  return [...(await fitting({ ...event, notes: first })), ...(await fitting({ ...event, tasks: [], notes: second }))];
}

/** What a team noted about a case, to be written over under another key; nothing where it noted nothing. */
export async function carriedFrom(side: Side): Promise<CarriedEvent[]> {
  const notes = side.notes.map(({ lane, date, text }) => ({ lane, date, text }));
  const tasks = tasksOf(side);
  if (notes.length === 0 && tasks.length === 0) return [];
  return fitting({ type: "carried", date: today(), tasks, notes });
}
