// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { RungEntry, Statement, TeamEntry } from "./shape.ts";

/** Who can still be sent to. */
export interface Recipients {
  readonly teams: readonly TeamEntry[];
  readonly rungs: readonly RungEntry[];
}

/**
 * Whoever must not see a signal must not be able to: everybody in a team or rung holds its key, so one excluded member excludes
 * it whole (SPEC.md, "Choosing recipients").
 * @param excluded ids of members
 */
export function recipientsWithout({ teams, rungs }: Statement, excluded: readonly string[]): Recipients {
  const isOpen = ({ members }: { readonly members: readonly string[] }): boolean =>
    !members.some((member) => excluded.includes(member));
  return { teams: teams.filter(isOpen), rungs: rungs.filter(isOpen) };
}
