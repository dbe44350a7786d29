using Distributary.Expressions.Binding;
using Distributary.Expressions.Logic;
using Distributary.Expressions.Tests.Binding;

namespace Distributary.Expressions.Tests.Logic;

public sealed class ConditionLogicTests
{
    private static readonly IReadOnlyList<PlanColumn> Columns = Bound.Columns("""
        q INT NOT NULL, n INT, tiny TINYINT NOT NULL, big BIGINT NOT NULL, price DOUBLE NOT NULL, ratio FLOAT NOT NULL, amount DECIMAL(10,2) NOT NULL, name STRING NOT NULL, note STRING,
        active BOOLEAN NOT NULL, maybe BOOLEAN, day DATE NOT NULL, at TIMESTAMP NOT NULL, other INT NOT NULL, tags ARRAY<STRING>
        """);

    [Theory]
    [InlineData("q > 0", "q <= 0")]
    [InlineData("q > 0", "q < 1")]
    [InlineData("q > 0.5", "q < 1")]
    [InlineData("q >= 3000000000", "q < 3000000000")]
    [InlineData("0 < q", "NOT q > 0")]
    [InlineData("q != 5", "q = 5")]
    [InlineData("q BETWEEN 1 AND 10", "q NOT BETWEEN 1 AND 10")]
    [InlineData("q BETWEEN 1 AND 10", "q < 1", "q >= 11")]
    [InlineData("q IN (1, 2, 3)", "q NOT IN (1, 2, 3)")]
    [InlineData("q IN (1, 2, 3)", "q < 1", "q > 3")]
    [InlineData("tiny <= 100", "tiny > 100 AND tiny <= 127")]
    [InlineData("tiny >= -128")]
    [InlineData("n > 0", "n <= 0", "n IS NULL")]
    [InlineData("n > 0", "NOT coalesce(n > 0, false)")]
    [InlineData("coalesce(n, 0) > 0", "coalesce(n, 0) <= 0")]
    [InlineData("n <=> 5", "NOT (n <=> 5)")]
    [InlineData("n IS NOT DISTINCT FROM 5", "n IS DISTINCT FROM 5")]
    [InlineData("(n > 0) IS NULL", "n > 0", "n <= 0")]
    [InlineData("(n > 0) IS TRUE", "(n > 0) IS NOT TRUE")]
    [InlineData("price > 0", "price <= 0")]
    [InlineData("price < 0.1", "price >= 0.1")]
    [InlineData("ratio > 1.5F", "ratio <= 1.5F")]
    [InlineData("amount > 10", "amount <= 10.00")]
    [InlineData("amount > 10.001", "amount <= 10.0010")]
    [InlineData("name = 'a'", "name <> 'a'")]
    [InlineData("name < 'm'", "name >= 'm'")]
    [InlineData("name LIKE 'a%'", "NOT name LIKE 'a%'", "(name LIKE 'a%') IS NULL")]
    [InlineData("active", "NOT active")]
    [InlineData("active = true", "active = false")]
    [InlineData("active", "active IN (false)")]
    [InlineData("maybe", "NOT maybe", "maybe IS NULL")]
    [InlineData("maybe IS NOT TRUE", "maybe IS TRUE")]
    [InlineData("day < DATE '2024-01-01'", "day >= DATE '2024-01-01'")]
    [InlineData("at < '2024-01-01'", "at >= '2024-01-01'")]
    [InlineData("q > other", "q <= other")]
    [InlineData("q > other", "other > q", "q = other")]
    [InlineData("q > 0 AND active", "q > 0 AND NOT active", "q <= 0")]
    [InlineData("true")]
    [InlineData("tags IS NULL", "tags IS NOT NULL")]
    [InlineData("q * 2 > 10", "q * 2 <= 10", "q * 2 IS NULL")]
    public void Routes_that_take_every_row_are_found(params string[] conditions) => Assert.True(AreExhaustive([], conditions, out _));

