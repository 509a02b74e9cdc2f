declare module 'subset-font' {
  export default function subsetFont(
    font: Buffer,
    text: string,
    options: {
      targetFormat: 'sfnt';
      keepFeatures: readonly string[];
      noLayoutClosure: boolean;
      noHinting: boolean;
      dropTables: readonly string[];
    },
  ): Promise<Buffer>;
}
