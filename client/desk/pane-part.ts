// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { fetchTexts, type Texts } from "../locales/locale.ts";
import { VaultError } from "../vault.ts";
import type { PanePart } from "./pane.ts";

const paneTexts: Texts = () => import("../locales/case/en.ts");
/** Named by a pattern, so that its texts are not gathered with this page's (lit-localize.case.json). */
const [paneModule] = Object.values(import.meta.glob<PanePart>("./pane-view.ts"));

/** The queue needs none of it: it comes while somebody signs in, with its texts. */
export async function fetchPane(): Promise<PanePart | undefined> {
  try {
    const [part] = await Promise.all([paneModule?.(), fetchTexts(paneTexts)]);
    return part;
  } catch {
    throw new VaultError({ code: "offline", detail: "a part of the page could not be fetched" });
  }
}
