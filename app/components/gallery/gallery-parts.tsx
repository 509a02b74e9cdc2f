import { ButtonRow, LinkButton, SubmitButton } from '../buttons.tsx';
import { ConfirmationPanel } from '../confirmation-panel.tsx';
import { DataTable } from '../data-table.tsx';
import { EmptyState } from '../empty-state.tsx';
import { Notice } from '../notice.tsx';
import { BackLink, PageHeading } from '../page-heading.tsx';
import { Pagination } from '../pagination.tsx';
import { ProgressBar } from '../progress-bar.tsx';
import { StateTag } from '../state-tag.tsx';
import { type Step, Timeline } from '../timeline.tsx';
import { DateText, Mark, Money } from '../values.tsx';
import { VerdictPanel } from '../verdict-panel.tsx';

// Sample text of a demonstration page, not text of the product: it is in no catalogue.
const STEPS: readonly Step[] = [
  { id: '1', title: 'Inscription', state: 'done', text: 'Envoyée le 12 octobre 2026.' },
  { id: '2', title: 'Paiement', state: 'done', text: '6 000 F CFA, reçu nº 2026-004512.' },
  {
    id: '3',
    title: 'Validation',
    state: 'current',
    text: 'L’inspection de Zinder vous demande une photo plus nette, avant le 30 novembre 2026.',
    action: <LinkButton href="#photo" text="Changer la photo" />,
  },
  { id: '4', title: 'Convocation', state: 'waiting', text: 'En préparation.' },
  { id: '5', title: 'Épreuves', state: 'later', text: 'Du 15 au 19 juin 2027.' },
  { id: '6', title: 'Résultat', state: 'failed', text: 'Une pièce manque.' },
  { id: '7', title: 'Diplôme', state: 'later' },
];

const PAPERS = [
  { name: 'Mathématiques', coefficient: 5, mark: { state: 'mark', value: 1347 } },
  { name: 'Philosophie', coefficient: 2, mark: { state: 'mark', value: 900 } },
  { name: 'Éducation physique et sportive', coefficient: 1, mark: { state: 'exempt' } },
  { name: 'Sciences de la vie et de la Terre', coefficient: 5, mark: { state: 'absent' } },
] as const;

export function GalleryParts() {
  return (
    <>
      <BackLink href="/" />
      <PageHeading
        eyebrow="Baccalauréat · session 2026"
        title="Aïchatou Moussa Ibrahim"
        lead="Série D, centre de Zinder, nº de table 104 233."
        actions={<LinkButton href="#x" kind="second" text="Imprimer" />}
      />
      <Timeline steps={STEPS} />
      <h2>États</h2>
      <p>
        <StateTag text="Brouillon" /> · <StateTag tone="progress" text="À valider" /> ·{' '}
        <StateTag tone="good" text="Validé" /> · <StateTag tone="warn" text="Renvoyé" /> ·{' '}
        <StateTag tone="bad" text="Annulé" />
      </p>
      <VerdictPanel
        tone="good"
        answer="Authentique"
        sentence="Ce document a été délivré par l’Office du Baccalauréat."
      >
        <p>Comparez le nom, la série et le numéro avec le papier que vous tenez.</p>
      </VerdictPanel>
      <VerdictPanel
        tone="warn"
        answer="Remplacé"
        sentence="Une édition plus récente de ce document existe."
      />
      <VerdictPanel
        tone="bad"
        answer="Faux"
        sentence="La signature de ce document n’est pas celle de l’office."
      />
      <VerdictPanel tone="neutral" answer="Illisible" sentence="Ce code n’est pas un code de Palmarès." />
      <ConfirmationPanel
        title="Votre inscription est envoyée"
        referenceLabel="Votre numéro de dossier"
        reference="BAC-26-004512"
      >
        <p>Nous vous écrirons dès que l’inspection aura vu votre dossier.</p>
      </ConfirmationPanel>
      <h2>Notes</h2>
      <DataTable
        caption="Premier groupe"
        columns={[
          {
            key: 'paper',
            header: 'Épreuve',
            heading: true,
            cell: (row) => row.name,
            sortHref: '#s',
            sorted: 'ascending',
          },
          { key: 'coefficient', header: 'Coefficient', align: 'end', cell: (row) => row.coefficient },
          { key: 'mark', header: 'Note', align: 'end', cell: (row) => <Mark mark={row.mark} maximum={20} /> },
        ]}
        rows={PAPERS}
        rowKey={(row) => row.name}
        foot={['Total', '13', '85,35']}
      />
      <Pagination page={2} pageSize={50} total={1234} hrefOf={(page) => `?page=${page}`} />
      <Notice title="À savoir">
        <p>
          Les inscriptions ferment le <DateText value="2026-11-30" />.
        </p>
      </Notice>
      <Notice tone="good">
        Paiement reçu : <Money amount={{ minor: 6000n, currency: 'XOF' }} />.
      </Notice>
      <Notice tone="warn">Le paiement n’est pas encore confirmé.</Notice>
      <Notice tone="bad">Ce dossier a été renvoyé.</Notice>
      <ProgressBar label="Convocations" done={32_410} total={92_956} />
      <EmptyState
        title="Aucun dossier à valider"
        text="Les nouveaux dossiers de votre région arrivent ici."
      />
      <ButtonRow>
        <SubmitButton />
        <LinkButton href="#y" kind="second" text="Plus tard" />
        <SubmitButton kind="danger" text="Annuler l’inscription" />
      </ButtonRow>
    </>
  );
}
