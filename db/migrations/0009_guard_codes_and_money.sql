-- Whose code a dossier is, which dossier a script belongs to, and who sat in a jury are written once: a row changed there
-- would give one candidate the marks of another, and nothing computed from the marks would notice.
do $$
declare t text;
begin
  foreach t in array array['anonymity.code_table', 'public.dossier', 'public.script', 'public.deliberation_member']
  loop
    execute format('create trigger append_only before update or delete on %s for each row execute function public.forbid_change()', t);
    execute format('create trigger no_truncate before truncate on %s for each statement execute function public.forbid_change()', t);
  end loop;
end $$;
--> statement-breakpoint
-- Only the columns named in the trigger may change, and a row never goes away.
create function guard_columns() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - tg_argv = to_jsonb(old) - tg_argv then return new; end if;
  raise exception '% keeps what it says', tg_table_name using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger invoice_guard before update or delete on invoice for each row
  execute function guard_columns('state');
--> statement-breakpoint
create trigger payment_guard before update or delete on payment for each row
  execute function guard_columns('state', 'reference', 'redirect_url', 'expires_at', 'last_error', 'checked_at', 'settled_at');
--> statement-breakpoint
create trigger suspense_item_guard before update or delete on suspense_item for each row
  execute function guard_columns('resolved_at', 'resolution');
--> statement-breakpoint
-- What is settled stays settled.
create function guard_settled() returns trigger language plpgsql as $$
begin
  raise exception '% is settled', tg_table_name using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger payment_settled before update on payment for each row
  when (old.state = 'succeeded' and new.state <> 'succeeded') execute function guard_settled();
--> statement-breakpoint
create trigger invoice_settled before update on invoice for each row
  when (old.state <> 'open' and new.state is distinct from old.state) execute function guard_settled();
--> statement-breakpoint
create trigger suspense_item_settled before update on suspense_item for each row
  when (old.resolved_at is not null) execute function guard_settled();
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['invoice', 'payment', 'suspense_item', 'deliberation']
  loop
    execute format('create trigger no_truncate before truncate on %I for each statement execute function forbid_change()', t);
  end loop;
end $$;
--> statement-breakpoint
-- A document that has been revoked or superseded has ended: no later line gives it back.
create function guard_document_status() returns trigger language plpgsql as $$
declare last text;
begin
  perform 1 from document where id = new.document_id for no key update;
  select status into last from document_status where document_id = new.document_id order by id desc limit 1;
  if last in ('revoked', 'superseded') then
    raise exception 'document % has ended', new.document_id using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger document_status_order before insert on document_status for each row execute function guard_document_status();
