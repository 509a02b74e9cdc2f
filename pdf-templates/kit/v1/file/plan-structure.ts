import type { Tag } from '../page-ink.ts';
import { textString } from '../type/text-string.ts';
import { type Draft, type FileObject, pageNumber, ROOTS } from './plan-file.ts';

/** A structure told in a line: files with the same line and the same first number have the same elements. */
export function describeStructure(tag: Tag): string {
  const { lang = '', alt = '', heads = '', across = '' } = tag.about;
  let line = `${tag.type}${tag.page} ${lang}${heads}${across}${alt && JSON.stringify(alt)}(`;
  for (const kid of tag.kids) line += typeof kid === 'number' ? `${kid},` : describeStructure(kid);
  return `${line})`;
}

function attributes({ about: { heads, across } }: Tag): string {
  if (!heads && !across) return '';
  return `/A<</O/Table${heads ? '/Scope/Column' : ''}${across ? `/ColSpan ${across}` : ''}>>`;
}

/**
 * The root of the structure, which always has its own number, then the tree from marked pieces to elements and the
 * elements themselves, from `first` on.
 */
export function structureObjects({ root, pages }: Draft, first: number): FileObject[] {
  const numbers = new Map<Tag, number>();
  let next = first + 1;
  const count = (tag: Tag) => {
    numbers.set(tag, next);
    next += 1;
    for (const kid of tag.kids) if (typeof kid !== 'number') count(kid);
  };
  count(root);
  const reference = (tag: Tag) => `${numbers.get(tag)} 0 R`;
  const objects: FileObject[] = [];
  const write = (tag: Tag, parent: string) => {
    const { lang, alt } = tag.about;
    const kids = tag.kids.map((kid) => (typeof kid === 'number' ? String(kid) : reference(kid)));
    const inside = kids.length === 1 ? ` ${kids[0]}` : `[${kids.join(' ')}]`;
    const told = `${lang ? `/Lang(${lang})` : ''}${alt ? `/Alt${textString(alt)}` : ''}${attributes(tag)}`;
    objects.push({
      number: numbers.get(tag) ?? 0,
      body: `<</S/${tag.type}/P ${parent}/Pg ${pageNumber(tag.page)} 0 R${told}/K${inside}>>`,
    });
    for (const kid of tag.kids) if (typeof kid !== 'number') write(kid, reference(tag));
  };
  write(root, `${ROOTS.structure} 0 R`);
  const owners = pages.map(({ ink }, page) => `${page}[${ink.owners.map(reference).join(' ')}]`);
  return [
    {
      number: ROOTS.structure,
      body: `<</Type/StructTreeRoot/K ${reference(root)}/ParentTree ${first} 0 R/ParentTreeNextKey ${pages.length}>>`,
    },
    { number: first, body: `<</Nums[${owners.join('')}]>>` },
    ...objects,
  ];
}
