-- No mark is keyed into a closed bundle; moderation touches no other, and none that a deliberation was opened on.
create or replace function guard_mark_entry() returns trigger language plpgsql as $$
declare bundle_state text;
begin
  select b.state into bundle_state from script s join bundle b on b.id = s.bundle_id where s.code = new.script_code for share of b;
  if bundle_state <> (case when new.pass = 4 then 'closed' else 'handedOut' end) then
    raise exception 'the bundle is not open' using errcode = 'restrict_violation';
  end if;
  if new.pass = 4 and exists (
    select 1 from script s join dossier d on d.code = s.dossier
      join deliberation l on l.jury_id = d.jury_id and l.round = s.round
    where s.code = new.script_code) then
    raise exception 'a deliberation was opened on these marks' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
