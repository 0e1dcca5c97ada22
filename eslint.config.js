// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import js from "@eslint/js";
import tseslint from "typescript-eslint";

export default tseslint.config(
  // Locales are made by lit-localize.
  { ignores: ["dist/", "data/", ".tsbuild/", "coverage/", "client/locales/**/en.ts"] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ["eslint.config.js", "vite.config.ts", "vitest.config.ts"] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      eqeqeq: "error",
      "no-console": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/consistent-type-definitions": ["error", "interface"],
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/unbound-method": "off",
      "no-restricted-globals": ["error", { name: "fetch", message: "client/transport.ts is the only fetch" }],
    },
  },
  {
    files: ["client/transport.ts", "server/**", "test/**"],
    rules: { "no-restricted-globals": "off" },
  },
  {
    // Marked so that it stands out. The demo's identity provider speaks plain HTTP on a loopback address; config.ts lets no other.
    files: ["server/staff/provider.ts"],
    rules: {
      "@typescript-eslint/no-deprecated": [
        "error",
        { allow: [{ from: "package", package: "openid-client", name: "allowInsecureRequests" }] },
      ],
    },
  },
  {
    files: ["test/bench/**", "test/story/pictures.ts", "test/size-budget.ts"],
    rules: { "no-console": "off" },
  },
  { files: ["eslint.config.js"], extends: [tseslint.configs.disableTypeChecked] },
);
