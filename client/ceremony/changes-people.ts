// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { FormerWriter, Statement } from "#crypto/directory/index.ts";
import type { Change } from "./change.ts";
import { isSame, pairs, without } from "./compare.ts";

// Who can write, who could, and the lanes they have.

const id = ({ id }: Statement["members"][number]): string => id;

function keptMembers(before: Statement["members"], after: Statement["members"]): Change[] {
  return pairs(before, after, id).flatMap(([was, is]): Change[] => {
    const { name } = is;
    const hasNewKey = !isSame(was.key, is.key);
    return [
      ...(was.name === name ? [] : [{ what: "member-renamed" as const, before: was.name, after: name }]),
      ...(hasNewKey ? [{ what: "member-key" as const, name, key: is.key }] : []),
      // A new key comes with a new lane: that goes without saying.
      ...(!hasNewKey && was.lane !== is.lane ? [{ what: "member-lane" as const, name, lane: is.lane }] : []),
    ];
  });
}

export function memberChanges(before: Statement | null, { members }: Statement): Change[] {
  const were = before?.members ?? [];
  const joined = members.filter((member) => !were.some((each) => each.id === member.id));
  const left = were.filter((member) => !members.some((each) => each.id === member.id));
  return [
    ...joined.map(({ id, name, key }): Change => ({ what: "member-added", id, name, key })),
    ...left.map(({ name }): Change => ({ what: "member-left", name })),
    ...keptMembers(were, members),
  ];
}

/** Those whom a change of the members makes former ones. */
function retired(before: Statement | null, { members }: Statement): FormerWriter[] {
  return (before?.members ?? [])
    .filter(({ id, key }) => !members.some((member) => member.id === id && isSame(member.key, key)))
    .map(({ name, lane, key }) => ({ name, lane, key }));
}

/** What does not follow from the members. */
export function formerChanges(before: Statement | null, after: Statement): Change[] {
  const expected = [...(before?.former ?? []), ...retired(before, after)];
  return [
    ...without(after.former, expected).map(({ name }): Change => ({ what: "former-added", name })),
    ...without(expected, after.former).map(({ name }): Change => ({ what: "former-removed", name })),
  ];
}

/** Lanes that were given to nobody, or will be given again. */
export function laneChanges(before: Statement | null, after: Statement): Change[] {
  const first = before?.nextLane ?? 1;
  const had = (before?.members ?? []).map(({ id, lane }) => `${id} ${lane}`);
  const given = after.members.filter(({ id, lane }) => lane >= first && !had.includes(`${id} ${lane}`)).length;
  return after.nextLane === first + given ? [] : [{ what: "next-lane", after: after.nextLane }];
}
