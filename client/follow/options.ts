// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { TemplateResult } from "lit";
import type { Leaving, Organisation, Room } from "../protocol/index.ts";
import type { Answers } from "./answers.ts";
import type { Found } from "./found.ts";
import type { Renewal } from "./posts-left.ts";

/** What the page of a thread shows, and what it does when somebody presses. */
export interface Options {
  readonly thread: Found;
  readonly organisation: Organisation;
  readonly failure: unknown;
  readonly isReading: boolean;
  /** Unix milliseconds of the last look that found nothing new; null before one. */
  readonly lookedAt: number | null;
  /** Of a message that was kept: Unix milliseconds from which the team can read it. */
  readonly sentUntil: number | null;
  /** Somebody pressed the button while there was nothing to send. */
  readonly isMissing: boolean;
  readonly isSending: boolean;
  /** What is on its way and waits for its slot; null where nothing is. */
  readonly leaving: Leaving | null;
  readonly message: string;
  readonly room: Room | null;
  readonly sendFailure: unknown;
  readonly answers: Answers;
  readonly renewal: Renewal;
  readonly onRenew: () => void;
  readonly onGiven: () => void;
  readonly onLater: () => void;
  readonly onMessage: (typed: string, field: HTMLTextAreaElement) => void;
  readonly onSend: () => void;
  readonly onWrite: () => void;
  /** @param id of where it is answered */
  readonly onAnswer: (id: string) => void;
  readonly onRead: (older: boolean) => void;
  readonly onClose: () => void;
}

/** What shows a thread: a part of the page that comes later, with texts of its own. */
export interface ThreadPart {
  readonly threadView: (options: Options) => TemplateResult;
}
