// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { html, nothing, type TemplateResult } from "lit";
import { clockView } from "../design/clock.ts";
import { failureView } from "../design/failure.ts";
import { vouchedView } from "../design/vouched.ts";
import { behindView } from "./behind-view.ts";
import { caseView } from "./case-view.ts";
import { calendarOf } from "./deadline.ts";
import { noCaseView } from "./no-case-view.ts";
import type { Pane } from "./pane.ts";
import { resealingView } from "./resealing-view.ts";

/** What is not as it should be, and then the case that is open or what there is to do. */
export function paneView({ desk, member, organisation, failure, resealing, open }: Pane): TemplateResult {
  return html`${failure === null ? nothing : failureView(failure)} ${desk.isBehind ? behindView() : nothing}
  ${vouchedView({ keys: organisation.vouching, log: desk.vouching })} ${clockView(desk.clockAhead)}
  ${resealingView(desk, organisation, resealing)}
  ${open === null ? noCaseView(desk, member, calendarOf(organisation)) : caseView(open)}`;
}
