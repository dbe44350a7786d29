using System.Text;
using System.Xml.Linq;
using Distributary.Generator.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Distributary.Generator.Tests;

/// <summary>The documentation of a schema's members becomes that of the columns, in any host, and never breaks the emitted file.</summary>
public class ColumnDocumentationTests
{
    private const string Pipeline = """

        [StreamPipeline("p", Schema = typeof(Sale))]
        [DeltaSink("a", Path = "/a", TxnAppId = "a")]
        public static partial class P { }
        """;

    [Theory]
    [InlineData("<summary>How many.</summary>", "<summary>How many.</summary>")]
    [InlineData("<summary>Never <see langword=\"null\"/>, see <see href=\"https://a.b/?c=d&amp;e\">there</see>.</summary>", "Never <see langword=\"null\" />, see <see href=\"https://a.b/?c=d&amp;e\">there</see>.")]
    [InlineData("<summary>See <see cref=\"Hidden\"/>, <see cref=\"List{T}\"/>, <see cref=\"No.Such(int, Thing)\"/>.</summary>", "See <c>Hidden</c>, <c>List&lt;T&gt;</c>, <c>No.Such(int, Thing)</c>.")]
    [InlineData("<summary>See <see cref=\"Hidden\">the <b>other</b></see> <paramref name=\"x\"/> <typeparamref name=\"T\"/>.</summary>", "See the <b>other</b> <c>x</c> <c>T</c>.")]
    [InlineData("<summary>In <param name=\"x\">a <exception cref=\"Hidden\">wrong</exception></param> <seealso/>place.</summary>", "In a wrong place.")]
    [InlineData("<summary>A <include file=\"x\" path=\"y\"/><inheritdoc/>B</summary>", "<summary>A B</summary>")]
    [InlineData("<summary>a &lt; b &amp;&amp; c &gt; d <![CDATA[<x> & y]]> <!-- note --></summary>", "a &lt; b &amp;&amp; c &gt; d <![CDATA[<x> & y]]>")]
    [InlineData("<summary>line&#x2028;&#x2029;&#x85;&#9;end 😀</summary>", "line    end 😀")]
    [InlineData("<summary>line&#13;end</summary>", "    /// line\n        /// end\n")]
    [InlineData("<summary>first</summary><summary>second</summary>", "<summary>first</summary>")]
    [InlineData("<remarks>Only remarks.</remarks>", "<summary>The column <c>Quantity</c>: <c>int</c>.</summary>")]
    [InlineData("<summary> </summary>", "<summary>The column <c>Quantity</c>: <c>int</c>.</summary>")]
    [InlineData("<summary>never closed", "<summary>The column <c>Quantity</c>: <c>int</c>.</summary>")]
    [InlineData("<summary>a & b</summary>", "<summary>The column <c>Quantity</c>: <c>int</c>.</summary>")]
    [InlineData("<summary>&#1; &undefined;</summary>", "<summary>The column <c>Quantity</c>: <c>int</c>.</summary>")]
    [InlineData("<summary a=\"1\" a=\"2\">x</summary>", "<summary>The column <c>Quantity</c>: <c>int</c>.</summary>")]
    [InlineData("<!DOCTYPE x [<!ENTITY e \"y\">]><summary>&e;</summary>", "<summary>The column <c>Quantity</c>: <c>int</c>.</summary>")]
    [InlineData("</doc><doc><summary>x</summary>", "<summary>The column <c>Quantity</c>: <c>int</c>.</summary>")]
    [InlineData("just text", "<summary>The column <c>Quantity</c>: <c>int</c>.</summary>")]
    public void A_summary_is_taken_over_well_formed_and_without_names_of_code(string comment, string expected)
    {
        var source = TestCompilation.Usings + "public class Sale { class Hidden { }\n    /// " + comment + "\n    public int Quantity { get; set; } }" + Pipeline;
        var file = GeneratedProject.Run(source).AssertCompiles().SingleFile;
        Assert.Contains(expected, file, StringComparison.Ordinal);
        Assert.Equal(file, Emit(source, DocumentationMode.None));
        Assert.Equal(file, Emit(source, DocumentationMode.Parse));
    }

