// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Statement } from "#crypto";
import { allGroupsOf } from "../ceremony/changes-groups.ts";
import { isSame } from "../ceremony/compare.ts";
import type { Edit } from "../ceremony/edits.ts";
import type { Sources } from "./ceremony-draft.ts";

// Somebody else was first: what was wanted is wanted still, where they changed something else.

/** The part of a statement that an edit is about. */
function touchedBy(edit: Edit, statement: Statement, { invitations }: Sources): unknown {
  const member = (id: string | undefined): unknown => statement.members.find((each) => each.id === id) ?? null;
  const group = (id: string): unknown => allGroupsOf(statement).find((each) => each.id === id) ?? null;
  switch (edit.what) {
    case "organisation":
      return [statement.organisation, statement.relay];
    case "join":
      return member(invitations.get(edit.invitation)?.offer.id);
    case "leave":
    case "rename":
      return member(edit.member);
    case "group":
      return group(edit.id);
    case "dissolve":
      return group(edit.group);
    case "rotate":
      return [...statement.teams, ...statement.rungs].map(({ id, epoch }) => [id, epoch]);
    case "ladder":
      return statement.ladder;
    case "signer":
      return statement.signers[edit.role];
    case "tokens":
      // Keys are only ever added.
      return null;
    case "terms":
    case "units":
    case "themes":
    case "clauses":
    case "holidays":
    case "releaseDays":
    case "witnesses":
      return statement[edit.what];
  }
}

/** @returns those that still mean what they meant, and those that somebody has to look at again */
export function rebase(
  edits: readonly Edit[],
  before: Statement,
  after: Statement,
  sources: Sources,
): { readonly kept: Edit[]; readonly lost: Edit[] } {
  const isUntouched = (edit: Edit): boolean =>
    isSame(touchedBy(edit, before, sources), touchedBy(edit, after, sources));
  return { kept: edits.filter(isUntouched), lost: edits.filter((edit) => !isUntouched(edit)) };
}
