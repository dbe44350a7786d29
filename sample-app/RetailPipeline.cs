using static Distributary.Functions;

namespace Distributary.SampleApp;

[StreamPipeline("retail", Schema = typeof(Sale), Checkpoint = "{lake}/_checkpoints/retail")]
[DeltaSink("bronze", Path = "{lake}/bronze", TxnAppId = "retail.bronze")]
[DeltaSink("sales", Path = "{lake}/sales", TxnAppId = "retail.sales")]
[DeltaSink("returns", Path = "{lake}/returns", TxnAppId = "retail.returns")]
[RouteWhen("sales", "Quantity > 0")]
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
