// Tests in both languages, and how many passed.
import { test as run } from "node:test";

export const LANGUAGES = ["en", "zh"];
export const tally = { passed: 0, failed: 0, views: 0, pages: new Set() };

export function test(name, body) {
  run(name, { timeout: 120_000 }, async () => {
    try {
      await body();
      tally.passed += 1;
    } catch (error) {
      tally.failed += 1;
      throw error;
    }
  });
}

// The same test in each language; `body` gets the language.
export function inBoth(name, body) {
  for (const lang of LANGUAGES) test(`${name} (${lang})`, () => body(lang));
}
