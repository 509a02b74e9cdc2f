-- What the marking role may read: codes, scripts and marks, and nothing that says whose they are.
do $$
begin
  if exists (select from pg_roles where rolname = 'palmares_marking') then
    grant select on script, dossier, bundle, mark_entry to palmares_marking;
    revoke all on schema anonymity from palmares_marking;
    revoke all on all tables in schema anonymity from palmares_marking;
  end if;
exception when insufficient_privilege then null;
end $$;
