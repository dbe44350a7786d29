using System.Reflection;
using Distributary.Generator.Tests.Support;
using Distributary.Pipelines;
using Microsoft.CodeAnalysis.CSharp;
using static Distributary.Functions;

namespace Distributary.Generator.Tests;

public class SnapshotTests
{
    [Fact]
    public void The_retail_pipeline_of_the_readme() => Verify("Retail", Sources.Retail, pipeline =>
    {
        pipeline.Handle(0, null, Sale("1", 2, 1.5, 17850), Sale("2", -1, 2.5, 17850), Sale("3", 1, 0, null));
        Assert.Equal(["1", "2", "3"], pipeline.Rows("bronze", "InvoiceNo"));
        Assert.Equal(["1"], pipeline.Rows("sales", "InvoiceNo"));
        Assert.Equal(["2"], pipeline.Rows("returns", "InvoiceNo"));
        Assert.Equal(["2011-01-04 3.0"], pipeline.Rows("revenue", "day", "amount"));
        Assert.Equal(["3 missing_customer+bad_price"], pipeline.Rows("dead_letters", "InvoiceNo", "array_join(_error_reasons, '+')"));
    });

    [Fact]
    public void A_pipeline_without_schema_settings_and_checkpoint() => Verify("Minimal", """
        [StreamPipeline("minimal")]
        [DeltaSink("copy", Path = "/lake/copy", TxnAppId = "minimal.copy")]
        public static partial class Minimal
        {
        }
        """, pipeline =>
    {
        pipeline.Handle(0, "id INT", [1], [null]);
        Assert.Equal(["", "1"], pipeline.Rows("copy", "id"));
    });

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
        """, pipeline =>
    {
        pipeline.Handle(0, "id INT, amount INT, country STRING, day STRING", [1, 500, "US", "Mon"], [2, null, "FR", "Mon"], [3, 1, "US", "Tue"], [4, null, null, "Tue"]);
        Assert.Equal(["1 US", "2 FR"], pipeline.Rows("big", "id", "country"));
    });

    [Fact]
    public void Exclusive_routes_each_leave_out_what_comes_before() => Verify("Exclusive", """
        namespace Shop;

        [StreamPipeline("exclusive", Exclusive = true)]
        [DeltaSink("high", Path = "{lake}/high", TxnAppId = "exclusive.high")]
        [DeltaSink("low", Path = "{lake}/low", TxnAppId = "exclusive.low")]
        [DeltaSink("rest", Path = "{lake}/rest", TxnAppId = "exclusive.rest")]
        [RouteWhen("high", "amount > 100")]
        [RouteWhen("low", "amount > 0")]
        [RouteWhen("high", "amount < -100")]
        [RouteWhen("rest", Otherwise = true)]
        public static partial class Exclusive
        {
        }
        """, pipeline =>
    {
        pipeline.Handle(0, "id INT, amount INT", [1, 500], [2, 50], [3, -500], [4, null], [5, 0]);
        Assert.Equal(["1", "3"], pipeline.Rows("high", "id"));
        Assert.Equal(["2"], pipeline.Rows("low", "id"));
        Assert.Equal(["4", "5"], pipeline.Rows("rest", "id"));
    });

    [Fact]
    public void Unmatched_rows_become_dead_letters() => Verify("UnmatchedDeadLetters", """
        namespace Shop;

        [StreamPipeline("unmatched", Unmatched = UnmatchedRows.DeadLetter)]
        [DeltaSink("raw", Path = "{lake}/raw", TxnAppId = "unmatched.raw")]
        [DeltaSink("one", Path = "{lake}/one", TxnAppId = "unmatched.one", From = "raw")]
        [DeltaSink("two", Path = "{lake}/two", TxnAppId = "unmatched.two")]
        [RouteWhen("one", "id = 1")]
        [RouteWhen("two", "id = 2")]
        [Require("id > 0")]
        [DeadLetter(Path = "{lake}/dead", TxnAppId = "unmatched.dead")]
        public static partial class Unmatched
        {
        }
        """, pipeline =>
    {
        pipeline.Handle(0, "id INT", [1], [2], [-1], [null]);
        Assert.Equal(["1"], pipeline.Rows("one", "id"));
        Assert.Equal(["2"], pipeline.Rows("two", "id"));
        Assert.Equal(["-1 id > 0+unmatched", "1 unmatched", "2 unmatched", "id > 0+unmatched"], pipeline.Rows("dead", "id", "array_join(_error_reasons, '+')"));
    });

    [Fact]
    public void Unmatched_rows_fail_the_batch() => Verify("UnmatchedFail", """
        namespace Shop;

