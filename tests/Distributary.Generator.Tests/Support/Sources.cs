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
}
