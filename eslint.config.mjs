import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist/**", "node_modules/**", ".gloro/**", "**/*.mjs", "**/*.cjs"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      // A default case is an answer for all others; where there is none to give, it says `satisfies never`.
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      "max-lines": ["warn", { max: 300, skipBlankLines: true }],
    },
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      // A test says with "!" that a missing value is its failure.
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
);
