using System.Runtime.CompilerServices;
using Distributary.Embedded;
using Distributary.Spark.Tests.Support;

namespace Distributary.Spark.Tests.Frames;

/// <summary>The sample's files, read by the options of the sample.</summary>
public sealed class RetailFilesTests(Drivers drivers)
{
    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void Both_engines_read_the_same_rows(string version)
    {
        var files = Directory.GetFiles(Data(), "*.csv").Order(StringComparer.Ordinal).Take(5).ToArray();
        using var embedded = EmbeddedSession.Create();
        var expected = Rows(embedded, files);
        Assert.True(expected.Count > 5000);
        Assert.Equal(expected, Rows(drivers.Session(version), files));
    }

    private static List<string> Rows(ISession session, string[] files) =>
    [
        .. session.Read()
            .Schema("InvoiceNo STRING, StockCode STRING, Description STRING, Quantity INT, InvoiceDate TIMESTAMP, UnitPrice DOUBLE, CustomerID DOUBLE, Country STRING")
            .Option("header", true)
            .Option("escape", "\"")
            .Csv(files)
            .Collect()
            .Select(r => r.ToString())
            .Order(StringComparer.Ordinal),
    ];

    private static string Data([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "sample-app", "data", "retail");
}
