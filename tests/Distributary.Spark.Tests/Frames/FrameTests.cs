using Distributary.Embedded;
using Distributary.Expressions.Binding;
using Distributary.Spark.Tests.Support;
using Distributary.Types;
using static Distributary.Functions;

namespace Distributary.Spark.Tests.Frames;

/// <summary>Frames give on Spark what they give on the embedded engine.</summary>
public sealed class FrameTests(Drivers drivers)
{
    private static readonly StructType OrderSchema = new(
        new StructField("id", new IntegerType(), Nullable: false),
        new StructField("customer", new StringType()),
        new StructField("amount", new DoubleType()),
        new StructField("at", new TimestampType()));

    private static readonly StructType CustomerSchema = new(new StructField("customer", new StringType()), new StructField("city", new StringType()));

    private static readonly Dictionary<string, Func<DataFrame, DataFrame, DataFrame>> Plans = new()
    {
        ["select"] = (orders, _) => orders.Select(Col("id"), (Col("amount") * 2).As("twice")),
        ["select by name"] = (orders, _) => orders.Select("id", "*"),
        ["select text"] = (orders, _) => orders.SelectExpr("id", "amount * 2", "upper(customer) AS `a b`", "'it''s \\n ü' AS text"),
        ["select columns of the frame"] = (orders, _) => orders.Select(orders["id"], orders["amount"] + 1),
        ["filter"] = (orders, _) => orders.Filter("amount > 6"),
        ["filter by code"] = (orders, _) => orders.Where(!(Col("amount") > 6) | Col("customer").IsNull()),
        ["filter by a column of the frame"] = (orders, _) => orders.Filter(orders["amount"] > 6),
        ["withColumn adds"] = (orders, _) => orders.WithColumn("big", Col("amount") >= 7),
        ["withColumn replaces in place"] = (orders, _) => orders.WithColumn("amount", Coalesce(Col("amount"), Lit(0.0))).WithColumn("big", Col("amount") >= 7),
        ["a replaced column of the frame is the new one"] = (orders, _) => orders.WithColumn("amount", Lit(-1.0)).Filter(orders["amount"] < 0),
        ["rename"] = (orders, _) => orders.WithColumnRenamed("customer", "who").WithColumnRenamed("nothing", "x"),
        ["drop"] = (orders, _) => orders.Drop("at", "nothing"),
        ["distinct"] = (orders, _) => orders.Union(orders).Distinct(),
        ["dropDuplicates"] = (orders, _) => orders.Select("customer").DropDuplicates("customer"),
        ["dropDuplicates by two"] = (orders, _) => orders.Union(orders).DropDuplicates("customer", "id"),
        ["group"] = (orders, _) => orders.GroupBy("customer").Agg(Sum("amount").As("total"), Count(Lit(1)).As("n")),
        ["group by an expression"] = (orders, _) => orders.GroupBy((Col("id") % 2).As("odd")).Agg(Max(Col("amount")).As("max")),
        ["group by a column of the frame"] = (orders, _) => orders.GroupBy(orders["customer"]).Count(),
        ["aggregate all"] = (orders, _) => orders.Agg(Sum("amount").As("total"), CountDistinct(Col("customer")).As("customers")),
        ["windows"] = (orders, _) => orders.GroupBy(Window(Col("at"), "1 hour")).Agg(Count(Lit(1)).As("n")).Select(Col("window.start").As("start"), Col("n")),
        ["sort"] = (orders, _) => orders.OrderBy(Col("customer").Desc(), Col("id").Asc()).Limit(2),
        ["sort nulls last"] = (orders, _) => orders.OrderBy(Col("customer").AscNullsLast(), Col("id")).Limit(3),
        ["sort nulls first"] = (orders, _) => orders.OrderBy(Col("customer").DescNullsFirst()).Limit(1),
        ["limit"] = (orders, _) => orders.OrderBy("id").Limit(3).Filter("id > 1"),
        ["alias"] = (orders, _) => orders.Alias("o").Select("o.id", "o.*"),
        ["join by condition"] = (orders, customers) => orders.Join(customers, orders["customer"] == customers["customer"]),
        ["join by condition, then a side's column"] = (orders, customers) => orders.Join(customers, orders["customer"] == customers["customer"], "left").Select(orders["id"], customers["customer"], orders["customer"].As("left"), customers["city"]),
        ["join by an unambiguous condition"] = (orders, customers) => orders.Join(customers.WithColumnRenamed("customer", "name"), Col("customer") == Col("name")),
        ["join by name"] = (orders, customers) => orders.Join(customers, "customer", "left"),
        ["right join by name"] = (orders, customers) => orders.Join(customers, "customer", "right_outer"),
        ["full join by name"] = (orders, customers) => orders.Join(customers, "customer", "full"),
        ["full join by condition"] = (orders, customers) => orders.Join(customers, orders["customer"] == customers["customer"], "full"),
        ["semi join"] = (orders, customers) => orders.Join(customers, "customer", "left_semi"),
        ["semi join by condition"] = (orders, customers) => orders.Join(customers, orders["customer"] == customers["customer"], "left_semi"),
        ["anti join"] = (orders, customers) => orders.Join(customers, orders["customer"] == customers["customer"], "left_anti"),
        ["cross join"] = (orders, customers) => orders.CrossJoin(customers),
        ["self join by names"] = (orders, _) => orders.Alias("a").Join(orders.Alias("b"), Expr("a.customer = b.customer AND a.id < b.id")).SelectExpr("a.id AS first", "b.id AS second"),
        ["self join by columns"] = (orders, _) => SelfJoin(orders.Alias("a"), orders.Alias("b")),
        ["self join of a filtered frame"] = (orders, _) => SelfJoin(orders.Filter("id < 3"), orders.WithColumn("id", Col("id") + 1)),
        ["a grouped frame joined to its own"] = (orders, _) => orders.Join(orders.GroupBy("customer").Agg(Sum("amount").As("total")), "customer"),
        ["union"] = (orders, _) => orders.Union(orders.Filter("id = 1")),
        ["union widens"] = (orders, _) => orders.Select("id").Union(orders.Select("amount")),
        ["unionByName"] = (orders, _) => orders.Select("id", "customer").UnionByName(orders.Select("customer", "id")),
        ["unionByName fills"] = (orders, _) => orders.Select("id", "customer").UnionByName(orders.Select("amount"), allowMissingColumns: true),
        ["when"] = (orders, _) => orders.Select(When(Col("amount") > 8, "big").When(Col("amount") > 6, "middle").Otherwise("small").As("size")),
        ["literals"] = (orders, _) => orders.Limit(1).Select(Lit(1.50m).As("d"), Lit(new DateOnly(2024, 2, 29)).As("day"), Lit(new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.FromHours(2))).As("t"), Lit("a\u001fb\u001ec").As("s"), Lit(null).As("n")),
        ["watermark"] = (orders, _) => orders.WithWatermark("at", "10 minutes"),
        ["transform"] = (orders, _) => orders.Transform(o => o.Filter("id = 2")),
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var version in Drivers.Versions)
            {
                foreach (var plan in Plans.Keys)
                    cases.Add(version, plan);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_plan_gives_the_same_rows_as_embedded(string version, string plan)
    {
        var spark = drivers.Session(version);
        using var embedded = EmbeddedSession.Create(new() { Ansi = spark.Conf.Get("spark.sql.ansi.enabled") == "true" });
        var expected = Plans[plan](Orders(embedded.CreateDataFrame), Customers(embedded.CreateDataFrame));
        var actual = Plans[plan](Orders(spark.CreateDataFrame), Customers(spark.CreateDataFrame));
        Assert.Equal(expected.Columns(), actual.Columns());
        Assert.Equal(expected.Schema().Fields.Select(f => f.DataType), actual.Schema().Fields.Select(f => f.DataType));
        Assert.Equal(Text(expected), Text(actual));
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void Spark_resolves_what_the_catalogue_lacks(string version)
    {
        var spark = drivers.Session(version);
        var row = spark.Sql("SELECT 'a,b' AS s").Select(Expr("split_part(s, ',', 2)"), Expr("java_method('java.lang.Math', 'abs', -3)"), CallFunction("bit_count", Lit(7))).First()!;
        Assert.Equal(["b", "3", 3], row.Values);
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void What_Spark_refuses_carries_its_error_class(string version)
    {
        var orders = Orders(drivers.Session(version).CreateDataFrame);
        var misspelt = Assert.Throws<SqlExpressionException>(() => orders.Select(Col("amuont")).Schema());
        Assert.Equal("UNRESOLVED_COLUMN.WITH_SUGGESTION", misspelt.ErrorClass);
        Assert.Contains("`amount`", misspelt.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Project", misspelt.Message, StringComparison.Ordinal);
        Assert.Equal("NUM_COLUMNS_MISMATCH", Assert.Throws<SqlExpressionException>(() => orders.Union(orders.Select("id")).Columns()).ErrorClass);
        Assert.Equal("DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN", Assert.Throws<SqlExpressionException>(() => orders.Filter("id + 1").Schema()).ErrorClass);
        Assert.Equal("AMBIGUOUS_REFERENCE", Assert.Throws<SqlExpressionException>(() => orders.Join(orders, orders["id"] == orders["id"]).Schema()).ErrorClass);
        Assert.Equal("PARSE_SYNTAX_ERROR", Assert.Throws<SqlExpressionException>(() => drivers.Session(version).Sql("SELEC 1")).ErrorClass);
    }

    [Fact]
    public void A_frame_of_another_engine_is_refused()
    {
        var orders = Orders(drivers.Session(Drivers.Newest).CreateDataFrame);
        using var embedded = EmbeddedSession.Create();
        Assert.Contains("another engine", Assert.Throws<InvalidOperationException>(() => orders.Join(Customers(embedded.CreateDataFrame), "customer").Schema()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_prints_the_table_that_Spark_prints()
    {
        var orders = Orders(drivers.Session(Drivers.Newest).CreateDataFrame).OrderBy("id").Drop("amount");
        using var printed = new StringWriter();
        var console = Console.Out;
        Console.SetOut(printed);
        try
        {
            orders.Show(2);
        }
        finally
        {
            Console.SetOut(console);
        }
        Assert.Equal(orders.Reference().Invoke<string>("showString", 2, 20, false).TrimEnd(), printed.ToString().TrimEnd());
    }

    private static DataFrame SelfJoin(DataFrame left, DataFrame right) =>
        left.Join(right, (left["customer"] == right["customer"]) & (left["id"] < right["id"])).Select(left["id"].As("first"), Lit(1).As("one"));

    private static DataFrame Orders(Func<IEnumerable<IReadOnlyList<object?>>, StructType, DataFrame> create) => create(
        [
            [1, "ann", 10.0, At(10, 0)],
            [2, "bob", 5.5, At(10, 30)],
            [3, "ann", null, At(11, 15)],
            [4, null, 7.0, At(11, 45)],
        ],
        OrderSchema);

    private static DataFrame Customers(Func<IEnumerable<IReadOnlyList<object?>>, StructType, DataFrame> create) => create([["ann", "Oslo"], ["cid", "Rome"]], CustomerSchema);

    private static List<string> Text(DataFrame frame) => [.. frame.Collect().Select(r => r.ToString()).Order(StringComparer.Ordinal)];

    private static DateTime At(int hour, int minute) => new(2024, 1, 2, hour, minute, 0, DateTimeKind.Utc);
}
