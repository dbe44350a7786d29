using Distributary.Expressions.Binding;
using Distributary.Expressions.Syntax;

namespace Distributary.Expressions.Tests.Binding;

/// <summary>Parses and binds texts in tests.</summary>
internal static class Bound
{
    /// <summary>The columns of <c>spark/fixture.sql</c>.</summary>
    public static IReadOnlyList<PlanColumn> Fixture { get; } = Columns("""
        __row INT NOT NULL, id BIGINT, qty INT, price DOUBLE, amount DECIMAL(12,2), name STRING, status STRING, email STRING, active BOOLEAN, d DATE, ts TIMESTAMP,
        tags ARRAY<STRING>, attrs MAP<STRING, STRING>, addr STRUCT<city: STRING, zip: INT>
        """);

    public static IReadOnlyList<PlanColumn> Columns(string schema) =>
        [.. SqlParser.ParseSchema(schema).Fields.Select((f, i) => new PlanColumn(i, f.Name, f.DataType, f.Nullable, "t"))];

    public const AllowedCalls Everywhere = AllowedCalls.Aggregates | AllowedCalls.Windows | AllowedCalls.Generators;

    /// <summary>The text's tree, or its problems, those of the parser too.</summary>
    public static BindResult Bind(string text, IReadOnlyList<PlanColumn>? columns = null, BinderOptions? options = null, AllowedCalls allowed = Everywhere)
    {
        var parsed = SqlParser.ParseExpression(text);
        return parsed.Diagnostics.Count > 0 ? new(null, parsed.Diagnostics) : ExpressionBinder.Bind(parsed.Expression, columns ?? Fixture, options ?? BinderOptions.Default, allowed);
    }

    /// <summary>The result type, or <c>!</c> and the error class.</summary>
    public static string Verdict(BindResult result) => result.Expression is { } bound ? bound.Type.CatalogString : "!" + result.Diagnostics[0].ErrorClass;

    public static string Verdict(string text, BinderOptions? options = null) => Verdict(Bind(text, options: options));
}
