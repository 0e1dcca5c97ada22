// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { TemplateResult } from "lit";
import type { GivenPass, Organisation, Recipients, Team } from "../protocol/index.ts";
import type { Draft, TextMember } from "./draft.ts";
import type { Problem } from "./problems.ts";

/** What a step of the writing page has to work with. */
export interface Form {
  readonly draft: Draft;
  /** The pass or card that the Worker has. */
  readonly given: GivenPass | null;
  readonly organisation: Organisation;
  /** Who can still read: teams and rungs without anybody who must not see it. */
  readonly recipients: Recipients;
  /** The chosen team; null where none is left. */
  readonly team: Team | null;
  /** What was typed to find somebody in a long list of people. */
  readonly search: string;
  /** A sentence, where this was found missing. */
  problem(name: Problem): string | undefined;
  set(change: Partial<Draft>): void;
  find(typed: string): void;
  /** A field of the draft, bound to it and cleaned of what nobody can see. */
  text(member: TextMember, label: string, help: string, rows: number): TemplateResult;
  /** What is typed in any other field, cleaned too. */
  clean(typed: string, field: HTMLTextAreaElement): string;
  goTo(step: number): void;
}
