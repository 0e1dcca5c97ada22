// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { aboutLabel, phaseLabel } from "../design/labels.ts";
import type { DeskThread } from "../protocol/index.ts";

export function titleOf({ signal, unreadable }: DeskThread): string {
  if (signal !== null) return signal.title;
  const isNewer = unreadable.some(({ reason }) => reason === "needs_newer_version");
  return isNewer ? msg("Een signaal dat deze pagina nog niet kan tonen") : msg("Een signaal dat nog niet compleet is");
}

export function placeOf({ signal }: DeskThread): string {
  return signal === null ? "" : `${aboutLabel(signal.about)}, ${phaseLabel(signal.phase).toLocaleLowerCase()}`;
}
