// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { TemplateResult } from "lit";
import type { DeskView, Member, Organisation } from "../protocol/index.ts";
import type { OpenCase } from "./open-case.ts";
import type { ResealingState } from "./resealing-view.ts";

/** What stands beside the queue. */
export interface Pane {
  readonly desk: DeskView;
  readonly member: Member;
  readonly organisation: Organisation;
  /** Of the last reading; null where it came. */
  readonly failure: unknown;
  readonly resealing: ResealingState;
  /** Null while none is open. */
  readonly open: OpenCase | null;
}

/** What is fetched to show one. */
export interface PanePart {
  readonly paneView: (pane: Pane) => TemplateResult;
}
