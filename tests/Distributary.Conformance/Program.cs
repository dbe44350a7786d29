using Distributary.Conformance;
using Distributary.Conformance.Cases;

if (CommandLine.Parse(args) is not { } options)
{
    Console.Error.WriteLine("usage: Distributary.Conformance FILE.jsonl [--fixture TABLE.sql] [--no-ansi] [--out OUT.jsonl]");
    return 2;
}

var expected = File.ReadLines(options.File).Where(l => l.Trim().Length > 0).Select(Answer.Parse).ToList();
using var runner = new CaseRunner(File.ReadAllText(options.Fixture), options.Ansi);
using var output = options.Out is null ? null : new StreamWriter(options.Out);
var report = new Report();
foreach (var spark in expected)
{
    var ours = runner.Run(spark.Expr);
    output?.WriteLine(ours.ToJson());
    report.Add(spark, ours);
}
report.Print(Console.Out);
return 0;
