// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Plugin } from "vite";

const require = createRequire(import.meta.url);
const COMPONENTS = ["button", "heading", "link", "paragraph", "skip-link"].map(
  (name) => `@nl-design-system-candidate/${name}-css/${name}.css`,
);

const namesUsed = (css: string): string[] => [...css.matchAll(/var\(\s*(--[\w-]+)/g)].flatMap(([, name]) => name ?? []);

/**
 * The theme of NL Design System is 200 kB of custom properties; pages get the ones that the components on them lead to.
 */
export function usedTokens(): Plugin {
  return {
    name: "used-tokens",
    enforce: "pre",
    transform(code, id) {
      if (!id.split("?")[0]?.endsWith("voorbeeld-design-tokens/dist/theme.css")) return null;
      const values = new Map(
        [...code.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = "", value = ""]) => [name, value]),
      );
      const wanted = COMPONENTS.flatMap((file) => namesUsed(readFileSync(require.resolve(file), "utf8")));
      const used = new Set<string>();
      for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
        const value = values.get(name);
        if (value === undefined || used.has(name)) continue;
        used.add(name);
        wanted.push(...namesUsed(value));
      }
      const lines = [...used].sort().map((name) => `${name}: ${values.get(name) ?? ""};`);
      return { code: `.voorbeeld-theme {\n${lines.join("\n")}\n}\n`, map: null };
    },
  };
}
