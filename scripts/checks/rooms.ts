/**
 * The rooms of the middleware in the order data flows. A room imports only rooms on its left; rooms of one row do not know each
 * other. ESLint keeps it (`import-x/no-restricted-paths`), together with `import-x/no-cycle`.
 */
const ROWS = [
  ['platform'],
  ['orgs'],
  ['captures'],
  ['readings'],
  ['extraction'],
  ['matching'],
  ['drafts'],
  ['tenders', 'salesforce', 'privacy'],
  ['pipeline.ts', 'salesforce-parts.ts'],
  ['http'],
  ['app.ts'],
  ['main.ts', 'extract.ts', 'org-keys.ts', 'privacy.ts', 'master-keys.ts', 'salesforce.ts'],
];

/** One forbidden arrow for ESLint: code under `target` must not import from `from`. */
export type Zone = { target: string; from: string[]; message: string };

/** The forbidden arrows below `root`, for the rule `import-x/no-restricted-paths`. */
export function roomZones(root: string): Zone[] {
  return ROWS.flatMap((row, index) =>
    row.map((room) => {
      const later = ROWS.slice(index + 1).flat();
      const siblings = row.filter((other) => other !== room);
      return {
        target: `./${root}/${room}`,
        from: [...siblings, ...later].map((other) => `./${root}/${other}`),
        message: `"${room}" imports only rooms on its left: ${ROWS.slice(0, index).flat().join(' <- ') || 'none'}. Ask for what you need by a small interface that app.ts fills.`,
      };
    }),
  ).filter((zone) => zone.from.length > 0);
}
