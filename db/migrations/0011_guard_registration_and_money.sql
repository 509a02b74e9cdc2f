-- What a row of money, of a till or of a file says is written once; only the columns named may change.
do $$
declare
  t text;
  guarded jsonb := '{
    "school_invoice": ["state"],
    "school_invoice_item": ["released_at"],
    "waiver": ["state", "decided_by", "decided_at"],
    "refund": ["state", "decided_by", "decided_at", "reference", "last_error", "settled_at", "till_id"],
    "till": ["state", "closed_at", "counted", "difference_reason", "reconciled_by", "reconciled_at", "deposit_reference"],
    "entry_document": ["replaced_at"],
    "duplicate_pair": ["reasons", "state", "decided_by", "decided_at", "note"],
    "correction_request": ["state", "answer", "answered_by", "answered_at"]
  }';
begin
  for t in select jsonb_object_keys(guarded)
  loop
    execute format('create trigger %I before update or delete on %I for each row execute function guard_columns(%s)', t || '_guard', t,
      (select string_agg(quote_literal(c), ', ') from jsonb_array_elements_text(guarded -> t) c));
    execute format('create trigger no_truncate before truncate on %I for each statement execute function forbid_change()', t);
  end loop;
  foreach t in array array['bank_file', 'bank_line', 'reconciliation_line']
  loop
    execute format('create trigger %I before update or delete on %I for each row execute function forbid_change()', t || '_append_only', t);
    execute format('create trigger %I before truncate on %I for each statement execute function forbid_change()', t || '_no_truncate', t);
  end loop;
end $$;
--> statement-breakpoint
drop trigger payment_guard on payment;
--> statement-breakpoint
create trigger payment_guard before update or delete on payment for each row
  execute function guard_columns('state', 'reference', 'redirect_url', 'expires_at', 'last_error', 'checked_at', 'settled_at',
    'payment_intent', 'refunded', 'disputed');
--> statement-breakpoint
drop trigger suspense_item_guard on suspense_item;
--> statement-breakpoint
create trigger suspense_item_guard before update or delete on suspense_item for each row
  execute function guard_columns('resolved_at', 'resolved_by', 'resolution', 'refund_id', 'target_invoice_id');
--> statement-breakpoint
-- What is decided or settled stays so.
create trigger refund_settled before update on refund for each row
  when (old.state in ('succeeded', 'refused')) execute function guard_settled();
--> statement-breakpoint
create trigger waiver_settled before update on waiver for each row
  when (old.state <> 'requested') execute function guard_settled();
--> statement-breakpoint
create trigger till_settled before update on till for each row
  when (old.state = 'reconciled') execute function guard_settled();
--> statement-breakpoint
create trigger school_invoice_settled before update on school_invoice for each row
  when (old.state = 'cancelled' and new.state is distinct from old.state) execute function guard_settled();
--> statement-breakpoint
-- Given back never exceeds what came in.
create function guard_given_back() returns trigger language plpgsql as $$
begin
  if new.refunded > new.amount and new.refunded > old.refunded and new.provider in ('cash', 'bank') then
    raise exception 'more is given back than was paid' using errcode = 'check_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger payment_given_back before update on payment for each row execute function guard_given_back();
--> statement-breakpoint
-- Opens a use case's transaction in one trip: its name for whoever watches the server, a limit on waiting, then its locks
-- one after the other in the order given.
create function open_transaction(name text, keys text[]) returns void language plpgsql as $$
declare key text;
begin
  perform set_config('lock_timeout', '5s', true), set_config('application_name', name, true);
  foreach key in array keys loop
    perform pg_advisory_xact_lock(hashtextextended(key, 0));
  end loop;
end $$;
--> statement-breakpoint
-- Adds lines to the end of the audit chain. Each statement of a volatile function sees what was committed before it began:
-- the end is read once the lock is ours. A line's hash is over its text with the hash before it and its number filled in,
-- as chainHash in app/domain/audit says.
create function append_audit(lines jsonb) returns void language plpgsql volatile as $$
declare
  line jsonb;
  last_seq bigint;
  last_hash text;
  next_hash text;
begin
  perform pg_advisory_xact_lock(hashtextextended('audit-chain', 0));
  select a.seq, a.hash into last_seq, last_hash from audit_log a order by a.seq desc limit 1;
  last_seq := coalesce(last_seq, 0);
  last_hash := coalesce(last_hash, repeat('0', 64));
  for line in select value from jsonb_array_elements(lines) with ordinality order by ordinality loop
    last_seq := last_seq + 1;
    next_hash := encode(sha256(convert_to(
      (line ->> 'before') || last_hash || (line ->> 'between') || last_seq || (line ->> 'after'), 'UTF8')), 'hex');
    insert into audit_log (seq, at, organisation_id, actor_id, actor_label, action, subject_type, subject_id, before_hash,
      after_hash, detail, request_id, prev_hash, hash)
    values (last_seq, (line ->> 'at')::timestamptz, (line ->> 'organisationId')::uuid, line ->> 'actorId',
      line ->> 'actorLabel', line ->> 'action', line ->> 'subjectType', line ->> 'subjectId', line ->> 'beforeHash',
      line ->> 'afterHash', line -> 'detail', line ->> 'requestId', last_hash, next_hash);
    last_hash := next_hash;
  end loop;
end $$;
