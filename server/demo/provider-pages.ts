// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { createHash } from "node:crypto";
import type { DemoEmployee } from "./organisation.ts";

// What the demo's identity provider shows: plain HTML without a script, Dutch with the English below it.

const STYLE =
  ":root{color-scheme:light dark;font:1.125rem/1.5 sans-serif}body{margin:0}main{max-width:34rem;margin:auto;padding:1rem}" +
  "[lang=en]{font-size:.9em;margin-top:0}p{margin-bottom:0}h1{line-height:1.2;overflow-wrap:anywhere}" +
  "ul{list-style:none;padding:0}button{font:inherit;width:100%;min-height:3rem;margin:.25rem 0;padding:.5rem 1rem}" +
  ":focus-visible{outline:3px solid;outline-offset:3px}";
const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

const ESCAPED: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPED[character] ?? character);

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="nl">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escape(title)}</title>
<style>${STYLE}</style>
<main>
<h1>${escape(title)}</h1>
${body}
</main>
</html>
`;
}

/** Two sentences that say the same. */
const both = (dutch: string, english: string): string => `<p>${dutch}</p>\n<p lang="en">${english}</p>`;

/** Who are you? @param action where the form goes */
export function choicePage(employees: readonly DemoEmployee[], action: string): string {
  const buttons = employees.map(
    ({ subject, name }) => `<li><button name="employee" value="${escape(subject)}">${escape(name)}</button></li>`,
  );
  return page(
    "Proef: inloggen bij uw organisatie",
    `${both(
      "Dit is een proef. Deze mensen bestaan niet, en er is geen wachtwoord. Kies wie u bent.",
      "This is a demo. These people do not exist, and there is no password. Choose who you are.",
    )}
<form method="post" action="${escape(action)}">
<ul>
${buttons.join("\n")}
</ul>
<button name="employee" value="">Niet inloggen <span lang="en">(do not sign in)</span></button>
</form>`,
  );
}

/** @param home where one can begin anew */
export function brokenPage(home: string): string {
  return page(
    "Inloggen lukte niet",
    `${both(
      "De proef kent dit inloggen niet, of niet meer. Begin opnieuw bij de pagina waar u een pas haalt.",
      "The demo does not know this sign-in, or no longer. Start again at the page where you take a pass.",
    )}
<p><a href="${escape(home)}">Opnieuw beginnen</a> <span lang="en">(start again)</span></p>`,
  );
}

/** @param home the issuer's web origin: browsers hold the redirects that follow a form to it as well */
export const providerHeaders = (home: string): Readonly<Record<string, string>> => ({
  "Content-Security-Policy": `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self' ${home}; base-uri 'none'; frame-ancestors 'none'`,
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "Cross-Origin-Opener-Policy": "same-origin",
});