        [StreamPipeline("fail", Unmatched = UnmatchedRows.Fail)]
        [RouteWhen("doubled", "twice > 10")]
        public static partial class Fail
        {
            [DeltaSink("doubled", Path = "{lake}/doubled", TxnAppId = "fail.doubled")]
            private static DataFrame Twice(DataFrame batch) => batch.WithColumn("twice", Col("id") * 2);
        }
        """, pipeline =>
    {
        Assert.Throws<UnmatchedRowsException>(() => pipeline.Handle(0, "id INT", [7], [1]));
        Assert.False(pipeline.Exists("doubled"));
        pipeline.Handle(0, "id INT", [7], [8]);
        Assert.Equal(["14", "16"], pipeline.Rows("doubled", "twice"));
    });

    [Fact]
    public void Tables_by_name_with_mode_and_options() => Verify("Tables", """
        namespace Shop;

        [StreamPipeline("tables")]
        [DeltaSink("latest", Table = "{database}.latest", TxnAppId = "tables.latest", Mode = SinkMode.Overwrite, Options = new[] { "maxRecordsPerFile=2", "userMetadata={team}" })]
        [DeltaSink("all", Table = "all_rows", TxnAppId = "tables.all", MergeSchema = true)]
        [Require("id > 0")]
        [DeadLetter(Table = "{database}.dead", TxnAppId = "tables.dead", MergeSchema = true, Options = new[] { "compression=zstd" })]
        public static partial class Tables
        {
        }
        """, pipeline =>
    {
        pipeline.Handle(0, "id INT", [1], [2], [3], [-1]);
        pipeline.Handle(1, "id INT", [4], [5], [6], [7]);
        Assert.Equal(["4", "5", "6", "7"], pipeline.Rows("table:database.latest", "id"));
        Assert.Equal(["-1", "1", "2", "3", "4", "5", "6", "7"], pipeline.Rows("table:all_rows", "id"));
        Assert.Equal(["-1 id > 0"], pipeline.Rows("table:database.dead", "id", "_error_reason"));
    });

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
        """, pipeline =>
    {
        pipeline.Handle(0, "id INT, amount INT", [1, 11], [2, 5], [3, null]);
        Assert.Equal(["1 11 EUR", "2 5 EUR"], pipeline.Rows("cleaned", "id", "amount", "currency"));
        Assert.Equal(["1", "2", "3"], pipeline.Rows("raw", "id"));
        Assert.Equal(["1", "2"], pipeline.Rows("daily", "id"));
        Assert.Equal(["1"], pipeline.Rows("hot", "id"));
        Assert.Equal(["1", "2"], pipeline.Rows("cold", "id"));
        Assert.Equal(["3"], pipeline.Rows("dead", "id"));
    }, constructor: "EUR");

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
        """, pipeline =>
    {
        pipeline.HandleRow(
            "1L AS Id", "true AS Flag", "2Y AS Tiny", "3S AS Small", "0.5D AS Ratio", "CAST(1.25 AS DECIMAL(38,18)) AS Amount", "CAST(NULL AS DECIMAL(10,2)) AS Price", "'name' AS Name",
            "CAST(NULL AS STRING) AS Note", "X'01' AS Bytes", "TIMESTAMP '2024-02-29 12:00:00' AS At", "CAST(NULL AS TIMESTAMP) AS Instant", "DATE '2024-02-29' AS Day", "array(1, 2) AS Numbers",
            "array('a', NULL) AS Texts", "array(named_struct('X', 1.5F, 'Y', CAST(NULL AS FLOAT))) AS Points", "map('p', named_struct('X', 1.5F, 'Y', 2F), 'none', NULL) AS ByName", "2.5BD AS Extra");
        Assert.Equal(
            ["1 true 2 3 0.5 name 2024-02-29 2 2 1.5 1.5 2.5"],
            pipeline.Rows("all", "Id", "Flag", "Tiny", "Small", "Ratio", "Name", "Day", "element_at(Numbers, 2)", "size(Texts)", "Points[0].X", "ByName['p'].X", "Extra"));
    });

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

        [StreamPipeline("columns", Schema = typeof(Sale), Naming = ColumnNaming.SnakeCase, Unmatched = UnmatchedRows.Ignore)]
        [DeltaSink("all", Path = "/lake/all", TxnAppId = "columns.all", PartitionBy = new[] { "invoice" })]
        [RouteWhen("all", "price > 0 AND ship_to.geo.latitude > 0")]
        public static partial class ColumnsPipeline
        {
            [DeltaSink("some", Path = "/lake/some", TxnAppId = "columns.some")]
            static DataFrame Some(DataFrame all) => all
                .Where(Columns.Quantity > 0 & Columns.ShipTo.Geo.Latitude > 0 & Columns.ShipTo.IsNotNull())
                .Select(Columns.InvoiceNo, Columns.ShipTo, Columns.ShipTo.Street, Columns.ShipTo.Alias);
        }
        """, pipeline =>
    {
        pipeline.HandleRow(
            "'1' AS invoice", "2 AS quantity", "1.5D AS price", "CAST(NULL AS INT) AS customer_id", "array(named_struct('street', 'Side Street', 'geo', CAST(NULL AS STRUCT<latitude: DOUBLE, longitude: DOUBLE>), 'alias', '')) AS former",
            "named_struct('street', 'Main Street 1', 'geo', named_struct('latitude', 52.5D, 'longitude', 13.4D), 'alias', CAST(NULL AS STRING)) AS ship_to");
        Assert.Equal(["1 2 Main Street 1"], pipeline.Rows("all", "invoice", "quantity", "ship_to.street"));
        Assert.Equal(["1 Main Street 1"], pipeline.Rows("some", "invoice", "street"));
    });

    [Fact]
    public void A_language_without_required_members_gets_a_constructor() => Verify("OldLanguage", """
        [StreamPipeline("old", Checkpoint = "{lake}/{class}")]
        [DeltaSink("copy", Path = "{lake}/copy", TxnAppId = "old.copy")]
        public static partial class Old
        {
            public static StreamingQuery Run(DataFrame stream) => Start(stream, new Settings("lake", "class"));
        }
        """, pipeline =>
    {
        pipeline.Handle(0, "id INT", [1]);
        Assert.Equal(["1"], pipeline.Rows("copy", "id"));
    }, LanguageVersion.CSharp9);

    /// <summary>Compares the emitted code with its snapshot, and runs it.</summary>
    private static void Verify(string name, string source, Action<EmittedPipeline> run, LanguageVersion version = LanguageVersion.Latest, params object[] constructor)
    {
        if (!source.StartsWith("using", StringComparison.Ordinal))
            source = TestCompilation.Usings + source;
        var project = GeneratedProject.Run(version, source);
        Snapshot.Verify(project.SingleFile, name);
        RunInitializers(project.Load());

        // Fixed folders would be those of the machine.
        using var pipeline = new EmittedPipeline(GeneratedProject.Run(version, source.Replace("\"/lake/", "\"{lake}/", StringComparison.Ordinal)), constructor);
        run(pipeline);
    }

    private static object?[] Sale(string invoice, int quantity, double price, double? customer) =>
        [invoice, "A", null, quantity, new DateTime(2011, 1, 4, 10, 0, 0, DateTimeKind.Utc), price, customer, "France"];

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
