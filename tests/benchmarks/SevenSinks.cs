namespace Distributary.Benchmarks;

internal sealed record Sale(string InvoiceNo, string StockCode, string? Description, int Quantity, DateTime InvoiceDate, double UnitPrice, double? CustomerID, string Country);

/// <summary>The sample's pipeline with two more routes.</summary>
[StreamPipeline("seven", Schema = typeof(Sale), Checkpoint = "{lake}/_checkpoint")]
[DeltaSink("bronze", Path = "{lake}/bronze", TxnAppId = "seven.bronze")]
[DeltaSink("sales", Path = "{lake}/sales", TxnAppId = "seven.sales")]
[DeltaSink("returns", Path = "{lake}/returns", TxnAppId = "seven.returns")]
[DeltaSink("domestic", Path = "{lake}/domestic", TxnAppId = "seven.domestic")]
[DeltaSink("foreign", Path = "{lake}/foreign", TxnAppId = "seven.foreign")]
[RouteWhen("sales", "Quantity > 0")]
[RouteWhen("returns", "Quantity <= 0")]
[RouteWhen("domestic", "Country = 'United Kingdom'")]
[RouteWhen("foreign", "Country <> 'United Kingdom'")]
[Require("CustomerID IS NOT NULL", Reason = "missing_customer")]
[Require("UnitPrice > 0", Reason = "bad_price")]
[DeadLetter(Path = "{lake}/dead_letters", TxnAppId = "seven.dead_letters")]
internal static partial class SevenSinks
{
    [DeltaSink("revenue", Path = "{lake}/revenue", TxnAppId = "seven.revenue")]
    private static DataFrame Revenue(DataFrame sales) =>
        sales.SelectExpr("InvoiceNo", "Country", "to_date(InvoiceDate) AS day", "Quantity * UnitPrice AS amount");
}
