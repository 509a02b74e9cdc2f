import type { catalogue as fr } from '../fr/catalogue.ts';
import type { SomeShape } from '../same-shape.ts';
import { verify } from './verify.ts';

/** What the verification pages say, and no more: every other page is in French or English. */
export const catalogue = {
  verify,
  common: {
    office: 'مكتب الامتحانات والمسابقات',
    skip: 'انتقل إلى المحتوى',
    demo: {
      banner: 'عرض تجريبي',
      text: 'البلد والأشخاص والمدفوعات كلها مخترعة. لا قيمة لأي شيء تقرؤه هنا.',
      link: 'الحسابات وطريقة الاستعمال',
    },
    footer: {
      about: 'الخدمة الرسمية للامتحانات الوطنية: التسجيل والنتائج والوثائق.',
      noTracking: 'بلا تتبع وبلا إعلانات.',
    },
    action: { back: 'رجوع' },
    form: {
      errorPrefix: 'خطأ: {{title}}',
      problem_one: 'هناك نقطة يجب تصحيحها',
      problem_other: 'نقاط يجب تصحيحها: {{count}}',
      kept: 'ما كتبته محفوظ.',
      fileHint: '{{kinds}}، {{size}} على الأكثر',
      error: 'خطأ:',
      labelled: '{{label}}: {{text}}',
    },
    errors: {
      required: 'املأ هذه الخانة',
      tooLong: 'اكتب {{maximum}} حرفًا على الأكثر',
      format: 'راجع ما كتبته',
      file: 'اختر ملفًا',
      fileTooBig: 'اختر ملفًا أصغر',
    },
    mark: {
      outOf: '{{mark}} / {{maximum}}',
      absent: 'غائب',
      excused: 'غياب بعذر',
      exempt: 'معفى',
      notDue: 'لم تُجرَ',
      fraud: 'غش',
      awaited: 'منتظرة',
    },
  },
  documents: {
    kind: {
      convocation: 'استدعاء',
      receipt: 'إيصال',
      transcript: 'كشف الدرجات',
      passCertificate: 'شهادة نجاح',
      diploma: 'دبلوم',
    },
    honours: {
      none: 'بلا تقدير',
      passable: 'مقبول',
      assezBien: 'قريب من الجيد',
      bien: 'جيد',
      tresBien: 'جيد جدًا',
      excellent: 'ممتاز',
    },
  },
  reasons: { rate: { limited: 'محاولات كثيرة جدًا. حاول مرة أخرى بعد {{minutes}} دقيقة.' } },
} satisfies SomeShape<typeof fr>;
