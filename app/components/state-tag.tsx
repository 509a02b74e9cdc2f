export type Tone = 'neutral' | 'progress' | 'good' | 'warn' | 'bad';

/** A state as a word and a shape: ring, half disk, disk, triangle, square. */
export function StateTag({ tone = 'neutral', text }: { tone?: Tone; text: string }) {
  return <span className={tone === 'neutral' ? 'state' : `state ${tone}`}>{text}</span>;
}
