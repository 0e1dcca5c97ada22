// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { GroupKind } from "./change.ts";

/** What can be changed, each with a form of its own. `id` null for a new one. */
export type Subject =
  | { readonly subject: "organisation" | "ladder" | "terms" | "units" | "themes" | "clauses" }
  | { readonly subject: "holidays" | "releaseDays" | "witnesses" | "tokens" }
  | { readonly subject: "member"; readonly id: string }
  /** Somebody who comes into it. */
  | { readonly subject: "joining"; readonly id: string }
  | { readonly subject: "group"; readonly kind: GroupKind; readonly id: string | null };
