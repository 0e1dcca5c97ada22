// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { failureView } from "../design/failure.ts";
import { formatTime } from "../design/format.ts";
import { leavingText } from "../design/leaving.ts";
import type { Organisation } from "../protocol/index.ts";
import type { Deed } from "./deed.ts";

interface Sending {
  readonly deed: Deed | undefined;
  readonly label: string;
  /** While it is on its way. */
  readonly busy: string;
  /** Once it is kept; null where that is said elsewhere. @param time from when on it can be read */
  readonly kept: ((time: string) => string) | null;
  readonly organisation: Organisation;
  /** Null: the button sends the form it stands in. */
  readonly onPress: (() => void) | null;
  readonly isPrimary?: boolean;
}

/** Under what is sent: a button, what went wrong, and that it was kept. The last is read aloud, so its place is always there. */
export function sendView({
  deed,
  label,
  busy,
  kept,
  organisation,
  onPress,
  isPrimary = false,
}: Sending): TemplateResult {
  const isSending = deed?.state === "sending";
  return html`<div class="ts-actions">
      <button
        type=${onPress === null ? "submit" : "button"}
        class="nl-button ${isPrimary ? "nl-button--primary" : ""}"
        aria-disabled=${isSending ? "true" : "false"}
        @click=${onPress ?? nothing}
      >
        ${isSending ? busy : label}
      </button>
    </div>
    ${deed?.state === "failed" ? failureView(deed.error) : nothing}
    ${kept === null ? nothing : keptView(deed, kept, organisation)}`;
}

/** Of what goes to the submitter. */
export const readableFrom = (time: string): string => msg(str`Bewaard. De melder kan het lezen vanaf ${time}.`);

/** That it waits for its slot, and then that it is kept. */
export function keptView(
  deed: Deed | undefined,
  kept: (time: string) => string,
  organisation: Organisation,
): TemplateResult {
  return html`<p class="ts-small ts-soft ts-notice" role="status">${noticeText(deed, kept, organisation)}</p>`;
}

export function noticeText(deed: Deed | undefined, kept: (time: string) => string, { interval }: Organisation): string {
  if (deed?.state === "sending") return leavingText(deed.leaving);
  return deed?.state === "kept" ? kept(formatTime(deed.visibleFrom, interval)) : "";
}
