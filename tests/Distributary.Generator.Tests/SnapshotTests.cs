using System.Reflection;
using Distributary.Generator.Tests.Support;
using Distributary.Pipelines;
using Microsoft.CodeAnalysis.CSharp;
using static Distributary.Functions;

namespace Distributary.Generator.Tests;

public class SnapshotTests
{
    [Fact]
    public void The_retail_pipeline_of_the_readme() => Verify("Retail", Sources.Retail);

    [Fact]
    public void A_pipeline_without_schema_settings_and_checkpoint() => Verify("Minimal", """
        [StreamPipeline("minimal")]
        [DeltaSink("copy", Path = "/lake/copy", TxnAppId = "minimal.copy")]
        public static partial class Minimal
        {
        }
        """);

    [Fact]
    public void Several_routes_of_a_sink_are_alternatives() => Verify("Routes", """
        namespace Shop;

        [StreamPipeline("routes", TxnScope = TxnScope.Application, MaxParallelSinks = 2, Unmatched = UnmatchedRows.Ignore)]
        [DeltaSink("big", Path = "{lake}/big", TxnAppId = "routes.big", PartitionBy = new[] { "country", "day" }, MergeSchema = true)]
        [RouteWhen("big", "amount > 100")]
        [RouteWhen("big", "country = 'DE' OR country = \"FR\"")]
        public static partial class Routes
        {
        }
        """);

    [Fact]
    public void Flows_of_flows_are_computed_once_in_order_of_their_inputs() => Verify("Flows", """
        namespace Shop
        {
            [StreamPipeline("flows", Checkpoint = "{lake}/{env-name}/checkpoint", Unmatched = UnmatchedRows.Ignore)]
            [DeltaSink("cleaned_sales", Path = "{lake}/cleaned", TxnAppId = "flows.cleaned", From = nameof(Cleaned))]
            [DeltaSink("raw", Path = "{lake}/raw", TxnAppId = "flows.raw", From = "batch")]
            [RouteWhen("hot", "amount > 10")]
            [Require("amount IS NOT NULL")]
            [DeadLetter(Path = "{lake}/dead", TxnAppId = "flows.dead")]
            public sealed partial class Flows
            {
                private readonly string currency;
                public Flows(string currency) => this.currency = currency;

                [DeltaSink("daily", Path = "{lake}/daily", TxnAppId = "flows.daily")]
                private DataFrame Daily(DataFrame cleanedSales, DataFrame lookup) => Helper(cleanedSales.Join(lookup, "id"));

                [DeltaSink("hot", Path = "{lake}/hot", TxnAppId = "flows.hot")]
                [DeltaSink("cold", Path = "{lake}/cold", TxnAppId = "flows.cold")]
                private DataFrame Temperature(DataFrame daily) => daily;

                private DataFrame Lookup(DataFrame raw) => raw.Select("id").Distinct();

                private DataFrame Cleaned(DataFrame valid) => valid.WithColumn("currency", Lit(currency));

                private static DataFrame Helper(DataFrame anything) => anything;
            }
        }
        """);

    [Fact]
    public void Every_type_that_a_schema_may_hold() => Verify("Types", """
        namespace Shop;

        public abstract record Base(long Id);
        public record struct Point(float X, float? Y);
        public sealed record Everything(
            long Id, bool Flag, sbyte Tiny, short Small, double Ratio, decimal Amount, [Decimal(10, 2)] decimal? Price, string Name, string? Note, byte[] Bytes,
            DateTime At, DateTimeOffset? Instant, DateOnly Day, int[] Numbers, List<string?> Texts, IReadOnlyList<Point> Points, Dictionary<string, Point?> ByName) : Base(Id)
        {
            [Decimal(5, 1)] public decimal Extra { get; init; }
            public static int Ignored { get; } = 1;
            internal int Hidden { get; init; }
            public int this[int i] => i;
        }

        [StreamPipeline("types", Schema = typeof(Everything))]
        [DeltaSink("all", Path = "/lake/all", TxnAppId = "types.all")]
        public static partial class Types
        {
        }
        """);

