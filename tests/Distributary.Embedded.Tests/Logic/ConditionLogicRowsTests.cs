using Distributary.Expressions.Binding;
using Distributary.Expressions.Logic;
using Distributary.Expressions.Syntax;
using Distributary.Pipelines;
using Distributary.Types;
using FsCheck.Xunit;
using Xunit;

namespace Distributary.Embedded.Tests.Logic;

/// <summary>What is said of conditions without rows, compared with what they give for rows: a claim that one row contradicts is wrong.</summary>
public sealed class ConditionLogicRowsTests : IDisposable
{
    private static readonly StructType Schema = new(
        new StructField("i", new IntegerType()),
        new StructField("j", new IntegerType(), Nullable: false),
        new StructField("t", new ByteType(), Nullable: false),
        new StructField("d", new DoubleType()),
        new StructField("f", new FloatType(), Nullable: false),
        new StructField("m", new DecimalType(6, 2), Nullable: false),
        new StructField("s", new StringType()),
        new StructField("b", new BooleanType()),
        new StructField("c", new BooleanType(), Nullable: false));

    private static readonly object?[][] Values =
    [
        [null, -1, 0, 1, 2, 3, int.MinValue, int.MaxValue],
        [-1, 0, 1, 2, 3, 100],
        [(sbyte)-128, (sbyte)0, (sbyte)1, (sbyte)2, (sbyte)127],
        [null, double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, 0.0, 0.1, 1.0, 1.5, 2.0, -3.0],
        [float.NaN, float.NegativeInfinity, -0.0f, 0.1f, 1.5f, 2f],
        [0m, 0.01m, 1m, 1.5m, 2m, -1m],
        [null, "", "a", "b", "a ", "A", "é", "\U0001F600", "\uFFFD"],
        [null, true, false],
        [true, false],
    ];

    private readonly EmbeddedSession session = EmbeddedSession.Create();

    public void Dispose() => session.Dispose();

    [Fact]
    public void No_row_contradicts_what_is_claimed()
    {
        var (exhaustive, unreachable, trials) = (0, 0, 0);
        for (var seed = 0; seed < 150; seed++)
        {
            var claims = Check(seed);
            exhaustive += claims.Exhaustive ? 1 : 0;
            unreachable += claims.Unreachable ? 1 : 0;
            trials++;
        }
        // Neither always nor never: else nothing would have been tried.
        Assert.InRange(exhaustive, trials / 10, trials * 9 / 10);
        Assert.InRange(unreachable, trials / 20, trials * 9 / 10);
    }

    [Property(MaxTest = 30)]
    public void No_row_contradicts_what_is_claimed_of_any_conditions(int seed) => Check(seed);

    private (bool Exhaustive, bool Unreachable) Check(int seed)
    {
        var random = new Random(seed);
        var rows = session.CreateDataFrame(Enumerable.Range(0, 300).Select(_ => Values.Select(v => v[random.Next(v.Length)]).ToArray()), Schema);
        var text = new ConditionText(random);
        var known = Enumerable.Range(0, random.Next(3)).Select(_ => Enumerable.Range(0, random.Next(1, 3)).Select(_ => text.Condition(2)).ToArray()).ToList();
        var conditions = text.Routes();

        var logic = new ConditionLogic(known.Select(k => k.Select(Bind).ToList()));
        var possible = known.Aggregate(rows, (frame, alternatives) => frame.Where(Conditions.AnyOf(alternatives)));
        var exhaustive = logic.AreExhaustive([.. conditions.Select(Bind)], out _);
        if (exhaustive)
            Assert.Empty(possible.Where(Conditions.NoneOf(conditions)).Collect().Select(r => $"seed {seed}: {string.Join(" | ", conditions)} misses {r} of {string.Join(" and ", known.Select(k => string.Join(" | ", k)))}"));

        var last = conditions[^1];
        var unreachable = new ConditionLogic(known.Select(k => k.Select(Bind).ToList())).NeverMatches(Bind(last), [.. conditions[..^1].Select(Bind)]);
        if (unreachable)
            Assert.Empty(possible.Where(conditions.Length == 1 ? last : Conditions.Unless(last, conditions[..^1])).Collect().Select(r => $"seed {seed}: {last} after {string.Join(" | ", conditions[..^1])} matches {r}"));
        return (exhaustive, unreachable);
    }

    private static BoundExpression Bind(string condition)
    {
        var parsed = SqlParser.ParseExpression(condition);
        Assert.True(parsed.Diagnostics.Count == 0, condition);
        var bound = ExpressionBinder.Bind(parsed.Expression, [.. Schema.Fields.Select((f, i) => new PlanColumn(i, f.Name, f.DataType, f.Nullable))], BinderOptions.Default);
        return bound.Expression ?? throw new InvalidOperationException($"{condition}: {bound.Diagnostics[0]}");
    }

    /// <summary>Random conditions over the columns, and lists of them that often take every row.</summary>
    private sealed class ConditionText(Random random)
    {
        private static readonly string[] Numbers = ["i", "j", "t", "d", "f", "m", "coalesce(i, 1)", "j + 1"];
        private static readonly string[] Constants = ["0", "1", "2", "0.5", "1.5", "1.0D", "-1", "0.1", "0.1D", "1.5F", "127", "3000000000", "100Y"];
        private static readonly string[] Texts = ["''", "'a'", "'b'", "'é'", "'\U0001F600'"];
        private static readonly string[] Comparisons = ["=", "<>", "<", "<=", ">", ">=", "<=>"];

        public string[] Routes()
        {
            var p = Condition(2);
            string[] routes = random.Next(5) switch
            {
                0 => [p, $"NOT ({p})"],
                1 => [p, $"NOT ({p})", $"({p}) IS NULL"],
                2 => [p, $"NOT coalesce({p}, false)", Condition(1)],
                3 => Split(),
                _ => [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Condition(2))],
            };
            random.Shuffle(routes);
            return routes;
        }

        public string Condition(int depth) => random.Next(depth > 0 ? 14 : 9) switch
        {
            0 or 1 or 2 => $"{Any(Numbers)} {Any(Comparisons)} {Any(Constants)}",
            3 => $"s {Any(Comparisons)} {Any(Texts)}",
            4 => $"{Any(["i", "d", "s", "b", "j", "c"])} IS {Any(["", "NOT "])}NULL",
            5 => Any(["b", "c", "NOT b", "b = true", "c <> false", "b IS TRUE", "b IS NOT FALSE", "true", "NULL"]),
            6 => $"{Any(Numbers)} {Any(["", "NOT "])}IN ({Any(Constants)}, {Any([.. Constants, "NULL"])})",
            7 => $"{Any(Numbers)} {Any(Comparisons)} {Any(Numbers)}",
            8 => $"{Any(Numbers)} {Any(["", "NOT "])}BETWEEN {Any(Constants)} AND {Any(Constants)}",
            9 or 10 => $"({Condition(depth - 1)}) AND ({Condition(depth - 1)})",
            11 or 12 => $"({Condition(depth - 1)}) OR ({Condition(depth - 1)})",
            _ => $"NOT ({Condition(depth - 1)})",
        };

        private string[] Split()
        {
            var (number, constant) = (Any(Numbers), Any(Constants));
            return [$"{number} < {constant}", $"{number} = {constant}", $"{number} > {constant}", .. random.Next(2) == 0 ? [$"{number} IS NULL"] : Array.Empty<string>()];
        }

        private string Any(string[] choices) => choices[random.Next(choices.Length)];
    }
}
