// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { html, type TemplateResult } from "lit";
import { notesView } from "./notes-view.ts";
import type { OpenCase } from "./open-case.ts";
import { readersView } from "./readers-view.ts";
import { tasksView } from "./tasks-view.ts";
import { timelineView } from "./timeline-view.ts";

/** Beside a case, or under it where there is no room: what the team keeps to itself, and what was and is agreed. */
export function sideView(open: OpenCase): TemplateResult {
  return html`<div class="ts-side">
    ${tasksView(open)} ${notesView(open)} ${timelineView(open)} ${readersView(open)}
  </div>`;
}