    [Theory]
    [InlineData("q = 0", "q > 0", "q < 0")]
    [InlineData("n IS NULL", "n > 0", "n <= 0")]
    [InlineData("n <= 0", "n > 0 OR n < 0")]
    [InlineData("q > 0 AND q < 2 AND q <> 1", "rand() > 0.5", "NOT rand() > 0.5")]
    [InlineData("NULL", "q > 0", "q < 0")]
    [InlineData("q = 1 OR NULL", "q > 0", "q < 1 AND NULL")]
    [InlineData("price = 1", "price > 1", "price < 0.5")]
    [InlineData("n NOT IN (1, NULL)", "n IN (1, NULL)")]
    [InlineData("maybe", "NOT maybe")]
    [InlineData("note = 'a'", "note <> 'a'")]
    [InlineData("at < now()", "at >= now()")]
    [InlineData("collate(name, 'UTF8_LCASE') = 'a'", "name <> 'a'")]
    [InlineData("q > 0 AND active", "q <= 0 AND NOT active")]
    [InlineData("CAST(name AS INT) > 0", "CAST(name AS INT) <= 0")]
    [InlineData("big / 2 > 1", "big / 2 <= 1")]
    [InlineData("price > 0.5", "price <= 0.4")]
    [InlineData("q > 0")]
    public void Routes_that_may_miss_a_row_are_told(params string[] conditions) => Assert.False(AreExhaustive([], conditions[1..], out _), $"without {conditions[0]}");

    [Fact]
    public void What_is_required_of_the_rows_counts()
    {
        Assert.False(AreExhaustive([], ["n > 0", "n <= 0"], out _));
        Assert.True(AreExhaustive([["n IS NOT NULL"]], ["n > 0", "n <= 0"], out _));
        Assert.True(AreExhaustive([["n > -5"]], ["n > 0", "n <= 0"], out _));
        Assert.True(AreExhaustive([["q = 1", "q = 2"]], ["q < 2", "q > 1"], out _));
        Assert.True(AreExhaustive([["n IS NOT NULL"]], ["n > other", "n <= other"], out _));
        Assert.True(AreExhaustive([["n IS NOT NULL"]], ["n > 0.5D", "n <= 0.5D"], out _));
        Assert.False(AreExhaustive([["n IS NOT NULL OR q > 0"]], ["n > 0", "n <= 0"], out _));
    }

    [Theory]
    [InlineData("n IS NULL", "n > 0", "n <= 0")]
    [InlineData("q = 0", "q > 0", "q < 0")]
    [InlineData("q > 0 AND q < 10", "q <= 0", "q >= 10")]
    [InlineData("name = 'a'", "name <> 'a'")]
    [InlineData("active = false", "active")]
    [InlineData("n IS NULL AND active = false", "n > 0 OR active", "n <= 0")]
    [InlineData(null, "q * 2 > 0")]
    public void An_example_of_a_row_that_is_missed_is_told_in_short(string? expected, params string[] conditions)
    {
        Assert.False(AreExhaustive([], conditions, out var example));
        Assert.Equal(expected, example);
    }

    [Fact]
    public void A_route_that_never_matches_is_found()
    {
        Assert.True(NeverMatches([["price > 0"]], "price <= 0"));
        Assert.False(NeverMatches([], "price <= 0"));
        Assert.True(NeverMatches([], "q > 10", "q > 5"));
        Assert.True(NeverMatches([], "q = 3", "q < 3", "q >= 3"));
        Assert.True(NeverMatches([], "n = 3", "n IS NOT NULL"));
        Assert.False(NeverMatches([], "q > 4", "q > 5"));
        Assert.False(NeverMatches([], "n IS NULL OR n > 10", "n > 5"));
        Assert.True(NeverMatches([], "q > 0 AND q < 0"));
        Assert.True(NeverMatches([], "n = NULL"));
        Assert.False(NeverMatches([], "rand() > 2"));
    }

    [Fact]
    public void Too_many_cases_are_left_alone() =>
        Assert.False(AreExhaustive([], [.. Enumerable.Range(0, 20).SelectMany(i => new[] { $"q + {i} > 0", $"NOT (q + {i} > 0)", $"(q + {i}) IS NULL" })], out _));

    private static bool AreExhaustive(string[][] known, string[] conditions, out string? example) => Logic(known).AreExhaustive([.. conditions.Select(Bind)], out example);

    private static bool NeverMatches(string[][] known, string condition, params string[] earlier) => Logic(known).NeverMatches(Bind(condition), [.. earlier.Select(Bind)]);

    private static ConditionLogic Logic(string[][] known) => new(known.Select(alternatives => alternatives.Select(Bind).ToList()));

    private static BoundExpression Bind(string condition) => Bound.Bind(condition, Columns) is { Expression: { } bound } result ? bound : throw new InvalidOperationException(condition);
}
