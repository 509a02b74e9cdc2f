import { desc, eq, sql } from 'drizzle-orm';
import type { Reach } from '#app/domain/access/reach.ts';
import { withinReach } from '#app/queries/office/within-reach.ts';
import type { Db } from '#db/client.ts';
import { userAccount } from '#db/schema/access.ts';
import { organisation } from '#db/schema/organisation.ts';
import { bankFile } from '#db/schema/till.ts';

/** The statements taken in last, with how many of their lines are booked. */
export async function listBankFiles(db: Db, reach: Reach) {
  const rows = await db
    .select({
      id: bankFile.id,
      source: bankFile.source,
      fileName: bankFile.fileName,
      createdAt: bankFile.createdAt,
      importedBy: userAccount.displayName,
      office: organisation.profile,
      matched: sql<number>`(select count(*)::int from bank_line l where l.bank_file_id = ${bankFile.id} and l.state = 'matched')`,
      suspended: sql<number>`(select count(*)::int from bank_line l where l.bank_file_id = ${bankFile.id} and l.state = 'suspended')`,
    })
    .from(bankFile)
    .innerJoin(organisation, eq(organisation.id, bankFile.organisationId))
    .leftJoin(userAccount, eq(userAccount.id, bankFile.importedBy))
    .where(withinReach(reach, bankFile.organisationId))
    .orderBy(desc(bankFile.createdAt))
    .limit(100);
  return rows.map(({ office, ...row }) => ({ ...row, office: office.shortName }));
}
