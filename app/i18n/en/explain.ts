import type { explain as fr } from '../fr/explain.ts';
import type { SameShape } from '../same-shape.ts';

export const explain: SameShape<typeof fr> = {
  stage: '{{stage}}',
  kept: '{{paper}}: {{mark}}, a mark kept from an earlier session.',
  review: {
    enough:
      '{{paper}}: {{first}} at first, {{second}} after your claim; they differ by at least {{minimumChange}}, so the new mark is kept.',
    band: '{{paper}}: {{first}} at first, {{second}} after your claim; the first mark is close to a threshold, so the new mark is kept.',
    tooSmall:
      '{{paper}}: {{first}} at first, {{second}} after your claim; they differ by less than {{minimumChange}}, so the first mark is kept.',
  },
  resit: {
    first:
      '{{paper}}: {{first}} the first time, {{second}} when sat again; the better of the two is the first.',
    second:
      '{{paper}}: {{first}} the first time, {{second}} when sat again; the better of the two is the new one.',
  },
  resitLeftOut: 'The papers sat again are not counted: they would lower the result, which they may not do.',
  converted: {
    grade: '{{paper}}: {{mark}}, which is grade {{grade}}, worth {{value}}.',
    value: '{{paper}}: {{mark}}, which gives {{value}}.',
  },
  paper: {
    notBest: '{{paper}}: not among the best marks, which alone count.',
    counted: '{{paper}}: {{mark}} / {{maximum}}, coefficient {{coefficient}}, which is {{points}} points.',
    zero: '{{paper}}: {{state}}, counts as 0 with its coefficient {{coefficient}}.',
    left: '{{paper}}: {{state}}, neither the mark nor the coefficient counts.',
    notDue: '{{paper}}: paper not taken, does not count.',
    awaited: '{{paper}}: mark awaited.',
    excludes: '{{paper}}: {{state}}, leads to exclusion.',
    replaced:
      '{{paper}}: the mark of “{{replacedBy}}” is kept, {{mark}} / {{maximum}}, coefficient {{coefficient}}, which is {{points}} points.',
  },
  bonus: {
    full: '{{paper}}: {{mark}}, points above {{above}} count, which is {{points}}.',
    capped: '{{paper}}: {{mark}}, points above {{above}} count, limited to {{points}}.',
  },
  bonusTotal: {
    full: 'Optional papers: {{points}} points added.',
    capped: 'Optional papers: {{points}} points added, the most allowed.',
  },
  sum: 'Total: {{points}} points over {{coefficients}} coefficients.',
  rounding: {
    points: {
      halfUp: 'Points of {{paper}} rounded to the nearest: {{before}} becomes {{after}}.',
      halfEven: 'Points of {{paper}} rounded to the nearest, ties to even: {{before}} becomes {{after}}.',
      truncate: 'Points of {{paper}} cut off: {{before}} becomes {{after}}.',
    },
    total: {
      halfUp: 'Total rounded to the nearest: {{before}} becomes {{after}}.',
      halfEven: 'Total rounded to the nearest, ties to even: {{before}} becomes {{after}}.',
      truncate: 'Total cut off: {{before}} becomes {{after}}.',
    },
    average: {
      halfUp: 'Average rounded to the nearest: {{before}} becomes {{after}}.',
      halfEven: 'Average rounded to the nearest, ties to even: {{before}} becomes {{after}}.',
      truncate: 'Average cut off: {{before}} becomes {{after}}.',
    },
  },
  average: 'Average: {{value}}.',
  test: {
    held: 'The condition “{{quantity}} {{bounds}}” is met: {{value}}.',
    notHeld: 'The condition “{{quantity}} {{bounds}}” is not met: {{value}}.',
  },
  decision: {
    rule: 'Decision: {{decision}}.',
    nextStage: 'Decision: {{decision}}, until the papers that follow.',
    awaited: 'Decision: {{decision}}, because a mark is awaited: {{papers}}.',
    excluded: 'Decision: {{decision}}, because of: {{papers}}.',
    nothing: 'Decision: {{decision}}, because no mark counts.',
  },
  honours: 'Honours: {{name}} (from {{from}}).',
  noHonours: {
    kept: 'No honours: a mark was kept from an earlier session.',
  },
  state: {
    mark: 'mark',
    absent: 'absence',
    excused: 'excused absence',
    exempt: 'exemption',
    notDue: 'paper not required',
    fraud: 'fraud',
    awaited: 'mark awaited',
  },
  quantity: {
    average: 'average',
    total: 'total',
    coefficients: 'sum of coefficients',
    averageWithoutOptional: 'average without optional papers',
    totalWithoutOptional: 'total without optional papers',
    possible: 'total possible',
    unfilled: 'number of papers missing among those that count',
    lowestMark: 'lowest mark',
    zeros: 'number of marks of zero',
    absences: 'number of absences',
    frauds: 'number of frauds',
    eliminatory: 'number of eliminatory marks',
    belowMinimum: 'number of marks below the minimum',
    attempts: 'number of times the examination was sat',
    papersAmong: 'number of marks of at least {{markAtLeast}} among {{papers}}',
  },
  bound: {
    atLeast: 'at least {{limit}}',
    above: 'above {{limit}}',
    atMost: 'at most {{limit}}',
    below: 'below {{limit}}',
  },
};
