using System.Text;
using Distributary.Generator.Tests.Support;

namespace Distributary.Generator.Tests.RuleTests;

/// <summary>Conditions with one bad part, in random forms of C#: what is reported is that part, to the character.</summary>
public class PredicatePlaceTests
{
    private const int Conditions = 100;

    private static readonly string[] Before = ["", " ", "\n\n", "Text = '{\"a\"}' OR ", "\tText <> '😀 é}}{{' \r\nAND\n   ", "Text LIKE '\"\"\"%' -- \"note\"\n OR\t", "/* {0} */ (Text = '' OR Quantity = 1) AND "];
    private static readonly string[] Bad = ["nope", "`né \"{x}\"`", "`😀`", "`a\tb`", "`{{`"];
    private static readonly string[] After = [" > 0", " = '}' -- \"", "\n  > 1 OR Text = '\"😀\"'", " IS NULL\r\n", "\n\n\n <> 2"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void The_bad_part_is_found_in_every_form(int seed)
    {
        var random = new Random(seed);
        var source = new StringBuilder(TestCompilation.Usings).Append("static class Names { public const int nope = 1; }\nrecord Sale(int Quantity, string Text);\n");
        var constants = new StringBuilder("static class K\n{\n");
        var forms = new List<LiteralForms>();
        for (var i = 0; i < Conditions; i++)
        {
            var (before, bad, after) = (string.Concat(random.GetItems(Before, random.Next(3))), Bad[random.Next(Bad.Length)], After[random.Next(After.Length)]);
            var form = new LiteralForms(random, before + bad + after, before.Length, before.Length + bad.Length).Write($"C{i}_");
            forms.Add(form);
            source.Append($"[StreamPipeline(\"p\", Schema = typeof(Sale))] [DeltaSink(\"a\", Path = \"/a\", TxnAppId = \"a\")]\n[RouteWhen(\"a\", ");
            form.Expression.Offset = source.Length;
            source.Append(form.Expression.Code).Append($")]\nstatic partial class P{i} {{ }}\n");
        }
        source.Append(constants);
        foreach (var (form, i) in forms.Select((f, i) => (f, i)))
        {
            foreach (var (constant, number) in form.Constants.Select((c, n) => (c, n)))
            {
                source.Append($"    public const string C{i}_{number} = ");
                constant.Offset = source.Length;
                source.Append(constant.Code).Append(";\n");
            }
        }
        var text = source.Append('}').ToString();
        var compilation = TestCompilation.Create(text);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error).Select(d => $"{d}: {text.Substring(d.Location.SourceSpan.Start, Math.Min(100, text.Length - d.Location.SourceSpan.Start))}"));

        var reported = TestCompilation.Analyze(compilation).Select(d => $"{d.Id} {d.Location.SourceSpan} {text.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)}");
        var expected = forms.Select(f => f.BadPlace).OrderBy(p => p.Start).Select(p => $"DST051 [{p.Start}..{p.End}) {text[p.Start..p.End]}");
        Assert.Equal(expected, reported);
    }
}
