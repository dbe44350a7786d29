using Distributary.Expressions.Binding;
using Distributary.Types;
using Xunit;
using static Distributary.Functions;

namespace Distributary.Embedded.Tests.Frames;

/// <summary>What frames give, computed by the engine.</summary>
public sealed class FrameTests : IDisposable
{
    private static readonly StructType OrderSchema = new(
        new StructField("id", new IntegerType(), Nullable: false),
        new StructField("customer", new StringType()),
        new StructField("amount", new DoubleType()),
        new StructField("at", new TimestampType()));

    private readonly EmbeddedSession session = EmbeddedSession.Create();
    private readonly DataFrame orders;
    private readonly DataFrame customers;

    public FrameTests()
    {
        orders = session.CreateDataFrame(
            [
                [1, "ann", 10.0, At(10, 0)],
                [2, "bob", 5.5, At(10, 30)],
                [3, "ann", null, At(11, 15)],
                [4, null, 7.0, At(11, 45)],
            ],
            OrderSchema);
        customers = session.CreateDataFrame(
            [["ann", "Oslo"], ["cid", "Rome"]],
            new StructType(new StructField("customer", new StringType()), new StructField("city", new StringType())));
    }

    public void Dispose() => session.Dispose();

    [Fact]
    public void Select_computes_columns_from_code_and_from_text_alike()
    {
        var byCode = orders.Select(Col("id"), (Col("amount") * 2).As("twice"));
        var byText = orders.SelectExpr("id", "amount * 2 AS twice");
        Assert.Equal(Text(byCode), Text(byText));
        Assert.Equal(["[1,20.0]", "[2,11.0]", "[3,null]", "[4,14.0]"], Text(byCode));
        Assert.Equal(["id", "twice"], byCode.Columns());
    }

    [Fact]
    public void Filter_keeps_only_rows_for_which_the_condition_is_true()
    {
        Assert.Equal(["[1]", "[4]"], Text(orders.Filter("amount > 6").Select("id")));
        Assert.Equal(["[2]"], Text(orders.Where(!(Col("amount") > 6)).Select("id")));
    }

    [Fact]
    public void WithColumn_adds_or_replaces_in_place_and_later_steps_see_the_new_value()
    {
        var frame = orders.WithColumn("amount", Coalesce(Col("amount"), Lit(0.0))).WithColumn("big", Col("amount") >= 7);
        Assert.Equal(["id", "customer", "amount", "at", "big"], frame.Columns());
        Assert.Equal(["[1,true]", "[2,false]", "[3,false]", "[4,true]"], Text(frame.Select("id", "big")));
    }

    [Fact]
    public void Rename_and_drop_ignore_names_that_are_not_there_as_in_Spark()
    {
        var frame = orders.WithColumnRenamed("customer", "who").WithColumnRenamed("nothing", "x").Drop("at", "nothing");
        Assert.Equal(["id", "who", "amount"], frame.Columns());
    }

    [Fact]
    public void Distinct_and_DropDuplicates_keep_one_row_of_equal_ones()
    {
        var doubled = orders.Union(orders);
        Assert.Equal(8, doubled.Count());
        Assert.Equal(4, doubled.Distinct().Count());
        Assert.Equal(3, orders.DropDuplicates("customer").Count());
    }

    [Fact]
    public void GroupBy_gives_the_grouping_columns_and_the_aggregates()
    {
        var totals = orders.GroupBy("customer").Agg(Sum("amount").As("total"), Count(Lit(1)).As("n")).OrderBy("customer");
        Assert.Equal(["[null,7.0,1]", "[ann,10.0,2]", "[bob,5.5,1]"], Text(totals));
        Assert.Equal(["customer", "total", "n"], totals.Columns());
    }

    [Fact]
    public void Windows_group_by_time()
    {
        var hourly = orders.GroupBy(Window(Col("at"), "1 hour")).Agg(Count(Lit(1)).As("n")).Select(Col("window.start").As("start"), Col("n")).OrderBy("start");
        Assert.Equal(["[2024-01-02 10:00:00,2]", "[2024-01-02 11:00:00,2]"], Text(hourly));
    }

    [Fact]
    public void Rows_without_a_time_are_in_no_window()
    {
        var withNull = orders.Select("id", "at").Union(orders.Limit(1).Select(Col("id"), Lit(null).Cast("timestamp").As("at")));
        Assert.Equal(5, withNull.Count());
        Assert.Equal(4L, withNull.GroupBy(Window(Col("at"), "1 hour")).Count().Agg(Sum("count")).First()![0]);
        Assert.Equal(4, withNull.Select(Window(Col("at"), "1 hour")).Count());
    }

    [Fact]
    public void Joins_by_condition_keep_both_columns_and_joins_by_name_only_one()
    {
        var byCondition = orders.Join(customers, orders["customer"] == customers["customer"]);
        Assert.Equal(["id", "customer", "amount", "at", "customer", "city"], byCondition.Columns());
        var byName = orders.Join(customers, "customer", "left").Select("customer", "id", "city").OrderBy("id");
        Assert.Equal(["[ann,1,Oslo]", "[bob,2,null]", "[ann,3,Oslo]", "[null,4,null]"], Text(byName));
    }

