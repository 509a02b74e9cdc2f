export const help = `
palmares keys list
  Every key: its id, whose it is, its year, its state. Then the lists that are served, and until when.

palmares keys create  --organisation CODE --year YEAR [--alg EdDSA|ES256]
palmares keys rotate  --organisation CODE --year YEAR [--alg EdDSA|ES256]
palmares keys retire  KEY
  An organisation has one key a year. "create" makes it ahead of its first use. "rotate" makes another and retires the
  one in use. What a retired key signed stays good for ever.

palmares keys compromise KEY --at MOMENT --reason "WHY" [--operator NAME --operator NAME]
  Somebody else may have this key since MOMENT (2027-03-01T10:00Z). It signs nothing more, and of what it signed only
  what the register shows issued before stays authentic. For ever: the moment can only be moved back.
  Names of two people confirm it; without them it is asked twice.

palmares keys rewrap --old-key-file FILE --new-key-file FILE
  Changes the key-encryption key: opens every private key with the old one and wraps it with the new one, all or none.
  Stop Palmarès before, give it the new key after. A key file holds 64 hexadecimal digits.

palmares keys root init   [--alg EdDSA|ES256] [--replace]
palmares keys root init   --file ROOT --key-file FILE [--alg EdDSA|ES256]
  Makes the root key: here, wrapped like the others; or with --file in a file, on a machine that needs neither database
  nor network, and writes its public half to standard output.
palmares keys root import --file ROOT [--key-file FILE] [--replace]
  Puts a root key in force: its public half alone, or with --key-file both, wrapped anew by this installation's key.
palmares keys root export --file ROOT --key-file FILE [--remove]
  Writes the root key of this installation to a file, wrapped by the key of FILE; --remove takes its private half out of
  the database for good.
palmares keys root sign   PAYLOAD --file ROOT --key-file FILE --out LIST
  Signs what "trust export" wrote. Needs neither database nor network, and says what it signs.

palmares keys trust export [--days DAYS] [--next JWK] --out PAYLOAD
  Writes the trust list as it stands now, unsigned, good for DAYS (90). --next names, from this list on, the root
  key (its public half) that is to take over: who has such a list believes the lists of that root too.
palmares keys trust import LIST
  Proves a list signed elsewhere and serves it.
`;
