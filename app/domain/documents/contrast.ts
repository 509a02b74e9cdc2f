/** One channel of sRGB, 0 to 255, as linear light. */
function linear(channel: number): number {
  const part = channel / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

/** Relative luminance of "#rrggbb", 0 for black to 1 for white (WCAG 2.2). */
function luminance(hex: string): number {
  const at = (from: number) => linear(Number.parseInt(hex.slice(from, from + 2), 16));
  return 0.2126 * at(1) + 0.7152 * at(3) + 0.0722 * at(5);
}

/** What text needs at least, by WCAG 2.2 AA. */
export const READABLE_CONTRAST = 4.5;

/** How much "#rrggbb" stands out on white paper: 1 for white, 21 for black. */
export function contrastWithWhite(hex: string): number {
  return 1.05 / (luminance(hex) + 0.05);
}