    [Theory]
    [InlineData("inner", 2)]
    [InlineData("left", 4)]
    [InlineData("right_outer", 3)]
    [InlineData("full", 5)]
    [InlineData("left_semi", 2)]
    [InlineData("left_anti", 2)]
    public void Join_types_count_rows_as_Spark_does(string type, int rows) => Assert.Equal(rows, orders.Join(customers, "customer", type).Count());

    [Fact]
    public void A_full_join_by_name_takes_the_key_from_whichever_side_has_it() =>
        Assert.Equal(["null", "ann", "ann", "bob", "cid"], orders.Join(customers, "customer", "full").OrderBy("customer").Select("customer").Collect().Select(r => r[0] ?? "null"));

    [Fact]
    public void A_self_join_by_alias_tells_the_sides_apart()
    {
        var pairs = orders.Alias("a").Join(orders.Alias("b"), Expr("a.customer = b.customer AND a.id < b.id")).SelectExpr("a.id AS first", "b.id AS second");
        Assert.Equal(["[1,3]"], Text(pairs));
    }

    [Fact]
    public void UnionByName_matches_names_and_fills_what_is_missing_where_allowed()
    {
        var left = orders.Select("id", "customer");
        var right = orders.Select("customer", "id");
        Assert.Equal(8, left.UnionByName(right).Count());
        var filled = left.UnionByName(orders.Select("amount"), allowMissingColumns: true);
        Assert.Equal(["id", "customer", "amount"], filled.Columns());
        var error = Assert.Throws<SqlExpressionException>(() => left.UnionByName(orders.Select("amount")).Columns());
        Assert.Contains("allowMissingColumns", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Union_widens_types_and_refuses_another_number_of_columns()
    {
        var union = orders.Select("id").Union(orders.Select("amount"));
        Assert.Equal(new DoubleType(), union.Schema().Fields[0].DataType);
        Assert.Equal("NUM_COLUMNS_MISMATCH", Assert.Throws<SqlExpressionException>(() => orders.Union(customers).Columns()).ErrorClass);
    }

    [Fact]
    public void OrderBy_puts_NULLs_first_when_ascending_and_last_when_descending()
    {
        Assert.Equal(["null", "ann", "ann", "bob"], orders.OrderBy("customer").Collect().Select(r => r["customer"] ?? "null"));
        Assert.Equal(["bob", "ann", "ann", "null"], orders.OrderBy(Col("customer").Desc()).Collect().Select(r => r["customer"] ?? "null"));
        Assert.Equal(2, orders.OrderBy(Col("id").Desc()).Limit(1).First()!.GetAs<int>("id") - 2);
    }

    [Fact]
    public void When_and_Otherwise_choose_by_conditions()
    {
        var size = orders.Select(When(Col("amount") > 8, "big").When(Col("amount") > 6, "middle").Otherwise("small").As("size"));
        Assert.Equal(["[big]", "[small]", "[small]", "[middle]"], Text(size));
    }

    [Fact]
    public void A_misspelt_column_names_the_nearest_ones_before_anything_runs()
    {
        var error = Assert.Throws<SqlExpressionException>(() => orders.Select(Col("amuont")).Schema());
        Assert.Equal("UNRESOLVED_COLUMN.WITH_SUGGESTION", error.ErrorClass);
        Assert.Contains("amount", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_is_neither_grouped_nor_aggregated_is_refused()
    {
        var error = Assert.Throws<SqlExpressionException>(() => orders.GroupBy("customer").Agg(Col("id") + 1).Schema());
        Assert.Equal("MISSING_AGGREGATION", error.ErrorClass);
    }

    [Fact]
    public void A_filter_that_is_no_condition_is_refused() =>
        Assert.Equal("DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN", Assert.Throws<SqlExpressionException>(() => orders.Filter("id + 1").Schema()).ErrorClass);

    [Fact]
    public void Rows_give_values_by_name_and_say_what_they_hold()
    {
        var row = orders.First()!;
        Assert.Equal(1, row.GetAs<int>("id"));
        Assert.Equal(new DateTime(2024, 1, 2, 10, 0, 0, DateTimeKind.Utc), row.GetAs<DateTime>("AT"));
        Assert.Contains("'amount' (double) holds Double, not String", Assert.Throws<InvalidCastException>(() => row.GetAs<string>("amount")).Message, StringComparison.Ordinal);
        Assert.Contains("The columns are: id, customer, amount, at", Assert.Throws<ArgumentException>(() => row["x"]).Message, StringComparison.Ordinal);
    }

    private static List<string> Text(DataFrame frame) => [.. frame.Collect().Select(r => r.ToString())];

    private static DateTime At(int hour, int minute) => new(2024, 1, 2, hour, minute, 0, DateTimeKind.Utc);
}
