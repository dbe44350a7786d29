using Distributary;
using static Distributary.Functions;

namespace DistributaryApp;

[StreamPipeline("orders", Schema = typeof(Order), Checkpoint = "{lake}/_checkpoints/orders")]
[DeltaSink("sales", Path = "{lake}/sales", TxnAppId = "orders.sales")]
[DeltaSink("refunds", Path = "{lake}/refunds", TxnAppId = "orders.refunds")]
[RouteWhen("sales", "Quantity > 0")]
[RouteWhen("refunds", "Quantity <= 0")]
[Require("Customer IS NOT NULL", Reason = "missing_customer")]
[DeadLetter(Path = "{lake}/dead_letters", TxnAppId = "orders.dead_letters")]
public static partial class OrderPipeline
{
    [DeltaSink("revenue", Path = "{lake}/revenue", TxnAppId = "orders.revenue")]
    static DataFrame Revenue(DataFrame sales) =>
        sales.Select(Columns.OrderId, ToDate(Columns.OrderedAt).As("day"), (Columns.Quantity * Columns.UnitPrice).As("amount"));
}
