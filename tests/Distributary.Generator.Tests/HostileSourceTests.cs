using Distributary.Generator.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Distributary.Generator.Tests;

/// <summary>Code as it stands while somebody types: neither the generator nor the analyzer may throw, and what is emitted parses.</summary>
public class HostileSourceTests
{
    private static readonly SyntaxToken[] Tokens = [.. TestCompilation.Parse(Sources.Retail).GetRoot(TestContext.Current.CancellationToken).DescendantTokens()];

    [Fact]
    public void Source_that_ends_anywhere()
    {
        for (var end = 0; end < Sources.Retail.Length; end += 37)
            Survives(Sources.Retail[..end]);
    }

    [Fact]
    public void Source_without_one_of_its_tokens()
    {
        foreach (var token in Tokens.Where((_, i) => i % 3 == 0))
            Survives(Sources.Retail.Remove(token.SpanStart, token.Span.Length));
    }

    [Fact]
    public void Source_with_null_for_each_literal()
    {
        foreach (var token in Tokens.Where(t => t.IsKind(SyntaxKind.StringLiteralToken)).Where((_, i) => i % 2 == 0))
            Survives(Sources.Retail.Remove(token.SpanStart, token.Span.Length).Insert(token.SpanStart, "null"));
    }

    [Fact]
    public void Source_with_something_undefined_for_each_name()
    {
        foreach (var token in Tokens.Where(t => t.IsKind(SyntaxKind.IdentifierToken)).DistinctBy(t => t.ValueText))
            Survives(Sources.Retail.Remove(token.SpanStart, token.Span.Length).Insert(token.SpanStart, "Undefined"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Source_with_random_tokens_lost_doubled_swapped_or_out_of_place(int seed)
    {
        var random = new Random(seed);
        string[] texts = [.. TestCompilation.Parse(Sources.Rich).GetRoot(TestContext.Current.CancellationToken).DescendantTokens(descendIntoTrivia: true).Select(t => t.ToFullString())];
        for (var round = 0; round < 60; round++)
        {
            var edited = texts.ToList();
            for (var edit = random.Next(1, 5); edit > 0; edit--)
            {
                var at = random.Next(edited.Count - 1);
                switch (random.Next(5))
                {
                    case 0:
                        edited.RemoveAt(at);
                        break;
                    case 1:
                        edited.Insert(at, edited[at]);
                        break;
                    case 2:
                        (edited[at], edited[at + 1]) = (edited[at + 1], edited[at]);
                        break;
                    case 3:
                        edited[at] = texts[random.Next(texts.Length)];
                        break;
                    case 4 when random.Next(4) == 0:
                        edited.RemoveRange(at, edited.Count - at);
                        break;
                    default:
                        edited.RemoveRange(at, Math.Min(random.Next(1, 12), edited.Count - at));
                        break;
                }
                if (edited.Count < 2)
                    break;
            }
            Survives(string.Concat(edited));
        }
    }

    [Fact]
    public void The_source_that_is_broken_is_whole_before() => GeneratedProject.Run(Sources.Rich).AssertCompiles();

    [Theory]
    [InlineData("[StreamPipeline] partial class P { }")]
    [InlineData("[StreamPipeline()] [DeltaSink()] [RouteWhen()] [Require()] [DeadLetter()] partial class P { }")]
    [InlineData("[StreamPipeline(1)] [DeltaSink(2, Path = 3)] partial class P { }")]
    [InlineData("[StreamPipeline(\"a\", Schema = null)] partial class P { }")]
    [InlineData("[StreamPipeline(\"a\", Schema = typeof(Missing))] partial class P { }")]
    [InlineData("[StreamPipeline(\"a\", Schema = typeof(List<>))] partial class P { }")]
    [InlineData("[StreamPipeline(\"a\", Schema = typeof(void))] partial class P { }")]
    [InlineData("[StreamPipeline(\"a\", Schema = typeof(int*))] partial class P { }")]
    [InlineData("[StreamPipeline(\"a\", Schema = 1)] partial class P { }")]
    [InlineData("[StreamPipeline(\"a\")] [StreamPipeline(\"b\")] partial class P { }")]
    [InlineData("[StreamPipeline(\"a\")] partial class P { } [StreamPipeline(\"b\")] partial class P { }")]
    [InlineData("[StreamPipeline(\"a\")] [DeltaSink(\"s\", PartitionBy = null)] partial class P { }")]
    [InlineData("[StreamPipeline(\"a\")] [DeltaSink(\"s\", PartitionBy = new[] { 1 })] partial class P { }")]
    [InlineData("[StreamPipeline(\"a\", MaxParallelSinks = int.MaxValue + 1, TxnScope = Wrong)] partial class P { }")]
    [InlineData("[StreamPipeline(\"a\")] partial struct P { }")]
    [InlineData("[StreamPipeline(\"a\")] partial interface P { }")]
    [InlineData("[StreamPipeline(\"a\")] partial enum P { }")]
    [InlineData("[StreamPipeline(\"a\")] delegate void P();")]
    [InlineData("[StreamPipeline(\"a\")] partial class P { [DeltaSink(\"s\", Path = \"p\", TxnAppId = \"t\")] DataFrame Flow(Missing batch) => null; }")]
    [InlineData("[StreamPipeline(\"a\")] partial class P { [DeltaSink(\"s\", Path = \"p\", TxnAppId = \"t\")] Flow(DataFrame batch) => batch; }")]
    [InlineData("[StreamPipeline(\"a\")] partial class P { [DeltaSink(\"s\", Path = \"p\", TxnAppId = \"t\")] public static DataFrame operator +(P a, P b) => null; }")]
    [InlineData("[StreamPipeline(\"a\", Schema = typeof(A))] partial class P { } class A : B { public int X { get; } } class B : A { public int Y { get; } }")]
    [InlineData("class A { [StreamPipeline(\"a\")] partial class { } }")]
    [InlineData("[StreamPipeline(\"\\uD800\")] [DeltaSink(\"\\uD800x\", Path = \"\\0\", TxnAppId = \"\\r\\n\")] [RouteWhen(\"\\uD800x\", \"\\uDC00\")] partial class P { }")]
    [InlineData("[StreamPipeline(\"a\")] [DeltaSink(\"s\", Path = \"p\", TxnAppId = \"t\")] [RouteWhen(\"s\", \"no \\x")]
    [InlineData("[StreamPipeline(\"a\")] [DeltaSink(\"s\", Path = \"p\", TxnAppId = \"t\")] [RouteWhen(\"s\", \"no \\u00")]
    [InlineData("[StreamPipeline(\"a\")] [DeltaSink(\"s\", Path = \"p\", TxnAppId = \"t\")] [RouteWhen(\"s\", \"\"\"\nno )")]
    [InlineData("[StreamPipeline(\"a\")] [DeltaSink(\"s\", Path = \"p\", TxnAppId = \"t\")] [RouteWhen(\"s\", @\"no )")]
    [InlineData("[StreamPipeline(\"a\", Exclusive = 1, Unmatched = UnmatchedRows.Wrong)] [DeltaSink(\"s\", Path = \"p\", TxnAppId = \"t\")] [RouteWhen(\"s\", Otherwise = 1)] partial class P { }")]
    [InlineData("[StreamPipeline(\"a\", Unmatched = (UnmatchedRows)9)] [DeltaSink(\"s\", Path = null, Table = null, TxnAppId = \"t\", Mode = (SinkMode)(-1))] [RouteWhen(\"s\")] partial class P { }")]
    [InlineData("[StreamPipeline(\"a\")] [DeltaSink(\"s\", Table = \"..\", TxnAppId = \"t\", Options = null)] [RouteWhen(null)] [RouteWhen(null, Otherwise = true)] partial class P { }")]
    [InlineData("[StreamPipeline(\"a\")] [DeltaSink(\"s\", Table = \"{\", TxnAppId = \"t\", Options = new[] { null, \"=\", \"a={\", 1 })] [RouteWhen(sink: \"s\")] partial class P { }")]
    [InlineData("[StreamPipeline(\"a\")] [DeltaSink(\"s\", Path = \"p\", TxnAppId = \"t\", Options = [\"a=b\"])] [RouteWhen(\"s\", \"x > 0\")] [RouteWhen(\"s\", Otherwise = true)] partial class P { }")]
    [InlineData("[StreamPipeline(\"a\")] [DeltaSink(\"s\", Path = \"p\", TxnAppId = \"t\", From = \"s\")] [DeltaSink(\"u\", Path = \"p\", TxnAppId = \"u\", From = \"s\")] [RouteWhen(\"s\", \"x > 0\")] [RouteWhen(\"u\", Otherwise = true)] partial class P { }")]
    public void Source_that_the_compiler_refuses(string source) => Survives(TestCompilation.Usings + source);

    private static void Survives(string source)
    {
        var project = GeneratedProject.Run(source);
        TestCompilation.Analyze(project.Compilation);
        Assert.All(project.Files.Values, file => Assert.Empty(TestCompilation.Parse(file).GetDiagnostics(TestContext.Current.CancellationToken)));
    }
}
