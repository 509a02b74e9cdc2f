import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useLocation } from '@remix-run/react';
import { SelectField } from '#app/components/choice-fields.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { FilterForm } from '#app/components/filter-form.tsx';
import { Notice } from '#app/components/notice.tsx';
import { InviteForm } from '#app/components/office/user-invite-form.tsx';
import { WithdrawRole } from '#app/components/office/user-withdraw-form.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { reachOf } from '#app/domain/access/reach.ts';
import { ROLES } from '#app/domain/access/roles.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { hrefWith, idOf, pageOf, textOf, wordOf } from '#app/http/list-address.ts';
import { notFound } from '#app/http/not-found.ts';
import { requireActor, type SignedIn } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { placeOf, STAFF_ROLES, staffForm, withdrawForm } from '#app/http/user-forms.ts';
import { useT } from '#app/i18n/use-t.tsx';
import { listPhoneCountries } from '#app/queries/access/list-phone-countries.server.ts';
import { listPlaces } from '#app/queries/office/list-choices.server.ts';
import { listUsers, USERS_PER_PAGE } from '#app/queries/office/list-users.server.ts';
import { inviteUser } from '#app/services/users/invite-user.server.ts';
import { withdrawRole } from '#app/services/users/withdraw-role.server.ts';

export const handle: RouteHandle = { title: 'office:users.title' };
const PATH = '/bureau/utilisateurs';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'user.manage');
  const reach = reachOf(ctx.actor, 'user.manage');
  const parameters = new URL(args.request.url).searchParams;
  const filter = {
    text: textOf(parameters, 'q'),
    role: wordOf(parameters, 'role', ROLES),
    page: pageOf(parameters),
  };
  const { organisations, ...places } = await listPlaces(ctx.db, reach);
  const listed = await listUsers(ctx.db, reach, filter);
  const asked = idOf(parameters, 'retirer');
  return {
    ...listed,
    filter,
    places,
    organisations: organisations.map(({ id, profile }) => ({ id, name: profile.shortName })),
    withdrawing: listed.rows
      .flatMap(({ name, grants }) => grants.map((grant) => ({ ...grant, name })))
      .find(({ id }) => id === asked),
    pageSize: USERS_PER_PAGE,
    done: wordOf(parameters, 'fait', ['done', 'withdrawn'] as const),
  };
}

type UsersPage = Awaited<ReturnType<typeof loader>>;

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'user.manage');
  const formData = await args.request.formData();
  if (formData.get('intent') === 'withdraw') return withdraw(ctx, formData);
  const form = parseForm(staffForm(await listPhoneCountries(ctx.db)), formData);
  if (!form.ok) return formProblem(form);
  const { contact, displayName, organisationId, role, place } = form.value;
  const grant = { role, organisationId, ...placeOf(place) };
  const invited = await inviteUser(ctx, { contact, displayName, locale: args.context.locale, grant });
  if (invited.ok) return redirect(`${PATH}?fait=done`);
  if (invited.reason === 'access.denied') throw notFound();
  const field = invited.reason.startsWith('role.') ? 'place' : 'contact';
  return formProblem(formError(formData, { [field]: reasonMessage(invited) }));
}

async function withdraw(ctx: SignedIn, formData: FormData) {
  const form = parseForm(withdrawForm, formData);
  if (!form.ok) throw notFound();
  const withdrawn = await withdrawRole(ctx, form.value);
  if (withdrawn.ok) return redirect(`${PATH}?fait=withdrawn`);
  if (withdrawn.reason === 'role.notFound') throw notFound();
  return formProblem(formError(formData, { '': reasonMessage(withdrawn) }));
}

export default function Users() {
  const t = useT();
  const page = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const { filter, total, pageSize, done, withdrawing } = page;
  const { search } = useLocation();
  return (
    <>
      <ErrorSummary problem={problem} order={['contact', 'displayName', 'organisationId', 'role', 'place']} />
      {done ? <Notice tone="good" live title={t(`office:users.${done}`)} /> : null}
      <PageHeading title={t('office:users.title')} />
      {withdrawing ? <WithdrawRole grant={withdrawing} /> : null}
      <FilterForm clearHref={PATH}>
        <TextField name="q" type="search" label={t('office:users.search')} defaultValue={filter.text ?? ''} />
        <SelectField
          name="role"
          label={t('office:filter.role')}
          placeholder={t('office:filter.all')}
          defaultValue={filter.role ?? ''}
          choices={STAFF_ROLES.map((role) => ({ value: role, label: t(`office:role.${role}`) }))}
        />
      </FilterForm>
      <UserTable rows={page.rows} />
      <Pagination
        page={filter.page}
        pageSize={pageSize}
        total={total}
        hrefOf={(target) => hrefWith(PATH, search, { page: String(target), fait: undefined })}
      />
      <InviteForm organisations={page.organisations} places={page.places} problem={problem} />
    </>
  );
}

function UserTable({ rows }: { rows: UsersPage['rows'] }) {
  const t = useT();
  const { search } = useLocation();
  return (
    <DataTable
      caption={t('office:users.caption')}
      captionHidden
      columns={[
        { key: 'name', header: t('office:users.name'), heading: true, cell: ({ name }) => name },
        {
          key: 'contact',
          header: t('office:users.contact'),
          cell: ({ email, phone, disabledAt }) =>
            [email, phone, disabledAt ? t('office:users.disabled') : null].filter(Boolean).join(' · '),
        },
        {
          key: 'roles',
          header: t('office:users.roles'),
          cell: ({ name, grants }) => (
            <ul>
              {grants.map(({ id, role, place, organisation }) => (
                <li key={id}>
                  {t(`office:role.${role}`)} · {place ?? organisation}{' '}
                  <a
                    href={hrefWith(PATH, search, { retirer: id, fait: undefined })}
                    aria-label={t('office:users.withdrawOf', { role: t(`office:role.${role}`), name })}
                  >
                    {t('office:users.withdraw')}
                  </a>
                </li>
              ))}
            </ul>
          ),
        },
      ]}
      rows={rows}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('office:users.none')} />}
    />
  );
}