    [Theory]
    [InlineData("/// <param name=\"Quantity\">How many.</param>\npublic record Sale(int Quantity);")]
    [InlineData("/** <summary>A sale.</summary>\n * <param name=\"Quantity\">How\n * many.</param> */\n[Serializable] public sealed record class Sale(int Quantity);")]
    [InlineData("/// <param name=\"Quantity\">How many.</param>\npublic partial record Sale; public partial record Sale(int Quantity);")]
    [InlineData("public class Sale {\n    // not this\n    /// <summary>Nor this.</summary>\n    int x;\n    /// <summary>How many.</summary>\n    // Nor that.\n    [Column(\"q\")]\n    public int Quantity { get; set; } }")]
    [InlineData("public abstract class Base {\n    /// <summary>How many.</summary>\n    public abstract int Quantity { get; } }\npublic class Sale : Base { public override int Quantity => 1; }")]
    [InlineData("public interface IBase<T> {\n    /// <summary>How many.</summary>\n    T Quantity { get; } }\npublic class Sale : IBase<int> {\n    /// <inheritdoc/>\n    public int Quantity => 1; }")]
    [InlineData("public class Base<T> {\n    /// <summary>How many.</summary>\n    public T Quantity { get; set; } = default!; }\npublic class Sale : Base<int>;")]
    [InlineData("public record struct Sale(int Quantity) {\n    /// <summary>How many.</summary>\n    public int Quantity { get; set; } = Quantity; }")]
    public void The_documentation_is_found_wherever_it_stands(string schema)
    {
        var summary = Documentation(TestCompilation.Usings + schema + Pipeline);
        Assert.Equal("How many.", string.Join(' ', summary.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void An_edit_of_the_documentation_emits_the_file_anew()
    {
        var project = new EditedProject(TestCompilation.Usings + Pipeline, "/// <param name=\"Quantity\">How many.</param>\npublic record Sale(int Quantity);").Replace(1, "How many.", "How much.");
        Assert.Contains("How much.", Assert.Single(project.Files).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_compiled_schema_has_its_documentation_where_the_host_offers_it()
    {
        var library = TestCompilation.Create("""
            namespace Shop;
            /// <summary>A sale.</summary>
            /// <param name="Quantity">How many; see <see cref="Other.Thing(int)"/>, <see cref="System.Collections.Generic.List{T}"/>.</param>
            public record Sale(int Quantity)
            {
                /// <summary>What it <see cref="Quantity"/> costs.</summary>
                public double Price { get; init; }
            }
            public static class Other { public static void Thing(int x) { } }
            """).WithAssemblyName("Library");
        using var assembly = new MemoryStream();
        using var xml = new MemoryStream();
        Assert.True(library.Emit(assembly, xmlDocumentationStream: xml, cancellationToken: TestContext.Current.CancellationToken).Success);

        var user = TestCompilation.Create(TestCompilation.Usings + Pipeline.Replace("Sale)", "Shop.Sale)", StringComparison.Ordinal));
        var documented = Emit(user.AddReferences(MetadataReference.CreateFromImage(assembly.ToArray(), documentation: new XmlFile(xml.ToArray()))));
        Assert.Contains("<summary>How many; see <c>Thing</c>, <c>List</c>.</summary>", documented, StringComparison.Ordinal);
        Assert.Contains("<summary>What it <c>Quantity</c> costs.</summary>", documented, StringComparison.Ordinal);
        Assert.Contains("<summary>The column <c>Price</c>: <c>double</c>.</summary>", Emit(user.AddReferences(MetadataReference.CreateFromImage(assembly.ToArray()))), StringComparison.Ordinal);
    }

    private static string Documentation(string source)
    {
        using var xml = new MemoryStream();
        Assert.True(GeneratedProject.Run(source).AssertCompiles().Compilation.Emit(Stream.Null, xmlDocumentationStream: xml, cancellationToken: TestContext.Current.CancellationToken).Success);
        return XDocument.Parse(Encoding.UTF8.GetString(xml.ToArray())).Descendants("member").Single(m => (string?)m.Attribute("name") == "P:P.Columns.Quantity").Element("summary")!.Value;
    }

    private static string Emit(string source, DocumentationMode mode)
    {
        var compilation = TestCompilation.Create();
        return Emit(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(source, TestCompilation.ParseOptions().WithDocumentationMode(mode), cancellationToken: TestContext.Current.CancellationToken)));
    }

    private static string Emit(Compilation compilation) => Assert.Single(TestCompilation.Driver().RunGenerators(compilation, TestContext.Current.CancellationToken).GetRunResult().GeneratedTrees).ToString();

    /// <summary>Documentation as an editor reads it from the file beside a compiled library.</summary>
    private sealed class XmlFile(byte[] content) : DocumentationProvider
    {
        private readonly XDocument document = XDocument.Parse(Encoding.UTF8.GetString(content));

        public override bool Equals(object? obj) => ReferenceEquals(this, obj);

        public override int GetHashCode() => document.GetHashCode();

        protected override string GetDocumentationForSymbol(string documentationMemberID, System.Globalization.CultureInfo preferredCulture, CancellationToken cancellationToken = default) =>
            document.Descendants("member").FirstOrDefault(m => (string?)m.Attribute("name") == documentationMemberID)?.ToString() ?? "";
    }
}
