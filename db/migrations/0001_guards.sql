-- What must never change, the database itself refuses to change.
create function forbid_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['audit_log', 'journal', 'posting', 'invoice_line', 'provider_event', 'mark_entry',
    'jury_decision', 'deliberation_result', 'publication', 'published_result', 'document_status', 'regulation_version',
    'fee_schedule']
  loop
    execute format('create trigger %I before update or delete on %I for each row execute function forbid_change()', t || '_append_only', t);
    execute format('create trigger %I before truncate on %I for each statement execute function forbid_change()', t || '_no_truncate', t);
  end loop;
end $$;
--> statement-breakpoint
-- An issued document is never touched again; a pending one may only be completed, once, keeping what it is.
create function guard_document() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.state = 'pending' and new.state = 'issued'
    and (new.id, new.organisation_id, new.entry_id, new.kind, new.number, new.edition, new.source, new.model, new.model_hash,
         new.typed_code, new.status_index, new.created_at)
      = (old.id, old.organisation_id, old.entry_id, old.kind, old.number, old.edition, old.source, old.model, old.model_hash,
         old.typed_code, old.status_index, old.created_at)
    and new.cose is not null and new.token is not null and new.file_key is not null and new.issued_at is not null
  then return new; end if;
  raise exception 'an issued document is never changed' using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger document_guard before update or delete on document for each row execute function guard_document();
--> statement-breakpoint
create trigger document_no_truncate before truncate on document for each statement execute function forbid_change();
--> statement-breakpoint
-- A sealed deliberation stays as it was sealed, and takes no further decision.
create function guard_deliberation() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.state = 'open'
    and (new.id, new.sitting_id, new.jury_id, new.regulation_hash, new.snapshot_hash, new.snapshot)
      = (old.id, old.sitting_id, old.jury_id, old.regulation_hash, old.snapshot_hash, old.snapshot)
  then return new; end if;
  raise exception 'a sealed deliberation is never changed' using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger deliberation_guard before update or delete on deliberation for each row execute function guard_deliberation();
--> statement-breakpoint
create function guard_jury_decision() returns trigger language plpgsql as $$
begin
  if (select state from deliberation where id = new.deliberation_id for share) <> 'open' then
    raise exception 'the deliberation is sealed' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger jury_decision_open before insert on jury_decision for each row execute function guard_jury_decision();
--> statement-breakpoint
-- No mark is keyed into a closed bundle.
create function guard_mark_entry() returns trigger language plpgsql as $$
begin
  if (select b.state from script s join bundle b on b.id = s.bundle_id where s.code = new.script_code for share of b) <> 'handedOut' then
    raise exception 'the bundle is not open' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger mark_entry_open before insert on mark_entry for each row execute function guard_mark_entry();
--> statement-breakpoint
-- Double entry: at commit, each journal's postings sum to zero in each currency.
create function check_journal_balance() returns trigger language plpgsql as $$
declare target bigint;
begin
  if tg_table_name = 'journal' then target := new.id; else target := new.journal_id; end if;
  if not exists (select 1 from posting where journal_id = target)
    or exists (select 1 from posting where journal_id = target group by currency having sum(amount) <> 0)
  then
    raise exception 'journal % does not sum to zero', target using errcode = 'check_violation';
  end if;
  return null;
end $$;
--> statement-breakpoint
create constraint trigger journal_balance after insert on journal deferrable initially deferred
  for each row execute function check_journal_balance();
--> statement-breakpoint
create constraint trigger posting_balance after insert on posting deferrable initially deferred
  for each row execute function check_journal_balance();
--> statement-breakpoint
-- The marking role: whoever connects with it reads scripts and dossiers, and cannot read who they belong to.
do $$
begin
  if not exists (select from pg_roles where rolname = 'palmares_marking') then create role palmares_marking nologin; end if;
exception when duplicate_object or unique_violation or insufficient_privilege then null;
end $$;
--> statement-breakpoint
revoke all on schema anonymity from public;
