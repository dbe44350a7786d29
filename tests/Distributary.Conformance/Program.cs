Console.Error.WriteLine("usage: Distributary.Conformance FILE.jsonl [--fixture TABLE.sql] [--no-ansi] [--out OUT.jsonl]");
return 2;
