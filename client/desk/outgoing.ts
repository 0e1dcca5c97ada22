// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Task } from "../case/side.ts";
import type { DeskThread, Words } from "../protocol/index.ts";
import type { What } from "./deed.ts";
import { lacksToClose, leftOver, type Draft } from "./draft.ts";

// From what was typed in a case to what is sent of it, and what of it stays after that.

/** Who gets which task. */
export interface Given {
  readonly member: string;
  readonly task: Task | "none";
}

export type Outgoing = Words | { readonly what: "note"; readonly text: string } | ({ readonly what: "task" } & Given);

const isBlank = (text: string): boolean => text.trim() === "";

/** What can be sent, or the id of the field where something lacks. */
export function outgoingOf(
  thread: Pick<DeskThread, "signal">,
  draft: Draft,
  what: What,
  given: Given | null,
): Outgoing | string {
  const { reply, outcome, reasons, route, routeText, paraphrase, note } = draft;
  switch (what) {
    case "seen":
      return { what };
    case "message":
      return isBlank(reply) ? "message" : { what, text: reply };
    case "closed": {
      const [lacking] = thread.signal === null ? [] : lacksToClose(draft, thread.signal.about);
      return lacking ?? (outcome === null ? "outcome" : { what, outcome, reasons });
    }
    case "route":
      return route === null ? "route" : { what, route, text: isBlank(routeText) ? "" : routeText };
    case "paraphrase":
      return isBlank(paraphrase) ? "paraphrase" : { what, text: paraphrase };
    case "note":
      return isBlank(note) ? "note" : { what, text: note };
    case "task":
      return given === null ? "tasks" : { what, ...given };
  }
}

/** What was typed while it was on its way stays. */
export function afterSending(draft: Draft, sent: Outgoing): Partial<Draft> {
  switch (sent.what) {
    case "message":
      return { reply: leftOver(draft.reply, sent.text) };
    case "closed":
      return { outcome: null, reasons: leftOver(draft.reasons, sent.reasons) };
    case "route":
      return { route: null, routeText: leftOver(draft.routeText, sent.text) };
    case "paraphrase":
      return { paraphrase: leftOver(draft.paraphrase, sent.text) };
    case "note":
      return { note: leftOver(draft.note, sent.text) };
    case "seen":
    case "task":
    case "response":
      return {};
  }
}
