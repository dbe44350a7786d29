using System.Globalization;
using System.Reflection;
using Distributary.Embedded;
using Distributary.Generator.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace Distributary.Generator.Tests;

/// <summary>Runs what the generator emits on the embedded engine, on real files.</summary>
public sealed class EmittedCodeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("distributary-emitted-").FullName;
    private readonly EmbeddedSession session = EmbeddedSession.Create();

    public void Dispose()
    {
        session.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void The_retail_pipeline_fans_a_stream_out_once()
    {
        WriteCsv("in/day.csv", """
            InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
            1,A,first,2,2010-12-01T08:26:00,1.5,17850,United Kingdom
            2,B,,-1,2010-12-01T08:28:00,2.5,17850,France
            3,C,no customer,1,2010-12-02T08:28:00,2.5,,France
            4,D,no price,1,2010-12-02T08:28:00,0,13047,France
            5,E,neither,1,2010-12-02T08:28:00,0,,France
            6,F,too many,100,2010-12-02T08:28:00,0,,France
            """);
        var run = Method(GeneratedProject.Run(Sources.Retail, """
            using Distributary;
            public static class Runner
            {
                public static void Run(ISession session, string folder)
                {
                    var stream = session.ReadStream().Schema(Shop.RetailPipeline.Schema).Option("header", true).Csv(folder + "/in");
                    stream = stream.Where(Shop.RetailPipeline.Columns.Quantity < 100);
                    using var query = Shop.RetailPipeline.Start(stream, new() { Lake = folder }, Trigger.AvailableNow());
                    query.AwaitTermination();
                }
            }
            """));
        for (var time = 0; time < 2; time++)
        {
            run(session, folder);
            Assert.Equal(["1", "2", "3", "4", "5"], Column("bronze", "InvoiceNo"));
            Assert.Equal(["1"], Column("sales", "InvoiceNo"));
            Assert.Equal(["2"], Column("returns", "InvoiceNo"));
            Assert.Equal(["2010-12-01 3.0"], Column("revenue", "concat_ws(' ', day, amount)"));
            Assert.Equal(["3 missing_customer 1", "4 bad_price 1", "5 missing_customer 2"], Column("dead_letters", "concat_ws(' ', InvoiceNo, _error_reason, size(_error_reasons))"));
        }
    }

    [Fact]
    public void Columns_by_attribute_and_policy_read_files_and_structs_give_their_fields()
    {
        Directory.CreateDirectory(Path.Combine(folder, "in"));
        File.WriteAllText(Path.Combine(folder, "in", "a.json"), """
            {"Order No":1,"ship_to":{"city":"Berlin","geo":{"latitude":52.5}},"lines":[{"stock_code":"A"},{"stock_code":"B"}]}
            {"Order No":2,"ship_to":{"city":"Paris","geo":null},"lines":[]}
            """);
        var run = Method(GeneratedProject.Run(TestCompilation.Usings + """
            public record Geo(double Latitude);
            public record Address(string City, Geo? Geo);
            public record Line(string StockCode);
            public record Order([Column("Order No")] int Id, Address ShipTo, List<Line> Lines);

            [StreamPipeline("orders", Schema = typeof(Order), Naming = ColumnNaming.SnakeCase, Checkpoint = "{folder}/c", Unmatched = UnmatchedRows.Ignore)]
            [RouteWhen("placed", "latitude IS NOT NULL")]
            public static partial class Orders
            {
                [DeltaSink("all", Path = "{folder}/all", TxnAppId = "all")]
                [DeltaSink("placed", Path = "{folder}/placed", TxnAppId = "placed")]
                static DataFrame Flat(DataFrame batch) => batch.Select(
                    Columns.Id.As("id"), Columns.ShipTo.City, Columns.ShipTo.Geo.Latitude, Columns.ShipTo.Geo.As("geo"), Columns.Lines.GetField("stock_code").As("codes"));
            }

            public static class Runner
            {
                public static void Run(ISession session, string folder)
                {
                    using var query = Orders.Start(session.ReadStream().Schema(Orders.Schema).Json(folder + "/in"), new() { Folder = folder }, Trigger.AvailableNow());
                    query.AwaitTermination();
                }
            }
            """));
        run(session, folder);
        Assert.Equal(["1 Berlin 52.5 52.5 A,B", "2 Paris - - "], Column("all", "concat_ws(' ', id, city, coalesce(string(latitude), '-'), coalesce(string(geo.latitude), '-'), concat_ws(',', codes))"));
        Assert.Equal(["1"], Column("placed", "id"));
    }

    [Fact]
    public void A_batch_handled_twice_is_written_once_and_routes_are_alternatives()
    {
        WriteCsv("in.csv", "id,note\n1,a\n2,\n3,c\n4,d");
        var run = Method(GeneratedProject.Run(TestCompilation.Usings + """
            [StreamPipeline("p", Unmatched = UnmatchedRows.Ignore)]
            [DeltaSink("some", Path = "{folder}/some", TxnAppId = "some")]
            [RouteWhen("some", "id = 1 -- the first")]
            [RouteWhen("some", "note > 'c'")]
            public static partial class P { }

            public static class Runner
            {
                public static void Run(ISession session, string folder)
                {
                    var handle = P.Handler(new() { Folder = folder });
                    var batch = session.Read().Schema("id INT, note STRING").Option("header", true).Csv(folder + "/in.csv");
                    handle(batch, 7);
                    handle(batch, 7);
                }
            }
            """));
        run(session, folder);
        Assert.Equal(["1", "4"], Column("some", "id"));
    }

    [Fact]
    public void Instance_flows_and_intermediate_flows_run_with_the_instances_state()
    {
        WriteCsv("in.csv", "id\n1\n2\n3");
        var run = Method(GeneratedProject.Run(TestCompilation.Usings + """
            [StreamPipeline("p", Unmatched = UnmatchedRows.Ignore)]
            [DeltaSink("small", Path = "{folder}/small", TxnAppId = "small", From = nameof(Scaled))]
            [RouteWhen("small", "scaled < 25")]
            public partial class P
            {
                private readonly int factor;
                public P(int factor) => this.factor = factor;

                private DataFrame Scaled(DataFrame batch) => batch.WithColumn("scaled", Col("id") * Lit(factor));

                [DeltaSink("total", Path = "{folder}/total", TxnAppId = "total")]
                private static DataFrame Total(DataFrame small) => small.Select((Col("scaled") + Col("id")).As("total"));
            }

            public static class Runner
            {
                public static void Run(ISession session, string folder) =>
                    new P(10).HandleBatch(session.Read().Schema("id INT").Option("header", true).Csv(folder + "/in.csv"), 0, new() { Folder = folder });
            }
            """));
        run(session, folder);
        Assert.Equal(["10", "20"], Column("small", "scaled"));
        Assert.Equal(["11", "22"], Column("total", "total"));
    }

    [Fact]
    public void Settings_bind_from_configuration_and_a_missing_one_is_named()
    {
        var settings = GeneratedProject.Run(Sources.Retail).Load().GetType("Shop.RetailPipeline+Settings")!.GetMethod("FromConfiguration")!;
        Assert.Contains("Lake = /lake", settings.Invoke(null, [new OneValue("Lake", "/lake")])!.ToString(), StringComparison.Ordinal);
        var error = Assert.Throws<TargetInvocationException>(() => settings.Invoke(null, [new OneValue("Other", "/lake")]));
        Assert.Contains("'Lake'", Assert.IsType<InvalidOperationException>(error.InnerException).Message, StringComparison.Ordinal);
    }

    private static Action<ISession, string> Method(GeneratedProject project) => project.Load().GetType("Runner")!.GetMethod("Run")!.CreateDelegate<Action<ISession, string>>();

    private void WriteCsv(string name, string text)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private IEnumerable<string> Column(string table, string expression) =>
        session.Read().Delta(Path.Combine(folder, table)).SelectExpr(expression + " AS value").Collect().Select(r => Convert.ToString(r[0], CultureInfo.InvariantCulture)!).Order(StringComparer.Ordinal);

    private sealed class OneValue(string key, string value) : IConfiguration
    {
        public string? this[string name]
        {
            get => string.Equals(name, key, StringComparison.OrdinalIgnoreCase) ? value : null;
            set => throw new NotSupportedException();
        }

        public IEnumerable<IConfigurationSection> GetChildren() => throw new NotSupportedException();

        public IChangeToken GetReloadToken() => throw new NotSupportedException();

        public IConfigurationSection GetSection(string name) => throw new NotSupportedException();
    }
}
