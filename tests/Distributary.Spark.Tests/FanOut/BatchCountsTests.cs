using Distributary.Expressions.Plans;
using Distributary.Expressions.Syntax;
using Distributary.Spark.FanOut;
using Distributary.Types;

namespace Distributary.Spark.Tests.FanOut;

/// <summary>What is counted by a job, and what follows from it.</summary>
public sealed class BatchCountsTests
{
    private readonly RelationPlan batch = new(new Source());
    private readonly RelationPlan other = new(new Source());
    private readonly List<string> aggregates = [];

    [Fact]
    public void Filters_over_the_batch_are_counted_once_each_and_guard_one_another()
    {
        var valid = Filter(batch, "x IS NOT NULL");
        var sales = Filter(valid, "1 / x > 0");
        var counts = Count([batch, sales, Project(sales, "x * 2 AS y"), Filter(batch, "x IS NOT NULL")], 10, 4, 6);

        Assert.Equal(["count(*)", "count(CASE WHEN x IS NOT NULL THEN CASE WHEN 1 / x > 0 THEN 1 END END)", "count(CASE WHEN x IS NOT NULL THEN 1 END)"], aggregates);
        Assert.Equal([10L, 4, 4, 6], [counts.Of(batch), counts.Of(sales), counts.Of(Project(sales, "x * 2 AS y")), counts.Of(valid)]);
    }

    [Fact]
    public void What_is_made_of_nothing_is_nothing_and_what_else_needs_a_job_is_not_known()
    {
        var (none, some) = (Filter(batch, "x < 0"), Filter(batch, "x > 0"));
        var counts = Count([none, some, other], 0, 5, 5);
        var total = new AggregatePlan(none, default, ValueList.Of<Expression>(Expression("count(*)")));
        var groups = new AggregatePlan(none, ValueList.Of<Expression>(Expression("x")), ValueList.Of<Expression>(Expression("count(*)")));

        Assert.All<LogicalPlan>([Filter(Project(none, "x"), "x > 1"), Project(none, "x"), new DeduplicatePlan(none, default), groups, new LimitPlan(none, 3), Join(none, other, JoinType.Inner), Join(other, none, JoinType.Inner), Join(none, other, JoinType.LeftOuter), new UnionPlan(none, none, false, false)], plan => Assert.Equal(0, counts.Of(plan)));
        Assert.All<LogicalPlan>([total, Project(none, "count(*)"), Project(some, "explode(array(x))"), Project(some, "my_function(x)"), Filter(Project(some, "x"), "x > 1"), new DeduplicatePlan(some, default), Join(other, none, JoinType.LeftOuter), new UnionPlan(none, other, false, false), other], plan => Assert.Null(counts.Of(plan)));
        Assert.Equal([3L, 5, 10], [counts.Of(new LimitPlan(some, 3)), counts.Of(new LimitPlan(some, 30)), counts.Of(new UnionPlan(some, some, false, false))]);
    }

    [Fact]
    public void Rows_that_differ_each_time_are_not_counted() => Assert.Null(BatchCounts.Count(batch, [Filter(batch, "rand() > 0.5")], _ => null));

    private BatchCounts Count(IEnumerable<LogicalPlan> frames, params long[] values) => BatchCounts.Count(batch, frames, wanted =>
    {
        aggregates.AddRange(wanted);
        Assert.Equal(values.Length, wanted.Count);
        return string.Join(',', values);
    })!;

    private static FilterPlan Filter(LogicalPlan child, string condition) => new(child, Expression(condition));

    private static ProjectPlan Project(LogicalPlan child, string column) => new(child, ValueList.Of(Expression(column)));

    private static JoinPlan Join(LogicalPlan left, LogicalPlan right, JoinType type) => new(left, right, type, null, ValueList.Of("x"));

    private static Expression Expression(string text) => SqlParser.ParseExpression(text).Expression;

    private sealed class Source : Relation
    {
        public override string Description => "a source";

        public override StructType Schema => new(Array.Empty<StructField>());

        public override bool IsStreaming => false;
    }
}
