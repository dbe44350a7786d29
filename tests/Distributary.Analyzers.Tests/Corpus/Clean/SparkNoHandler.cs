using Distributary;
using Distributary.Spark;
using static Distributary.Functions;

namespace Shop;

public static class SparkNoHandler
{
    public static DataFrame Clean(DataFrame frame) => frame.WithWatermark("at", "1 hour").DropDuplicates("id").WithColumn("seen", CurrentTimestamp());

    public static Action<DataFrame, long> Log() => (frame, n) => Console.WriteLine(frame.Count() + n + frame.Filter("a > 1").Count());
}
