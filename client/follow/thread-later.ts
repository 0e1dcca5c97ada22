// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { VaultError } from "../vault.ts";
import { fetchTexts, type Texts } from "../locales/locale.ts";
import type { ThreadPart } from "./options.ts";

const threadTexts: Texts = () => import("../locales/thread/en.ts");
// By a glob, so that its texts are not taken for those of the page, which has to stay small.
const [threadPart] = Object.values(import.meta.glob<ThreadPart>("./thread-view.ts"));

let fetched: Promise<ThreadPart["threadView"]> | undefined;

async function fetchPart(): Promise<ThreadPart["threadView"]> {
  if (threadPart === undefined) throw new RangeError("not built with what shows a thread");
  const [part] = await Promise.all([threadPart(), fetchTexts(threadTexts)]);
  return part.threadView;
}

/**
 * What shows a thread is fetched by everybody who writes or follows, soon after the page and long before seven words are typed:
 * nobody is to be told by that whether they follow something.
 * @throws VaultError `offline`
 */
export function fetchThreadView(): Promise<ThreadPart["threadView"]> {
  fetched ??= fetchPart().catch(() => {
    fetched = undefined;
    throw new VaultError({ code: "offline", detail: "" });
  });
  return fetched;
}
