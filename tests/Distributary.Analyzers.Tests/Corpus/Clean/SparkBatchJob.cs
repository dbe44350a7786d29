using Distributary;
using Distributary.Spark;
using static Distributary.Functions;

using var session = SparkSession.Builder().GetOrCreate();
var sales = session.Read().Delta("/lake/sales");
sales.Write().Format("delta").Mode("append").Save("/lake/copy");
sales.GroupBy("country").Agg(Sum("amount").As("total")).Write().Format("delta").Mode("overwrite").Save("/lake/totals");
sales.Show();
