using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

// A job of one run: no handler, no hazard.
var spark = SparkSession.Builder().GetOrCreate();
var df = spark.Read().Format("delta").Load("/lake/orders");
df.Filter("amount > 0").Write().Format("delta").Mode("append").Save("/lake/report");
df.GroupBy("country").Agg(Sum("amount").As("total")).Write().Format("delta").Mode("overwrite").Save("/lake/totals");
Console.WriteLine(df.Count());
spark.Stop();
