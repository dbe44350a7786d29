namespace Distributary.Generator.Tests.Support;

/// <summary>Sources that several tests use.</summary>
internal static class Sources
{
    /// <summary>The pipeline of the design and the sample.</summary>
    public const string Retail = """
        using System;
        using Distributary;
        using static Distributary.Functions;

        namespace Shop;

        public sealed record Sale(string InvoiceNo, string StockCode, string? Description, int Quantity, DateTime InvoiceDate, double UnitPrice, double? CustomerID, string Country);

        [StreamPipeline("retail", Schema = typeof(Sale), Checkpoint = "{lake}/_checkpoints/retail")]
        [DeltaSink("bronze",  Path = "{lake}/bronze",  TxnAppId = "retail.bronze")]
        [DeltaSink("sales",   Path = "{lake}/sales",   TxnAppId = "retail.sales")]
        [DeltaSink("returns", Path = "{lake}/returns", TxnAppId = "retail.returns")]
        [RouteWhen("sales",   "Quantity > 0")]
        [RouteWhen("returns", "Quantity <= 0")]
        [Require("CustomerID IS NOT NULL", Reason = "missing_customer")]
        [Require("UnitPrice > 0", Reason = "bad_price")]
        [DeadLetter(Path = "{lake}/dead_letters", TxnAppId = "retail.dead_letters")]
        public static partial class RetailPipeline
        {
            [DeltaSink("revenue", Path = "{lake}/revenue", TxnAppId = "retail.revenue")]
            static DataFrame Revenue(DataFrame sales) => sales
                .Select(Col("InvoiceNo"), Col("Country"), ToDate(Col("InvoiceDate")).As("day"), (Col("Quantity") * Col("UnitPrice")).As("amount"));
        }

        public static class Usage
        {
            public static StreamingQuery Run(DataFrame stream) => RetailPipeline.Start(stream, new() { Lake = "lake" }, Trigger.AvailableNow());

            public static void Foreach(DataStreamWriter writer) => writer.ForeachBatch(RetailPipeline.Handler(new() { Lake = "lake" }));
        }
        """;

    /// <summary>What the parser, the schema and the conditions have to read, all in one.</summary>
    public const string Rich = TestCompilation.Usings + """"
        namespace Rich;

        /// <summary>Where something is; see <see cref="Sale.ShipTo"/>.</summary>
        /// <param name="Street">Street and number.</param>
        public sealed record Address([Column("street")] string Street, Point<double>? Geo);

        public record struct Point<T>(T X, [property: System.ComponentModel.DataAnnotations.Schema.Column("y")] T Y);

        public abstract class Line
        {
            /// <summary>The invoice's number.</summary>
            public virtual string InvoiceNo { get; init; } = "";
        }

        public sealed class Sale : Line
        {
            /// <inheritdoc/>
            public override string InvoiceNo { get; init; } = "";
            [Decimal(10, 2)] public decimal? Price { get; init; }
            public Address ShipTo { get; init; } = null!;
            public Dictionary<string, List<Point<int>>> Places { get; init; } = new();
        }

        static class Texts
        {
            public const string Priced = nameof(Sale.Price) + " > 0", Negative = @"NOT (" + Priced + ")";
            public const bool IsOn = 1 < 2;
        }

        [StreamPipeline("rich", Schema = typeof(Sale), Naming = ColumnNaming.CamelCase, Checkpoint = "{lake}/_checkpoints", TxnScope = TxnScope.Application, MaxParallelSinks = 2, Exclusive = true, Unmatched = UnmatchedRows.Fail)]
        [DeltaSink("rest", Table = "{database}.rest", TxnAppId = "rich.rest", Mode = SinkMode.Overwrite, Options = new[] { "compression=zstd", "userMetadata={team}" })]
        [RouteWhen("rest", Otherwise = true)]
        [DeltaSink("good", Path = "{lake}/good", TxnAppId = "rich.good", PartitionBy = new[] { "invoiceNo" }, MergeSchema = true)]
        [DeltaSink("bad", Path = "{lake}/bad", TxnAppId = "rich.bad", From = nameof(Marked))]
        [RouteWhen("good", Texts.Priced)]
        [RouteWhen("good", $"""
            {Texts.Negative} AND shipTo.street = '"'
              OR size(places['a']) > 1
            """)]
        [RouteWhen("bad", (string)(Texts.IsOn ? "note IS NULL" : null) + $@" OR {"price"} > 1")]
        [Require("shipTo.geo.y > 0", Reason = "no_place")]
        [DeadLetter(Path = "{lake}/dead", TxnAppId = "rich.dead")]
        public partial class RichPipeline
        {
            DataFrame Marked(DataFrame valid) => valid.WithColumn("note", Columns.ShipTo.Geo.X);

            [DeltaSink("flow", Path = "{lake}/flow", TxnAppId = "rich.flow")]
            static DataFrame Flow(DataFrame good, DataFrame marked) => good.Join(marked, "invoiceNo");
        }
        """";
}
