using Distributary.Expressions.Binding;
using Distributary.Expressions.Tests.Functions;
using FsCheck;
using FsCheck.Fluent;

namespace Distributary.Expressions.Tests.Binding;

/// <summary>Generates texts of calls, operators and choices over columns and constants of many types, right ones and wrong ones.</summary>
internal static class CallGenerator
{
    /// <summary>A relation with a column of each type.</summary>
    public const string Relation = """
        VALUES (1Y, 2S, 3, 4L, 1.5F, 2.5D, 1.25BD, CAST(7 AS DECIMAL(38,18)), 's', X'0F', true, DATE'2024-01-15', TIMESTAMP'2024-01-15 10:30:00',
        INTERVAL '1-2' YEAR TO MONTH, INTERVAL '1 02:03:04' DAY TO SECOND, array(1, 2), array('a', 'b'), map(1, 'a'), named_struct('x', 1, 'y', 'q'))
        AS t(ti, si, i, l, f, db, n, w, s, bn, o, d, t, ym, dy, ai, asx, m, st)
        """;

    public const string Schema = """
        ti TINYINT, si SMALLINT, i INT, l BIGINT, f FLOAT, db DOUBLE, n DECIMAL(3,2), w DECIMAL(38,18), s STRING, bn BINARY, o BOOLEAN, d DATE, t TIMESTAMP,
        ym INTERVAL YEAR TO MONTH, dy INTERVAL DAY TO SECOND, ai ARRAY<INT>, asx ARRAY<STRING>, m MAP<INT, STRING>, st STRUCT<x: INT, y: STRING>
        """;

    private static readonly Gen<string> Operands = Gen.Frequency(
        (3, Gen.Elements("ti", "si", "i", "l", "f", "db", "n", "w", "s", "bn", "o", "d", "t", "ym", "dy", "ai", "asx", "m", "st")),
        (1, Gen.Elements("1", "2L", "3S", "4Y", "1.5", "1e2", "2F", "'a'", "'12'", "null", "true", "DATE'2024-01-01'", "INTERVAL '1' DAY", "array(1)", "map('k', 1)")));

    private static readonly Gen<string> Operators = Gen.Elements("+", "-", "*", "/", "%", "div", "=", "<=>", "<", ">=", "and", "or", "&", "|", "^", "||");

    /// <summary>Scalar functions with counts of arguments that Spark takes.</summary>
    private static readonly (string Name, int Count)[] Functions =
        [.. FunctionAnswers.Read("4.0").Where(a => a.Verdict[0] != '!' && IsScalar(a)).Select(a => (a.Function, a.Arguments.Count)).Distinct()];

    public static Gen<string> Texts { get; } = Nested(2);

    private static bool IsScalar(FunctionAnswer answer) =>
        Bound.Bind(answer.ToString(), Bound.Columns(FunctionAnswers.Columns), allowed: AllowedCalls.Scalar).Expression is not null;

    private static Gen<string> Nested(int depth)
    {
        if (depth == 0)
            return Operands;
        var inner = Gen.OneOf(Operands, Nested(depth - 1));
        return Gen.Frequency(
            (3, from a in inner from op in Operators from b in inner select $"({a} {op} {b})"),
            (4, from f in Gen.Elements(Functions) from arguments in Gen.ArrayOf(inner, f.Count) select $"{f.Name}({string.Join(", ", arguments)})"),
            (1, from a in inner from b in inner from c in inner select $"CASE WHEN {a} THEN {b} ELSE {c} END"),
            (1, from a in inner from b in inner from c in inner select $"({a} IN ({b}, {c}))"),
            (1, from a in inner from b in inner from c in inner select $"({a} BETWEEN {b} AND {c})"),
            (1, from a in inner from type in Gen.Elements("INT", "STRING", "DATE", "TIMESTAMP", "DECIMAL(10,2)", "BOOLEAN", "ARRAY<STRING>", "BINARY") select $"CAST({a} AS {type})"),
            (1, from a in inner from body in Gen.Elements("x", "x + 1", "x || 'a'", "x > 1") select $"transform({a}, x -> {body})"));
    }
}
