using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Distributary.Benchmarks;

/// <summary>A project with any number of pipelines, one a file, for the generator to read.</summary>
internal sealed class GeneratedProject
{
    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(p => Path.GetFileName(p) is not ("Distributary.Benchmarks.dll" or "Distributary.Generator.dll")).Select(p => MetadataReference.CreateFromFile(p))];

    private readonly int pipelines;
    private int version;

    /// <summary>Makes the project.</summary>
    /// <param name="pipelines">How many pipelines it has.</param>
    /// <param name="hasSharedSchema">Whether all of them have one schema type, or each one its own.</param>
    public GeneratedProject(int pipelines, bool hasSharedSchema)
    {
        this.pipelines = pipelines;
        var sources = Enumerable.Range(0, pipelines).Select(i => Pipeline(i, hasSharedSchema ? "Sale" : "Sale" + Text(i)))
            .Concat(hasSharedSchema ? [Schema("Sale")] : Enumerable.Range(0, pipelines).Select(i => Schema("Sale" + Text(i))))
            .Append("namespace Shop; static class Elsewhere { public static int Method(int a) { return a + 0; } }")
            .Append("global using System; global using Distributary; global using static Distributary.Functions;");
        Compilation = CSharpCompilation.Create(
            "Shop",
            sources.Select((source, i) => Parse(source, "File" + Text(i) + ".cs")),
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    public CSharpCompilation Compilation { get; private set; }

    private SyntaxTree Elsewhere => Compilation.SyntaxTrees[^2];

    private SyntaxTree Middle => Compilation.SyntaxTrees[pipelines / 2];

    /// <summary>Changes a method's body in a file without pipelines.</summary>
    public void EditBodyElsewhere() => Edit(Elsewhere, "a + ", ";", "a + " + Text(++version));

    /// <summary>Changes a method's name in a file without pipelines.</summary>
    public void EditSignatureElsewhere() => Edit(Elsewhere, "int Method", "(", "int Method" + Text(++version));

    /// <summary>Changes a comment in a file with a pipeline.</summary>
    public void EditSameFile() => Edit(Middle, "// ", "\n", "// " + Text(++version));

    /// <summary>Changes an attribute of a pipeline.</summary>
    public void EditPipeline() => Edit(Middle, "Quantity > ", "\"", "Quantity > " + Text(++version));

    /// <summary>Changes a member of a schema type: of the one that all pipelines share, or of one pipeline's.</summary>
    public void EditSchema() => Edit(Compilation.SyntaxTrees[^3], "string Country", ")", "string Country" + Text(++version));

    private void Edit(SyntaxTree tree, string start, string end, string changed)
    {
        var source = tree.ToString();
        var from = source.IndexOf(start, StringComparison.Ordinal);
        var to = source.IndexOf(end, from + start.Length, StringComparison.Ordinal);
        Compilation = Compilation.ReplaceSyntaxTree(tree, Parse(source[..from] + changed + source[to..], tree.FilePath));
    }

    private static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, path: path, encoding: Encoding.UTF8);

    private static string Schema(string name) =>
        $"namespace Shop; public sealed record {name}(string InvoiceNo, string StockCode, string? Description, int Quantity, DateTime InvoiceDate, double UnitPrice, double? CustomerID, string Country);";

    private static string Pipeline(int number, string schema) => $$"""
        namespace Shop;

        // 0
        [StreamPipeline("retail{{Text(number)}}", Schema = typeof({{schema}}), Checkpoint = "{lake}/_checkpoint")]
        [DeltaSink("bronze", Path = "{lake}/bronze", TxnAppId = "bronze")]
        [DeltaSink("sales", Path = "{lake}/sales", TxnAppId = "sales")]
        [RouteWhen("sales", "Quantity > 0")]
        [Require("CustomerID IS NOT NULL", Reason = "missing_customer")]
        [Require("UnitPrice > 0", Reason = "bad_price")]
        [DeadLetter(Path = "{lake}/dead_letters", TxnAppId = "dead_letters")]
        public static partial class Pipeline{{Text(number)}}
        {
            [DeltaSink("revenue", Path = "{lake}/revenue", TxnAppId = "revenue")]
            private static DataFrame Revenue(DataFrame sales) => sales.Select(Col("InvoiceNo"), (Col("Quantity") * Col("UnitPrice")).As("amount"));
        }
        """;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
