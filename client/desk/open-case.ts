// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Calendar } from "../case/urgency.ts";
import type { DeskThread, Member, Organisation, Room } from "../protocol/index.ts";
import type { Deed, What } from "./deed.ts";
import type { Draft } from "./draft.ts";
import type { Given } from "./outgoing.ts";

/** A case that is open, what is being done in it, and what can be. */
export interface OpenCase {
  readonly thread: DeskThread;
  readonly member: Member;
  readonly organisation: Organisation;
  readonly calendar: Calendar;
  readonly draft: Draft;
  readonly deedOf: (what: What) => Deed | undefined;
  /** What somebody tried to send before all of it was there. */
  readonly tried: What | null;
  /** Of the answer. */
  readonly room: Room | null;
  readonly wasCleaned: boolean;
  readonly onDraft: (change: Partial<Draft>, wasCleaned?: boolean) => void;
  readonly onDo: (what: What, given?: Given) => void;
  readonly onBack: () => void;
}

/** Whether the submitter comes back to read what is written. */
export const isFollowed = ({ signal }: DeskThread): boolean => signal?.followed !== false;
