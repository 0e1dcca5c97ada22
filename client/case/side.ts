// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { CarriedEvent, JoinedEvent, TaskEvent } from "#crypto/thread/index.ts";

/** What a member can be in one case: who decides on the way, or who stands by the submitter. Never both, also one after the other. */
export type Task = Exclude<TaskEvent["task"], "none">;

export interface TeamNote {
  readonly lane: number;
  /** ISO date as its writer stated it. */
  readonly date: string;
  readonly text: string;
  /** Lane of who wrote it over under a later key, in their own words; null for what stands as it was written. */
  readonly carriedBy: number | null;
}

/** What a team keeps to itself about a case. */
export interface Side {
  /** Ids of members. */
  readonly triages: string | null;
  readonly supports: readonly string[];
  /** What each of them ever was here. */
  readonly tasks: ReadonlyMap<string, Task>;
  readonly notes: readonly TeamNote[];
  /** Lanes of who gave somebody both tasks: that does not count, and the team sees it. */
  readonly refused: readonly number[];
  readonly unreadable: readonly ("needs_newer_version" | "incomplete")[];
}

/** Whether somebody may take on a task, after what they ever did in this case. */
export function mayTake({ tasks }: Pick<Side, "tasks">, member: string, task: Task): boolean {
  return (tasks.get(member) ?? task) === task;
}

class Fold {
  triages: string | null = null;
  readonly supports = new Set<string>();
  readonly tasks = new Map<string, Task>();
  readonly notes: TeamNote[] = [];
  readonly refused: number[] = [];

  give(member: string, task: TaskEvent["task"]): boolean {
    if (task !== "none" && !mayTake(this, member, task)) return false;
    this.supports.delete(member);
    if (this.triages === member) this.triages = null;
    if (task === "none") return true;
    this.tasks.set(member, task);
    if (task === "supports") this.supports.add(member);
    else this.triages = member;
    return true;
  }

  /** Only of whom nothing was known here: two may carry the same over, and one of them late. */
  carry(tasks: CarriedEvent["tasks"]): void {
    const known = new Set(this.tasks.keys());
    for (const { member, task } of tasks) {
      const isTaken = task === "triages" && this.triages !== null && known.has(this.triages);
      if (!known.has(member) && !isTaken) this.give(member, task);
    }
  }

  note(added: TeamNote): void {
    const isKnown = this.notes.some(
      ({ lane, date, text }) => lane === added.lane && date === added.date && text === added.text,
    );
    if (added.carriedBy === null || !isKnown) this.notes.push(added);
  }
}

/** Folds the joined events of a case's side threads, in reading order. */
export function sideFrom(events: readonly JoinedEvent[]): Side {
  const fold = new Fold();
  const unreadable: Side["unreadable"][number][] = [];
  for (const joined of events) {
    if (joined.state !== "event") {
      if (joined.state !== "cannot_open") unreadable.push(joined.state);
      continue;
    }
    const { event, lane } = joined;
    if (event.type === "note") fold.note({ lane, date: event.date, text: event.text, carriedBy: null });
    if (event.type === "task" && !fold.give(event.member, event.task)) fold.refused.push(lane);
    if (event.type !== "carried") continue;
    fold.carry(event.tasks);
    for (const note of event.notes) fold.note({ ...note, carriedBy: lane });
  }
  const { triages, supports, tasks, notes, refused } = fold;
  return { triages, supports: [...supports], tasks, notes, refused, unreadable };
}