    [Fact]
    public void Columns_have_the_documentation_names_and_fields_of_the_schemas_members() => Verify("Columns", """
        namespace Shop;

        /// <summary>Where something is.</summary>
        /// <param name="Street">Street and number.</param>
        /// <param name="Geo">Where <see cref="Street"/> is on the map.</param>
        public sealed record Address(string Street, Point? Geo, string? Alias);

        public record struct Point(double Latitude, double Longitude);

        public interface IPriced
        {
            /// <summary>What one piece costs.</summary>
            double UnitPrice { get; }
        }

        public abstract class Line
        {
            /// <summary>The invoice's number,
            /// <c>C</c> before it for a cancellation.</summary>
            public virtual string InvoiceNo { get; init; } = "";
        }

        public sealed class Sale : Line, IPriced
        {
            /// <inheritdoc/>
            [Column("invoice")]
            public override string InvoiceNo { get; init; } = "";

            /// <summary>
            ///   How many pieces &lt; 0 for a return; see <see cref="IPriced.UnitPrice">the price</see> and <see langword="null"/>.
            ///   <code>
            ///     a
            ///   </code>
            /// </summary>
            public int Quantity { get; init; }

            [System.ComponentModel.DataAnnotations.Schema.Column("price")]
            public double UnitPrice { get; init; }

            /** <summary>The <paramref name="buyer"/>. */
            public int? CustomerID { get; init; }

            /** <summary>Where it goes.</summary> */
            public Address ShipTo { get; init; } = null!;

            public List<Address> Former { get; init; } = [];
        }

        [StreamPipeline("columns", Schema = typeof(Sale), Naming = ColumnNaming.SnakeCase)]
        [DeltaSink("all", Path = "/lake/all", TxnAppId = "columns.all", PartitionBy = new[] { "invoice" })]
        [RouteWhen("all", "price > 0 AND ship_to.geo.latitude > 0")]
        public static partial class ColumnsPipeline
        {
            [DeltaSink("some", Path = "/lake/some", TxnAppId = "columns.some")]
            static DataFrame Some(DataFrame all) => all
                .Where(Columns.Quantity > 0 & Columns.ShipTo.Geo.Latitude > 0 & Columns.ShipTo.IsNotNull())
                .Select(Columns.InvoiceNo, Columns.ShipTo, Columns.ShipTo.Street, Columns.ShipTo.Alias);
        }
        """);

    [Fact]
    public void A_language_without_required_members_gets_a_constructor() => Verify("OldLanguage", """
        [StreamPipeline("old", Checkpoint = "{lake}/{class}")]
        [DeltaSink("copy", Path = "{lake}/copy", TxnAppId = "old.copy")]
        public static partial class Old
        {
            public static StreamingQuery Run(DataFrame stream) => Start(stream, new Settings("lake", "class"));
        }
        """, LanguageVersion.CSharp9);

    private static void Verify(string name, string source, LanguageVersion version = LanguageVersion.Latest)
    {
        if (!source.StartsWith("using", StringComparison.Ordinal))
            source = TestCompilation.Usings + source;
        var project = GeneratedProject.Run(version, source);
        Snapshot.Verify(project.SingleFile, name);
        RunInitializers(project.Load());
    }

    /// <summary>Makes what the emitted code holds in static properties, as the first use in a program does.</summary>
    private static void RunInitializers(Assembly assembly)
    {
        var pipeline = Assert.Single(assembly.GetTypes(), t => t.GetCustomAttribute<StreamPipelineAttribute>() is not null);
        var definition = Assert.IsType<PipelineDefinition>(pipeline.GetProperty("Definition")!.GetValue(null));
        Assert.Equal(pipeline.GetProperty("Schema")?.GetValue(null), definition.Schema);
        var columns = pipeline.GetNestedType("Columns")?.GetProperties().Select(p => Assert.IsAssignableFrom<Column>(p.GetValue(null)).Expression).ToList() ?? [];
        Assert.Equal(definition.Schema?.Fields.Select(f => Col(SqlIdentifier.QuoteIfNeeded(f.Name)).Expression) ?? [], columns);
    }
}
